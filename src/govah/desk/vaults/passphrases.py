"""Another passphrase or key file for a vault: nothing is encrypted anew, and at any moment either the old opens it or the new."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Final

from govah.desk.onfile import handling
from govah.errors import VaultError
from govah.records import Entropy
from govah.vault import Cost, Secret, Vault
from govah.vault.face import open_with
from govah.vault.keyfile import make_key
from govah.vault.opening import open_key_of, replace_key

MOST_BYTES: Final = 16 << 20
"""Of a key file: a photograph will do, a film will not."""
MADE_BYTES: Final = 64


def change_secret(path: Path, old: Secret, new: Secret, *, cost: Cost | None = None) -> None:
    """Lets another secret open the vault, and the old one no more; that it was changed, and nothing of what, is noted.

    Whoever has an old copy of the file `key` and the old secret can still open the vault: its own key stays the same.
    """
    opened = open_key_of(path, old)
    with open_with(path, opened) as vault:
        replace_key(path, make_key(new, opened, secrets.token_bytes, cost))
        _note(vault, old, new)


def read_keyfile(path: Path) -> bytes:
    """Gives the bytes of a key file; one that is missing, empty or too large is a `VaultError`."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise VaultError("keyfile-unreadable", name=path.name) from None
    if not data or len(data) > MOST_BYTES:
        raise VaultError("keyfile-unfit", name=path.name, megabytes=MOST_BYTES >> 20)
    return data


def find_keyfile(path: Path, vault: Path, entropy: Entropy = secrets.token_bytes) -> tuple[bytes, bool]:
    """Gives the bytes of a key file to be used from now on, and whether it was made: 64 random bytes where there was none.

    It may not lie in the vault's folder: whoever takes the one has the other.
    """
    if path.resolve().is_relative_to(vault.resolve()):
        raise VaultError("keyfile-in-vault", name=path.name)
    if path.exists():
        return read_keyfile(path), False
    data = entropy(MADE_BYTES)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        raise VaultError("keyfile-unwritable", name=path.name) from None
    return data, True


def _note(vault: Vault, old: Secret, new: Secret) -> None:
    act = handling.act(vault, "passphrase-changed", vault.device)
    added, taken = old.keyfile is None and new.keyfile is not None, old.keyfile is not None and new.keyfile is None
    handling.record(vault, replace(act, remarks="keyfile-added" if added else "keyfile-taken" if taken else ""))
