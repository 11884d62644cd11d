"""Compartments: who may read a body. Whoever has a recipient can write into one; readers hold its identity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import apsw

from govah.errors import EvidenceError, VaultError
from govah.vault.age import age_identity, decrypt, encrypt, recipient_of
from govah.vault.database import rows

FIRST: Final = ("open", "team", "sources", "custody")
SALT: Final = 16


@dataclass(frozen=True, slots=True)
class Epoch:
    """One key of a compartment."""

    compartment: str
    epoch: int
    recipient: str
    identity: str | None
    "None on a device that may only write."
    readers: tuple[str, ...] = ()
    "Devices that were given the identity, as far as is known here."
    made_at: str = ""
    is_closed: bool = False
    "Whether nobody here writes under it any more: a removed device was given it, or it is a partner's."

    def __repr__(self) -> str:
        return f"Epoch({self.compartment}, {self.epoch}, {'reads' if self.identity else 'writes'})"

    @property
    def is_readable(self) -> bool:
        """Answers whether this device reads what is written under it."""
        return self.identity is not None

    def seal(self, salt: bytes, body: bytes) -> bytes:
        """Gives a body as only readers of the compartment can open it."""
        return encrypt(salt + body, (self.recipient,))

    def unseal(self, sealed: bytes) -> tuple[bytes, bytes]:
        """Gives salt and body again; raises `EvidenceError` where they were altered."""
        if self.identity is None:
            raise VaultError("compartment-closed", compartment=self.compartment)
        plain = decrypt(sealed, self.identity)
        return plain[:SALT], plain[SALT:]


def new_epoch(compartment: str, number: int, secret: bytes) -> Epoch:
    """Gives a fresh key for a compartment, made of 32 random bytes."""
    identity = age_identity(secret)
    return Epoch(compartment, number, recipient_of(identity), identity)


def wrap(epoch: Epoch, recipient: str) -> bytes:
    """Gives the identity of a compartment as an age file to one device."""
    if epoch.identity is None:
        raise VaultError("compartment-closed", compartment=epoch.compartment)
    return encrypt(epoch.identity.encode("ascii"), (recipient,))


def unwrap(epoch: Epoch, wrapped: bytes, identity: str) -> Epoch:
    """Gives the epoch with its identity, as it reached a device; raises `EvidenceError` where it is not its own."""
    text = decrypt(wrapped, identity).decode("ascii", "replace")
    if recipient_of(text) != epoch.recipient:
        raise EvidenceError("access-malformed", compartment=epoch.compartment)
    return replace(epoch, identity=text)


def write_epochs(connection: apsw.Connection, epochs: Iterable[Epoch], device_recipient: str) -> None:
    """Keeps epochs, and this device's access to those it reads."""
    for epoch in epochs:
        row = (epoch.compartment, epoch.epoch, epoch.recipient, epoch.identity)
        told = (" ".join(epoch.readers), epoch.made_at, int(epoch.is_closed))
        connection.execute("INSERT INTO epoch VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, *told))
        if epoch.is_readable:
            access = (epoch.compartment, epoch.epoch, device_recipient, wrap(epoch, device_recipient))
            connection.execute("INSERT INTO access VALUES (?, ?, ?, ?)", access)


def read_epochs(connection: apsw.Connection) -> Mapping[tuple[str, int], Epoch]:
    """Gives every epoch that the vault knows."""
    query = "SELECT compartment, epoch, recipient, identity, readers, made_at, closed FROM epoch ORDER BY compartment, epoch"
    return {
        (name, number): Epoch(name, number, recipient, identity, tuple(readers.split()), made_at, bool(closed))
        for name, number, recipient, identity, readers, made_at, closed in rows(connection, query)
    }


def current(epochs: Mapping[tuple[str, int], Epoch], compartment: str) -> Epoch:
    """Gives the epoch that bodies are written under now: of the open ones that this device reads, that which most devices read.

    Two desks that became one both have a first key of `sources`, say, and neither gave it to the other: each goes on writing
    under its own. A device that reads none of them writes under the one that most read. A compartment without an open epoch is
    a `VaultError`.
    """
    found = [epoch for (name, _), epoch in epochs.items() if name == compartment and not epoch.is_closed]
    if not found:
        raise VaultError("compartment-unknown", compartment=compartment)
    return min(found, key=lambda epoch: (not epoch.is_readable, -len(epoch.readers), epoch.made_at, epoch.recipient))
