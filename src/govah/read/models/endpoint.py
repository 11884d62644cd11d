"""Asking a model over HTTP in the manner of OpenAI's chat completions (llama.cpp, Ollama, vLLM), on this machine unless told."""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import urllib3

from govah.errors import CaptureError, ReadError
from govah.network import Address, Resolve, address_of, proxy_for, resolve
from govah.network.deadline import Watch
from govah.network.pools import ON_THE_WAY, Way, fault_of, is_plain_proxy, pool_for

LARGEST_ANSWER: Final = 1 << 20
TRIES: Final = 3
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_PATH: Final = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked, and how long it may take."""

    url: str
    "Up to and with `/v1`: `http://127.0.0.1:8080/v1`."
    model: str = ""
    "The model's name, where the server holds several."
    key: str = ""
    "A bearer token, where the server wants one; read from a file, never from the command line."
    away: bool = False
    "Whether text may leave this machine: only where a person said so for this run."
    proxy: str = ""
    patience: float = 120.0
    "Seconds without a byte: a small model on a laptop thinks long before the first."
    longest: float = 600.0
    "Seconds for one piece of text."
    pause: float = 1.0
    "Seconds before the second try; twice as long before the third."
    resolver: Resolve = resolve

    def __repr__(self) -> str:
        return f"Endpoint({self.url}, {self.model})"

    @property
    def address(self) -> Address:
        """Gives the address that is asked."""
        url = self.url.rstrip("/")
        return address_of(url if url.endswith(_PATH) else url + _PATH, "model")


def refuse_far(endpoint: Endpoint) -> tuple[str, ...]:
    """Gives the numeric addresses of a model on this machine; any other is a `ReadError`, unless a person let text leave."""
    address = endpoint.address
    try:
        found = endpoint.resolver(address.host, address.port)
    except OSError:
        raise ReadError("model-unreachable", host=address.host) from None
    near = tuple(one for one in found if ipaddress.ip_address(one.partition("%")[0]).is_loopback)
    if near and len(near) == len(found):
        return near
    if not endpoint.away:
        raise ReadError("model-far", host=address.host)
    return tuple(found)


def ask(endpoint: Endpoint, body: bytes) -> str:
    """Sends one request and gives the words of the answer; a server that is busy is asked again, twice. Errors: `ReadError`."""
    for attempt in range(TRIES):
        try:
            status, answer = _sent(endpoint, body)
        except ReadError as error:
            if error.code not in ("model-unreachable", "model-slow") or attempt == TRIES - 1:
                raise
        else:
            if status == 200:
                return _words_of(answer)
            if status not in _AGAIN or attempt == TRIES - 1:
                raise ReadError("model-refused", host=endpoint.address.host, status=status)
        time.sleep(endpoint.pause * 2**attempt)
    raise ReadError("model-unreachable", host=endpoint.address.host)


def _sent(endpoint: Endpoint, body: bytes) -> tuple[int, bytes]:
    address = endpoint.address
    numeric = refuse_far(endpoint)
    is_near = all(ipaddress.ip_address(one.partition("%")[0]).is_loopback for one in numeric)
    proxy = "" if is_near else proxy_for(address.scheme, endpoint.proxy, os.environ, "model")
    way = Way("model", address.scheme, address.host, address.port, proxy, "" if proxy else numeric[0])
    pool = pool_for(way)
    headers = {"Host": address.host_header, "Content-Type": "application/json", "Accept": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    deadline = time.monotonic() + endpoint.longest
    try:
        with Watch(pool, deadline) as watch, _told(address.host, watch, proxied=bool(proxy)):
            response = pool.urlopen(
                "POST",
                address.url if is_plain_proxy(pool, way) else address.target,
                body=body,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=10.0, read=endpoint.patience),
                assert_same_host=False,
            )
            try:
                answer = response.read(LARGEST_ANSWER + 1, decode_content=False)
            finally:
                response.close()
            if watch.rang:
                raise ReadError("model-slow", host=address.host)
    finally:
        pool.close()
    if len(answer) > LARGEST_ANSWER:
        raise ReadError("model-malformed", host=address.host)
    return response.status, answer


def _words_of(answer: bytes) -> str:
    """Gives the content of the first choice; an answer of another shape is empty, and counts as not heard."""
    try:
        said: Any = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return ""
    return said if isinstance(said, str) else ""


@contextlib.contextmanager
def _told(host: str, watch: Watch, *, proxied: bool) -> Iterator[None]:
    try:
        yield
    except CaptureError:
        raise
    except ON_THE_WAY as why:
        fault = "slow" if watch.rang else fault_of(why, proxied=proxied)
        raise ReadError("model-slow" if fault == "slow" else "model-unreachable", host=host) from None
