"""Members: who works at this desk or at a partner's, on which devices, and what each of them may read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from govah.desk.onfile import handling
from govah.errors import EvidenceError, NotFoundError, UsageError, VaultError
from govah.text import fold_name
from govah.vault import Vault
from govah.vault.cards import Card, make_card, read_card
from govah.vault.joining import Admitted, admit, expel, introduce_self, make_compartment, require_new, roster_of
from govah.vault.joining import grant as grant_keys
from govah.vault.members import Roster

MEMBER_READS: Final = ("open", "team")
PARTNER_READS: Final = ("open",)


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One device as a list shows it."""

    id: str
    own: bool
    "Whether it is this device."
    reads: tuple[str, ...]
    "Compartments of this desk."
    reads_partly: tuple[str, ...]
    "Compartments of which it has one key of several: two desks that became one each had their own."
    only_writes: tuple[str, ...]
    entries: int
    "How many entries of its log are here."
    removed_at: str = ""
    removed_by: str = ""
    "Member id."


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member as a list shows it."""

    id: str
    name: str
    "Empty for a reader who may not see names."
    partner: bool
    own: bool
    "Whether it is the member whose vault this is."
    devices: tuple[DeviceRow, ...]


@dataclass(frozen=True, slots=True)
class Introduced:
    """A card that somebody brought, checked, and what the desk knows of its owner."""

    card: Card
    known_as: str
    "The name of its member, where this is another device of somebody known."


def own_card(vault: Vault, name: str = "") -> Card:
    """Gives the card of this device, signed; a name stands on it only where one is given."""
    introduce_self(vault)
    return read_card(make_card(vault.identity, name))


def introduced(vault: Vault, text: str) -> Introduced:
    """Reads a card, checks its signature, and that its device can be let in here; raises where it cannot."""
    card = read_card(text)
    roster = roster_of(vault)
    require_new(roster, card.device)
    return Introduced(card, roster.names.get(card.device.member, "") if card.device.member in roster.partners else "")


def add(
    vault: Vault, card: Card, *, name: str = "", reads: Sequence[str] = (), partner: bool = False, fingerprint: str = ""
) -> MemberRow:
    """Lets the device of a card in, and gives it the keys of what it may read: `open` always, `sources` only where named.

    Args:
        vault: the vault.
        card: checked by `introduced`.
        name: what the desk calls its member; else the name on the card. Only the team reads it.
        reads: compartments; by default `open` and `team` for a member, `open` for a partner.
        partner: whether it is of another desk: we read what it gives and never write under its keys.
        fingerprint: what its owner read out; another one than the card's is an `EvidenceError`.
    """
    if fingerprint and not card.is_fingerprint(fingerprint):
        raise EvidenceError("card-fingerprint", fingerprint=card.fingerprint)
    given = tuple(dict.fromkeys(("open", *(reads or (PARTNER_READS if partner else MEMBER_READS)))))
    noted = handling.act(vault, "added", card.device.id, (card.device.member,))
    admit(vault, Admitted(card.device, name.strip() or card.name, partner, given), [handling.part(vault, noted)])
    return next(row for row in members(vault) if row.id == card.device.member)


def members(vault: Vault) -> tuple[MemberRow, ...]:
    """Gives everybody, this vault's own member first, then colleagues, then partners."""
    roster = roster_of(vault)
    sizes = dict(vault.connection.execute("SELECT device, size FROM log"))
    by_member: dict[str, list[str]] = {vault.member: [vault.device]}
    for device in sorted(roster.devices.values(), key=lambda one: one.id):
        if device.id != vault.device:
            by_member.setdefault(device.member, []).append(device.id)
    found = [
        MemberRow(
            id=member,
            name=roster.names.get(member, ""),
            partner=roster.partners.get(member, True),
            own=member == vault.member,
            devices=tuple(_device_row(vault, roster, device, sizes.get(device, 0)) for device in devices),
        )
        for member, devices in by_member.items()
    ]
    return tuple(sorted(found, key=lambda row: (not row.own, row.partner, row.name, row.id)))


def remove(vault: Vault, who: str, *, reason: str = "removed") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Removes a device, or a member with all devices (by id or name); gives the devices, and the compartments with a new key.

    What they hold already stays with them; what is written from now on they cannot read.
    """
    roster = roster_of(vault)
    devices = tuple(device for device in devices_named(roster, who) if device not in roster.removed)
    if not devices:
        raise UsageError("member-removed", who=shown_who(who))
    if vault.device in devices:
        raise UsageError("member-self")
    noted = handling.act(vault, "removed", devices[0], devices[1:])
    return devices, expel(vault, devices, reason, [handling.part(vault, noted)])


def grant(vault: Vault, who: str, compartments: Sequence[str]) -> tuple[str, ...]:
    """Gives a device, or all of a member, the keys of compartments, for what was written before too. Gives the devices."""
    roster = roster_of(vault)
    devices = tuple(device for device in devices_named(roster, who) if device not in roster.removed)
    if not devices:
        raise VaultError("device-removed", device=shown_who(who))
    if devices == (vault.device,):
        raise UsageError("grant-self")
    for device in devices:
        if device != vault.device:
            noted = handling.act(vault, "granted", device, (roster.devices[device].member,))
            grant_keys(vault, roster.devices[device], compartments, [handling.part(vault, noted)])
    return devices


def readers_of(vault: Vault, compartment: str) -> tuple[str, ...]:
    """Gives the other live devices of this desk that read a compartment; an unknown one is a `VaultError`."""
    roster = roster_of(vault)
    open_keys = [epoch for (name, _), epoch in vault.epochs.items() if name == compartment and not epoch.is_closed]
    if not open_keys:
        raise VaultError("compartment-unknown", compartment=compartment[:40])
    readers = {reader for epoch in open_keys for reader in epoch.readers}
    return tuple(sorted(one for one in readers if one != vault.device and roster.is_live(one) and one in roster.ours))


def renounce(vault: Vault, compartment: str) -> int:
    """Makes this device write-only in a compartment that another member reads; gives how many bodies were sealed."""
    others = readers_of(vault, compartment)
    if not any(epoch.is_readable for (name, _), epoch in vault.epochs.items() if name == compartment):
        raise VaultError("compartment-closed", compartment=compartment)
    if compartment == "open":
        raise VaultError("compartment-needed", compartment=compartment)
    if not others:
        raise VaultError("compartment-last-reader", compartment=compartment)
    introduce_self(vault)
    count = vault.renounce(compartment)
    handling.record(vault, handling.act(vault, "gave-up", vault.device))
    return count


def new_compartment(vault: Vault, name: str) -> None:
    """Makes a compartment that this device alone reads until others are given its key."""
    make_compartment(vault, name, [handling.part(vault, handling.act(vault, "added", vault.device))])


def _device_row(vault: Vault, roster: Roster, device: str, entries: int) -> DeviceRow:
    still = [epoch for epoch in vault.epochs.values() if not epoch.is_closed]
    read = [epoch for epoch in still if (epoch.is_readable if device == vault.device else device in epoch.readers)]
    names, some = {epoch.compartment for epoch in still}, {epoch.compartment for epoch in read}
    whole = some - {epoch.compartment for epoch in still if epoch not in read}
    gone = roster.removed.get(device)
    is_ours = gone is None and device in roster.ours
    return DeviceRow(
        id=device,
        own=device == vault.device,
        reads=_in_order(whole if gone is None else ()),
        reads_partly=_in_order(some - whole if gone is None else ()),
        only_writes=_in_order(names - some if is_ours else ()),
        entries=entries,
        removed_at=gone.withdrawn_at if gone else "",
        removed_by=gone.withdrawn_by if gone else "",
    )


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    first = ("open", "team", "sources", "custody")
    return tuple(sorted(names, key=lambda name: (first.index(name) if name in first else len(first), name)))


def devices_named(roster: Roster, who: str) -> tuple[str, ...]:
    """Gives the devices of a device id, a member id or a member's name; none, or a name of several, is a `NotFoundError`."""
    if who in roster.devices:
        return (who,)
    wanted = fold_name(who)
    exact = [member for member, name in roster.names.items() if fold_name(name) == wanted]
    words = set(wanted.split())
    loose = [member for member, name in roster.names.items() if words and words <= set(fold_name(name).split())]
    members_found = [who] if who in roster.partners else exact or loose
    if len(members_found) > 1:
        raise NotFoundError("member-ambiguous", ids=", ".join(sorted(members_found)))
    devices = tuple(sorted(one.id for one in roster.devices.values() if one.member in members_found))
    if not devices:
        raise NotFoundError("member-nobody")
    return devices


def shown_who(who: str) -> str:
    """Gives an id as it is; a name is not put into an error."""
    return who if len(who) == 17 and who.isalnum() and who.isascii() else "—"
