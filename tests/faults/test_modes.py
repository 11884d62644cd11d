"""Whose eyes the files of a vault are for: the owner's alone, whatever the umask says, while it is open and after."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from counting import BROKEN, Record
from govah.vault import change_passphrase, create_vault
from vaults import PASSPHRASE


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_files_are_for_the_owner_alone(tmp_path: Path, record: Record) -> None:
    """Every file of a vault, SQLite's own too, is readable and writable by its owner and by nobody else."""
    before = os.umask(0)
    try:
        with create_vault(tmp_path / "desk", PASSPHRASE) as vault:
            vault.put_blob(io.BytesIO(b"some bytes"))
            modes = modes_of(tmp_path / "desk")
        change_passphrase(tmp_path / "desk", PASSPHRASE, "other words")
        modes += modes_of(tmp_path / "desk")
    finally:
        os.umask(before)

    for _name, mode in modes:
        record("files for the owner alone", "0600 or 0700" if mode in (0o600, 0o700) else BROKEN)
    assert {"store", "store-wal", "store-shm", "mark", "key", "blobs"} <= {name for name, _mode in modes}
    assert [] == [(name, oct(mode)) for name, mode in modes if mode & 0o077]


def modes_of(folder: Path) -> list[tuple[str, int]]:
    """Gives the mode of the folder and of everything in it."""
    return [(path.name, stat.S_IMODE(path.lstat().st_mode)) for path in (folder, *folder.rglob("*"))]
