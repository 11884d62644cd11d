"""Checking the packs: extents without gap or overlap, every chunk's tag, every SHA-256, and the records that vouch for them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final

import apsw
from cryptography.exceptions import InvalidTag

from govah.vault.database import rows, value
from govah.vault.interface import Problem
from govah.vault.packs import BlobRow, is_pack_name
from govah.vault.stream import CHUNK, KEY, NONCE, TAG, chunk_nonce, payload_key, payload_size

_ROWS: Final = "SELECT id, pack, start, length, size, sha256, key FROM blob ORDER BY pack, start"
_SEALED: Final = CHUNK + TAG
_AT_ONCE: Final = 16
Progress = Callable[[int], None]


def check_packs(connection: apsw.Connection, folder: Path, progress: Progress, *, content: bool) -> Iterator[Problem]:
    """Gives what is wrong with the packs: their lengths always, every byte of them where `content` is asked for."""
    reader = _Reader()
    newest, known = value(connection, "SELECT value FROM meta WHERE name = 'pack'"), set()
    for pack, blobs in groupby((BlobRow(*row) for row in rows(connection, _ROWS)), key=lambda row: row.pack):
        known.add(pack)
        yield from _check_pack(folder, pack, list(blobs), progress, reader if content else None)
    for path in sorted(folder.iterdir()):
        if path.name not in known and is_pack_name(path.name):
            yield Problem("pack-unknown", f"{folder.name}/{path.name}")
    if newest and newest not in known:
        yield Problem("file-missing", f"{folder.name}/{newest}")


def check_vouched(connection: apsw.Connection, evidence: Iterable[tuple[str, str, str, int]]) -> Iterator[Problem]:
    """Gives the records whose bytes the vault lacks, or holds with another SHA-256 or size than the record says.

    Bytes that somebody else's record names and that have not come yet are no fault, nor are those that an erasure destroyed; of a
    blob whose key lies sealed here nobody knows the SHA-256.
    """
    held = {row[0]: row[1:] for row in rows(connection, "SELECT id, sha256, size, ifnull(length(key), 0) FROM blob")}
    erased = {blob for (blob,) in rows(connection, "SELECT id FROM erased_blob")}
    for record, blob, sha256, size in evidence:
        found_sha256, found_size, key = held.get(blob, ("", 0, 0))
        if key == 0 and (blob in erased or (blob not in held and not _is_own(connection, record))):
            continue
        if found_size != size or found_sha256 not in ((sha256,) if key <= KEY else (sha256, "")):
            yield Problem("evidence-altered", record)


def count_not_here(connection: apsw.Connection, evidence: Iterable[tuple[str, str, str, int]]) -> int:
    """Gives how many records of others name bytes that have not come here yet."""
    held = {id_ for (id_,) in rows(connection, "SELECT id FROM blob UNION SELECT id FROM erased_blob")}
    return sum(blob not in held and not _is_own(connection, record) for record, blob, _, _ in evidence)


def _is_own(connection: apsw.Connection, record: str) -> bool:
    """Answers whether this device wrote the record, or all of a record of that id."""
    query = (
        "SELECT count(*) FROM record JOIN log ON log.id = part >> 46 WHERE record = ? "
        "AND device != (SELECT value FROM meta WHERE name = 'device')"
    )
    return not value(connection, query, (record,))


def _check_pack(
    folder: Path, pack: str, blobs: list[BlobRow], progress: Progress, reader: _Reader | None
) -> Iterator[Problem]:
    name = f"{folder.name}/{pack}"
    try:
        file = (folder / pack).open("rb", buffering=0)
    except OSError:
        yield Problem("file-missing", name)
        return
    with file:
        end = 0
        for blob in blobs:
            if blob.start != end or blob.length != payload_size(blob.size):
                yield Problem("pack-gap", name)
                return
            end = blob.start + blob.length
            if reader is not None and blob.open_key is not None and not reader.is_whole(file, blob, blob.open_key):
                yield Problem("blob-altered", f"{name} ({blob.id})")
            progress(blob.length)
        length = file.seek(0, 2)
        if length != end:
            yield Problem("pack-short" if length < end else "pack-unfinished", name)


class _Reader:
    """Decrypts blob after blob with two buffers that are used again."""

    def __init__(self) -> None:
        self._sealed, self._plain = bytearray(_AT_ONCE * _SEALED), bytearray(CHUNK)

    def is_whole(self, file: BinaryIO, blob: BlobRow, file_key: bytes) -> bool:
        """Answers whether every chunk opens, and the whole has the SHA-256 of its row."""
        file.seek(blob.start)
        nonce = file.read(NONCE)
        if len(nonce) != NONCE:
            return False
        cipher, digest = payload_key(file_key, nonce), hashlib.sha256()
        left, index, sealed = blob.length - NONCE, 0, memoryview(self._sealed)
        while left > 0:
            wanted = min(left, len(sealed))
            if _fill(file, sealed[:wanted]) != wanted:
                return False
            left -= wanted
            for at in range(0, wanted, _SEALED):
                chunk = sealed[at : min(at + _SEALED, wanted)]
                plain = memoryview(self._plain)[: len(chunk) - TAG]
                try:
                    cipher.decrypt_into(chunk_nonce(index, last=left == 0 and at + _SEALED >= wanted), chunk, None, plain)
                except InvalidTag:
                    return False
                digest.update(plain)
                index += 1
        return digest.hexdigest() == blob.sha256


def _fill(file: BinaryIO, view: memoryview) -> int:
    got = 0
    while got < len(view) and (count := file.readinto(view[got:])):  # type: ignore[attr-defined]
        got += count
    return got
