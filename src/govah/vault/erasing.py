"""Erasing for good: bodies, salts and the keys of blobs are destroyed, and whatever follows from them; headers and proofs stay.

An erasure names entries and parts, so it holds for what comes later too: it is kept in a table, and asked before a body is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

import apsw

from govah.errors import EvidenceError
from govah.records import Device, Epoch, Erasure, Member, Withdrawal, from_body, is_id
from govah.vault.database import rows, value
from govah.vault.derived import forget_part
from govah.vault.members import Roster
from govah.vault.scrubbing import note_unscrubbed
from govah.vault.writing import LOG_SHIFT, MOST_PARTS, part_key

_HEX: Final = frozenset("0123456789abcdef")
_GUARDED: Final = re.compile(rb'"type":"(?:device|epoch|erasure|member|withdrawal)"')


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What an erasure did to this vault."""

    parts: int = 0
    blobs: int = 0
    refused: int = 0
    "Parts and blobs that whoever wrote it has no right to erase: they stay."
    ids: tuple[str, ...] = ()
    "Of the records whose bodies went and could be read here."


def apply_erasure(connection: apsw.Connection, erasure: Erasure, author: str, roster: Roster) -> Destroyed:
    """Destroys what an erasure names and its author may destroy, and keeps it in mind for what has not come yet.

    It runs inside the transaction of the caller; applied again it changes nothing. Pages keep what was destroyed until
    `Vault.scrub` has run, after the transaction.

    Args:
        connection: the database.
        erasure: the record.
        author: the device in whose log it stands.
        roster: who belongs here.
    """
    named = parts_named(erasure)
    blobs = [blob for blob in erasure.blobs if is_id(blob, "blob")]
    connection.executemany("INSERT OR IGNORE INTO erased VALUES (?, ?, ?)", [(*one, author) for one in named])
    connection.executemany("INSERT OR IGNORE INTO erased_blob VALUES (?, ?)", [(blob, author) for blob in blobs])
    owned = [blob for blob in blobs if is_blob_erased(connection, roster, blob, _naming(connection, blob))]
    parts = refused = 0
    ids: dict[str, None] = {}
    for leaf, number in named:
        entry = value(connection, "SELECT id FROM entry WHERE leaf = ?", (leaf,))
        if entry is None:
            continue
        if roster.may_erase(author, _device_of(connection, entry)):
            row = part_key(entry, number)
            if is_protected(value(connection, "SELECT body FROM part WHERE id = ? AND salt IS NOT NULL", (row,))):
                refused += 1
                continue
            ids |= dict.fromkeys(id_ for (id_,) in rows(connection, "SELECT record FROM record WHERE part = ?", (row,)))
            parts += _destroy_part(connection, row)
        else:
            refused += 1
    gone = sum(_destroy_blob(connection, blob) for blob in owned)
    if parts or gone:
        note_unscrubbed(connection)
    return Destroyed(parts, gone, refused + len(blobs) - len(owned), tuple(ids))


def parts_named(erasure: Erasure) -> list[tuple[bytes, int]]:
    """Gives (leaf, number) of each part that an erasure names; what cannot be one is left out: a record may come from anybody."""
    return [(bytes.fromhex(entry), number) for entry, number in erasure.parts if _is_part(entry, number)]


def is_protected(body: bytes | None) -> bool:
    """Answers whether a body stays whatever an erasure says: who belongs here or was removed, which keys there are, what went.

    Else whoever erased the record of a removal would let the removed device in again.
    """
    if body is None or not _GUARDED.search(body):
        return False
    try:
        record = from_body(json.loads(body))
    except (ValueError, RecursionError, EvidenceError):
        return False
    if isinstance(record, Withdrawal):
        return is_id(record.target, "device") or is_id(record.target, "epoch")
    return isinstance(record, Device | Epoch | Erasure) or (isinstance(record, Member) and not record.name)


def erased_numbers(connection: apsw.Connection, roster: Roster, leaf: bytes, device: str) -> set[int]:
    """Gives which parts of an entry must not be kept when it comes, by its leaf hash and the device in whose log it stands."""
    found = rows(connection, "SELECT number, author FROM erased WHERE leaf = ?", (leaf,))
    return {number for number, author in found if roster.may_erase(author, device)}


def is_blob_erased(connection: apsw.Connection, roster: Roster, blob: str, named_by: Collection[str]) -> bool:
    """Answers whether the bytes of a blob must not be kept.

    Args:
        connection: the database.
        roster: who belongs here.
        blob: its id.
        named_by: the devices in whose logs records name the blob. Whoever erases must have the right to all of them; of a blob
            that no readable record names, only devices of this desk have it.
    """
    authors = [author for (author,) in rows(connection, "SELECT author FROM erased_blob WHERE id = ?", (blob,))]
    return any(
        all(roster.may_erase(author, device) for device in named_by)
        if named_by
        else author in roster.ours and author not in roster.removed
        for author in authors
    )


def forget_cache(connection: apsw.Connection, ids: Iterable[str]) -> None:
    """Takes every kept value out of the cache that is filed under one of these ids or speaks of it."""
    wanted = tuple(ids)
    gone = [
        (kind, key)
        for kind, key, text in rows(connection, "SELECT kind, key, value FROM cache")
        if any(one == key or one in text for one in wanted)
    ]
    connection.executemany("DELETE FROM cache WHERE kind = ? AND key = ?", gone)


def _is_part(entry: str, number: int) -> bool:
    return len(entry) == 64 and set(entry) <= _HEX and 0 <= number < MOST_PARTS


def _device_of(connection: apsw.Connection, entry: int) -> str:
    return str(value(connection, "SELECT device FROM log WHERE id = ?", (entry >> LOG_SHIFT,)))


def _naming(connection: apsw.Connection, blob: str) -> set[str]:
    query = "SELECT DISTINCT device FROM reference JOIN log ON log.id = part >> 46 WHERE target = ?"
    return {device for (device,) in rows(connection, query + " AND kind IN ('document', 'derivation')", (blob,))}


def _destroy_part(connection: apsw.Connection, part: int) -> int:
    held = rows(connection, "SELECT body FROM part WHERE id = ? AND body IS NOT NULL", (part,))
    if not held:
        return 0
    forget_part(connection, part, held[0][0])
    connection.execute("UPDATE part SET salt = NULL, body = NULL WHERE id = ?", (part,))
    return 1


def _destroy_blob(connection: apsw.Connection, blob: str) -> int:
    """Destroys a blob's key, and the hash of its bytes: it would confirm a guess at them."""
    if not rows(connection, "SELECT 1 FROM blob WHERE id = ? AND key IS NOT NULL", (blob,)):
        return 0
    connection.execute("UPDATE blob SET key = NULL, sha256 = '' WHERE id = ?", (blob,))
    return 1
