"""Which proxy an address goes through: the one asked for, else the one that the environment names; there is no way round it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from govah.errors import CaptureError

_FORM: Final = re.compile(r"(?:(https?|socks4a?|socks5h?)://)?(?:[^@/\s]+@)?(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?/?")
_REMOTE: Final = {"socks5": "socks5h", "socks4": "socks4a", "socks": "socks5h"}
"""SOCKS versions in which the proxy resolves names: this machine's resolver would tell others what a desk looks at."""


def proxy_for(scheme: str, asked: str, environment: Mapping[str, str], name: str) -> str:
    """Gives the proxy's address, or nothing where none is set; raises `CaptureError` for one that cannot be understood.

    `NO_PROXY` is not heeded: who sets a proxy does not want to be seen going without it.
    """
    found = asked or next((value for key in _keys(scheme) if (value := environment.get(key, "").strip())), "")
    if not found:
        return ""
    kind, mark, rest = found.partition("://")
    if mark:
        found = f"{_REMOTE.get(kind.lower(), kind.lower())}://{rest}"
    form = _FORM.fullmatch(found)
    if form is None:
        raise CaptureError("proxy-malformed", name=name)
    return found if form[1] else f"http://{found}"


def _keys(scheme: str) -> tuple[str, ...]:
    own = f"{scheme}_proxy"
    return own.upper(), own, "ALL_PROXY", "all_proxy"
