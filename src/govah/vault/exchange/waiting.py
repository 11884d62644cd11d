"""Stretches that begin beyond what is held here: they wait, and are joined when what lies between has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import apsw

from govah.journal import leaf_hash
from govah.vault.database import rows, value
from govah.vault.erasing import erased_numbers, is_protected
from govah.vault.exchange.examining import Examined
from govah.vault.exchange.keeping import stretch_from_bytes, stretch_to_bytes
from govah.vault.exchange.wire import Stretch, WireEntry, WirePart
from govah.vault.members import Roster
from govah.vault.scrubbing import note_unscrubbed

_KEPT: Final = (
    ("SELECT rowid, data FROM waiting", "UPDATE waiting SET data = ? WHERE rowid = ?"),
    ("SELECT rowid, data FROM branch", "UPDATE branch SET data = ? WHERE rowid = ?"),
)


def keep_waiting(connection: apsw.Connection, examined: Examined) -> None:
    """Keeps a stretch that cannot be joined yet; one that lies within it is no longer needed."""
    device, first = examined.stretch.device, examined.stretch.first
    for begun, size in rows(connection, "SELECT first, size FROM waiting WHERE device = ?", (device,)):
        if begun <= first and examined.end <= size:
            return
    connection.execute("DELETE FROM waiting WHERE device = ? AND first >= ? AND size <= ?", (device, first, examined.end))
    row = (device, first, examined.end, stretch_to_bytes(examined.stretch))
    connection.execute("INSERT INTO waiting VALUES (?, ?, ?, ?)", row)


def take_joinable(connection: apsw.Connection, device: str, size: int) -> Stretch | None:
    """Gives, and no longer keeps, a stretch that begins within the first `size` entries of a log; None where none does."""
    query = "SELECT first, size, data FROM waiting WHERE device = ? AND first <= ? ORDER BY first LIMIT 1"
    for first, end, data in rows(connection, query, (device, size)):
        connection.execute("DELETE FROM waiting WHERE device = ? AND first = ? AND size = ?", (device, first, end))
        return stretch_from_bytes(data)
    return None


def count_waiting(connection: apsw.Connection) -> int:
    """Gives how many entries wait."""
    return value(connection, "SELECT sum(size - first) FROM waiting") or 0


def erase_waiting(connection: apsw.Connection, roster: Roster) -> None:
    """Takes out of what waits, and of what is kept of branches, the bodies that were erased."""
    for read, write in _KEPT:
        for row, data in rows(connection, read):
            stretch = stretch_from_bytes(data)
            kept = replace(stretch, entries=tuple(_without_erased(connection, roster, stretch)))
            if kept != stretch:
                connection.execute(write, (stretch_to_bytes(kept), row))
                note_unscrubbed(connection)


def _without_erased(connection: apsw.Connection, roster: Roster, stretch: Stretch) -> Iterator[WireEntry]:
    for entry in stretch.entries:
        gone = erased_numbers(connection, roster, leaf_hash(entry.header), stretch.device)
        stays = {at for at, part in enumerate(entry.parts) if part.salt is not None and is_protected(part.body)}
        shut = set(gone) - stays
        parts = [WirePart(part.compartment, "", None, None) if at in shut else part for at, part in enumerate(entry.parts)]
        yield replace(entry, parts=tuple(parts)) if gone else entry
