"""Every byte of the files: which there are, and a pass over each page of the database, free ones too.

A check of the structure alone misses flips in free pages and in the head of page 1; copying every page to nowhere misses none,
because each page must be decrypted and bears a tag.
"""
# ruff: noqa: N802, ARG002 - SQLite names the methods of a file system, and gives them more than a sink needs

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import apsw

from govah.vault.database import CIPHER, PAGE
from govah.vault.interface import Problem
from govah.vault.keyfile import KEY_START, MOST_BYTES
from govah.vault.opening import BLOBS, MARK, NEW_KEY, PASSING, WHOLE
from govah.vault.packs import is_pack_name

_NOWHERE: Final = "govah-nowhere"
_PAGES: Final = 2_000
_THROWAWAY: Final = f"PRAGMA cipher = '{CIPHER}'; PRAGMA key = 'raw:{'5a' * 48}'; PRAGMA journal_mode = OFF"


class _Sink:
    """A file that forgets all but how long it is."""

    def __init__(self) -> None:
        self._size = 0

    def xRead(self, amount: int, offset: int) -> bytes:
        return b""

    def xWrite(self, data: bytes, offset: int) -> None:
        self._size = max(self._size, offset + len(data))

    def xFileSize(self) -> int:
        return self._size

    def xTruncate(self, size: int) -> None:
        self._size = size

    def xSync(self, flags: int) -> None:
        pass

    def xClose(self) -> None:
        pass

    def xLock(self, level: int) -> None:
        pass

    def xUnlock(self, level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, operation: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return PAGE

    def xDeviceCharacteristics(self) -> int:
        return 0


class _Nowhere(apsw.VFS):
    """A place to copy a database to when only the reading matters."""

    def __init__(self) -> None:
        super().__init__(_NOWHERE, "")

    def xOpen(self, name: object, flags: list[int]) -> _Sink:  # type: ignore[override]
        return _Sink()

    def xAccess(self, pathname: str, flags: int) -> bool:
        return False

    def xDelete(self, filename: str, syncdir: bool) -> None:
        pass

    def xFullPathname(self, name: str) -> str:
        return name


@cache
def _nowhere() -> _Nowhere:
    """Makes the place once and keeps it: the cipher's layer over it holds on to it for as long as the process lives."""
    return _Nowhere()


def read_every_page(connection: apsw.Connection) -> None:
    """Decrypts each page of the database, used or free; an altered one raises `apsw.CorruptError`."""
    _nowhere()
    target = apsw.Connection("nowhere", vfs=f"multipleciphers-{_NOWHERE}")
    try:
        target.execute(_THROWAWAY).fetchall()
        with target.backup("main", connection, "main") as copy:
            while not copy.done:
                copy.step(_PAGES)
    finally:
        target.close()


def strangers(path: Path) -> Iterator[Problem]:
    """Gives what lies in the folder and does not belong there, and links where files should be."""
    for item in sorted(path.iterdir()):
        if has_unfinished_key(path) and item.name == NEW_KEY:
            continue
        if item.name not in WHOLE + PASSING:
            yield Problem("file-extra", item.name)
        elif item.is_symlink() or item.is_dir() != (item.name == BLOBS):
            yield Problem("file-not-plain", item.name)
    for item in sorted((path / BLOBS).iterdir()):
        name = f"{BLOBS}/{item.name}"
        if not is_pack_name(item.name):
            yield Problem("file-extra", name)
        elif item.is_symlink() or not item.is_file():
            yield Problem("file-not-plain", name)


def has_unfinished_key(path: Path) -> bool:
    """Answers whether a change of the passphrase was cut off by a crash: a new key file, or the beginning of one, lies beside."""
    fresh = path / NEW_KEY
    if fresh.is_symlink() or not fresh.is_file() or fresh.stat().st_size > MOST_BYTES:
        return False
    return fresh.read_bytes()[: len(KEY_START)] == KEY_START[: fresh.stat().st_size]


def size_of(path: Path) -> tuple[int, int]:
    """Gives how many files the vault has, and how many bytes."""
    files = [item for item in (*path.iterdir(), *(path / BLOBS).iterdir()) if item.is_file()]
    return len(files), sum(item.stat().st_size for item in files)


def mark_bytes(path: Path) -> bytes:
    """Gives the content of the mark."""
    return (path / MARK).read_bytes()
