"""Packs: encrypted blobs, one after another, in files whose names tell nothing. Bytes come first, their entry second."""

from __future__ import annotations

import io
import os
from collections.abc import Container, Iterable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final

from govah.errors import EvidenceError, VaultError
from govah.records import Entropy, new_id
from govah.vault.disk import disk
from govah.vault.interface import PutBlob
from govah.vault.mark import Sync
from govah.vault.stream import KEY, NONCE, Sealer, Unsealed, payload_size

PACK_LIMIT: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class BlobRow:
    """Where one blob lies, and its key."""

    id: str
    pack: str
    start: int
    length: int
    size: int
    sha256: str
    key: bytes | None
    "None when it was destroyed: nobody can read the bytes any more. Longer than a key: sealed to a compartment."

    def to_row(self) -> tuple[str, str, int, int, int, str, bytes | None]:
        """Gives the row of the table `blob`."""
        return self.id, self.pack, self.start, self.length, self.size, self.sha256, self.key

    @property
    def open_key(self) -> bytes | None:
        """The key where this device may use it."""
        return self.key if self.key is not None and len(self.key) == KEY else None

    def __repr__(self) -> str:
        return f"BlobRow({self.id})"


class PackWriter:
    """The end of the newest pack, to which blobs are added; used only by the holder of the writer's lock."""

    def __init__(self, folder: Path, entropy: Entropy, limit: int = PACK_LIMIT, sync: Sync = os.fsync) -> None:
        self._folder, self._entropy, self._limit, self._sync = folder, entropy, limit, sync
        self._file: FileIO | None = None
        self._sealer = Sealer()
        self._pack, self._end, self._is_dirty, self._is_new = "", 0, False, False

    @property
    def pack(self) -> str:
        """The pack that is written to; empty before the first."""
        return self._pack

    def resume(self, pack: str, end: int) -> None:
        """Goes on at the end of that pack; whatever a crash left behind it is cut off."""
        self.close()
        if not pack or end >= self._limit:
            return
        try:
            self._file = (self._folder / pack).open("r+b", buffering=0)
        except FileNotFoundError:
            raise VaultError("vault-incomplete", missing=f"{self._folder.name}/{pack}") from None
        except OSError:
            raise VaultError("disk-failed") from None
        if self._file.seek(0, io.SEEK_END) < end:
            self.close()
            raise VaultError("pack-short", pack=pack)
        self._cut_off(end)
        self._pack, self._end, self._is_new = pack, end, False

    def put(self, source: BinaryIO) -> BlobRow:
        """Seals what the source holds and gives its row; nothing is durable before `sync`."""
        if self._file is None or self._end >= self._limit:
            self._begin()
        start = self._end
        file_key = self._entropy(KEY)
        self._is_dirty = True
        try:
            size, sha256 = self._sealer.seal(source, self._write, file_key, self._entropy(NONCE))
        except BaseException:
            self._take_back(start)
            raise
        length = payload_size(size)
        self._end = start + length
        return BlobRow(new_id("blob", self._entropy), self._pack, start, length, size, sha256, file_key)

    def copy(self, pieces: Iterable[memoryview]) -> tuple[str, int, int]:
        """Writes a payload as it comes; gives its pack, its place there and its length. Nothing is durable before `sync`."""
        if self._file is None or self._end >= self._limit:
            self._begin()
        start = end = self._end
        self._is_dirty = True
        try:
            for piece in pieces:
                end += len(piece)
                self._write(piece)
        except BaseException:
            self._take_back(start)
            raise
        self._end = end
        return self._pack, start, end - start

    def cut(self, end: int) -> None:
        """Takes back what was put after that place in the newest pack, because nobody came to name it."""
        if self._file is not None:
            self._take_back(end)

    def sync(self) -> None:
        """Makes all that was put durable; a disk that fails to say so is a `VaultError`, and nothing counts as written."""
        if self._file is None or not self._is_dirty:
            return
        with disk():
            self._sync(self._file.fileno())
            if self._is_new:
                sync_folder(self._folder)
        self._is_dirty = self._is_new = False

    def close(self) -> None:
        """Closes the pack; it can be resumed."""
        if self._file is not None:
            self._file.close()
        self._file, self._pack, self._end, self._is_dirty, self._is_new = None, "", 0, False, False

    def _begin(self) -> None:
        self.sync()
        self.close()
        self._pack = self._entropy(16).hex()
        with disk():
            self._file = FileIO(self._folder / self._pack, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))
        self._is_new = True

    def _write(self, data: memoryview) -> None:
        file = self._open_file()
        with disk():
            while data:
                data = data[file.write(data) :]

    def _open_file(self) -> FileIO:
        if self._file is None:
            raise VaultError("pack-short", pack=self._pack)
        return self._file

    def _take_back(self, end: int) -> None:
        """Cuts the pack back; one that holds nothing then is removed, since no row would name it."""
        path = self._folder / self._pack
        self._cut_off(end)
        self._end = end
        if end == 0:
            self.close()
            with disk():
                path.unlink()

    def _cut_off(self, end: int) -> None:
        """Ends the pack there; where the disk refuses, the pack is closed: whoever resumes it cuts it off before writing."""
        file = self._open_file()
        try:
            file.truncate(end)
            file.seek(end)
        except OSError:
            self.close()
            raise VaultError("disk-failed") from None


def put_blob_of(row: BlobRow) -> PutBlob:
    """Gives what the one who brought the bytes may know."""
    return PutBlob(row.id, row.sha256, row.size)


def open_row(folder: Path, row: BlobRow) -> BinaryIO:
    """Opens one blob for reading; a missing pack, a short one and a destroyed blob each have their own error."""
    if row.key is None:
        raise EvidenceError("blob-erased", id=row.id)
    if row.open_key is None:
        raise VaultError("blob-sealed", id=row.id)
    if row.length != payload_size(row.size):
        raise EvidenceError("blob-altered", id=row.id)
    try:
        file = (folder / row.pack).open("rb")
    except FileNotFoundError:
        raise VaultError("vault-incomplete", missing=f"{folder.name}/{row.pack}") from None
    except OSError:
        raise VaultError("disk-failed") from None
    try:
        plain = Unsealed(file, row.start, row.size, row.open_key, sha256=row.sha256, name=row.id)
    except BaseException:
        file.close()
        raise
    return io.BufferedReader(plain, 1 << 16)


def sweep(folder: Path, known: Container[str]) -> tuple[str, ...]:
    """Removes packs that no row names, which a crash left; gives their names. Only the holder of the lock may call it."""
    with disk():
        gone = tuple(sorted(path.name for path in folder.iterdir() if path.name not in known and is_pack_name(path.name)))
        for name in gone:
            (folder / name).unlink()
    return gone


def is_pack_name(name: str) -> bool:
    """Answers whether a file name has the shape of a pack's."""
    return len(name) == 32 and all(letter in "0123456789abcdef" for letter in name)


def sync_folder(folder: Path) -> None:
    """Makes new names in a folder durable, where the system has such a thing."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except (PermissionError, IsADirectoryError):  # Windows: folders cannot be opened, and need not be
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
