"""New vaults, ready to use: each of one passphrase and one member is a copy, so that no passphrase is stretched for each test."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from govah.vault import Vault, create_vault
from govah.vault.face import open_with
from govah.vault.keyfile import Opened, Secret, open_key


def put_new(path: Path, passphrase: str, member: str) -> Opened:
    """Puts a new vault in a folder and gives its key; a test that wants vaults of different names makes them itself."""
    master, opened = _master(passphrase, member)
    shutil.copytree(master, path, dirs_exist_ok=True)
    return opened


def open_new(path: Path, passphrase: str, member: str) -> Vault:
    """Puts a new vault in a folder and opens it."""
    return open_with(path, put_new(path, passphrase, member))


@cache
def _master(passphrase: str, member: str) -> tuple[Path, Opened]:
    """Makes the vault that the others of this process are copies of; nobody writes to it."""
    folder = Path(tempfile.mkdtemp(prefix="govah-ready-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "vault"
    create_vault(path, passphrase, member_name=member).close()
    return path, open_key((path / "key").read_bytes(), Secret(passphrase))
