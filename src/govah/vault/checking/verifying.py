"""`govah verify`: every byte of every file accounted for, or named as what is wrong. It changes nothing that counts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import apsw

from govah.errors import GovahError, VaultError
from govah.journal import log_key
from govah.vault.checking.blobs import check_packs, check_vouched, count_not_here
from govah.vault.checking.foreign import check_kept, tell_foreign
from govah.vault.checking.logs import check_logs
from govah.vault.checking.pages import Census
from govah.vault.checking.scanning import has_unfinished_key, mark_bytes, read_every_page, size_of, strangers
from govah.vault.compartments import read_epochs
from govah.vault.database import PAGE, open_database, rows, value, wal_state
from govah.vault.interface import Problem, Verified
from govah.vault.keyfile import Opened, Secret
from govah.vault.locking import WriterLock
from govah.vault.mark import Mark, read_slots
from govah.vault.opening import BLOBS, MARK, NEW_KEY, STORE, open_key_of, read_identity, require_whole

_FRAME: Final = 24
_HEAD: Final = 32
_LEFT_OVER: Final = ("pack-unfinished", "pack-unknown")
"""What a crash leaves of a write that nobody was told is done; the next writer removes it."""
_CANNOT_LOOK: Final = frozenset({"vault-newer", "vault-busy", "disk-failed"})
"""Errors that say nothing of what is sealed: the check ends with them."""

Progress = Callable[[int], None]


def _silent(_bytes: int) -> None:
    """Shows no progress."""


@dataclass(slots=True)
class _Findings:
    """What the steps found; the order is that of the check."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    census: Census = field(default_factory=Census)
    blobs: int = 0


def verify_vault(
    path: Path | str, passphrase: str | Secret, *, quick: bool = False, progress: Progress = _silent
) -> Verified:
    """Checks a vault and gives what it found; it raises only where it cannot look at all (no vault, wrong passphrase, a writer).

    Args:
        path: the folder.
        passphrase: what opens it.
        quick: structure, trees and signatures only; bodies, pages and evidence are not read.
        progress: is told how many bytes of evidence were gone through.
    """
    secret = passphrase if isinstance(passphrase, Secret) else Secret(passphrase)
    return verify_opened(Path(path), open_key_of(Path(path), secret), quick=quick, progress=progress)


def verify_opened(place: Path, opened: Opened, *, quick: bool = False, progress: Progress = _silent) -> Verified:
    """Checks a vault whose key is at hand already."""
    require_whole(place)
    found = _Findings()
    files, length = size_of(place)
    descriptor = os.open(place / MARK, os.O_RDWR | getattr(os, "O_BINARY", 0))
    lock = WriterLock(descriptor)
    try:
        lock.acquire()
        found.problems += strangers(place)
        if has_unfinished_key(place):
            found.notes.append(Problem("write-unfinished", NEW_KEY))
        _check_inside(place, opened, found, progress, quick=quick)
    finally:
        lock.release()
        os.close(descriptor)
    census = found.census
    return Verified(
        files, length, census.entries, census.bodies, census.sealed, found.blobs, len(census.heads),
        tuple(dict.fromkeys(found.problems + census.problems)), tuple(found.notes), tuple(census.heads), census.erased,
    )  # fmt: skip


def _check_inside(place: Path, opened: Opened, found: _Findings, progress: Progress, *, quick: bool) -> None:
    wal, length = wal_state(place / STORE), (place / STORE).stat().st_size
    if not (place / f"{STORE}-wal").exists() and (place / f"{STORE}-shm").exists():
        found.problems.append(Problem("file-extra", f"{STORE}-shm"))
    slots = read_slots(mark_bytes(place), opened.derive("mark"))
    if None in slots:
        found.problems.append(Problem("mark-damaged", MARK))
    try:
        connection = open_database(place / STORE, opened)
    except VaultError as error:
        if error.code in _CANNOT_LOOK:
            raise
        found.problems.append(Problem(error.code, STORE))
        return
    try:
        newest = max((slot for slot in slots if slot is not None), default=None)
        _check_store(connection, place, newest, found, progress, quick=quick)
        _check_wal(connection, wal, newest, found)
        if wal[1] == 0 and length != PAGE * value(connection, "PRAGMA page_count"):
            found.problems.append(Problem("store-damaged", STORE))
        elif length % PAGE:  # while the WAL is there, it is copied into the store: a power cut can leave half a page at its end
            found.notes.append(Problem("write-unfinished", STORE))
    except (apsw.Error, GovahError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, VaultError) and error.code in _CANNOT_LOOK:
            raise
        found.problems.append(Problem("store-damaged", STORE))
    finally:
        connection.close()


def _check_store(
    connection: apsw.Connection, place: Path, newest: Mark | None, found: _Findings, progress: Progress, *, quick: bool
) -> None:
    if not quick:
        read_every_page(connection)
    generation = value(connection, "SELECT value FROM meta WHERE name = 'generation'")
    if newest is not None and generation < newest.generation:
        found.problems.append(Problem("vault-rolled-back", STORE))
    identity = read_identity(connection)
    own = identity.device, str(log_key(identity.device, identity.public))
    found.census = check_logs(connection, read_epochs(connection), own, bodies=not quick)
    found.blobs = value(connection, "SELECT count(*) FROM blob")
    for problem in check_packs(connection, place / BLOBS, progress, content=not quick):
        is_left_over = problem.code in _LEFT_OVER and newest is not None and newest.is_writing
        (found.notes if is_left_over else found.problems).append(problem)
    if not quick:
        found.problems += check_vouched(connection, found.census.evidence)
        found.problems += check_kept(connection)
        found.notes += tell_foreign(connection, identity.device)
        if missing := count_not_here(connection, found.census.evidence):
            found.notes.append(Problem("bytes-not-here", str(missing)))
        found.problems += _check_derived(connection, found.census)


def _check_derived(connection: apsw.Connection, census: Census) -> Iterator[Problem]:
    """The tables that follow from the entries must be what follows from them: an old page put back could hide a record."""
    records = sum(map(hash, connection.execute("SELECT part, record, kind, time FROM record")))
    references = sum(map(hash, connection.execute("SELECT target, kind, part FROM reference")))
    if records != census.records or references != census.references:
        yield Problem("derived-stale", STORE)


def _check_wal(connection: apsw.Connection, wal: tuple[bytes, int], newest: Mark | None, found: _Findings) -> None:
    """Holds the WAL as it was found against what SQLite made of it: a flip makes it end early, and silently."""
    salt, length = wal
    if length == 0:
        return
    _, frames, _ = rows(connection, "PRAGMA wal_checkpoint(PASSIVE)")[0]
    good = _HEAD + max(0, frames) * (PAGE + _FRAME)
    if good >= length:
        return
    is_known = newest is not None and newest.wal_salt == salt
    is_left_over = newest is not None and (good >= newest.wal_end if is_known else newest.is_writing)
    if is_left_over:
        found.notes.append(Problem("write-unfinished", f"{STORE}-wal"))
    else:
        found.problems.append(Problem("wal-altered", f"{STORE}-wal"))
