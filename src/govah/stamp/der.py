"""DER as far as time stamps need it: a strict writer, and a reader that forgives what BER allows and trusts no length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govah.errors import EvidenceError

BOOLEAN: Final = 0x01
INTEGER: Final = 0x02
OCTETS: Final = 0x04
NULL: Final = b"\x05\x00"
OID: Final = 0x06
UTF8: Final = 0x0C
GENERALIZED_TIME: Final = 0x18
SEQUENCE: Final = 0x30
SET: Final = 0x31
_CONSTRUCTED: Final = 0x20
_END: Final = b"\x00\x00"
_DEEPEST: Final = 32
_STRINGS: Final = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1A: "ascii", 0x1E: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag, its content, and all its bytes as they came."""

    tag: int
    content: bytes
    whole: bytes

    def children(self) -> tuple[Element, ...]:
        """Gives the elements within, in the order in which they stand."""
        found, at = [], 0
        while at < len(self.content):
            one, at = _read(self.content, at, 0)
            found.append(one)
        return tuple(found)


def write(tag: int, *contents: bytes) -> bytes:
    """Gives one element in DER."""
    content = b"".join(contents)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def write_integer(number: int) -> bytes:
    """Gives a non-negative number in DER."""
    return write(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def write_oid(dotted: str) -> bytes:
    """Gives an object identifier in DER."""
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray()
    for arc in (40 * first + second, *rest):
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(0x80 | arc & 0x7F)
        out += bytes(reversed(groups))
    return write(OID, bytes(out))


def read(data: bytes) -> Element:
    """Reads the one element that the bytes are; anything before, after or beyond it is an `EvidenceError`."""
    one, end = _read(data, 0, 0)
    if end != len(data):
        raise EvidenceError("token-malformed")
    return one


def expect(element: Element, tag: int) -> Element:
    """Gives the element where it is of that tag, and else raises `EvidenceError`."""
    if element.tag != tag:
        raise EvidenceError("token-malformed")
    return element


def integer(element: Element) -> int:
    """Gives the number that an element holds."""
    content = expect(element, INTEGER).content
    if not 0 < len(content) <= 64:
        raise EvidenceError("token-malformed")
    return int.from_bytes(content, "big", signed=True)


def octets(element: Element) -> bytes:
    """Gives the bytes of an octet string, put together where BER cut it into pieces."""
    if element.tag == OCTETS | _CONSTRUCTED:
        return b"".join(octets(one) for one in element.children())
    return expect(element, OCTETS).content


def oid(element: Element) -> str:
    """Gives an object identifier with dots."""
    content = expect(element, OID).content
    arcs, value = [], 0
    for byte in content:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            arcs.append(value)
            value = 0
    if not arcs or content[-1] & 0x80 or len(content) > 64:
        raise EvidenceError("token-malformed")
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def string(element: Element) -> str:
    """Gives the words of any of the kinds of strings that names are made of."""
    return element.content.decode(_STRINGS.get(element.tag, "latin-1"), "replace")


def _read(data: bytes, start: int, depth: int) -> tuple[Element, int]:
    """Reads one element; gives it and where it ends."""
    if start + 2 > len(data) or data[start] & 0x1F == 0x1F or depth > _DEEPEST:
        raise EvidenceError("token-malformed")
    tag, length, at = data[start], data[start + 1], start + 2
    if length == 0x80:
        return _read_open(data, start, depth)
    if length > 0x80:
        count = length & 0x7F
        if count > 4:
            raise EvidenceError("token-malformed")
        length = int.from_bytes(data[at : at + count], "big")
        at += count
    end = at + length
    if end > len(data):
        raise EvidenceError("token-malformed")
    return Element(tag, data[at:end], data[start:end]), end


def _read_open(data: bytes, start: int, depth: int) -> tuple[Element, int]:
    """Reads an element of indefinite length (X.690 §8.1.3.6), which ends where two zeros stand."""
    at = start + 2
    if not data[start] & _CONSTRUCTED:
        raise EvidenceError("token-malformed")
    while data[at : at + 2] != _END:
        at = _read(data, at, depth + 1)[1]
    return Element(data[start], data[start + 2 : at], data[start : at + 2]), at + 2
