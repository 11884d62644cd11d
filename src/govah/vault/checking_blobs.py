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
from govah.vault.stream import CHUNK, NONCE, TAG, chunk_nonce, payload_key, payload_size

_ROWS: Final = "SELECT id, pack, start, length, size, sha256, key FROM blob ORDER BY pack, start"
_SEALED: Final = CHUNK + TAG
_AT_ONCE: Final = 16
Progress = Callable[[int], None]


def check_packs(connection: apsw.Connection, folder: Path, progress: Progress, *, content: bool) -> Iterator[Problem]:
    """Gives what is wrong with the packs: their lengths always, every byte of them where `content` is asked for."""
    newest, known = value(connection, "SELECT value FROM meta WHERE name = 'pack'"), set()
    for pack, blobs in groupby((BlobRow(*row) for row in rows(connection, _ROWS)), key=lambda row: row.pack):
        known.add(pack)
        yield from _check_pack(folder, pack, list(blobs), progress, content=content)
    for path in sorted(folder.iterdir()):
        if path.name not in known and is_pack_name(path.name):
            yield Problem("pack-unknown", f"{folder.name}/{path.name}")
    if newest and newest not in known:
        yield Problem("file-missing", f"{folder.name}/{newest}")


def check_vouched(connection: apsw.Connection, evidence: Iterable[tuple[str, str, str, int]]) -> Iterator[Problem]:
    """Gives the records whose bytes the vault lacks, or holds with another SHA-256 or size than the record says."""
    held = {id_: (sha256, size) for id_, sha256, size in rows(connection, "SELECT id, sha256, size FROM blob")}
    for record, blob, sha256, size in evidence:
        if held.get(blob) != (sha256, size):
            yield Problem("evidence-altered", record)


def _check_pack(folder: Path, pack: str, blobs: list[BlobRow], progress: Progress, *, content: bool) -> Iterator[Problem]:
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
            if content and blob.open_key is not None and not _is_whole(file, blob, blob.open_key):
                yield Problem("blob-altered", f"{name} ({blob.id})")
            progress(blob.length)
        length = file.seek(0, 2)
        if length != end:
            yield Problem("pack-short" if length < end else "pack-unfinished", name)


def _is_whole(file: BinaryIO, blob: BlobRow, file_key: bytes) -> bool:
    file.seek(blob.start)
    nonce = file.read(NONCE)
    if len(nonce) != NONCE:
        return False
    cipher, digest = payload_key(file_key, nonce), hashlib.sha256()
    left, index = blob.length - NONCE, 0
    while left > 0:
        piece = file.read(min(left, _SEALED * _AT_ONCE))
        if not piece:
            return False
        left -= len(piece)
        view = memoryview(piece)
        for at in range(0, len(piece), _SEALED):
            last = left == 0 and at + _SEALED >= len(piece)
            try:
                digest.update(cipher.decrypt(chunk_nonce(index, last=last), view[at : at + _SEALED], None))
            except InvalidTag:
                return False
            index += 1
    return digest.hexdigest() == blob.sha256
