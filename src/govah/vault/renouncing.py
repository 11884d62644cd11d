"""Giving up a compartment: the device writes to it from now on, and can no longer read what it wrote there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import apsw

from govah.errors import VaultError
from govah.records import Entropy, Withdrawal, new_id
from govah.vault.age import encrypt
from govah.vault.compartments import Epoch, current, read_epochs
from govah.vault.database import rows
from govah.vault.derived import forget_part
from govah.vault.learning import learn, note_given_up
from govah.vault.members import Said, epochs_said, given_up
from govah.vault.opening import Identity
from govah.vault.packs import BlobRow
from govah.vault.scrubbing import note_unscrubbed
from govah.vault.stream import KEY

ALWAYS: Final = "open"
"""The compartment that tells who belongs here: without it a device knows neither its colleagues nor their keys."""
_NAMING: Final = (
    "SELECT part.compartment, part.epoch, log.device, (part.id >> 6 & 0xffffffffff) + 1 FROM reference "
    "JOIN part ON part.id = reference.part JOIN log ON log.id = part.id >> 46 "
    "WHERE target = ? AND kind IN ('document', 'derivation')"
)


def renounce(
    connection: apsw.Connection, own: Identity, compartment: str, entropy: Entropy, time: str
) -> tuple[int, tuple[Withdrawal, ...]]:
    """Seals every body of a compartment and every blob that only they name; then forgets the key.

    Gives how many bodies, and what the caller writes in `open`: this device takes back that it was made a reader. It runs inside
    the transaction of the caller. Suggestions go too: they may quote what is sealed.
    """
    if compartment == ALWAYS:
        raise VaultError("compartment-needed", compartment=compartment)
    epochs = read_epochs(connection)
    current(epochs, compartment)
    _seal_blobs(connection, epochs, compartment)
    sealed = 0
    query = "SELECT id, epoch, salt, body FROM part WHERE compartment = ? AND salt IS NOT NULL"
    for part, number, salt, body in rows(connection, query, (compartment,)):
        closed = epochs[compartment, number].seal(salt, body)
        connection.execute("UPDATE part SET salt = NULL, body = ? WHERE id = ?", (closed, part))
        forget_part(connection, part, body)
        sealed += 1
    connection.execute("UPDATE epoch SET identity = NULL WHERE compartment = ?", (compartment,))
    connection.execute("DELETE FROM access WHERE compartment = ? AND recipient = ?", (compartment, own.recipient))
    connection.execute("DELETE FROM cache")
    note_unscrubbed(connection)
    note_given_up(connection, compartment, is_given_up=True)
    return sealed, _take_back(connection, own, compartment, entropy, time)


def _take_back(
    connection: apsw.Connection, own: Identity, compartment: str, entropy: Entropy, time: str
) -> tuple[Withdrawal, ...]:
    said = epochs_said(connection)
    up = given_up(connection, said)
    made = tuple(
        Withdrawal(new_id("withdrawal", entropy), one.record.id, own.member, time, "given-up")
        for one in said
        if one.record.compartment == compartment and own.device in one.record.readers and (one.record.id, own.device) not in up
    )
    learn(connection, own, [Said(own.device, one) for one in made])
    return made


def sealed_row(row: BlobRow, named_in: Iterable[str], epochs: Mapping[tuple[str, int], Epoch]) -> BlobRow:
    """Gives the row of a new blob, its key sealed where only compartments name it that this device cannot read.

    The hash goes too: it would confirm a guess at the bytes.
    """
    keepers = [current(epochs, name) for name in sorted(set(named_in))]
    if row.key is None or not keepers or any(keeper.is_readable for keeper in keepers):
        return row
    return replace(row, key=keepers[0].seal(b"", row.key), sha256="")


def _seal_blobs(connection: apsw.Connection, epochs: Mapping[tuple[str, int], Epoch], compartment: str) -> None:
    """Seals the keys of blobs to just the keys that the records lie under which name them, and notes where those stand."""
    for blob, key in rows(connection, "SELECT id, key FROM blob WHERE length(key) = ?", (KEY,)):
        naming = rows(connection, _NAMING, (blob,))
        if {name for name, *_ in naming} == {compartment}:
            recipients = dict.fromkeys(epochs[name, number].recipient for name, number, *_ in naming)
            connection.execute("UPDATE blob SET key = ?, sha256 = '' WHERE id = ?", (encrypt(key, tuple(recipients)), blob))
            carried = [(blob, device, size) for _, _, device, size in naming]
            connection.executemany("INSERT OR REPLACE INTO carried VALUES (?, ?, ?)", carried)
