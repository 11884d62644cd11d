"""Who belongs to this desk and who is given which key: worked out of the records in each log, never from what a packet claims.

A device counts as ours where a chain of our devices vouches for it, from this one on; whoever is nearest to us is believed. A
partner's word reaches only what is a partner's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import apsw

from govah.records import Device, Member, Withdrawal
from govah.records import Epoch as EpochRecord
from govah.vault.opening import Identity
from govah.vault.reading import by_kind, by_reference

Word = Device | Member | EpochRecord | Withdrawal
_KINDS: Final = ("member", "device", "epoch")


@dataclass(frozen=True, slots=True)
class Said:
    """A record of membership, and the device in whose log it stands."""

    device: str
    record: Word


@dataclass(frozen=True, slots=True)
class SaidEpoch:
    """A record of a key, and the device in whose log it stands."""

    device: str
    record: EpochRecord


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody that this device knows of, as far as it believes what it was told."""

    own: str
    "This device."
    devices: Mapping[str, Device]
    "By id, removed ones too."
    ours: frozenset[str]
    "Devices of this desk, removed ones too."
    partners: Mapping[str, bool]
    "By member, whether it is of another desk."
    names: Mapping[str, str]
    "By member, where a name can be read here."
    removed: Mapping[str, Withdrawal]
    "By device, the record that removed it."

    def is_partner(self, device: str) -> bool:
        """Answers whether a device is not of this desk: whoever is not known to be ours is not."""
        return device not in self.ours

    def is_live(self, device: str) -> bool:
        """Answers whether a device is known and was not removed."""
        return device in self.devices and device not in self.removed

    def member_of(self, device: str) -> str:
        """Gives the member whose device it is; empty where nobody said so."""
        found = self.devices.get(device)
        return found.member if found else ""

    def may_erase(self, author: str, device: str) -> bool:
        """Answers whether an erasure in one device's log reaches the entries of another's.

        Ours reach everything, unless the device was removed: who stole it could destroy all. A partner's reach its own member's.
        """
        if author == device or (author in self.ours and author not in self.removed):
            return True
        member = self.member_of(author)
        return bool(member) and author not in self.removed and self.is_partner(author) and member == self.member_of(device)


def read_roster(connection: apsw.Connection, own: Identity, extra: Iterable[Said] = ()) -> Roster:
    """Gives who belongs here, from the records in the vault and those that came and are not written yet."""
    more = tuple(extra)
    said = [*_written(connection), *more]
    devices, ours, partners, names = _believed(own, said)
    withdrawals = [*_withdrawals(connection, devices), *(one for one in more if isinstance(one.record, Withdrawal))]
    removed = {
        one.record.target: one.record
        for one in withdrawals
        if isinstance(one.record, Withdrawal) and one.device in ours and one.record.target in set(devices) - {own.device}
    }
    return Roster(own.device, devices, frozenset(ours), partners, names, removed)


def epochs_said(connection: apsw.Connection, extra: Iterable[Said] = ()) -> list[SaidEpoch]:
    """Gives the `Epoch` records, each with who wrote it, those not written yet last."""
    written = [(one.entry.device, one.record) for one in by_kind(connection, "epoch", None)]
    said = [*written, *((one.device, one.record) for one in extra)]
    return [SaidEpoch(device, record) for device, record in said if isinstance(record, EpochRecord)]


def given_up(connection: apsw.Connection, epochs: Sequence[SaidEpoch], extra: Iterable[Said] = ()) -> set[tuple[str, str]]:
    """Gives (epoch record, device) wherever a device withdrew, in its own log, the record that made it a reader."""
    ids = {one.record.id for one in epochs}
    written = [*_withdrawals(connection, ids), *extra]
    withdrawn = ((one.device, one.record) for one in written)
    return {(one.target, device) for device, one in withdrawn if isinstance(one, Withdrawal) and one.target in ids}


def _written(connection: apsw.Connection) -> Iterator[Said]:
    for kind in _KINDS:
        for one in by_kind(connection, kind, None):
            if isinstance(one.record, Device | Member):
                yield Said(one.entry.device, one.record)


def _withdrawals(connection: apsw.Connection, targets: Iterable[str]) -> Iterator[Said]:
    for target in targets:
        for one in by_reference(connection, target, "withdrawal"):
            if isinstance(one.record, Withdrawal) and one.record.target == target:
                yield Said(one.entry.device, one.record)


def _believed(own: Identity, said: Iterable[Said]) -> tuple[dict[str, Device], set[str], dict[str, bool], dict[str, str]]:
    by_author: dict[str, list[Any]] = {}
    for one in said:
        by_author.setdefault(one.device, []).append(one.record)
    devices: dict[str, Device] = {}
    partners, names = {own.member: False}, dict[str, str]()
    ours, asked = {own.device}, [own.device]
    while asked:  # one ring of devices after another: the nearest word stands
        words = [word for device in asked for word in by_author.get(device, ())]
        _note_members(words, partners, names)
        _note_devices(words, devices)
        named = {one.id for one in words if isinstance(one, Device)}
        asked = sorted({device for device in named if partners.get(devices[device].member) is False} - ours)
        ours.update(asked)
    asked = sorted(set(devices) - ours)
    seen = set(asked) | ours
    while asked:  # what partners say of their own devices
        words = [word for device in asked for word in by_author.get(device, ())]
        _note_devices(words, devices)
        asked = sorted(set(devices) - seen)
        seen.update(asked)
    return devices, ours, partners, names


def _note_members(words: Iterable[object], partners: dict[str, bool], names: dict[str, str]) -> None:
    for one in words:
        if isinstance(one, Member):
            partners.setdefault(one.id, one.partner)
            if one.name:
                names.setdefault(one.id, one.name)


def _note_devices(words: Iterable[object], devices: dict[str, Device]) -> None:
    for one in words:
        if isinstance(one, Device):
            known = devices.setdefault(one.id, one)
            is_same = (known.key, known.recipient, known.member) == (one.key, one.recipient, one.member)
            if is_same and one.witness and not known.witness:
                devices[one.id] = one
