"""What came since an earlier look: how far each log had come then, and which kinds of records were written after."""

from __future__ import annotations

from govah.vault.database import rows
from govah.vault.store import Vault
from govah.vault.writing import entry_key, part_key

Heads = tuple[tuple[int, int], ...]
"""By log, the number of its entries that are held here."""

SEALED = ""
"""Stands for the kind of what is sealed to this device, or erased."""


def heads_of(vault: Vault) -> Heads:
    """Gives how far each log has come, those of colleagues' devices too."""
    return tuple(rows(vault.connection, "SELECT id, size FROM log ORDER BY id"))


def kinds_since(vault: Vault, heads: Heads) -> frozenset[str]:
    """Gives the kinds of all records in entries that came after these heads; of what cannot be read here `SEALED`."""
    before, found = dict(heads), set[str]()
    query = (
        "SELECT DISTINCT coalesce(record.kind, ?) FROM part LEFT JOIN record ON record.part = part.id "
        "WHERE part.id >= ? AND part.id < ?"
    )
    for log, size in heads_of(vault):
        first = before.get(log, 0)
        if size != first:
            ends = (part_key(entry_key(log, min(first, size)), 0), part_key(entry_key(log, size), 0))
            found |= {kind for (kind,) in rows(vault.connection, query, (SEALED, *ends))}
            found |= {SEALED} if size < first else set()
    return frozenset(found)
