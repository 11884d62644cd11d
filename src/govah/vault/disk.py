"""The disk under the vault: whatever it refuses, and however SQLite says so, comes out as an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import apsw

from govah.errors import VaultError

_DAMAGED: Final = (apsw.CorruptError, apsw.NotADBError)
_FAILED: Final = (OSError, apsw.FullError, apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.ProtocolError)
_ROLLED_BACK: Final = "cannot rollback - no transaction is active"
"""What is said where SQLite, for want of room, has rolled back by itself before it was asked to."""


@contextmanager
def disk() -> Iterator[None]:
    """Turns what a disk or a database refuses meanwhile into `VaultError`."""
    try:
        yield
    except (OSError, apsw.Error) as error:
        raise translated(error) from None


def translated(error: Exception) -> Exception:
    """Gives the error of ours for one of the system or of SQLite; a mistake of our own, such as bad SQL, stays what it is."""
    if isinstance(error, apsw.BusyError):
        return VaultError("vault-busy")
    if isinstance(error, _DAMAGED):
        return VaultError("store-damaged")
    if isinstance(error, _FAILED) or (isinstance(error, apsw.SQLError) and _ROLLED_BACK in str(error)):
        return VaultError("disk-failed")
    return error
