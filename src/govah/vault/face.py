"""Making a vault and opening one."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from govah.records import Entropy, Member
from govah.vault.database import open_database
from govah.vault.interface import Clock
from govah.vault.introducing import introduce
from govah.vault.keyfile import Cost, Opened, Secret, make_key
from govah.vault.mark import Sync
from govah.vault.opening import STORE, make_folder, open_key_of, replace_key, system_clock
from govah.vault.store import Vault


def create_vault(
    path: Path | str,
    passphrase: str | Secret,
    *,
    entropy: Entropy = secrets.token_bytes,
    clock: Clock = system_clock,
    member_name: str = "",
    cost: Cost | None = None,
) -> Vault:
    """Makes a new vault in a folder that is new or empty, and enters its first member and device.

    Args:
        path: the folder.
        passphrase: the passphrase, or a `Secret` with a key file too.
        entropy: gives random bytes; tests seed it.
        clock: gives the time.
        member_name: who works here; kept in `team`.
        cost: what a guess at the passphrase costs; never below the floor.
    """
    place = Path(path)
    opened, connection = make_folder(place, _secret(passphrase), entropy, cost)
    vault = Vault(place, opened, connection, entropy=entropy, clock=clock)
    member = Member(vault.member, member_name)
    vault.change(lambda below: [[(member, "team")], *introduce(below, vault.identity, entropy, clock())])
    return vault


def open_vault(
    path: Path | str, passphrase: str | Secret, *, entropy: Entropy = secrets.token_bytes, clock: Clock = system_clock
) -> Vault:
    """Opens a vault for reading and writing; any number of processes may have it open, one writes at a time."""
    place = Path(path)
    return open_with(place, open_key_of(place, _secret(passphrase)), entropy=entropy, clock=clock)


def open_with(
    path: Path,
    opened: Opened,
    *,
    entropy: Entropy = secrets.token_bytes,
    clock: Clock = system_clock,
    sync: Sync = os.fsync,
) -> Vault:
    """Opens a vault whose key is at hand already."""
    connection = open_database(path / STORE, opened)
    try:
        return Vault(path, opened, connection, entropy=entropy, clock=clock, sync=sync)
    except BaseException:
        connection.close()
        raise


def change_passphrase(path: Path | str, old: str | Secret, new: str | Secret, *, cost: Cost | None = None) -> None:
    """Lets another passphrase open the vault, and the old one no more; nothing is encrypted anew.

    Whoever has a copy of the old key file and the old passphrase can still open copies of the vault: the vault key is the same.
    """
    place = Path(path)
    opened = open_key_of(place, _secret(old))
    replace_key(place, make_key(_secret(new), opened, secrets.token_bytes, cost))


def _secret(passphrase: str | Secret) -> Secret:
    return passphrase if isinstance(passphrase, Secret) else Secret(passphrase)
