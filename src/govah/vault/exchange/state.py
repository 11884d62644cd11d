"""The state of a vault: one hash by which two desks see that they hold the same, whatever each of them may read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

import apsw

from govah.journal import leaf_hash, read_header
from govah.vault.database import rows
from govah.vault.exchange.branches import kept_branches
from govah.vault.store import Vault

CUSTODY: Final = "custody"
_ENTRIES: Final = (
    "SELECT leaf FROM entry WHERE EXISTS (SELECT 1 FROM part WHERE part.id BETWEEN entry.id << 6 AND entry.id << 6 | 63 "
    "AND compartment != ?)"
)


def state_of(vault: Vault) -> str:
    """Gives, in hex, the SHA-256 over what this vault holds.

    It is over the ids of all entries that are not custody alone, sorted, those of other histories too, and then over what
    erasures name: a line each of entry id and part, or of a blob's id, sorted.
    """
    connection = vault.connection
    digest = hashlib.sha256()
    leaves = {leaf for (leaf,) in rows(connection, _ENTRIES, (CUSTODY,))}
    for leaf in sorted(leaves | set(_of_branches(connection))):
        digest.update(leaf)
    named = {f"{leaf.hex()} {number}\n" for leaf, number in rows(connection, "SELECT DISTINCT leaf, number FROM erased")}
    named |= {f"{blob}\n" for (blob,) in rows(connection, "SELECT DISTINCT id FROM erased_blob")}
    digest.update("".join(sorted(named)).encode())
    return digest.hexdigest()


def _of_branches(connection: apsw.Connection) -> Iterator[bytes]:
    for stretch in kept_branches(connection):
        for entry in stretch.entries:
            if any(compartment != CUSTODY for compartment, _ in read_header(entry.header).parts):
                yield leaf_hash(entry.header)
