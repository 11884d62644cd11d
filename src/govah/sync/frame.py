"""The frame of a packet: a magic line, a table of parts with their lengths, the parts, zeros, and the sender's signature.

It knows of no file: it writes to and reads from whatever takes or gives bytes in order.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from govah.errors import EvidenceError
from govah.journal import Sign, VerifyingKey, read_note, to_base64
from govah.journal.notes import sign_note

MAGIC: Final = b"govah-packet/1\n"
PARTS: Final = ("manifest", "keys", "stretches", "blobs", "entries", "payloads")
"""What this program knows, in the order in which it comes."""
LIMITS: Final[Mapping[str, int]] = {
    "manifest": 1 << 20,
    "keys": 64 << 20,
    "stretches": 64 << 20,
    "blobs": 256 << 20,
    "entries": 1 << 30,
    "payloads": 1 << 50,
}
"""The most bytes of each part."""
_MOST_OPTIONAL: Final = 1 << 40
_MOST_TABLE: Final = 4_096
_MOST_PARTS: Final = 64
_MOST_NOTE: Final = 2_048
_ORIGIN: Final = "govah.packet/"
_PADDING: Final = "padding"
_PADDING_DIGITS: Final = 15
_ROW: Final = re.compile(r"(\??)([a-z][a-z0-9-]{0,31}) (0|[1-9][0-9]{0,15})")
_PADDED: Final = re.compile(r"padding ([0-9]{15})")
_VERSION: Final = re.compile(rb"govah-packet/([1-9][0-9]{0,5})\n")
_ZEROS: Final = bytes(1 << 16)
_PIECE: Final = 1 << 20

Write = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One part as the table announces it."""

    name: str
    size: int
    is_optional: bool = False
    "Whether who does not know it may leave it out."


def packet_key(device: str, key: bytes) -> VerifyingKey:
    """Gives the name and key under which a device signs packets; not its log's: no packet can be taken for a head."""
    return VerifyingKey(_ORIGIN + device, key)


def padded(size: int) -> int:
    """Gives the length that such a packet is filled up to (Padmé: of its number, only the first few bits tell)."""
    exponent = max(size, 2).bit_length() - 1
    low = exponent - exponent.bit_length()
    mask = (1 << max(low, 0)) - 1
    return size + mask & ~mask


class FrameWriter:
    """Writes the frame round parts whose lengths were told before."""

    def __init__(self, write: Write, device: str, rows: list[Row]) -> None:
        self._write, self._device, self._digest = write, device, hashlib.sha256()
        lines = [f"{'?' if row.is_optional else ''}{row.name} {row.size}\n" for row in rows]
        said = len(MAGIC) + sum(map(len, lines)) + len(_PADDING) + 1 + _PADDING_DIGITS + 2
        whole = said + sum(row.size for row in rows) + _note_size(device)
        self._zeros = padded(whole) - whole
        self.write(MAGIC + "".join(lines).encode("ascii") + f"{_PADDING} {self._zeros:0{_PADDING_DIGITS}}\n\n".encode("ascii"))

    def write(self, data: bytes) -> None:
        """Takes the next bytes of the parts."""
        self._digest.update(data)
        self._write(data)

    def finish(self, key: bytes, sign: Sign) -> None:
        """Writes zeros and the signature of the sender's log key."""
        for at in range(0, self._zeros, len(_ZEROS)):
            self.write(_ZEROS[: self._zeros - at])
        note = sign_note(_text(self._device, self._digest.digest()), packet_key(self._device, key), sign)
        self._write(str(note).encode("utf-8"))


class FrameReader:
    """Reads a frame from the first byte to the last; the table is believed only as far as its limits.

    Args:
        source: gives bytes in order; what is not there raises `packet-truncated`.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._digest = source, hashlib.sha256()
        magic = self._line(b"")
        if magic != MAGIC:
            newer = _VERSION.fullmatch(magic)
            raise EvidenceError("packet-newer", version=int(newer.group(1))) if newer else EvidenceError("packet-none")
        self.rows, self._zeros = self._table()

    def read(self, size: int) -> bytes:
        """Gives just that many bytes."""
        data = bytearray()
        while len(data) < size and (more := self._source.read(min(size - len(data), _PIECE))):
            self._digest.update(more)
            data += more
        if len(data) != size:
            raise EvidenceError("packet-truncated")
        return bytes(data)

    def part(self, size: int) -> Part:
        """Gives the next bytes as a stream, which must be drained before anything else is read."""
        return Part(self, size)

    def finish(self, device: str, key: bytes) -> None:
        """Reads to the end; unless the device's log key signed all of it, and nothing follows, it is an `EvidenceError`."""
        for at in range(0, self._zeros, len(_ZEROS)):
            if self.read(min(len(_ZEROS), self._zeros - at)).strip(b"\0"):
                raise EvidenceError("packet-malformed", part=_PADDING)
        expected = _text(device, self._digest.digest())
        data = self._rest()
        if not data:
            raise EvidenceError("packet-unsigned")
        try:
            note = read_note(data.decode("utf-8"))
        except (UnicodeDecodeError, EvidenceError):
            raise EvidenceError("packet-unsigned") from None
        if note.text != expected:
            raise EvidenceError("packet-altered")
        known = packet_key(device, key)
        named = [one for one in note.signatures if (one.name, one.key_id) == (known.name, known.id)]
        if len(named) != 1 or len(note.signatures) != 1 or not known.is_good(named[0].value, expected.encode()):
            raise EvidenceError("packet-signer", device=device)

    def _rest(self) -> bytes:
        data = b""
        while more := self._source.read(_MOST_NOTE + 1 - len(data)):
            data += more
        if len(data) > _MOST_NOTE:
            raise EvidenceError("packet-extended")
        return data

    def _line(self, line: bytes) -> bytes:
        while not line.endswith(b"\n"):
            if len(line) > _MOST_TABLE:
                raise EvidenceError("packet-malformed", part="table")
            line += self.read(1)
        return line

    def _table(self) -> tuple[list[Row], int]:
        lines = []
        while (line := self._line(b"")) != b"\n":
            lines.append(line[:-1].decode("ascii", "replace"))
            if len(lines) > _MOST_PARTS:
                raise EvidenceError("packet-malformed", part="table")
        zeros = _PADDED.fullmatch(lines.pop()) if lines else None
        found = [_ROW.fullmatch(line) for line in lines]
        if zeros is None or not all(found):
            raise EvidenceError("packet-malformed", part="table")
        rows = [Row(one.group(2), int(one.group(3)), bool(one.group(1))) for one in found if one]
        _check(rows)
        if int(zeros.group(1)) > 1 + sum(row.size for row in rows):
            raise EvidenceError("packet-malformed", part=_PADDING)
        return rows, int(zeros.group(1))


class Part(io.RawIOBase):
    """Some bytes of a frame, read once."""

    def __init__(self, frame: FrameReader, size: int) -> None:
        super().__init__()
        self._frame, self.left = frame, size

    def readable(self) -> bool:
        """Answers yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as the part reaches."""
        data = self._frame.read(min(len(buffer), self.left))
        buffer[: len(data)] = data
        self.left -= len(data)
        return len(data)

    def drain(self) -> None:
        """Reads what nobody wanted."""
        while self.left:
            self.left -= len(self._frame.read(min(self.left, len(_ZEROS))))


def _check(rows: list[Row]) -> None:
    names = [row.name for row in rows]
    if len(set(names)) != len(names):
        raise EvidenceError("packet-malformed", part="table")
    known = [row for row in rows if row.name in PARTS]
    if [row.name for row in known] != [name for name in PARTS if name in names] or any(row.is_optional for row in known):
        raise EvidenceError("packet-malformed", part="table")
    for row in rows:
        if row.name not in PARTS and not row.is_optional:
            raise EvidenceError("packet-part-unknown", part=row.name)
        if row.size > LIMITS.get(row.name, _MOST_OPTIONAL):
            raise EvidenceError("packet-too-large", part=row.name)


def _text(device: str, digest: bytes) -> str:
    return f"{_ORIGIN}{device}\n{to_base64(digest)}\n"


def _note_size(device: str) -> int:
    signed = sign_note(_text(device, bytes(32)), packet_key(device, bytes(32)), lambda _: bytes(64))
    return len(str(signed).encode("utf-8"))
