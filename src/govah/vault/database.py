"""The encrypted database: how it is opened, and the check after every opening that it is encrypted as was asked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

import apsw

from govah.errors import VaultError
from govah.vault.disk import disk, translated
from govah.vault.interface import STORE_FORMAT
from govah.vault.keyfile import Opened
from govah.vault.wording import SPELLING, respell, searchable, write_words

CIPHER: Final = "aegis"
PAGE: Final = 4096
HEAD: Final = bytes.fromhex("1000020240402020")
"""Bytes 16 to 23 of the file: page size, WAL, and 64 bytes of each page kept for nonce and tag."""
_PLAIN: Final = b"SQLite format 3\0"
_LONG_WAL: Final = 1_000 * (PAGE + 24)
_BUSY_MS: Final = 10_000
SETTINGS: Final = (
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "journal_size_limit = 0",
    "cache_size = -16000",
    "secure_delete = ON",
)
"""What every connection is told, beside the cipher and its key."""

TRUTH: Final = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE secret(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE log(id INTEGER PRIMARY KEY, device TEXT UNIQUE, vkey TEXT, recipient TEXT, size INTEGER, edge BLOB, checkpoint TEXT);
CREATE TABLE entry(id INTEGER PRIMARY KEY, leaf BLOB, header BLOB);
CREATE INDEX entry_leaf ON entry(leaf);
CREATE TABLE part(id INTEGER PRIMARY KEY, compartment TEXT, epoch INTEGER, salt BLOB, body BLOB);
CREATE TABLE blob(id TEXT PRIMARY KEY, pack TEXT, start INTEGER, length INTEGER, size INTEGER, sha256 TEXT, key BLOB)
  WITHOUT ROWID;
CREATE INDEX blob_pack ON blob(pack, start);
CREATE TABLE cosignature(log INTEGER, size INTEGER, note TEXT, PRIMARY KEY(log, size)) WITHOUT ROWID;
CREATE TABLE epoch(compartment TEXT, epoch INTEGER, recipient TEXT, identity TEXT, PRIMARY KEY(compartment, epoch)) WITHOUT ROWID;
CREATE TABLE access(compartment TEXT, epoch INTEGER, recipient TEXT, wrapped BLOB, PRIMARY KEY(compartment, epoch, recipient))
  WITHOUT ROWID;
"""
SHARING: Final = """
ALTER TABLE epoch ADD COLUMN readers TEXT NOT NULL DEFAULT '';
ALTER TABLE epoch ADD COLUMN made_at TEXT NOT NULL DEFAULT '';
ALTER TABLE epoch ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX epoch_recipient ON epoch(recipient);
CREATE TABLE peer(device TEXT PRIMARY KEY, vector TEXT, at TEXT) WITHOUT ROWID;
CREATE TABLE waiting(device TEXT, first INTEGER, size INTEGER, data BLOB, PRIMARY KEY(device, first, size));
CREATE TABLE branch(device TEXT, size INTEGER, root BLOB, first INTEGER, note TEXT, proof TEXT, data BLOB,
  PRIMARY KEY(device, size, root));
CREATE TABLE erased(leaf BLOB, number INTEGER, author TEXT, PRIMARY KEY(leaf, number, author)) WITHOUT ROWID;
CREATE TABLE erased_blob(id TEXT, author TEXT, PRIMARY KEY(id, author)) WITHOUT ROWID;
CREATE TABLE carried(blob TEXT, device TEXT, size INTEGER, PRIMARY KEY(blob, device)) WITHOUT ROWID;
CREATE INDEX part_closed ON part(compartment, epoch) WHERE salt IS NULL;
"""
"""What version 2 of the database adds, for desks that exchange packets: see `docs/format.md`."""
DERIVED: Final = """
CREATE TABLE record(part INTEGER PRIMARY KEY, record TEXT, kind TEXT, time TEXT);
CREATE INDEX record_id ON record(record);
CREATE INDEX record_kind ON record(kind, time);
CREATE TABLE reference(target TEXT, kind TEXT, part INTEGER, PRIMARY KEY(target, kind, part)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
"""
CACHE: Final = "CREATE TABLE cache(kind TEXT, key TEXT, value TEXT, PRIMARY KEY(kind, key)) WITHOUT ROWID;"


def create_database(path: Path, opened: Opened) -> apsw.Connection:
    """Makes a new, empty, encrypted database, for the owner's eyes only: its WAL takes the mode from it."""
    with disk():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        connection = _connect(path, opened, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
    with disk(), connection:
        rows(connection, TRUTH + SHARING + DERIVED + CACHE + SPELLING + f"PRAGMA user_version = {STORE_FORMAT};")
    require_encrypted(path, connection, opened)
    return connection


def open_database(path: Path, opened: Opened) -> apsw.Connection:
    """Opens the database of a vault; raises `VaultError` where it is damaged, newer, or not encrypted as it must be."""
    with disk():
        if path.stat().st_size < PAGE and not path.with_name(path.name + "-wal").exists():
            raise VaultError("store-damaged")
        connection = _connect(path, opened, apsw.SQLITE_OPEN_READWRITE)
        require_encrypted(path, connection, opened)
        version = value(connection, "PRAGMA user_version")
    if version > STORE_FORMAT:
        connection.close()
        raise VaultError("vault-newer", version=version, known=STORE_FORMAT)
    if version < STORE_FORMAT:
        _bring_up(connection)
    return connection


def require_encrypted(path: Path, connection: apsw.Connection, opened: Opened) -> None:
    """Raises `VaultError` unless the file bears our salt, our page size with room for tags, and the cipher asked for."""
    cipher = value(connection, "PRAGMA cipher")
    with path.open("rb") as file:
        head = file.read(24)
    salted = head == opened.derive("store-salt")[:16] + HEAD
    if cipher != CIPHER or head.startswith(_PLAIN) or not salted:
        connection.close()
        raise VaultError("store-not-encrypted" if head.startswith(_PLAIN) else "store-damaged")


def _bring_up(connection: apsw.Connection) -> None:
    """Adds what the database of an older vault lacks; two processes that open it at once do it once."""
    with disk(), connection:
        rows(connection, "UPDATE meta SET value = value WHERE name = 'generation'")  # takes the lock before it looks again
        version = value(connection, "PRAGMA user_version")
        if version < 2:
            rows(connection, SHARING)
        if version < 3:
            rows(connection, SPELLING)
            _index_claims(connection)
            respell(connection)
        rows(connection, f"PRAGMA user_version = {STORE_FORMAT};")


def _index_claims(connection: apsw.Connection) -> None:
    """Enters what claims say, and from whom documents came, into the index; version 2 did not."""
    last = -1
    query = (
        "SELECT part.id, record.kind, part.body FROM record JOIN part ON part.id = record.part "
        "WHERE record.kind IN ('fact', 'basis', 'capture') AND part.salt IS NOT NULL AND part.id > ? ORDER BY part.id LIMIT 10000"
    )
    while found := rows(connection, query, (last,)):
        last = found[-1][0]
        said = ((part, searchable(kind, json.loads(body), "")) for part, kind, body in found)
        entered = [(part, words) for part, words in said if words]
        connection.executemany("DELETE FROM words WHERE rowid = ?", [(part,) for part, _ in entered])
        write_words(connection, entered)


def wal_state(path: Path) -> tuple[bytes, int]:
    """Gives the salt of the WAL beside a database, and its length; zeros where there is none."""
    try:
        with path.with_name(path.name + "-wal").open("rb") as file:
            head = file.read(32)
            return (head[16:24], file.seek(0, 2)) if len(head) == 32 else (bytes(8), 0)
    except FileNotFoundError:
        return bytes(8), 0
    except OSError:
        raise VaultError("disk-failed") from None


def may_begin_anew(path: Path) -> bool:
    """Answers whether the next write may start the WAL afresh: there is none, or it is as long as one that is copied back.

    Then the mark must reach the disk before the write does. Where the WAL only grows, the mark knows it, and how far it counts.
    """
    return not 0 < wal_state(path)[1] < _LONG_WAL


def rows(connection: apsw.Connection, query: str, bindings: Any = ()) -> list[Any]:
    """Gives all rows of a query at once: no cursor stays open."""
    try:
        return connection.execute(query, bindings).fetchall()
    except apsw.Error as error:
        raise translated(error) from None


def value(connection: apsw.Connection, query: str, bindings: Any = ()) -> Any:
    """Gives the only value of a query; None where there is no row."""
    try:
        return connection.execute(query, bindings).get
    except apsw.Error as error:
        raise translated(error) from None


def _connect(path: Path, opened: Opened, flags: int) -> apsw.Connection:
    key = opened.derive("store")
    if not any(key) or len(key) != 32:
        raise VaultError("store-not-encrypted")
    connection = apsw.Connection(str(path), flags=flags)
    try:
        for setting in (f"cipher = '{CIPHER}'", f"key = 'raw:{key.hex()}{opened.derive('store-salt')[:16].hex()}'", *SETTINGS):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.set_busy_timeout(_BUSY_MS)
    except apsw.Error:
        connection.close()
        raise
    return connection
