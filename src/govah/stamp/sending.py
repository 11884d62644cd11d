"""The way out: one request, over the route that was chosen for it and no other, within limits of size and time.

Which route that is (a proxy, or addresses that were checked) is decided above; one that fails is not replaced by another kind.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

import urllib3
from urllib3 import exceptions as faults
from urllib3.contrib.socks import SOCKSProxyManager

from govah.errors import CaptureError
from govah.stamp.interface import LARGEST, Answer, Message

_PIECE: Final = 1 << 14
_AGENT: Final = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"
"""What most browsers behind Tor say: nothing of this desk, and nothing of Govah."""


@dataclass(frozen=True, slots=True)
class Route:
    """How an address is reached."""

    name: str
    "What an error may call it."
    scheme: str
    host: str
    port: int
    target: str
    "Path and query."
    host_header: str
    proxy: str = ""
    "Where it is set, nothing goes any other way."
    numeric: tuple[str, ...] = ()
    "Checked addresses of the host; used where there is no proxy."


@dataclass(frozen=True, slots=True)
class Limits:
    """Where one exchange stops."""

    patience: float = 15.0
    "Seconds without a byte."
    longest: float = 45.0
    "Seconds in all."
    largest: int = LARGEST
    trusted_roots: str = ""
    "A PEM file of certificates to trust for https, in place of the system's."


def send(route: Route, message: Message, limits: Limits) -> Answer:
    """Sends one request and gives its answer; whatever goes wrong on the way is a `CaptureError`."""
    deadline = time.monotonic() + limits.longest
    ways = [""] if route.proxy else list(route.numeric)
    failure = CaptureError("authority-unreachable", name=route.name)
    for numeric in ways:
        pool = _pool(route, numeric, limits)
        try:
            return _asked(pool, route, message, limits, deadline)
        except CaptureError as error:
            failure = error
            if error.code != "authority-unreachable":
                break
        finally:
            pool.close()
    raise failure


def _pool(route: Route, numeric: str, limits: Limits) -> Any:
    context = ssl.create_default_context(cafile=limits.trusted_roots or None)
    tls: dict[str, Any] = {"ssl_context": context, "cert_reqs": "CERT_REQUIRED"}
    if route.proxy:
        return _through(route, tls).connection_from_host(route.host, route.port, route.scheme)
    if route.scheme == "http":
        return urllib3.HTTPConnectionPool(numeric, route.port)
    return urllib3.HTTPSConnectionPool(numeric, route.port, server_hostname=route.host, assert_hostname=route.host, **tls)


def _through(route: Route, tls: dict[str, Any]) -> Any:
    try:
        manager = SOCKSProxyManager if route.proxy.startswith("socks") else urllib3.ProxyManager
        return manager(route.proxy, **tls)
    except (ValueError, faults.HTTPError):
        raise CaptureError("proxy-malformed", name=route.name) from None


def _asked(pool: Any, route: Route, message: Message, limits: Limits, deadline: float) -> Answer:
    headers = {"Host": route.host_header, "User-Agent": _AGENT, "Accept": message.accept, "Connection": "close"}
    if message.content_type:
        headers["Content-Type"] = message.content_type
    plain_proxy = route.scheme == "http" and isinstance(getattr(pool, "proxy", None), urllib3.util.Url)
    with _Watch(pool, deadline) as watch, _told(route, watch):
        response = pool.urlopen(
            message.method,
            f"http://{route.host_header}{route.target}" if plain_proxy else route.target,
            body=message.body or None,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
            timeout=urllib3.Timeout(connect=limits.patience, read=limits.patience),
            assert_same_host=False,
        )
        try:
            body = _body(response, route, limits)
        finally:
            response.close()
        if watch.rang:
            raise CaptureError("authority-slow", name=route.name)
        return Answer(response.status, body)


def _body(response: Any, route: Route, limits: Limits) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.stream(_PIECE, decode_content=False):
        pieces.append(piece)
        size += len(piece)
        if size > limits.largest:
            raise CaptureError("authority-too-large", name=route.name, limit=limits.largest >> 10)
    return b"".join(pieces)


class _Watch:
    """Rings at the deadline and hangs up, so that a server that sends a byte now and then ends too."""

    def __init__(self, pool: Any, deadline: float) -> None:
        self.rang = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._ring)
        self._timer.daemon = True
        pool.ConnectionCls = _watched(pool.ConnectionCls, self._sockets)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        for one in self._sockets:
            with contextlib.suppress(OSError, ValueError):
                one.shutdown(socket.SHUT_RDWR)


def _watched(kind: Any, sockets: list[socket.socket]) -> Any:
    """Gives a kind of connection that tells which sockets it opened."""

    class Watched(kind):  # type: ignore[misc]
        """A connection whose sockets can be shut from outside."""

        def _new_conn(self) -> Any:
            made = super()._new_conn()
            sockets.append(made)
            return made

        def connect(self) -> None:
            """Connects, and tells the socket that speaks TLS where there is one."""
            super().connect()
            if isinstance(self.sock, socket.socket):
                sockets.append(self.sock)

    return Watched


@contextlib.contextmanager
def _told(route: Route, watch: _Watch) -> Iterator[None]:
    """Turns whatever went wrong on the way into the one line that says it."""
    try:
        yield
    except (faults.HTTPError, OSError, ValueError, LookupError) as why:
        raise CaptureError("authority-slow" if watch.rang else _code(why, proxied=bool(route.proxy)), name=route.name) from None


def _code(why: Exception, *, proxied: bool) -> str:
    if isinstance(why, faults.ProxyError):
        return "authority-insecure" if isinstance(why.original_error, faults.SSLError) else "proxy-failed"
    if isinstance(why, faults.SSLError | ssl.SSLError):
        return "authority-insecure"
    if isinstance(why, faults.NewConnectionError | faults.ConnectTimeoutError) and proxied:
        return "proxy-failed"
    if isinstance(why, faults.TimeoutError) and not isinstance(why, faults.NewConnectionError):
        return "authority-slow"
    return "authority-unreachable"
