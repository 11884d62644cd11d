"""Fetching an address: one request a hop, over a checked connection, within limits of size and time, and nothing else."""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import urllib3
from urllib3 import exceptions as faults

from govah.capture.interface import GatherOptions
from govah.errors import CaptureError
from govah.network import Address, address_of, checked, next_address, proxy_for, refuse_private_name
from govah.network.deadline import Watch
from govah.network.pools import AGENT, ON_THE_WAY, Way, fault_of, is_plain_proxy, pool_for

HEADERS: Final = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
"""What every request says."""

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
    if proxy and not options.allow_private:
        refuse_private_name(address, name)
    found = [""] if proxy else checked(address, name, allow_private=options.allow_private, resolver=options.resolver)
    failure: CaptureError | None = None
    for numeric in found:
        way = Way(name, address.scheme, address.host, address.port, proxy, numeric, options.trusted_roots)
        pool = pool_for(way)
        try:
            return _asked(pool, way, address, options, deadline)
        except CaptureError as error:
            failure = error
            if error.code != "address-unreachable":
                break
        finally:
            pool.close()
    raise failure or CaptureError("address-unreachable", name=name)


def _asked(pool: Any, way: Way, address: Address, options: GatherOptions, deadline: float) -> Exchange:
    """Sends the one request and reads the answer, as long as the deadline allows."""
    request = {"Host": address.host_header, **HEADERS}
    name = way.name
    with Watch(pool, deadline) as watch, _told(name, watch, proxied=bool(way.proxy)):
        response = pool.urlopen(
            "GET",
            address.url if is_plain_proxy(pool, way) else address.target,
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
        return Exchange(address, tuple(request.items()), response.status, response.reason or "", headers, raw, way.numeric, notes)


def _body(response: Any, name: str, options: GatherOptions, watch: Watch) -> tuple[bytes, tuple[str, ...]]:
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


@contextlib.contextmanager
def _told(name: str, watch: Watch, *, proxied: bool) -> Iterator[None]:
    """Turns whatever went wrong on the way into the one line that says it."""
    try:
        yield
    except ON_THE_WAY as why:
        fault = "slow" if watch.rang else fault_of(why, proxied=proxied)
        raise CaptureError(fault if fault == "proxy-failed" else f"address-{fault}", name=name) from None
