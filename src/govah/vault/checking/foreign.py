"""Checking what came from others and is no part of a log: other histories, stretches that wait, bodies spoiled on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import apsw

from govah.errors import EvidenceError, VaultError
from govah.journal import read_parting, read_vkey, verify_checkpoint, verify_parting
from govah.vault.compartments import read_epochs
from govah.vault.database import rows
from govah.vault.exchange.branches import branches
from govah.vault.exchange.examining import examine
from govah.vault.exchange.keeping import stretch_from_bytes
from govah.vault.exchange.vectors import is_spoiled
from govah.vault.interface import Problem
from govah.vault.writing import LOG_SHIFT, PART_SHIFT

_CLOSED: Final = (
    "SELECT part.id, part.body, entry.header, device FROM part JOIN entry ON entry.id = part.id >> 6 "
    "JOIN log ON log.id = part.id >> 46 "
    "WHERE salt IS NULL AND body IS NOT NULL AND compartment = ? AND epoch = ? AND device != ? ORDER BY part.id"
)
_SEQ: Final = (1 << LOG_SHIFT) - 1


def check_kept(connection: apsw.Connection) -> Iterator[Problem]:
    """Gives what is wrong with the stretches that wait and with those of other histories."""
    for query in ("SELECT device, data FROM waiting", "SELECT device, data FROM branch"):
        for device, data in rows(connection, query):
            try:
                is_good = examine(stretch_from_bytes(data)).stretch.device == device
            except (EvidenceError, VaultError):
                is_good = False
            if not is_good:
                yield Problem("stretch-altered", device)
    for branch in branches(connection):
        if not _is_proved(connection, branch.device, branch.note, branch.proof):
            yield Problem("fork-altered", branch.device)


def tell_foreign(connection: apsw.Connection, own: str) -> Iterator[Problem]:
    """Gives what is worth knowing of the logs of others: forks, with both heads, and bodies that another copy must mend."""
    heads = dict(rows(connection, "SELECT device, size FROM log"))
    for branch in branches(connection):
        code = "log-forked" if branch.proof else "log-went-on"
        yield Problem(code, f"{branch.device}: {heads.get(branch.device, 0)} / {branch.size} {branch.root.hex()}")
    for epoch in read_epochs(connection).values():
        if epoch.is_readable:
            for part, body, header, device in rows(connection, _CLOSED, (epoch.compartment, epoch.epoch, own)):
                if is_spoiled(epoch, part, body, header):
                    yield Problem("part-spoiled", f"{device}/{part >> PART_SHIFT & _SEQ}")


def _is_proved(connection: apsw.Connection, device: str, note: str, proof: str) -> bool:
    found = rows(connection, "SELECT vkey FROM log WHERE device = ?", (device,))
    try:
        key = read_vkey(found[0][0] if found else "")
        verify_checkpoint(note, key)
        if proof:
            verify_parting(read_parting(proof), key)
    except EvidenceError:
        return False
    return True
