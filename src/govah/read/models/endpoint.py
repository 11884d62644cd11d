"""Where a model is asked, and that it is on this machine unless a person let text leave it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final

from govah.errors import ReadError
from govah.network import Address, Resolve, address_of, resolve

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
