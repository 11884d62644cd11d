"""A device introduces itself: who it is, which older devices of its member wrote here before, and which keys it reads with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import apsw

from govah.journal import log_key, witness_key
from govah.records import Device, Entropy, new_id
from govah.records import Epoch as EpochRecord
from govah.vault.compartments import read_epochs
from govah.vault.database import rows
from govah.vault.learning import learn
from govah.vault.members import Said, Word, epochs_said, read_roster
from govah.vault.opening import Identity
from govah.vault.writing import MOST_PARTS, Part


def introduce(
    connection: apsw.Connection, own: Identity, entropy: Entropy, time: str, *, before: Sequence[str] = ()
) -> Sequence[Sequence[Part]]:
    """Gives the entries, all in `open`, that this device has not written yet about itself; nothing where all is said.

    A vault of an older version said who its device is, and nothing of keys: it says the rest when this is first called.

    Args:
        connection: the database, within a transaction.
        own: who this device is.
        entropy: gives random bytes.
        time: now.
        before: the device in whose place this one comes; its log is vouched for.
    """
    words = [*_devices(connection, own, before), *_keys(connection, own, entropy, time)]
    learn(connection, own, [Said(own.device, one) for one in words])
    return [[(one, "open") for one in words[at : at + MOST_PARTS]] for at in range(0, len(words), MOST_PARTS)]


def own_device(own: Identity) -> Device:
    """Gives the record of this device."""
    key, witness = log_key(own.device, own.public), witness_key(own.device, own.witness_public)
    return Device(own.device, own.member, str(key), own.recipient, str(witness))


def _devices(connection: apsw.Connection, own: Identity, before: Sequence[str]) -> Iterator[Word]:
    roster = read_roster(connection, own)
    known = roster.devices.get(own.device)
    if known is None or not known.witness:
        yield own_device(own)
    has_spoken = any(one.device == own.device for one in epochs_said(connection))
    is_untouched = not has_spoken and not rows(connection, "SELECT 1 FROM peer")
    for device, vkey, recipient in rows(connection, "SELECT device, vkey, recipient FROM log ORDER BY device"):
        # In a vault that never met another, all logs are those of devices that this one goes on from.
        if device not in roster.ours and (device in before or (is_untouched and not before)):
            yield Device(device, own.member, vkey, recipient)


def _keys(connection: apsw.Connection, own: Identity, entropy: Entropy, time: str) -> Iterator[Word]:
    said = epochs_said(connection)
    origins = {one.record.recipient: one.record for one in said}
    told = {one.record.recipient for one in said if own.device in one.record.readers}
    for epoch in read_epochs(connection).values():
        if epoch.recipient not in (told if epoch.is_readable else origins):
            origin = origins.get(epoch.recipient)
            by, at = (origin.made_by, origin.made_at) if origin is not None else (own.member, time)
            readers = (own.device,) if epoch.is_readable else ()
            yield EpochRecord(new_id("epoch", entropy), epoch.compartment, epoch.recipient, readers, by, at)
