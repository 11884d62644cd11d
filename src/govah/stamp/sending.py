"""The way out: one request, over the route that was chosen for it and no other, within limits of size and time.

Which route that is (a proxy, or addresses that were checked) is decided above; one that fails is not replaced by another kind.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import urllib3

from govah.errors import CaptureError
from govah.network.deadline import Watch
from govah.network.pools import AGENT, ON_THE_WAY, Way, fault_of, is_plain_proxy, pool_for
from govah.stamp.interface import LARGEST, Answer, Message

_PIECE: Final = 1 << 14


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
        way = Way(route.name, route.scheme, route.host, route.port, route.proxy, numeric, limits.trusted_roots)
        pool = pool_for(way)
        try:
            return _asked(pool, way, route, message, limits, deadline)
        except CaptureError as error:
            failure = error
            if error.code != "authority-unreachable":
                break
        finally:
            pool.close()
    raise failure


def _asked(pool: Any, way: Way, route: Route, message: Message, limits: Limits, deadline: float) -> Answer:
    headers = {"Host": route.host_header, "User-Agent": AGENT, "Accept": message.accept, "Connection": "close"}
    if message.content_type:
        headers["Content-Type"] = message.content_type
    with Watch(pool, deadline) as watch, _told(route, watch):
        response = pool.urlopen(
            message.method,
            f"http://{route.host_header}{route.target}" if is_plain_proxy(pool, way) else route.target,
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


@contextlib.contextmanager
def _told(route: Route, watch: Watch) -> Iterator[None]:
    """Turns whatever went wrong on the way into the one line that says it."""
    try:
        yield
    except ON_THE_WAY as why:
        raise CaptureError(_code(why, rang=watch.rang, proxied=bool(route.proxy)), name=route.name) from None


def _code(why: Exception, *, rang: bool, proxied: bool) -> str:
    if rang:
        return "authority-slow"
    fault = fault_of(why, proxied=proxied)
    if fault == "proxy-failed":
        return fault
    return "authority-unreachable" if fault == "malformed-answer" else f"authority-{fault}"
