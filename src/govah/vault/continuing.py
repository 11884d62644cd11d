"""A restored or copied vault goes on as a new device: two copies that write under one key are a fork, and look like a lie."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import apsw

from govah.journal import Frontier
from govah.records import Entropy
from govah.vault.compartments import read_epochs, wrap
from govah.vault.database import open_database, value
from govah.vault.disk import disk
from govah.vault.interface import Clock
from govah.vault.introducing import introduce
from govah.vault.keyfile import Opened, Secret
from govah.vault.locking import WriterLock
from govah.vault.mark import SIZE, Mark, first_mark, read_slots
from govah.vault.opening import MARK, STORE, Identity, new_identity, open_key_of, read_identity, system_clock, write_identity
from govah.vault.store import Vault


def continue_as_new_device(
    path: Path | str, passphrase: str | Secret, *, entropy: Entropy = secrets.token_bytes, clock: Clock = system_clock
) -> Vault:
    """Opens a vault that was put back from a copy, under the name and keys of a new device of the same member.

    The old log stays as it is in this copy, to be read and proved, and is not written to again; its keys are forgotten here. A
    mark newer than the database, or damaged, is replaced: what was written after the copy was made is lost here.
    """
    place = Path(path)
    opened = open_key_of(place, passphrase if isinstance(passphrase, Secret) else Secret(passphrase))
    connection = open_database(place / STORE, opened)
    try:
        old = read_identity(connection).device
        identity = _change(place, opened, connection, entropy)
        vault = Vault(place, opened, connection, entropy=entropy, clock=clock)
    except BaseException:
        connection.close()
        raise
    vault.change(lambda below: introduce(below, identity, entropy, clock(), before=(old,)))
    return vault


def _change(place: Path, opened: Opened, connection: apsw.Connection, entropy: Entropy) -> Identity:
    with disk():
        descriptor = os.open(place / MARK, os.O_RDWR | getattr(os, "O_BINARY", 0))
    lock = WriterLock(descriptor)
    try:
        lock.acquire()
        identity = new_identity(entropy, read_identity(connection).member)
        marks = [slot for slot in read_slots((place / MARK).read_bytes(), opened.derive("mark")) if slot is not None]
        reached = max([mark.generation for mark in marks], default=0)
        generation = max(reached, value(connection, "SELECT value FROM meta WHERE name = 'generation'")) + 1
        with disk(), connection:
            _take_over(connection, identity, generation)
        with disk():
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, first_mark(Mark(generation, 0, Frontier().root()), opened.derive("mark")))
            os.truncate(descriptor, SIZE)
            os.fsync(descriptor)
    finally:
        lock.release()
        os.close(descriptor)
    return identity


def _take_over(connection: apsw.Connection, identity: Identity, generation: int) -> None:
    """Puts the new device in the place of the old, and gives it the keys of the compartments that the old one read."""
    write_identity(connection, identity, Frontier())
    connection.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (generation,))
    connection.execute("DELETE FROM meta WHERE name = 'pack'")  # a copy may be older than its packs: their ends are left alone
    connection.execute("DELETE FROM access")
    for epoch in read_epochs(connection).values():
        if epoch.is_readable:
            row = (epoch.compartment, epoch.epoch, identity.recipient, wrap(epoch, identity.recipient))
            connection.execute("INSERT INTO access VALUES (?, ?, ?, ?)", row)
