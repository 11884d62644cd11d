"""Connections over the route that was chosen and no other, and one word for whatever goes wrong on the way."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import Any, Final

import urllib3
from urllib3 import exceptions as faults
from urllib3.contrib.socks import SOCKSProxyManager

from govah.errors import CaptureError

AGENT: Final = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"
"""What every request says of itself: what most browsers behind Tor say; nothing of this desk, and nothing of Govah."""
ON_THE_WAY: Final = (faults.HTTPError, OSError, ValueError, LookupError)
"""What the libraries below raise when a connection fails or an answer is malformed."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one host is reached: through a proxy, or at one checked address."""

    name: str
    "What an error may call it."
    scheme: str
    host: str
    port: int
    proxy: str = ""
    "Where it is set, nothing goes any other way."
    numeric: str = ""
    "A checked address of the host; used where there is no proxy."
    trusted_roots: str = ""
    "A PEM file of certificates to trust for https, in place of the system's."


def pool_for(way: Way) -> Any:
    """Gives a connection pool to the checked address itself, or through the proxy; either asks for the host's own certificate."""
    context = ssl.create_default_context(cafile=way.trusted_roots or None)
    tls: dict[str, Any] = {"ssl_context": context, "cert_reqs": "CERT_REQUIRED"}
    if way.proxy:
        return _through(way, tls).connection_from_host(way.host, way.port, way.scheme)
    if way.scheme == "http":
        return urllib3.HTTPConnectionPool(way.numeric, way.port)
    return urllib3.HTTPSConnectionPool(way.numeric, way.port, server_hostname=way.host, assert_hostname=way.host, **tls)


def is_plain_proxy(pool: Any, way: Way) -> bool:
    """Answers whether the request line must hold the whole address, as a plain HTTP proxy wants it."""
    return way.scheme == "http" and isinstance(getattr(pool, "proxy", None), urllib3.util.Url)


def fault_of(why: Exception, *, proxied: bool) -> str:
    """Gives one word for what went wrong: `insecure`, `proxy-failed`, `slow`, `unreachable` or `malformed-answer`."""
    if isinstance(why, faults.ProxyError):
        return "insecure" if isinstance(why.original_error, faults.SSLError) else "proxy-failed"
    if isinstance(why, faults.SSLError | ssl.SSLError):
        return "insecure"
    if isinstance(why, faults.NewConnectionError | faults.ConnectTimeoutError) and proxied:
        return "proxy-failed"
    if isinstance(why, faults.TimeoutError) and not isinstance(why, faults.NewConnectionError):
        return "slow"
    if isinstance(why, faults.ProtocolError | faults.NewConnectionError | OSError):
        return "unreachable"
    return "malformed-answer"


def _through(way: Way, tls: dict[str, Any]) -> Any:
    try:
        manager = SOCKSProxyManager if way.proxy.startswith("socks") else urllib3.ProxyManager
        return manager(way.proxy, **tls)
    except (ValueError, faults.HTTPError):
        raise CaptureError("proxy-malformed", name=way.name) from None
