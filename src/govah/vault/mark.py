"""The high-water mark: how far the vault had come, kept outside the database, so that an older database put back is noticed."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from govah.errors import VaultError
from govah.vault.disk import disk

Sync = Callable[[int], None]
"""Makes what was written to a file descriptor durable: `os.fsync`, or what a test puts in its place."""

SLOT: Final = 128
SIZE: Final = 2 * SLOT
_SIGNED: Final = 96


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A generation of the database, and the head of this device's log at it."""

    generation: int
    size: int
    root: bytes
    wal_salt: bytes = bytes(8)
    "Which WAL file it was, by the salt in its header; zeros where there was none."
    wal_end: int = 0
    "How long the WAL was once the generation was durable: every byte before that counts."
    is_writing: bool = False
    "A write began after this generation: what it left unfinished is no fault."

    def to_bytes(self, key: bytes) -> bytes:
        """Gives one slot."""
        numbers = self.generation.to_bytes(8, "big") + self.size.to_bytes(8, "big")
        plain = numbers + self.root + self.wal_salt + self.wal_end.to_bytes(8, "big") + bytes([self.is_writing])
        plain = plain.ljust(_SIGNED, b"\0")
        return plain + hmac.digest(key, plain, hashlib.sha256)


def first_mark(mark: Mark, key: bytes) -> bytes:
    """Gives a whole file, both slots the same."""
    return mark.to_bytes(key) * 2


def read_slots(data: bytes, key: bytes) -> tuple[Mark | None, Mark | None]:
    """Gives what each slot holds; None where it is damaged."""
    if len(data) != SIZE:
        return None, None
    return _read_slot(data[:SLOT], key), _read_slot(data[SLOT:], key)


def newest(data: bytes, key: bytes) -> Mark:
    """Gives the newest good slot: one may be torn by a crash, not both."""
    good = [slot for slot in read_slots(data, key) if slot is not None]
    if not good:
        raise VaultError("mark-damaged")
    return max(good)


class MarkFile:
    """The file of the mark while the vault is open."""

    def __init__(self, path: Path, key: bytes, sync: Sync = os.fsync) -> None:
        with disk():
            self.descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        self._key, self._sync = key, sync
        self._newest: Mark | None = None

    def read(self, generation: Callable[[], int], size: int) -> Mark:
        """Gives the newest mark; a database older than it was put back, and is a `VaultError`.

        The generation is looked up after the mark is read: another process may write between the two.
        """
        with disk():
            os.lseek(self.descriptor, 0, os.SEEK_SET)
            held = os.read(self.descriptor, SIZE + 1)
        self._newest = newest(held, self._key)
        if self._newest.generation > generation():
            raise VaultError("vault-rolled-back", entries=self._newest.size, found=size)
        return self._newest

    def tell_writing(self, *, synced: bool) -> None:
        """Notes that a write has begun, so that what a crash leaves of it is told from what somebody changed.

        For packs, which are written before the transaction begins, and for a WAL that begins afresh, the note must reach the disk
        first: nothing else there would tell of them.
        """
        if self._newest is None or self._newest.is_writing:
            return
        self.advance(replace(self._newest, is_writing=True))
        if synced:
            with disk():
                self._sync(self.descriptor)

    def advance(self, mark: Mark) -> None:
        """Writes a mark into the slot whose turn it is, over the older of the two; it is not synced."""
        with disk():
            os.lseek(self.descriptor, SLOT * (mark.generation & 1), os.SEEK_SET)
            os.write(self.descriptor, mark.to_bytes(self._key))
        self._newest = mark

    def close(self) -> None:
        """Closes the file, and gives back a lock on it."""
        os.close(self.descriptor)


def _read_slot(data: bytes, key: bytes) -> Mark | None:
    plain, tag = data[:_SIGNED], data[_SIGNED:]
    if not hmac.compare_digest(tag, hmac.digest(key, plain, hashlib.sha256)):
        return None
    generation, size, wal_end = (int.from_bytes(plain[at : at + 8], "big") for at in (0, 8, 56))
    return Mark(generation, size, plain[16:48], plain[48:56], wal_end, plain[64] == 1)
