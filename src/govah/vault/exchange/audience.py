"""Who may read a body that leaves: open for those who hold its key anyway, sealed for all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from govah.errors import VaultError
from govah.vault.age import encrypt
from govah.vault.compartments import Epoch, current, read_epochs
from govah.vault.exchange.wire import Stretch, WireEntry, WirePart
from govah.vault.members import Roster, epochs_said, read_roster
from govah.vault.store import Vault


class Audience:
    """The keys of the compartments, as seen by a group of devices to whom something goes."""

    def __init__(self, vault: Vault, readers: frozenset[str]) -> None:
        connection = vault.connection
        self.epochs: Mapping[tuple[str, int], Epoch] = read_epochs(connection)
        self.roster: Roster = read_roster(connection, vault.identity)
        self._by_recipient = {epoch.recipient: epoch for epoch in self.epochs.values()}
        said = epochs_said(connection)
        roster = self.roster
        self._ours = {
            one.record.recipient
            for one in said
            if one.device in roster.ours and roster.partners.get(one.record.made_by) is False
        }
        self._readers = readers
        self._may: dict[str, bool] = {}
        self._newest: dict[str, Epoch] = {}

    def may_all_read(self, epoch: Epoch) -> bool:
        """Answers whether each of the devices holds the key, or the one that the body would be sealed to."""
        if epoch.recipient not in self._may:
            given = {*epoch.readers, *self.newest(epoch).readers} - set(self.roster.removed)
            self._may[epoch.recipient] = bool(self._readers) and self._readers <= given
        return self._may[epoch.recipient]

    def newest(self, epoch: Epoch) -> Epoch:
        """Gives the key that a body of that one is sealed to now: a partner's stay with those whom the partner gave its key."""
        if epoch.recipient not in self._newest:
            self._newest[epoch.recipient] = self._find_newest(epoch)
        return self._newest[epoch.recipient]

    def part(self, compartment: str, number: int, salt: bytes | None, body: bytes | None) -> WirePart:
        """Gives one body as it leaves; one without a key that is known here leaves only if it is sealed already."""
        epoch = self.epochs.get((compartment, number))
        if body is None or epoch is None:
            return WirePart(compartment, "", None, None)
        if salt is None:
            return WirePart(compartment, epoch.recipient, None, body)
        if self.may_all_read(epoch):
            return WirePart(compartment, epoch.recipient, salt, body)
        newest = self.newest(epoch)
        return WirePart(compartment, newest.recipient, None, newest.seal(salt, body))

    def stretch(self, kept: Stretch) -> Stretch:
        """Gives a stretch that is kept as it came, its bodies as they leave."""
        return replace(kept, entries=tuple(WireEntry(one.header, tuple(map(self._again, one.parts))) for one in kept.entries))

    def sealed_key(self, key: bytes, naming: Sequence[Epoch]) -> tuple[bytes, str]:
        """Gives the key of a blob sealed to every compartment whose records name it, and the first of their recipients."""
        recipients = tuple(dict.fromkeys(self.newest(epoch).recipient for epoch in naming))
        return encrypt(key, recipients), recipients[0]

    def _again(self, part: WirePart) -> WirePart:
        epoch = self._by_recipient.get(part.recipient)
        if part.salt is None or part.body is None:
            return part
        if epoch is None or epoch.compartment != part.compartment:
            return replace(part, salt=None, body=encrypt(part.salt + part.body, (part.recipient,)))
        return self.part(epoch.compartment, epoch.epoch, part.salt, part.body)

    def _find_newest(self, epoch: Epoch) -> Epoch:
        """A closed key of ours gives way to the newest that nobody holds who did not hold it too; else it stays.

        Two desks that became one may each have a key of one name that the other does not hold.
        """
        if not epoch.is_closed or epoch.recipient not in self._ours:
            return epoch
        holders = {*epoch.readers, self.roster.own}
        heirs = {key: one for key, one in self.epochs.items() if not one.is_closed and holders.issuperset(one.readers)}
        try:
            return current(heirs, epoch.compartment)
        except VaultError:
            return epoch
