"""Finding what is stored: by id, by reference, by kind, by words. No cursor stays open between two records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

import apsw

from govah.journal import commitment, read_header
from govah.records import from_body
from govah.vault.database import rows
from govah.vault.derived import match_of
from govah.vault.interface import EntryRef, Stored
from govah.vault.writing import LOG_SHIFT, PART_SHIFT, entry_key, part_key

_PARTS: Final = (
    "SELECT part.id, part.compartment, part.salt, part.body, entry.leaf, entry.header, log.device FROM part "
    "JOIN entry ON entry.id = part.id >> 6 JOIN log ON log.id = part.id >> 46 "
)
"""A part's row number is its log, its entry and its number: `writing.part_key`."""
_BY_ID: Final = _PARTS.replace("SELECT ", "SELECT record.record, ").replace(
    "FROM part ",
    "FROM json_each(?) AS asked CROSS JOIN record ON record.record = asked.value JOIN part ON part.id = record.part ",
)
_REFERRING: Final = _PARTS.replace("SELECT ", "SELECT reference.target, ")
_BY_REFERENCE: Final = _REFERRING.replace(
    "FROM part ",
    "FROM json_each(?) AS asked CROSS JOIN reference ON reference.target = asked.value AND reference.kind = ? "
    "JOIN part ON part.id = reference.part ",
)
_BY_ANY_REFERENCE: Final = (
    _REFERRING.replace("FROM part ", "FROM reference JOIN part ON part.id = reference.part ") + "WHERE reference.target = ?"
)
Found = tuple[str, int, str, bytes | None, bytes | None, bytes, bytes, str]
"""What was asked for, and a part: row number, compartment, salt, body, leaf and header of its entry, device."""
_PAGE: Final = 500
_SEQ: Final = (1 << LOG_SHIFT) - 1
_NUMBER: Final = (1 << PART_SHIFT) - 1
_LATEST: Final = "9999"


def by_reference(connection: apsw.Connection, target: str, kind: str) -> list[Stored]:
    """Gives every readable part of one kind that refers to that id."""
    return in_order_of_time(found_by_reference(connection, (target,), kind))


def found_by_id(connection: apsw.Connection, ids: Sequence[str]) -> list[Found]:
    """Gives by id the readable parts whose records bear one of these ids."""
    return rows(connection, _BY_ID, (json.dumps(ids),))


def found_by_reference(connection: apsw.Connection, targets: Sequence[str], kind: str) -> list[Found]:
    """Gives by target the readable parts of one kind that refer to one of these ids."""
    return rows(connection, _BY_REFERENCE, (json.dumps(targets), kind))


def found_by_any_reference(connection: apsw.Connection, target: str) -> list[Found]:
    """Gives by target the readable parts of every kind that refer to that id."""
    return rows(connection, _BY_ANY_REFERENCE, (target,))


def in_order_of_time(found: Iterable[Found]) -> list[Stored]:
    """Gives parts as stored records, in order of time, device and sequence."""
    parts = (_stored(row[1:]) for row in sorted(found, key=itemgetter(1)))
    return sorted(parts, key=lambda stored: (stored.time, stored.entry.device, stored.entry.seq))


def by_kind(connection: apsw.Connection, kind: str, known_at: str | None) -> Iterator[Stored]:
    """Gives the records of one kind in order of time, device and sequence, a page at a time."""
    time, part, until = "", -1, known_at or _LATEST
    while True:
        found = rows(
            connection,
            "SELECT time, part FROM record WHERE kind = ? AND (time, part) > (?, ?) AND time <= ? ORDER BY time, part LIMIT ?",
            (kind, time, part, until, _PAGE),
        )
        if len(found) == _PAGE:  # the page ends with a whole second, for devices to be put in order within it
            time = found[-1][0]
            rest = "SELECT time, part FROM record WHERE kind = ? AND time = ? AND part > ? ORDER BY part"
            found += rows(connection, rest, (kind, time, found[-1][1]))
        for _, same in groupby(found, key=lambda row: row[0]):
            yield from _in_order(connection, [row[1] for row in same])
        if len(found) < _PAGE:
            return
        time, part = found[-1]


def of_entry(connection: apsw.Connection, log: int, seq: int) -> list[Stored]:
    """Gives the parts of one entry, sealed ones too, in the order of its header."""
    first = part_key(entry_key(log, seq), 0)
    found = rows(connection, _PARTS + "WHERE part.id BETWEEN ? AND ? ORDER BY part.id", (first, first + _NUMBER))
    return [_stored(row) for row in found]


def by_words(connection: apsw.Connection, folded_words: str, kind: str | None) -> list[str]:
    """Gives the ids of records whose words hold all of these."""
    query = match_of(folded_words)
    if not query:
        return []
    found = rows(
        connection,
        "SELECT record.record FROM words JOIN record ON record.part = words.rowid "
        "WHERE words MATCH ? AND (? IS NULL OR record.kind = ?) ORDER BY words.rowid",
        (query, kind, kind),
    )
    return list(dict.fromkeys(row[0] for row in found))


def entry_of(connection: apsw.Connection, entry_id: str) -> tuple[int, int, bytes] | None:
    """Gives log, sequence and header of the entry with that id."""
    if len(entry_id) != 64 or any(letter not in "0123456789abcdef" for letter in entry_id):
        return None
    found = rows(connection, "SELECT id, header FROM entry WHERE leaf = ?", (bytes.fromhex(entry_id),))
    return (found[0][0] >> LOG_SHIFT, found[0][0] & _SEQ, found[0][1]) if found else None


def of_parts(connection: apsw.Connection, parts: list[int]) -> list[Stored]:
    """Gives parts by their row numbers, in the order in which they are named."""
    marks, place = ", ".join("?" * len(parts)), {part: at for at, part in enumerate(parts)}
    found = rows(connection, _PARTS + f"WHERE part.id IN ({marks})", parts)
    return [_stored(row) for row in sorted(found, key=lambda row: place[row[0]])]


def header_time(header: bytes) -> str:
    """Gives the time of a header without reading the rest: canonical JSON puts it 28 bytes before the end."""
    return header[-28:-8].decode("ascii")


def _in_order(connection: apsw.Connection, parts: list[int]) -> Iterator[Stored]:
    if len({part >> LOG_SHIFT + PART_SHIFT for part in parts}) > 1:
        devices = dict(rows(connection, "SELECT id, device FROM log"))
        parts.sort(key=lambda part: (devices[part >> LOG_SHIFT + PART_SHIFT], part))
    for start in range(0, len(parts), _PAGE):
        yield from of_parts(connection, parts[start : start + _PAGE])


def _stored(row: tuple[int, str, bytes | None, bytes | None, bytes, bytes, str]) -> Stored:
    part, compartment, salt, body, leaf, header, device = row
    entry, time = EntryRef(leaf.hex(), device, part >> PART_SHIFT & _SEQ), header_time(header)
    if salt is None or body is None:
        bound = read_header(header).parts[part & _NUMBER][1]
        return Stored(None, "", compartment, entry, time, body is not None, bound, body is None)
    fields = json.loads(body)
    return Stored(from_body(fields), fields["type"], compartment, entry, time, sealed=False, commitment=commitment(salt, body))
