"""Asking a model over HTTP in the manner of OpenAI's chat completions (llama.cpp, Ollama, vLLM), on this machine unless told."""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
import time
from collections.abc import Iterator
from typing import Any, Final

import urllib3

from govah.errors import CaptureError, ReadError
from govah.network import proxy_for
from govah.network.deadline import Watch
from govah.network.pools import ON_THE_WAY, Way, fault_of, is_plain_proxy, pool_for
from govah.read.models.endpoint import Endpoint, refuse_far

LARGEST_ANSWER: Final = 1 << 20
TRIES: Final = 3
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


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


def _words_of(answer: bytes) -> str:
    """Gives the content of the first choice; an answer of another shape is empty, and counts as not heard."""
    try:
        said: Any = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return ""
    return said if isinstance(said, str) else ""


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


@contextlib.contextmanager
def _told(host: str, watch: Watch, *, proxied: bool) -> Iterator[None]:
    try:
        yield
    except CaptureError:
        raise
    except ON_THE_WAY as why:
        fault = "slow" if watch.rang else fault_of(why, proxied=proxied)
        raise ReadError("model-slow" if fault == "slow" else "model-unreachable", host=host) from None
