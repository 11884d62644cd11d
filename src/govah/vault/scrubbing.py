"""Clearing what SQLite leaves of deleted content: `secure_delete` zeroes a deleted row, but not older copies of it in its pages.

When a page of a B-tree is split, the rows that move away stay in its unused middle; measured, 300 of 84,000. So after an erasure
the database is written anew.
"""

from __future__ import annotations

from typing import Final

import apsw

from govah.vault.database import PAGE, rows, value
from govah.vault.wording import respell

_NAME: Final = "unscrubbed"
_IN_MEMORY: Final = 512 << 20
"""Bytes of a database up to which it is rewritten whole; that takes as much memory, since temporary files are never on disk."""
TABLES: Final = ("part", "blob", "cache", "waiting", "branch", "words_data", "words_idx", "spelling", "epoch", "access", "secret")
"""What holds words, keys or hashes."""
HARMLESS: Final = frozenset(
    {
        "meta", "log", "entry", "cosignature", "peer", "erased", "erased_blob", "carried", "record", "reference", "words",
        "words_docsize", "words_config",
    }
)  # fmt: skip
"""What holds ids, headers, heads and counts, which stay."""


def note_unscrubbed(connection: apsw.Connection) -> None:
    """Notes, in the transaction that erases, that pages are to be cleared once it is done."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, 1)", (_NAME,))


def is_unscrubbed(connection: apsw.Connection) -> bool:
    """Answers whether pages may still hold what was erased: a crash can come between the two."""
    return bool(value(connection, "SELECT 1 FROM meta WHERE name = ?", (_NAME,)))


def scrub(connection: apsw.Connection, *, in_memory: int = _IN_MEMORY) -> bool:
    """Writes the database anew and empties the write-ahead log; only the holder of the writer's lock may call it.

    Answers False where another process that reads kept the log from being emptied; then it is to be done again.
    """
    rows(connection, "INSERT INTO words(words) VALUES ('optimize')")  # until it is merged, the index keeps what was deleted
    respell(connection)
    if value(connection, "PRAGMA page_count") * PAGE <= in_memory:
        rows(connection, "VACUUM")
    else:
        for table in TABLES:
            _rewrite(connection, table)
    busy, *_ = rows(connection, "PRAGMA wal_checkpoint(TRUNCATE)")[0]
    if not busy:
        connection.execute("DELETE FROM meta WHERE name = ?", (_NAME,))
    return not busy


def _rewrite(connection: apsw.Connection, table: str) -> None:
    """Copies a table out and in again, in the order of its key, so that its pages are filled one after another."""
    with connection:
        for step in (
            f"CREATE TABLE scrubbed AS SELECT * FROM {table}",  # noqa: S608 - one of a few names
            f"DELETE FROM {table}",  # noqa: S608
            f"INSERT INTO {table} SELECT * FROM scrubbed",  # noqa: S608
            "DROP TABLE scrubbed",
        ):
            rows(connection, step)
