"""Blobs on their way in: put into packs at once, kept when an entry names them, and cut off again otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import apsw

from govah.errors import EvidenceError
from govah.vault.compartments import Epoch
from govah.vault.database import rows, value
from govah.vault.packs import BlobRow, PackWriter, sweep
from govah.vault.renouncing import sealed_row

_BLOB: Final = "SELECT id, pack, start, length, size, sha256, key FROM blob WHERE id = ?"


class Pending:
    """What lies in the packs and has no row yet; used only by the holder of the writer's lock."""

    def __init__(self, connection: apsw.Connection, folder: Path, packs: PackWriter) -> None:
        self._connection, self._folder, self._packs = connection, folder, packs
        self._rows: dict[str, BlobRow] = {}
        self.is_resumed = False
        "Whether the end of the newest pack is known since the lock was taken."

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, row: BlobRow) -> None:
        """Notes bytes that were put."""
        self._rows[row.id] = row

    def clear(self) -> None:
        """Forgets what was put: it has its rows, or is to be cut off."""
        self._rows.clear()

    def find(self, blob_id: str) -> BlobRow:
        """Gives the row of a blob, kept or not; one that is not here and one that nobody knows each have their own error."""
        if blob_id in self._rows:
            return self._rows[blob_id]
        found = rows(self._connection, _BLOB, (blob_id,))
        if not found:
            is_named = rows(self._connection, "SELECT 1 FROM reference WHERE target = ? LIMIT 1", (blob_id,))
            raise EvidenceError("blob-not-here" if is_named else "blob-unknown", id=blob_id)
        return BlobRow(*found[0])

    def has(self, blob_id: str) -> bool:
        """Answers whether the bytes of a blob are here, readable or not."""
        return blob_id in self._rows or bool(rows(self._connection, "SELECT 1 FROM blob WHERE id = ?", (blob_id,)))

    def resume(self) -> None:
        """Goes on at the end of the newest pack, as the database knows it."""
        if not self.is_resumed:
            pack = value(self._connection, "SELECT value FROM meta WHERE name = 'pack'") or ""
            self._packs.resume(pack, self._end_of(pack))
            self.is_resumed = True

    def mend(self) -> None:
        """Clears away what a write left that was cut off: packs that no row names, and the end of the newest."""
        known = {pack for (pack,) in rows(self._connection, "SELECT DISTINCT pack FROM blob")}
        sweep(self._folder, known)
        self.is_resumed = False
        self.resume()

    def cut(self) -> None:
        """Takes back from the newest pack what nobody came to name."""
        self._packs.cut(self._end_of(self._packs.pack))

    def write(
        self, named_in: Mapping[str, Sequence[str]], epochs: Mapping[tuple[str, int], Epoch], head: tuple[str, int]
    ) -> None:
        """Writes a row for all that was put, named or not: the rows of a pack leave no gap.

        Args:
            named_in: by blob, the compartments of the records that name it.
            epochs: the keys of the compartments.
            head: this device and the size of its log with these records. Of a blob that the device cannot read again it is noted
                that the record which names it stands below there.
        """
        if self._rows:
            put = [sealed_row(blob, named_in.get(blob.id, ()), epochs) for blob in self._rows.values()]
            carried = [(blob.id, *head) for blob in put if blob.id in named_in and blob.open_key is None]
            self._connection.executemany("INSERT OR REPLACE INTO carried VALUES (?, ?, ?)", carried)
            self._connection.executemany("INSERT INTO blob VALUES (?, ?, ?, ?, ?, ?, ?)", [blob.to_row() for blob in put])
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('pack', ?)", (self._packs.pack,))

    def _end_of(self, pack: str) -> int:
        return value(self._connection, "SELECT max(start + length) FROM blob WHERE pack = ?", (pack,)) or 0
