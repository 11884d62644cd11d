"""Where an address leads, and whether a desk may go there: a name is resolved once, and what was checked is connected to."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from govah.errors import CaptureError

Resolve = Callable[[str, int], tuple[str, ...]]
"""Gives the numeric addresses of a host, best first."""

Numeric = ipaddress.IPv4Address | ipaddress.IPv6Address
_PRIVATE_NAMES: Final = re.compile(r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa)$")
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE: Final = ipaddress.IPv6Network("::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """One address, taken apart."""

    url: str
    "Without a fragment, in ASCII."
    scheme: str
    host: str
    port: int
    target: str
    "Path and query, as the request names them."

    @property
    def host_header(self) -> str:
        """Gives the `Host` that the request names."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.scheme == "https" else 80) else f"{host}:{self.port}"


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Asks this machine's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


def address_of(url: str, name: str) -> Address:
    """Takes an address apart; raises `CaptureError` where it is none that can be fetched."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, UnicodeError):
        raise CaptureError("address-malformed", name=name) from None
    if (
        parts.scheme not in ("http", "https")
        or not ascii_host
        or parts.username is not None
        or re.search(r"[\x00-\x20\x7f]", url.strip())
    ):
        raise CaptureError("address-malformed", name=name)
    target = _ascii(parts.path or "/") + (f"?{_ascii(parts.query)}" if parts.query else "")
    netloc = Address("", parts.scheme, ascii_host, port, "").host_header
    return Address(urlunsplit((parts.scheme, netloc, target, "", "")), parts.scheme, ascii_host, port, target)


def next_address(here: Address, location: str, name: str) -> Address:
    """Gives where a redirect leads."""
    return address_of(urljoin(here.url, location.strip()), name)


def checked(address: Address, name: str, *, allow_private: bool, resolver: Resolve) -> tuple[str, ...]:
    """Resolves a host and gives its numeric addresses; one private address among them is enough to refuse them all."""
    try:
        found = resolver(address.host, address.port)
    except (OSError, UnicodeError):
        raise CaptureError("address-unknown", name=name) from None
    if not found:
        raise CaptureError("address-unknown", name=name)
    if not allow_private and not all(is_public(one) for one in found):
        raise CaptureError("address-private", name=name)
    return found


def refuse_private_name(address: Address, name: str) -> None:
    """Raises `CaptureError` for a host that is private by its very name: all that can be told where a proxy resolves."""
    literal = _literal(address.host)
    if _PRIVATE_NAMES.search(address.host.lower()) or (literal is not None and not is_public(literal)):
        raise CaptureError("address-private", name=name)


def is_public(numeric: str) -> bool:
    """Answers whether a numeric address belongs to the open internet, whatever it is wrapped in."""
    try:
        address = ipaddress.ip_address(numeric.partition("%")[0])
    except ValueError:
        return False
    return all(_is_open(one) for one in (address, *_wrapped(address)))


def _is_open(address: Numeric) -> bool:
    closed = (
        address.is_private or address.is_loopback or address.is_link_local or address.is_multicast or address.is_reserved
        or address.is_unspecified or not address.is_global or getattr(address, "is_site_local", False)
    )  # fmt: skip
    reserved_by_nat64 = isinstance(address, ipaddress.IPv6Address) and (address in _NAT64 or address.sixtofour or address.teredo)
    return bool(reserved_by_nat64) or not closed


def _wrapped(address: Numeric) -> tuple[Numeric, ...]:
    """Gives the IPv4 addresses that an IPv6 address carries in one of the known ways."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    inner: list[Numeric] = [one for one in (address.ipv4_mapped, address.sixtofour) if one is not None]
    inner += address.teredo or ()
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(inner)


def _literal(host: str) -> str | None:
    """Gives the numeric address that a host spells, in the old ways too (`127.1`, `0x7f000001`), or None."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    if not re.fullmatch(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}", host.lower()):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return "0.0.0.0"  # noqa: S104 - digits that spell no address are refused like a private one


def _ascii(text: str) -> str:
    return "".join(letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode("utf-8")) for letter in text)
