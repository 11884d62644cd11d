"""Learning which keys there are: epochs that others made, keys that were wrapped for us, and which of them are closed.

What follows from the records is worked out anew each time, so that packets may come in any order and more than once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import apsw

from govah.errors import EvidenceError
from govah.journal import is_compartment, is_time
from govah.records import Device, Entropy, new_id
from govah.records import Epoch as EpochRecord
from govah.vault.age import is_recipient
from govah.vault.compartments import Epoch, new_epoch, read_epochs, unwrap, wrap
from govah.vault.database import rows, value
from govah.vault.exchange.wire import WireKey
from govah.vault.members import Roster, Said, SaidEpoch, epochs_said, given_up, read_roster
from govah.vault.opening import Identity
from govah.vault.regaining import regain

_GIVEN_UP: Final = "given-up"
"""Name in `meta`: compartments that this device gave up, and takes keys of only where they are meant for it."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a vault knows after it learned."""

    roster: Roster
    opened: tuple[Epoch, ...] = ()
    "Keys that this device can read with from now on."
    regained: int = 0
    "Bodies that had lain sealed here and were opened with them."


@dataclass(frozen=True, slots=True)
class _Standing:
    """What all that was said of one key comes to."""

    is_ours: bool
    readers: tuple[str, ...]
    made_at: str
    granted: bool
    "Whether somebody gave it to this device alone, and so on purpose."

    def is_closed(self, roster: Roster) -> bool:
        """Answers whether nothing more is to be written under it."""
        return not self.is_ours or any(reader in roster.removed for reader in self.readers)


def learn(connection: apsw.Connection, own: Identity, records: Iterable[Said] = (), wraps: Iterable[WireKey] = ()) -> Learned:
    """Brings the keys of the compartments up to what the records say; it runs inside the transaction of the caller.

    What has lain sealed here and can be opened now is opened. Calling it again changes nothing.

    Args:
        connection: the database.
        own: who this device is.
        records: what came and is not in the database yet, each with the device in whose log it stands.
        wraps: keys that came, for us and for others.
    """
    extra = tuple(records)
    roster = read_roster(connection, own, extra)
    standings = _standings(connection, roster, extra)
    for (compartment, recipient), standing in standings.items():
        _keep(connection, compartment, recipient, standing, roster)
    opened = [epoch for one in wraps if (epoch := _take(connection, own, one, roster, standings)) is not None]
    return Learned(roster, tuple(opened), sum(regain(connection, epoch) for epoch in opened))


def number_of(connection: apsw.Connection, compartment: str, recipient: str) -> int:
    """Gives this vault's own number for a key; one that nobody told of yet gets a number, closed for writing.

    A key that this device reads with stays in its compartment, whoever says that it is another's.
    """
    known = value(connection, "SELECT epoch FROM epoch WHERE compartment = ? AND recipient = ?", (compartment, recipient))
    if known is not None:
        return int(known)
    if not is_compartment(compartment) or not is_recipient(recipient) or _is_held(connection, recipient):
        raise EvidenceError("age-key-malformed")
    connection.execute("DELETE FROM epoch WHERE recipient = ?", (recipient,))
    number = 1 + (value(connection, "SELECT max(epoch) FROM epoch WHERE compartment = ?", (compartment,)) or 0)
    connection.execute("INSERT INTO epoch VALUES (?, ?, ?, NULL, '', '', 1)", (compartment, number, recipient))
    return int(number)


def _is_held(connection: apsw.Connection, recipient: str) -> bool:
    return bool(value(connection, "SELECT 1 FROM epoch WHERE recipient = ? AND identity IS NOT NULL", (recipient,)))


def renew(
    connection: apsw.Connection, own: Identity, entropy: Entropy, time: str, records: Iterable[Said] = ()
) -> list[EpochRecord]:
    """Makes a key for each compartment whose keys are all closed, and wraps it for those who still read there.

    Gives the records of it, for the caller to write in `open` within the same transaction. A device that only writes to a
    compartment makes one for its readers and keeps no copy. `records` are those that are not in the database yet.
    """
    extra = tuple(records)
    roster = read_roster(connection, own, extra)
    wanting = _wanting(connection, own, roster, extra)
    return [_renewed(connection, own, roster, (name, readers, time), entropy) for name, readers in wanting]


def wants_renewal(connection: apsw.Connection, own: Identity) -> bool:
    """Answers whether `renew` would make a key."""
    return bool(_wanting(connection, own, read_roster(connection, own), ()))


def _wanting(
    connection: apsw.Connection, own: Identity, roster: Roster, extra: Sequence[Said]
) -> list[tuple[str, tuple[str, ...]]]:
    """Gives each compartment without a key to write under, and the devices that still read there."""
    standings = _standings(connection, roster, extra)
    by_name: dict[str, list[Epoch]] = {}
    for epoch in read_epochs(connection).values():
        found = standings.get((epoch.compartment, epoch.recipient))
        if found is None or found.is_ours:
            by_name.setdefault(epoch.compartment, []).append(epoch)
    unserved = {name: _remaining(epochs, own, roster) for name, epochs in by_name.items() if not _is_served(epochs)}
    return [(name, readers) for name, readers in unserved.items() if readers]


def give(connection: apsw.Connection, epoch: Epoch, device: Device, fresh: EpochRecord) -> EpochRecord:
    """Wraps one key for a device, and gives the record of it, to be written in `open`; `fresh` is that of a key just made."""
    row = (epoch.compartment, epoch.epoch, device.recipient, wrap(epoch, device.recipient))
    connection.execute("INSERT OR REPLACE INTO access VALUES (?, ?, ?, ?)", row)
    known = (one.record for one in epochs_said(connection) if _key(one.record) == (epoch.compartment, epoch.recipient))
    origin = next(known, fresh)
    return replace(fresh, readers=(device.id,), made_by=origin.made_by, made_at=origin.made_at)


def note_given_up(connection: apsw.Connection, compartment: str, *, is_given_up: bool) -> None:
    """Notes that this device gave a compartment up, or has it again."""
    names = set((value(connection, "SELECT value FROM meta WHERE name = ?", (_GIVEN_UP,)) or "").split())
    names = names | {compartment} if is_given_up else names - {compartment}
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_GIVEN_UP, " ".join(sorted(names))))


def _key(record: EpochRecord) -> tuple[str, str]:
    return record.compartment, record.recipient


def _standings(connection: apsw.Connection, roster: Roster, extra: Sequence[Said]) -> Mapping[tuple[str, str], _Standing]:
    """Gives what each key comes to; one recipient has one compartment, and our own say which before a partner does."""
    said = epochs_said(connection, extra)
    up = given_up(connection, said, extra)
    by_key: dict[tuple[str, str], list[SaidEpoch]] = {}
    for one in said:
        if is_compartment(one.record.compartment) and is_recipient(one.record.recipient):
            by_key.setdefault(_key(one.record), []).append(one)
    found: dict[tuple[str, str], _Standing] = {}
    lies_in = {one.recipient: one.compartment for one in read_epochs(connection).values() if one.is_readable}
    taken: set[str] = set()
    for is_ours in (True, False):
        for key, words in by_key.items():
            believed = [one for one in words if not is_ours or _is_ours(one, roster)]
            if believed and key[1] not in taken and lies_in.get(key[1], key[0]) == key[0]:
                taken.add(key[1])
                found[key] = _standing(believed, up, roster, is_ours=is_ours)
    return found


def _is_ours(one: SaidEpoch, roster: Roster) -> bool:
    return one.device in roster.ours and roster.partners.get(one.record.made_by) is False


def _standing(words: Sequence[SaidEpoch], up: set[tuple[str, str]], roster: Roster, *, is_ours: bool) -> _Standing:
    readers = {reader for one in words for reader in one.record.readers if (one.record.id, reader) not in up}
    times = [one.record.made_at for one in words if is_time(one.record.made_at)]
    on_purpose = (one.record.id for one in words if one.record.readers == (roster.own,) and one.device != roster.own)
    alone = any((record, roster.own) not in up for record in on_purpose)
    known = {reader for reader in readers if reader in roster.devices or reader == roster.own}
    return _Standing(is_ours, tuple(sorted(known)), min(times, default=""), alone)


def _keep(connection: apsw.Connection, compartment: str, recipient: str, standing: _Standing, roster: Roster) -> None:
    number = number_of(connection, compartment, recipient)
    told = (" ".join(standing.readers), standing.made_at, int(standing.is_closed(roster)), compartment, number)
    connection.execute("UPDATE epoch SET readers = ?, made_at = ?, closed = ? WHERE compartment = ? AND epoch = ?", told)


def _take(
    connection: apsw.Connection, own: Identity, one: WireKey, roster: Roster, standings: Mapping[tuple[str, str], _Standing]
) -> Epoch | None:
    """Takes a key that is for us, and gives it where it is new; one for a colleague is kept for the next packet to him."""
    if (one.compartment, one.recipient) not in standings:
        return None
    number = number_of(connection, one.compartment, one.recipient)
    epoch = read_epochs(connection)[one.compartment, number]
    row = (one.compartment, number, one.device_recipient, one.wrapped)
    if one.device_recipient != own.recipient:
        if any(one.device_recipient == device.recipient for device in roster.devices.values()):
            connection.execute("INSERT OR IGNORE INTO access VALUES (?, ?, ?, ?)", row)
        return None
    if epoch.is_readable or not _is_wanted(connection, one, standings):
        return None
    try:
        opened = unwrap(epoch, one.wrapped, own.age)
    except EvidenceError:  # whoever carried it may have spoiled it: another packet brings it again
        return None
    connection.execute("UPDATE epoch SET identity = ? WHERE recipient = ?", (opened.identity, opened.recipient))
    connection.execute("INSERT OR REPLACE INTO access VALUES (?, ?, ?, ?)", row)
    note_given_up(connection, one.compartment, is_given_up=False)
    return opened


def _is_wanted(connection: apsw.Connection, one: WireKey, standings: Mapping[tuple[str, str], _Standing]) -> bool:
    """A compartment that this device gave up comes back only by a record that names this device alone, and so on purpose."""
    names = (value(connection, "SELECT value FROM meta WHERE name = ?", (_GIVEN_UP,)) or "").split()
    return one.compartment not in names or standings[one.compartment, one.recipient].granted


def _is_served(epochs: Iterable[Epoch]) -> bool:
    """Answers whether there is a key to write under: for a reader of the compartment one that it reads, else one that is read.

    A key that all its readers gave up serves nobody.
    """
    known = tuple(epochs)
    still = [epoch for epoch in known if not epoch.is_closed]
    if any(epoch.is_readable for epoch in known):
        return any(epoch.is_readable for epoch in still)
    return any(epoch.readers for epoch in still)


def _remaining(epochs: Iterable[Epoch], own: Identity, roster: Roster) -> tuple[str, ...]:
    readers = {reader for epoch in epochs for reader in epoch.readers if roster.is_live(reader) or reader == own.device}
    if any(epoch.is_readable for epoch in epochs):
        readers.add(own.device)
    return tuple(sorted(readers))


def _renewed(
    connection: apsw.Connection, own: Identity, roster: Roster, what: tuple[str, tuple[str, ...], str], entropy: Entropy
) -> EpochRecord:
    name, readers, time = what
    number = 1 + value(connection, "SELECT max(epoch) FROM epoch WHERE compartment = ?", (name,))
    made = replace(new_epoch(name, number, entropy(32)), readers=readers, made_at=time)
    kept = made.identity if own.device in readers else None
    row = (name, number, made.recipient, kept, " ".join(readers), time, 0)
    connection.execute("INSERT INTO epoch VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    for reader in readers:
        recipient = own.recipient if reader == own.device else roster.devices[reader].recipient
        connection.execute("INSERT INTO access VALUES (?, ?, ?, ?)", (name, number, recipient, wrap(made, recipient)))
    return EpochRecord(new_id("epoch", entropy), name, made.recipient, readers, own.member, time)


def wraps_for(connection: apsw.Connection, recipient: str) -> list[WireKey]:
    """Gives the keys that are wrapped for one device, as the next packet to it carries them."""
    query = (
        "SELECT access.compartment, epoch.recipient, access.recipient, access.wrapped FROM access "
        "JOIN epoch USING (compartment, epoch) WHERE access.recipient = ? ORDER BY access.compartment, epoch"
    )
    return [WireKey(*row) for row in rows(connection, query, (recipient,))]
