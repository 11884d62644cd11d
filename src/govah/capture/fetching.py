"""Fetching an address: one request a hop, over a checked connection, within limits of size and time, and nothing else."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

import urllib3
from urllib3 import exceptions as faults
from urllib3.contrib.socks import SOCKSProxyManager

from govah.capture.interface import GatherOptions
from govah.capture.proxies import proxy_for
from govah.capture.reach import Address, address_of, checked, next_address, refuse_private_name
from govah.errors import CaptureError

HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
"""What every request says of itself: what most browsers behind Tor say, and nothing of this desk."""

UNFINISHED: Final = "page-unfinished"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PIECE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they went over the wire but for the chunks of the transfer."""

    address: Address
    request: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    "The body as it was sent, perhaps packed."
    peer: str
    "The numeric address it came from; empty behind a proxy."
    notes: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """Gives a header of the answer, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def fetch(url: str, name: str, options: GatherOptions) -> tuple[Exchange, ...]:
    """Gives every exchange on the way to a page, the page last; raises `CaptureError` where there is none to keep."""
    address = address_of(url, name)
    exchanges: list[Exchange] = []
    deadline = time.monotonic() + options.longest
    while True:
        exchange = _exchange(address, name, options, deadline)
        exchanges.append(exchange)
        location = exchange.header("Location")
        if exchange.status not in _REDIRECTS or not location:
            break
        if len(exchanges) > options.most_redirects:
            raise CaptureError("address-redirects", name=name)
        address = next_address(address, location, name)
    if not 200 <= exchange.status < 300:
        raise CaptureError("address-refused", name=name, status=exchange.status)
    return tuple(exchanges)


def unpacked(exchange: Exchange, name: str, options: GatherOptions) -> tuple[bytes, tuple[str, ...]]:
    """Gives the page's own bytes; a packed body is unpacked no further than a page may be large."""
    encoding = exchange.header("Content-Encoding").strip().lower()
    if encoding in ("", "identity"):
        return exchange.raw, exchange.notes
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise CaptureError("address-malformed-answer", name=name)
    unpacker = zlib.decompressobj(47 if "gzip" in encoding or exchange.raw[:1] == b"\x78" else -15)
    try:
        body = unpacker.decompress(exchange.raw, options.largest_page + 1)
    except zlib.error:
        raise CaptureError("address-malformed-answer", name=name) from None
    if len(body) > options.largest_page:
        raise CaptureError("address-too-large", name=name, limit=options.largest_page >> 20)
    return body, exchange.notes if unpacker.eof else (*exchange.notes, UNFINISHED)


def _exchange(address: Address, name: str, options: GatherOptions, deadline: float) -> Exchange:
    proxy = proxy_for(address.scheme, options.proxy, os.environ, name)
    if proxy:
        if not options.allow_private:
            refuse_private_name(address, name)
        ways = [("", _through(proxy, options, name))]
    else:
        found = checked(address, name, allow_private=options.allow_private, resolver=options.resolver)
        ways = [(numeric, None) for numeric in found]
    failure: CaptureError | None = None
    for numeric, manager in ways:
        pool = _pool(address, numeric, manager, options)
        try:
            return _asked(pool, address, numeric, name, options, deadline)
        except CaptureError as error:
            failure = error
            if error.code != "address-unreachable":
                break
        finally:
            pool.close()
    raise failure or CaptureError("address-unreachable", name=name)


def _through(proxy: str, options: GatherOptions, name: str) -> Any:
    settings = _tls(options)
    try:
        if proxy.startswith("socks"):
            return SOCKSProxyManager(proxy, **settings)
        return urllib3.ProxyManager(proxy, **settings)
    except (ValueError, faults.HTTPError):
        raise CaptureError("proxy-malformed", name=name) from None


def _tls(options: GatherOptions) -> dict[str, Any]:
    context = ssl.create_default_context(cafile=options.trusted_roots or None)
    return {"ssl_context": context, "cert_reqs": "CERT_REQUIRED"}


def _pool(address: Address, numeric: str, manager: Any, options: GatherOptions) -> Any:
    """Gives a connection pool to the checked address itself, which still asks for the host's own certificate."""
    if manager is not None:
        return manager.connection_from_host(address.host, address.port, address.scheme)
    if address.scheme == "http":
        return urllib3.HTTPConnectionPool(numeric, address.port)
    return urllib3.HTTPSConnectionPool(
        numeric, address.port, server_hostname=address.host, assert_hostname=address.host, **_tls(options)
    )


def _asked(pool: Any, address: Address, numeric: str, name: str, options: GatherOptions, deadline: float) -> Exchange:
    """Sends the one request and reads the answer, as long as the deadline allows."""
    request = {"Host": address.host_header, **HEADERS}
    with _Watch(pool, deadline) as watch, _told(name, watch, proxied=not numeric):
        by_proxy = not numeric and address.scheme == "http" and isinstance(getattr(pool, "proxy", None), urllib3.util.Url)
        response = pool.urlopen(
            "GET",
            address.url if by_proxy else address.target,
            headers=request,
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
            timeout=urllib3.Timeout(connect=options.patience, read=options.patience),
            assert_same_host=False,
        )
        try:
            raw, notes = _body(response, name, options, watch)
        finally:
            response.close()
        if watch.rang:
            raise CaptureError("address-slow", name=name)
        headers = tuple((str(key), str(value)) for key, value in response.headers.iteritems())
        return Exchange(address, tuple(request.items()), response.status, response.reason or "", headers, raw, numeric, notes)


def _body(response: Any, name: str, options: GatherOptions, watch: _Watch) -> tuple[bytes, tuple[str, ...]]:
    stated = response.headers.get("Content-Length", "")
    too_large = CaptureError("address-too-large", name=name, limit=options.largest_page >> 20)
    if stated.isdecimal() and int(stated[:18]) > options.largest_page:
        raise too_large
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in response.stream(_PIECE, decode_content=False):
            pieces.append(piece)
            size += len(piece)
            if size > options.largest_page:
                raise too_large
    except (faults.ProtocolError, faults.ReadTimeoutError):
        if watch.rang or not size:
            raise
        return b"".join(pieces), (UNFINISHED,)
    return b"".join(pieces), ()


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
def _told(name: str, watch: _Watch, *, proxied: bool) -> Iterator[None]:
    """Turns whatever went wrong on the way into the one line that says it."""
    try:
        yield
    except (faults.HTTPError, OSError, ValueError, LookupError) as why:
        code = _code(why, proxied=proxied)
        raise CaptureError("address-slow" if watch.rang else code, name=name) from None


def _code(why: Exception, *, proxied: bool) -> str:
    if isinstance(why, faults.ProxyError):
        return "address-insecure" if isinstance(why.original_error, faults.SSLError) else "proxy-failed"
    if isinstance(why, faults.SSLError | ssl.SSLError):
        return "address-insecure"
    if isinstance(why, faults.NewConnectionError | faults.ConnectTimeoutError) and proxied:
        return "proxy-failed"
    if isinstance(why, faults.TimeoutError) and not isinstance(why, faults.NewConnectionError):
        return "address-slow"
    if isinstance(why, faults.ProtocolError | faults.NewConnectionError | OSError):
        return "address-unreachable"
    return "address-malformed-answer"
