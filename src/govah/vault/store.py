"""The vault as the desk uses it: append, find, and put bytes away, under one key and one device's name."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, Self, TypeVar

import apsw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from govah.errors import VaultError
from govah.journal import Frontier, log_key, sign_checkpoint, verify_checkpoint
from govah.records import Entropy
from govah.vault import packs, reading
from govah.vault.compartments import Epoch, read_epochs
from govah.vault.database import may_begin_anew, rows, value, wal_state
from govah.vault.disk import disk, translated
from govah.vault.interface import Clock, EntryRef, PutBlob, Stored
from govah.vault.keyfile import Opened
from govah.vault.locking import WriterLock
from govah.vault.mark import Mark, MarkFile, Sync
from govah.vault.memory import Memory
from govah.vault.opening import BLOBS, MARK, NEW_KEY, STORE, Identity, read_identity
from govah.vault.pending import Pending
from govah.vault.renouncing import renounce
from govah.vault.scrubbing import is_unscrubbed, scrub
from govah.vault.writing import Part, Place, Written, write

Got = TypeVar("Got")
_CACHE_HELD: Final = 2_000


class Vault:
    """An open vault. It is a context manager; nothing that was acknowledged waits for `close`."""

    def __init__(
        self, path: Path, opened: Opened, connection: apsw.Connection, *, entropy: Entropy, clock: Clock, sync: Sync = os.fsync
    ) -> None:
        self.path, self.entropy, self.clock = path, entropy, clock
        self._connection, self._origin_key = connection, opened.derive("origin")
        self.memory = Memory(connection)
        self._identity = read_identity(connection)
        self._key = log_key(self.device, self._identity.public)
        verify_checkpoint(self.checkpoint, self._key)
        self._sign = Ed25519PrivateKey.from_private_bytes(self._identity.log_seed).sign
        self._epochs = read_epochs(connection)
        self._packs = packs.PackWriter(path / BLOBS, entropy, sync=sync)
        self._pending = Pending(connection, path / BLOBS, self._packs)
        self._cached: dict[tuple[str, str], str] = {}
        self._closed = False
        self._log, self._frontier = self._read_head()
        self._mark = MarkFile(path / MARK, opened.derive("mark"), sync)
        self._lock = WriterLock(self._mark.descriptor)
        try:
            self._mark.read(self._read_generation, self._frontier.size)
        except BaseException:
            self._mark.close()
            raise

    @property
    def member(self) -> str:
        """The member whose vault this is."""
        return self._identity.member

    @property
    def device(self) -> str:
        """The device that writes here."""
        return self._identity.device

    @property
    def epochs(self) -> Mapping[tuple[str, int], Epoch]:
        """The keys of the compartments, by name and number."""
        return self._epochs

    @property
    def identity(self) -> Identity:
        """Who this device is, with its keys, for the rooms of the vault alone."""
        return self._identity

    @property
    def connection(self) -> apsw.Connection:
        """The database below, for the rooms of the vault alone."""
        return self._connection

    @property
    def checkpoint(self) -> str:
        """The newest signed head of this device's log."""
        text: str = value(self._connection, "SELECT checkpoint FROM log WHERE device = ?", (self.device,))
        return text

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Writes what the cache still holds, and lets go of every file."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._pending:
                self._pending.cut()
            if self._cached or self._pending:
                self._flush_cache()
        finally:
            self._packs.close()
            self._connection.close()
            self._mark.close()

    def append(self, entries: Iterable[Sequence[Part]], text: Mapping[str, str] | None = None) -> list[EntryRef]:
        """Writes entries as one durable whole and signs the new head; all of them are there when it returns, or none.

        Args:
            entries: each one or more parts, a record and its compartment; what is given one by one is never held whole.
            text: by record id, the words by which a record is to be found, where they are not its own.
        """
        with self._writing():
            refs = self._enter(entries, text or {})
        self._let_go()
        return refs

    def change(self, work: Callable[[apsw.Connection], Sequence[Sequence[Part]]]) -> list[EntryRef]:
        """Changes what lies below and writes the entries that tell of it, as one durable whole; for the rooms of the vault alone.

        Args:
            work: is given the database within the transaction, and gives the entries to write; none is allowed.
        """
        try:
            with self._writing():
                entries = work(self._connection)
                self._epochs = read_epochs(self._connection)
                refs = self._enter(entries, {}) if entries else []
        finally:
            self._epochs = read_epochs(self._connection)
        if entries:
            self._let_go()
        self.scrub()
        return refs

    def forget_cached(self, holds: Callable[[str, str], bool] = lambda _key, _value: True) -> None:
        """Drops what is to be cached and not written yet, where `holds` says so of its key and value."""
        self._cached = {(kind, key): text for (kind, key), text in self._cached.items() if not holds(key, text)}

    def get(self, record_id: str) -> list[Stored]:
        """Gives what bears that id and can be read here: a fact and its basis, say."""
        return self.memory.by_id(record_id)

    def about(self, record_id: str, kind: str | None = None) -> Iterator[Stored]:
        """Gives the records that refer to that id, in order of time, device and sequence."""
        return iter(self.memory.by_reference(record_id, kind))

    def of_kind(self, kind: str, known_at: str | None = None) -> Iterator[Stored]:
        """Gives the records of one kind in order of time, device and sequence; `known_at` leaves out what came later."""
        return reading.by_kind(self._connection, kind, known_at)

    def ids_of(self, kind: str) -> frozenset[str]:
        """Gives the ids of all records of one kind that can be read here, without reading them."""
        return frozenset(one for (one,) in rows(self._connection, "SELECT record FROM record WHERE kind = ?", (kind,)))

    def count_about(self, record_id: str, kind: str) -> int:
        """Gives how many records of one kind refer to that id, without reading them."""
        query = "SELECT count(*) FROM reference WHERE target = ? AND kind = ?"
        return int(value(self._connection, query, (record_id, kind)))

    def parts_of(self, entry: EntryRef) -> list[Stored]:
        """Gives all parts of one entry, those sealed to this device too."""
        log = value(self._connection, "SELECT id FROM log WHERE device = ?", (entry.device,))
        return [] if log is None else reading.of_entry(self._connection, log, entry.seq)

    def find_text(self, folded_words: str, kind: str | None = None) -> list[str]:
        """Gives the ids of records that hold all of these words, folded as `govah.text` folds them."""
        return reading.by_words(self._connection, folded_words, kind)

    def put_blob(self, source: BinaryIO) -> PutBlob:
        """Encrypts bytes of any length into the vault; they are kept once an appended record names the blob."""
        return packs.put_blob_of(self.take_blob(lambda writer: writer.put(source)))

    def take_blob(self, write: Callable[[packs.PackWriter], packs.BlobRow]) -> packs.BlobRow:
        """Takes bytes in as `write` writes them, for the rooms of the vault alone; the lock is held until they are kept."""
        is_new = self._lock.acquire()
        try:
            if is_new:
                self._refresh()
            self._pending.resume()
            self._mark.tell_writing(synced=True)
            row = write(self._packs)
            if self._pending:
                self._lock.release()
            self._pending.add(row)
        except BaseException:
            self._lock.release()
            raise
        return row

    def receive(self, work: Callable[[apsw.Connection], Got]) -> Got:
        """Keeps what came from elsewhere, blobs and rows, as one durable whole; for the rooms of the vault alone.

        Args:
            work: is given the database within the transaction, in which the blobs have their rows.
        """
        try:
            with self._writing():
                self._sync_packs()
                self._pending.write({}, self._epochs, (self.device, 0))
                done = work(self._connection)
        finally:
            self._epochs = read_epochs(self._connection)
        self._let_go()
        self.scrub()
        return done

    def drop_blobs(self) -> None:
        """Cuts off again what was taken in and not kept."""
        if self._pending:
            try:
                self._pending.mend()
            finally:
                self._let_go()

    def open_blob(self, blob_id: str) -> BinaryIO:
        """Opens a blob for reading and seeking; a byte that was altered raises `EvidenceError` when it is read."""
        return packs.open_row(self.path / BLOBS, self._pending.find(blob_id))

    def has_blob(self, blob_id: str) -> bool:
        """Answers whether the bytes of a blob are here; those that a packet left out may come later."""
        return self._pending.has(blob_id)

    def cache_put(self, kind: str, key: str, text: str) -> None:
        """Keeps a value that can be made again; it is written with the next entry, or soon."""
        self._cached[kind, key] = text
        if len(self._cached) > _CACHE_HELD and not self._pending:
            self._flush_cache()

    def cache_get(self, kind: str, key: str) -> str | None:
        """Gives a kept value, or None."""
        if (kind, key) in self._cached:
            return self._cached[kind, key]
        kept: str | None = value(self._connection, "SELECT value FROM cache WHERE kind = ? AND key = ?", (kind, key))
        return kept

    def cache_items(self, kind: str) -> Iterator[tuple[str, str]]:
        """Gives all kept values of a kind, by key."""
        kept = dict(rows(self._connection, "SELECT key, value FROM cache WHERE kind = ?", (kind,)))
        kept |= {key: text for (held, key), text in self._cached.items() if held == kind}
        return iter(sorted(kept.items()))

    def origin_token(self, voice: str) -> str:
        """Gives the opaque token of a voice: equal voices have equal tokens, and nobody without the vault can test a guess."""
        said = unicodedata.normalize("NFC", voice).encode("utf-8")
        digest = hmac.digest(self._origin_key, said, hashlib.sha256)[:16]
        return "o" + base64.b32encode(digest).decode("ascii").rstrip("=").lower()

    def keep_cosigned(self, device: str, size: int, note: str) -> None:
        """Keeps a cosigned head of a log that is held here, in place of the one of that size kept before."""
        query = "INSERT OR REPLACE INTO cosignature SELECT id, ?, ? FROM log WHERE device = ?"
        with self._writing():
            self._connection.execute(query, (size, note, device))

    def renounce(self, compartment: str) -> int:
        """Seals all bodies of a compartment and forgets its key: this device writes there from now on, and cannot read it.

        It cannot be undone here; another member can give the key again. Gives how many bodies were sealed.
        """
        counted: list[int] = []

        def work(connection: apsw.Connection) -> Sequence[Sequence[Part]]:
            count, taken_back = renounce(connection, self._identity, compartment, self.entropy, self.clock())
            counted.append(count)
            return [[(one, "open")] for one in taken_back]

        self.forget_cached()
        self.change(work)
        return counted[0]

    def scrub(self) -> bool:
        """Clears pages of what was erased, if anything was; answers whether nothing is left that would have to be cleared."""
        if not is_unscrubbed(self._connection):
            return True
        is_new = self._lock.acquire()
        try:
            if is_new:
                self._mark.read(self._read_generation, self._frontier.size)
            self._mark.tell_writing(synced=True)
            with disk():
                is_done = scrub(self._connection)
            self._advance_mark()
        except VaultError as error:
            if error.code != "vault-busy":
                raise
            return False
        else:
            return is_done
        finally:
            self._lock.release()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One write transaction under the lock; the generation rises, and the mark follows once it is durable."""
        is_new = self._lock.acquire()
        try:
            if is_new:
                self._refresh()
            self._mark.tell_writing(synced=may_begin_anew(self.path / STORE))
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._log, self._frontier = self._read_head()
            self._advance_mark()
        except apsw.Error as error:
            raise translated(error) from None
        finally:
            self._lock.release()

    def _advance_mark(self) -> None:
        """Notes how far the database has come. What is durable is done, though this fails: the next write tells of the disk."""
        with suppress(VaultError):
            head = self._read_generation(), self._frontier.size, self._frontier.root()
            self._mark.advance(Mark(*head, *wal_state(self.path / STORE)))

    def _enter(self, entries: Iterable[Sequence[Part]], text: Mapping[str, str]) -> list[EntryRef]:
        """Writes entries, what was put for them, and the new head, inside the transaction."""
        place = Place(self.device, self._log, self.clock(), self._epochs)
        written = Written(Frontier(self._frontier.size, self._frontier.edge), text)
        self._sync_packs()
        write(self._connection, entries, place, written, self.entropy)
        self._pending.write(written.blobs, self._epochs, (self.device, written.frontier.size))
        self._write_head(written.frontier)
        self._write_cache()
        return written.refs

    def _read_generation(self) -> int:
        generation: int = value(self._connection, "SELECT value FROM meta WHERE name = 'generation'")
        return generation

    def _read_head(self) -> tuple[int, Frontier]:
        found = rows(self._connection, "SELECT id, size, edge FROM log WHERE device = ?", (self.device,))
        if not found:
            raise VaultError("store-damaged")
        log, size, edge = found[0]
        return log, Frontier(size, [edge[at : at + 32] for at in range(0, len(edge), 32)])

    def _refresh(self) -> None:
        """Takes note of what other processes wrote, and mends what one of them left when it died."""
        self._log, self._frontier = self._read_head()
        mark = self._mark.read(self._read_generation, self._frontier.size)
        self._epochs = read_epochs(self._connection)
        self._pending.is_resumed = False
        with disk():
            (self.path / NEW_KEY).unlink(missing_ok=True)
        if mark.is_writing:
            self._pending.mend()
        self.scrub()

    def _sync_packs(self) -> None:
        """Makes what was put durable. After a sync that failed the system may have dropped the bytes: they must be put again."""
        try:
            self._packs.sync()
        except VaultError:
            self._pending.cut()
            self._let_go()
            raise

    def _let_go(self) -> None:
        """Gives back the lock that what was put has held: it has its rows, or was cut off."""
        if self._pending:
            self._pending.clear()
            self._lock.release()

    def _write_head(self, frontier: Frontier) -> None:
        note = sign_checkpoint(frontier.size, frontier.root(), self._key, self._sign)
        row = (frontier.size, b"".join(frontier.edge), str(note), self._log)
        self._connection.execute("UPDATE log SET size = ?, edge = ?, checkpoint = ? WHERE id = ?", row)

    def _write_cache(self) -> None:
        held = [(kind, key, text) for (kind, key), text in self._cached.items()]
        self._connection.executemany("INSERT OR REPLACE INTO cache VALUES (?, ?, ?)", held)
        self._cached.clear()

    def _flush_cache(self) -> None:
        with self._writing():
            self._write_cache()
