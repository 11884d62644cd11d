"""Letting devices in and out: what each step changes below and what it writes, as one durable whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import apsw

from govah.errors import EvidenceError, UsageError, VaultError
from govah.journal import is_compartment
from govah.records import Device, Member, Withdrawal, new_id
from govah.records import Epoch as EpochRecord
from govah.vault.compartments import Epoch, new_epoch, read_epochs, write_epochs
from govah.vault.database import value
from govah.vault.introducing import introduce
from govah.vault.learning import give, learn, renew, wants_renewal
from govah.vault.members import Roster, Said, read_roster
from govah.vault.renouncing import ALWAYS
from govah.vault.store import Vault
from govah.vault.writing import MOST_PARTS, Part

Entries = list[Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A device that is let in: whose it is and what it may read."""

    device: Device
    name: str
    "Of its member; only the team reads it."
    partner: bool
    compartments: tuple[str, ...]


def roster_of(vault: Vault) -> Roster:
    """Gives everybody that this vault knows of."""
    return read_roster(vault.connection, vault.identity)


def introduce_self(vault: Vault) -> None:
    """Writes what this device has not said about itself yet: a vault of an older version says it at the first touch."""
    vault.change(lambda below: introduce(below, vault.identity, vault.entropy, vault.clock()))


def admit(vault: Vault, admitted: Admitted, noted: Sequence[Part]) -> None:
    """Lets a device in: its member, itself, and the keys of what it may read, wrapped for it.

    Raises where it is this device, is known, was removed, or is not the device that was known under its id.
    """
    own, device = vault.identity, admitted.device

    def work(below: apsw.Connection) -> Entries:
        entries: Entries = [*introduce(below, own, vault.entropy, vault.clock())]
        roster = read_roster(below, own, _said(vault, entries))
        require_new(roster, device)
        if roster.partners.get(device.member, admitted.partner) != admitted.partner:
            raise VaultError("member-other-desk", member=device.member)
        named = [(Member(device.member, admitted.name, admitted.partner), "team")] if admitted.name else []
        entries.append([(Member(device.member, "", admitted.partner), ALWAYS), (device, ALWAYS), *named])
        entries += _given(vault, below, device, (ALWAYS, *admitted.compartments))
        learn(below, own, _said(vault, entries))
        return [*entries, *_noted(noted)]

    vault.change(work)


def require_new(roster: Roster, device: Device) -> None:
    """Raises where a device cannot be let in, and says why."""
    known = roster.devices.get(device.id)
    if device.id == roster.own:
        raise UsageError("card-own")
    if device.id in roster.removed:
        raise VaultError("device-removed", device=device.id)
    if known is not None and (known.key, known.recipient) != (device.key, device.recipient):
        raise EvidenceError("card-differs", device=device.id)
    if known is not None and (device.id in roster.ours or roster.partners.get(known.member)):
        raise UsageError("device-known", device=device.id)


def expel(vault: Vault, devices: Sequence[str], reason: str, noted: Sequence[Part]) -> tuple[str, ...]:
    """Removes devices: keys that they were given are closed, new ones made for the others. Gives the compartments of those."""
    own = vault.identity
    made: list[EpochRecord] = []

    def work(below: apsw.Connection) -> Entries:
        time = vault.clock()
        entries: Entries = [*introduce(below, own, vault.entropy, time)]
        entries.append(
            [(Withdrawal(new_id("withdrawal", vault.entropy), device, own.member, time, reason), ALWAYS) for device in devices]
        )
        said = _said(vault, entries)
        learn(below, own, said)
        made.extend(renew(below, own, vault.entropy, time, said))
        return [*entries, *_entries(made), *_noted(noted)]

    vault.change(work)
    return tuple(sorted({one.compartment for one in made}))


def grant(vault: Vault, device: Device, compartments: Iterable[str], noted: Sequence[Part]) -> None:
    """Gives a device that is known the keys of compartments, old ones too: it reads what was written before."""

    def work(below: apsw.Connection) -> Entries:
        entries: Entries = [*introduce(below, vault.identity, vault.entropy, vault.clock())]
        entries += _given(vault, below, device, compartments)
        learn(below, vault.identity, _said(vault, entries))
        return [*entries, *_noted(noted)]

    vault.change(work)


def renew_keys(vault: Vault) -> tuple[str, ...]:
    """Makes new keys where all are closed, as after a packet told that somebody was removed; gives the compartments."""
    made: list[EpochRecord] = []

    def work(below: apsw.Connection) -> Entries:
        made.extend(renew(below, vault.identity, vault.entropy, vault.clock()))
        return _entries(made)

    if wants_renewal(vault.connection, vault.identity):
        vault.change(work)
    return tuple(sorted({one.compartment for one in made}))


def make_compartment(vault: Vault, name: str, noted: Sequence[Part]) -> None:
    """Makes a compartment that this device alone reads until others are given its key."""
    own = vault.identity
    if not is_compartment(name):
        raise UsageError("compartment-name", name=name[:40])

    def work(below: apsw.Connection) -> Entries:
        if value(below, "SELECT 1 FROM epoch WHERE compartment = ? AND closed = 0", (name,)):
            raise UsageError("compartment-known", compartment=name)
        time = vault.clock()
        entries: Entries = [*introduce(below, own, vault.entropy, time)]
        number = 1 + (value(below, "SELECT max(epoch) FROM epoch WHERE compartment = ?", (name,)) or 0)
        made = new_epoch(name, number, vault.entropy(32))
        write_epochs(below, [made], own.recipient)
        record = EpochRecord(new_id("epoch", vault.entropy), name, made.recipient, (own.device,), own.member, time)
        entries += _entries([record])
        learn(below, own, _said(vault, entries))
        return [*entries, *_noted(noted)]

    vault.change(work)


def _given(vault: Vault, below: apsw.Connection, device: Device, compartments: Iterable[str]) -> Entries:
    epochs = read_epochs(below).values()
    records = []
    for name in dict.fromkeys(compartments):
        for epoch in _readable(epochs, name):
            fresh = EpochRecord(
                new_id("epoch", vault.entropy), name, epoch.recipient, (device.id,), vault.member, epoch.made_at or vault.clock()
            )
            records.append(give(below, epoch, device, fresh))
    return _entries(records)


def _readable(epochs: Iterable[Epoch], name: str) -> list[Epoch]:
    known = [epoch for epoch in epochs if epoch.compartment == name]
    if not known:
        raise VaultError("compartment-unknown", compartment=name[:40])
    readable = [epoch for epoch in known if epoch.is_readable]
    if not readable:
        raise VaultError("compartment-closed", compartment=name)
    return readable


def _entries(records: Sequence[EpochRecord]) -> Entries:
    return [[(one, ALWAYS) for one in records[at : at + MOST_PARTS]] for at in range(0, len(records), MOST_PARTS)]


def _said(vault: Vault, entries: Entries) -> list[Said]:
    return [Said(vault.device, record) for parts in entries for record, _ in parts]


def _noted(parts: Sequence[Part]) -> Entries:
    """Gives the entry that notes who did it, where there is anything to note."""
    return [list(parts)] if parts else []
