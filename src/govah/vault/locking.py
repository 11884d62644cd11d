"""One writer at a time: a lock that the system takes back when the process dies."""

from __future__ import annotations

import os
import sys
import time
from typing import Final

from govah.errors import VaultError

PATIENCE: Final = 5.0
"""Seconds that a writer waits for another."""
_PAUSE: Final = 0.01
_FAR: Final = 1 << 30
"""On Windows a lock hinders reading what it covers: it is taken far beyond the end of the file."""


class WriterLock:
    """The right to write, on an open file; taken again by its holder it only counts."""

    def __init__(self, descriptor: int, patience: float = PATIENCE) -> None:
        self._descriptor, self._patience, self._depth = descriptor, patience, 0

    @property
    def is_held(self) -> bool:
        """Answers whether this process may write."""
        return self._depth > 0

    def acquire(self) -> bool:
        """Takes the lock; answers whether it is newly taken. Raises `VaultError` when another process keeps it."""
        if self._depth == 0:
            deadline = time.monotonic() + self._patience
            while not _try_lock(self._descriptor):
                if time.monotonic() >= deadline:
                    raise VaultError("vault-busy")
                time.sleep(_PAUSE)
        self._depth += 1
        return self._depth == 1

    def release(self) -> None:
        """Gives the lock back."""
        if self._depth == 0:
            return
        self._depth -= 1
        if self._depth == 0:
            _unlock(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
