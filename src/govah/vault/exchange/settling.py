"""After entries and keys came: what this device may not read is shut; blobs, keys and records are held against each other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import apsw

from govah.errors import EvidenceError
from govah.records import Derivation, Document, Erasure, new_id
from govah.vault.age import encrypt
from govah.vault.compartments import Epoch
from govah.vault.database import rows
from govah.vault.erasing import parts_named
from govah.vault.exchange.taking import TakenBlobs, sha256_of
from govah.vault.opening import BLOBS
from govah.vault.packs import BlobRow, open_row
from govah.vault.reading import by_reference
from govah.vault.scrubbing import note_unscrubbed
from govah.vault.store import Vault
from govah.vault.stream import KEY
from govah.vault.wording import searchable, write_words

_ROW: Final = "SELECT id, pack, start, length, size, sha256, key FROM blob WHERE id = ?"
_TEXTS: Final = ("text", "ocr")
_MOST_TEXT: Final = 64 << 20
_SPOKEN_OF: Final = re.compile(rb'"([cdmx][a-z2-7]{16})"')
"""Claims, documents, mentions and derivations."""


def shut_blobs(connection: apsw.Connection, named: Mapping[str, Sequence[Epoch]]) -> None:
    """Seals the keys of blobs that only such records name as were sealed when they came: this device is not to read them."""
    for blob, keepers in named.items():
        if _said_hashes(connection, blob):
            continue
        for (key,) in rows(connection, "SELECT key FROM blob WHERE id = ? AND length(key) = ?", (blob, KEY)):
            sealed = encrypt(key, tuple(dict.fromkeys(epoch.recipient for epoch in keepers)))
            connection.execute("UPDATE blob SET key = ?, sha256 = '' WHERE id = ?", (sealed, blob))
            note_unscrubbed(connection)


def sealed_blobs(connection: apsw.Connection) -> set[str]:
    """Gives the blobs whose keys lie sealed here."""
    return {blob for (blob,) in rows(connection, "SELECT id FROM blob WHERE length(key) > ?", (KEY,))}


def settle_blobs(vault: Vault, connection: apsw.Connection, taken: TakenBlobs, sealed: set[str]) -> set[str]:
    """Puts better copies in their places, and holds bytes that can be read now against the records that name them.

    Gives the blobs that can be read now and could not before. Bytes that came sealed and are not what the records say are set
    aside: another copy is wanted.

    Args:
        vault: the vault.
        connection: its database, within the transaction.
        taken: the blobs that came.
        sealed: those whose keys lay sealed before the keys of the packet were learned, those that came with it too.
    """
    for blob, (key, sha256) in taken.unlocked.items():
        connection.execute("UPDATE blob SET key = ?, sha256 = ? WHERE id = ?", (key, sha256, blob))
    for blob, stored in taken.replaced.items():
        _set_aside(vault, connection, blob)
        connection.execute("UPDATE blob SET id = ? WHERE id = ?", (blob, stored))
    for blob, row in taken.new.items():
        said = _said_hashes(connection, blob)
        if row.open_key is not None and said and row.sha256 not in said:
            raise EvidenceError("blob-altered", id=blob)
    opened = sealed - sealed_blobs(connection)
    for blob in opened:
        _look_into(vault, connection, blob)
    return {*opened, *taken.unlocked, *(blob for blob, row in taken.new.items() if row.open_key is not None)}


def note_carried(connection: apsw.Connection, blobs: Iterable[str], reach: Mapping[str, int]) -> None:
    """Notes with which stretches the blobs came whose records nobody here can read: so they go on with them."""
    sealed = sealed_blobs(connection)
    carried = [(blob, device, size) for blob in blobs if blob in sealed for device, size in reach.items()]
    connection.executemany("INSERT OR REPLACE INTO carried VALUES (?, ?, ?)", carried)


def index_texts(vault: Vault, connection: apsw.Connection, blobs: Iterable[str]) -> None:
    """Lets the texts of documents be found by their words, where their bytes are here now."""
    query = (
        "SELECT part, body FROM reference JOIN part ON part.id = part WHERE target = ? AND kind = 'derivation' "
        "AND salt IS NOT NULL AND NOT EXISTS (SELECT 1 FROM words WHERE words.rowid = part)"
    )
    for blob in blobs:
        for part, body in rows(connection, query, (blob,)):
            fields = json.loads(body)
            if fields.get("kind") in _TEXTS and fields.get("blob") == blob and fields.get("size", 0) <= _MOST_TEXT:
                said = searchable("derivation", fields, _text_of(vault, connection, blob))
                if said:
                    write_words(connection, [(part, said)])


def spoken_of(connection: apsw.Connection, erasure: Erasure) -> set[str]:
    """Gives the ids of what an erasure destroys that can be read here, and of the documents it came from.

    Suggestions are filed under those, and may say the same words.
    """
    query = "SELECT body FROM part WHERE salt IS NOT NULL AND id = (SELECT id << 6 | ? FROM entry WHERE leaf = ?)"
    found: set[str] = set()
    for leaf, number in parts_named(erasure):
        for (body,) in rows(connection, query, (number, leaf)):
            found.update(name.decode() for name in _SPOKEN_OF.findall(body))
    return found


def _text_of(vault: Vault, connection: apsw.Connection, blob: str) -> str:
    found = rows(connection, _ROW + " AND length(key) = ?", (blob, KEY))
    if not found:
        return ""
    with open_row(vault.path / BLOBS, BlobRow(*found[0])) as source:
        return source.read().decode("utf-8", "replace")


def _said_hashes(connection: apsw.Connection, blob: str) -> set[str]:
    said = [*by_reference(connection, blob, "document"), *by_reference(connection, blob, "derivation")]
    return {one.record.sha256 for one in said if isinstance(one.record, Document | Derivation) and one.record.blob == blob}


def _look_into(vault: Vault, connection: apsw.Connection, blob: str) -> None:
    row = BlobRow(*rows(connection, _ROW, (blob,))[0])
    if row.open_key is None:
        return
    sha256, said = sha256_of(vault.path / BLOBS, row, row.open_key), _said_hashes(connection, blob)
    if sha256 is None or (said and sha256 not in said):
        _set_aside(vault, connection, blob)
    else:
        connection.execute("UPDATE blob SET sha256 = ? WHERE id = ?", (sha256, blob))


def _set_aside(vault: Vault, connection: apsw.Connection, blob: str) -> None:
    """Makes bytes nobody's: they cannot be taken out of their pack, and another copy needs the name."""
    row = (new_id("blob", vault.entropy), blob)
    connection.execute("UPDATE blob SET id = ?, key = NULL, sha256 = '' WHERE id = ?", row)
