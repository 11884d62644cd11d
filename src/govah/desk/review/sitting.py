"""A sitting: one vault that a person works in for hours, opened once, locked when nobody uses it, and shared between threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from govah.errors import VaultError
from govah.vault import Secret, Vault
from govah.vault.face import open_with
from govah.vault.keyfile import Opened
from govah.vault.opening import open_key_of, require_whole

LOCK_AFTER: Final = 15 * 60.0
"""Seconds without an act after which a sitting locks itself."""

Ticks = Callable[[], float]
"""Seconds of a clock that never goes back."""


class Sitting:
    """A vault for the threads of one program: one of them uses it at a time, and work in the background gets one of its own.

    Once it is locked, no key and no connection is held until it is unlocked.
    """

    def __init__(self, path: Path, *, lock_after: float = LOCK_AFTER, ticks: Ticks = time.monotonic) -> None:
        require_whole(path)
        self.path, self.lock_after = path, lock_after
        self._ticks, self._turn = ticks, threading.RLock()
        self._opened: Opened | None = None
        self._vault: Vault | None = None
        self._used = ticks()

    @property
    def is_locked(self) -> bool:
        """Answers whether a passphrase is wanted."""
        return self._vault is None

    def unlock(self, secret: Secret) -> None:
        """Opens the vault; a wrong passphrase is a `VaultError` and changes nothing."""
        self.unlock_with(open_key_of(self.path, secret))

    def unlock_with(self, opened: Opened) -> None:
        """Opens the vault with a key that is at hand already."""
        with self._turn:
            if self._vault is None:
                self._vault, self._opened = open_with(self.path, opened), opened
            self._used = self._ticks()

    def lock(self) -> None:
        """Closes the vault and lets go of its keys; what was acknowledged is written."""
        with self._turn:
            vault, self._vault, self._opened = self._vault, None, None
            if vault is not None:
                vault.close()

    def lock_if_idle(self) -> bool:
        """Locks where nobody did anything for long enough, and answers whether it is locked; a timer may call it."""
        if self._vault is not None and self._ticks() - self._used >= self.lock_after:
            self.lock()
        return self.is_locked

    @contextmanager
    def vault(self, *, is_act: bool = True) -> Iterator[Vault]:
        """Gives the vault to one thread at a time; raises `VaultError` where it is locked.

        Args:
            is_act: whether a person did this; what a page asks by itself does not keep the vault open.
        """
        with self._turn:
            if self.lock_if_idle() or self._vault is None:
                raise VaultError("desk-locked")
            if is_act:
                self._used = self._ticks()
            yield self._vault

    @contextmanager
    def another(self) -> Iterator[Vault]:
        """Gives a vault of one's own, for work that takes long; it outlives a lock until it is done."""
        with self._turn:
            if self.lock_if_idle() or self._opened is None:
                raise VaultError("desk-locked")
            opened, self._used = self._opened, self._ticks()
        with open_with(self.path, opened) as vault:
            yield vault
