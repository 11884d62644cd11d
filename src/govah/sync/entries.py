"""Entries on the wire: headers and commitments are left out where they follow from the rest, and else go as they are."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, Final

from govah.errors import EvidenceError
from govah.journal import commitment
from govah.records import canonical
from govah.sync.blocks import block_to_bytes, read_block
from govah.sync.columns import plain_json
from govah.sync.reading import BlockReader, malformed
from govah.sync.spelling import time_from_seconds, time_to_seconds
from govah.sync.writing import BlockWriter
from govah.vault.exchange.wire import Stretch, WireEntry, WirePart

OPEN: Final = "open"
"""A readable body whose columns stand apart."""
AS_IT_IS: Final = "raw"
"""A readable body that is kept to the byte, since no value gives it back."""
SEALED: Final = "sealed"
ERASED: Final = "erased"
SALT: Final = 16
MOST_ENTRIES: Final = 50_000
MOST_BODY: Final = 48 << 20
_BLOCK: Final = 8 << 20
_COMMITTED: Final = 32
_BOUND: Final = re.compile(rb'\["[a-z0-9-]{1,32}","([0-9a-f]{64})"\]')
_TIME: Final = re.compile(rb'"time":"([^"]{20})","v":1\}$')


@dataclass(frozen=True, slots=True)
class Reach:
    """Which entries of a log come."""

    device: str
    first: int
    count: int


def entries_to_blocks(stretches: Iterable[Stretch]) -> Iterator[bytes]:
    """Gives the entries of stretches, one after another, in blocks of moderate size."""
    block, count, size = _EntryWriter(), 0, 0
    for stretch in stretches:
        for seq, entry in enumerate(stretch.entries, stretch.first):
            size += block.entry(entry, stretch.device, seq)
            count += 1
            if count == MOST_ENTRIES or size >= _BLOCK:
                yield block.finish()
                block, count, size = _EntryWriter(), 0, 0
    if count:
        yield block.finish()


def read_entries(source: BinaryIO, reaches: Sequence[Reach], size: int) -> list[tuple[WireEntry, ...]]:
    """Gives the entries of each stretch again.

    Args:
        source: at the beginning of the first block.
        reaches: what the stretches' heads say.
        size: how many bytes the blocks are.
    """
    wanted = [(reach, seq) for reach in reaches for seq in range(reach.first, reach.first + reach.count)]
    found: list[WireEntry] = []
    while size:
        entries, taken = read_block(source, partial(_entries, wanted=wanted[len(found) : len(found) + MOST_ENTRIES]), size)
        found += entries
        size -= taken
    if len(found) != len(wanted):
        raise EvidenceError("packet-malformed", part="entries")
    ends = [sum(reach.count for reach in reaches[: number + 1]) for number in range(len(reaches))]
    return [tuple(found[end - reach.count : end]) for reach, end in zip(reaches, ends, strict=True)]


class _EntryWriter:
    def __init__(self) -> None:
        self._block = BlockWriter()
        self._layouts: dict[Hashable, int] = {}
        self._time = 0

    def entry(self, entry: WireEntry, device: str, seq: int) -> int:
        """Writes one entry; gives how much it was."""
        block, root = self._block, self._block.root
        bodies = [_body(part) for part in entry.parts]
        bound = [_bound(entry, number) for number in range(len(entry.parts))]
        seconds = _time_if_rebuilt(entry, device, seq, bound)
        kinds = [_kind(part, body) for part, body in zip(entry.parts, bodies, strict=True)]
        told = [[part.compartment, part.recipient, *kind] for part, kind in zip(entry.parts, kinds, strict=True)]
        block.listed(root.child("layout"), [seconds is not None, told], self._layouts)
        if seconds is None:
            block.value(root.child("header"), entry.header)
        else:
            block.signed(root.child("time"), seconds - self._time)
            self._time = block.now = seconds
        for part, body, kind, one in zip(entry.parts, bodies, kinds, bound, strict=True):
            if part.body is None or part.salt is None:
                block.raw += bytes.fromhex(one) if seconds is not None else b""
            self._part(part, body, kind)
        return len(entry.header) + sum(len(part.body or b"") for part in entry.parts)

    def finish(self) -> bytes:
        """Gives the block."""
        return block_to_bytes(self._block)

    def _part(self, part: WirePart, body: Any, kind: list[Any]) -> None:
        block, root = self._block, self._block.root
        if kind[0] in (OPEN, AS_IT_IS):
            block.raw += part.salt or b""
        if kind[0] == OPEN:
            place = root.child("body").child(kind[1])
            block.members(place, {key: value for key, value in body.items() if key != "type"})
        elif part.body is not None:
            block.value(root.child(kind[0]), part.body)


def _body(part: WirePart) -> dict[str, Any] | None:
    """Gives the value of a body that columns can hold: an object with a type."""
    if part.body is None:
        if part.salt is not None:
            raise EvidenceError("packet-unwritable")
        return None
    if len(part.body) > MOST_BODY or (part.salt is not None and len(part.salt) != SALT):
        raise EvidenceError("packet-unwritable")
    value = plain_json(part.body) if part.salt is not None else None
    return value if isinstance(value, dict) and isinstance(value.get("type"), str) else None


def _kind(part: WirePart, body: dict[str, Any] | None) -> list[Any]:
    if part.body is None:
        return [ERASED]
    if part.salt is None:
        return [SEALED]
    return [OPEN, body["type"]] if body is not None else [AS_IT_IS]


def _bound(entry: WireEntry, number: int) -> str:
    part = entry.parts[number]
    if part.salt is not None and part.body is not None:
        return commitment(part.salt, part.body)
    found = _BOUND.findall(entry.header)
    return found[number].decode() if number < len(found) else ""


def _time_if_rebuilt(entry: WireEntry, device: str, seq: int, bound: list[str]) -> int | None:
    """Gives the time of an entry whose header follows from the rest, and None where it must go as it is."""
    found = _TIME.search(entry.header)
    try:
        seconds = time_to_seconds(found.group(1).decode("ascii")) if found else None
    except UnicodeDecodeError:
        return None
    if seconds is None or not all(bound):
        return None
    names = [part.compartment for part in entry.parts]
    return seconds if _header(device, seq, seconds, names, bound) == entry.header else None


def _header(device: str, seq: int, seconds: int, names: Iterable[str], bound: Iterable[str]) -> bytes:
    said = ",".join(f'["{name}","{one}"]' for name, one in zip(names, bound, strict=True))
    return f'{{"device":"{device}","parts":[{said}],"seq":{seq},"time":"{time_from_seconds(seconds)}","v":1}}'.encode()


def _entries(reader: BlockReader, wanted: Sequence[tuple[Reach, int]]) -> list[WireEntry]:
    layouts: list[Any] = []
    found: list[WireEntry] = []
    place, time = reader.root.child("layout"), 0
    for reach, seq in wanted:
        if not reader.has_more(place):
            break
        is_rebuilt, told = _layout(reader.listed(place, layouts))
        if is_rebuilt:
            time += reader.signed(reader.root.child("time"))
            reader.now = time
        header = b"" if is_rebuilt else _bytes(reader.value(reader.root.child("header")))
        pairs = [_read_part(reader, *one, is_rebuilt=is_rebuilt) for one in told]
        if is_rebuilt:
            header = _header(reach.device, seq, time, [part.compartment for part, _ in pairs], [bound for _, bound in pairs])
        reader.spend(len(header))
        found.append(WireEntry(header, tuple(part for part, _ in pairs)))
    return found


def _layout(value: Any) -> tuple[bool, list[list[str]]]:
    is_rebuilt, told = value
    if type(is_rebuilt) is not bool or not isinstance(told, list):
        raise malformed()
    for one in told:
        is_whole = isinstance(one, list) and all(isinstance(word, str) for word in one)
        if not is_whole or len(one) != (4 if OPEN in one[2:3] else 3) or one[2] not in (OPEN, AS_IT_IS, SEALED, ERASED):
            raise malformed()
    return is_rebuilt, told


def _read_part(
    reader: BlockReader, name: str, recipient: str, kind: str, type_: str = "", *, is_rebuilt: bool
) -> tuple[WirePart, str]:
    """Gives a part and what the header says of it, where the header is rebuilt."""
    root = reader.root
    if kind in (SEALED, ERASED):
        bound = reader.raw.take(_COMMITTED).hex() if is_rebuilt else ""
        sealed = _bytes(reader.value(root.child(SEALED))) if kind == SEALED else None
        return WirePart(name, recipient, None, sealed), bound
    salt = reader.raw.take(SALT)
    if kind == OPEN:
        members = reader.members(root.child("body").child(type_))
        body = canonical({"type": type_, **members})
        reader.spend(len(body))
    else:
        body = _bytes(reader.value(root.child(AS_IT_IS)))
    return WirePart(name, recipient, salt, body), commitment(salt, body) if is_rebuilt else ""


def _bytes(value: Any) -> bytes:
    if type(value) is not bytes:
        raise malformed()
    return value
