"""The guard before every page: who asks, by which name, from where; and the headers that keep a page to itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from govah.words import say
from govah.workbench.session import Session

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
    "cache-control": "no-store",
}
OPEN: Final = "/open/"
"""Where the link leads that binds a browser."""
STATIC: Final = "/static/"
"""Style, scripts and letters: the only things that anybody may have."""


class Guard:
    """Lets a request through only from the bound browser, under the server's own name, and from its own pages."""

    def __init__(self, app: ASGIApp, session: Session, hosts: Iterable[str]) -> None:
        self._app, self._session, self._hosts = app, session, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if wrong := self._wrong(scope):
            lang = "fa" if Headers(scope=scope).get("accept-language", "").startswith("fa") else "en"
            status, code = wrong
            await PlainTextResponse(say(code, lang) + "\n", status)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _wrong(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host, path, method = headers.get("host", ""), scope["path"], scope["method"]
        if host not in self._hosts:
            return 421, "workbench-host"
        if method not in ("GET", "HEAD", "POST"):
            return 405, "workbench-method"
        if method == "POST" and headers.get("origin") != f"http://{host}":
            return 403, "workbench-origin"
        if path.startswith((OPEN, STATIC)) and method != "POST":
            return None
        return None if self._session.knows(cookie_of(headers, host)) else (403, "workbench-browser")


def cookie_name(host: str) -> str:
    """Gives the name of the cookie: browsers do not keep the cookies of two ports apart."""
    return "govah-" + host.rpartition(":")[2]


def cookie_of(headers: Headers, host: str) -> str:
    """Gives the cookie that a request brings; an empty text where it brings none."""
    return cookie_parser(headers.get("cookie", "")).get(cookie_name(host), "")
