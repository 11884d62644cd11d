"""What one append writes: bodies, salts, commitments, headers and leaves, some entries at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import apsw

from govah.errors import VaultError
from govah.journal import Frontier, Header, commitment, is_time, leaf_hash
from govah.records import Entropy, canonical, to_body
from govah.vault.compartments import SALT, Epoch, current
from govah.vault.derived import Rows
from govah.vault.interface import EntryRef

Part = tuple[Any, str]
"""A record and the compartment that its body belongs to."""

LOG_SHIFT: Final = 40
PART_SHIFT: Final = 6
MOST_PARTS: Final = 1 << PART_SHIFT
AT_ONCE: Final = 250
"""Entries that are made before they are written: those of a long list are never in memory together."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next entry goes: whose log, which row of it, and when."""

    device: str
    log: int
    time: str
    epochs: Mapping[tuple[str, int], Epoch]
    newest: dict[str, Epoch] = field(default_factory=dict)
    "By compartment, as they are looked up."

    def epoch(self, compartment: str) -> Epoch:
        """Gives the newest key of a compartment."""
        if compartment not in self.newest:
            self.newest[compartment] = current(self.epochs, compartment)
        return self.newest[compartment]


@dataclass(slots=True)
class Written:
    """What one append writes, and the tree as it will stand; rows wait here until there are some to write at one stroke."""

    frontier: Frontier
    text: Mapping[str, str]
    "By record id, the words by which a record is to be found, where they are not its own."
    entries: list[tuple[int, bytes, bytes]] = field(default_factory=list)
    parts: list[tuple[int, str, int, bytes | None, bytes]] = field(default_factory=list)
    derived: Rows = field(default_factory=Rows)
    refs: list[EntryRef] = field(default_factory=list)
    blobs: dict[str, list[str]] = field(default_factory=dict)
    "By blob, the compartments of the records that name it."

    def flush(self, connection: apsw.Connection) -> None:
        """Writes the rows that wait, inside the transaction of the caller."""
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", self.entries)
        connection.executemany("INSERT INTO part VALUES (?, ?, ?, ?, ?)", self.parts)
        self.derived.begin(connection)
        self.entries.clear()
        self.parts.clear()


def write(
    connection: apsw.Connection, entries: Iterable[Sequence[Part]], place: Place, written: Written, entropy: Entropy
) -> None:
    """Makes and writes entries to follow the tree as it stands, some at a time, inside the transaction of the caller.

    Who refers to whom is written when all of them are: side by side in the index.
    """
    if not is_time(place.time):
        raise VaultError("clock-malformed", time=place.time[:40])
    waiting = iter(entries)
    while some := tuple(islice(waiting, AT_ONCE)):
        for parts in some:
            _add(written, parts, place, entropy)
        written.flush(connection)
    written.derived.write(connection)


def entry_key(log: int, seq: int) -> int:
    """Gives the row of an entry: its log and its place in it."""
    return log << LOG_SHIFT | seq


def part_key(entry: int, number: int) -> int:
    """Gives the row of one part of an entry."""
    return entry << PART_SHIFT | number


def _add(written: Written, parts: Sequence[Part], place: Place, entropy: Entropy) -> None:
    if not 0 < len(parts) <= MOST_PARTS:
        raise VaultError("entry-parts", count=len(parts), most=MOST_PARTS)
    seq = written.frontier.size
    entry = entry_key(place.log, seq)
    commitments: list[tuple[str, str]] = []
    salts = entropy(SALT * len(parts))
    for number, (record, compartment) in enumerate(parts):
        fields = to_body(record)
        body, salt, epoch = canonical(fields), salts[SALT * number : SALT * (number + 1)], place.epoch(compartment)
        commitments.append((compartment, commitment(salt, body)))
        row = part_key(entry, number)
        if "blob" in fields:
            written.blobs.setdefault(fields["blob"], []).append(compartment)
        if epoch.is_readable:
            written.parts.append((row, compartment, epoch.epoch, salt, body))
            said = written.text.get(str(fields.get("id")), "") if written.text else ""
            written.derived.add(row, body, fields, place.time, said)
        else:
            written.parts.append((row, compartment, epoch.epoch, None, epoch.seal(salt, body)))
    header = Header(place.device, seq, place.time, tuple(commitments)).to_bytes()
    leaf = leaf_hash(header)
    written.frontier.append(leaf)
    written.entries.append((entry, leaf, header))
    written.refs.append(EntryRef(leaf.hex(), place.device, seq))
