"""Bytes that wait for the vault: few in memory, more on the disk under a key that this object alone holds, never in the clear."""

from __future__ import annotations

import io
import secrets
import tempfile
import threading
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from govah.errors import VaultError
from govah.vault.stream import CHUNK, TAG, chunk_nonce

IN_MEMORY: Final = 8 << 20
"""Bytes up to which nothing is written to the disk."""
_AT_ONCE: Final = 16 * CHUNK


class Spool:
    """Takes bytes as they come and gives them again from any place; what lies on the disk nobody can read once it is closed.

    The file has no name where the system allows that, and goes when it is closed; its key was never written anywhere.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._key = folder, ChaCha20Poly1305(ChaCha20Poly1305.generate_key())
        self._tail = bytearray()
        self._file: BinaryIO | None = None
        self._sealed = 0
        self._guard = threading.Lock()

    @property
    def size(self) -> int:
        """Gives how many bytes were taken."""
        return self._sealed * CHUNK + len(self._tail)

    def write(self, data: bytes) -> int:
        """Takes more bytes; a disk that takes nothing more is a `VaultError`."""
        self._tail += data
        if len(self._tail) > (IN_MEMORY if self._file is None else _AT_ONCE):
            self._put_down()
        return len(data)

    def seek(self, _offset: int) -> int:
        """Does nothing: bytes are taken at the end alone; a parser of forms goes back to the beginning when it is done."""
        return 0

    def open(self) -> BinaryIO:
        """Gives all of it to read and seek in, from the first byte; several may read at a time."""
        return io.BufferedReader(_Reading(self), CHUNK)

    def close(self) -> None:
        """Lets go of the bytes and of their key."""
        self._tail.clear()
        if self._file is not None:
            self._file.close()

    def at(self, place: int) -> bytes:
        """Gives the bytes from a place to the end of its chunk; none behind the end."""
        index, offset = divmod(place, CHUNK)
        if index >= self._sealed:
            start = place - self._sealed * CHUNK
            return bytes(self._tail[start : start + CHUNK])
        try:
            with self._guard:
                if self._file is None:
                    return b""
                self._file.seek(index * (CHUNK + TAG))
                sealed = self._file.read(CHUNK + TAG)
            return self._key.decrypt(chunk_nonce(index, last=False), sealed, None)[offset:]
        except (OSError, InvalidTag):
            raise VaultError("disk-failed") from None

    def _put_down(self) -> None:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._folder, prefix=secrets.token_hex(4))  # noqa: SIM115 - closed by `close`
            whole = len(self._tail) // CHUNK
            with self._guard:
                self._file.seek(0, io.SEEK_END)
                for index in range(whole):
                    chunk = memoryview(self._tail)[index * CHUNK : (index + 1) * CHUNK]
                    self._file.write(self._key.encrypt(chunk_nonce(self._sealed + index, last=False), chunk, None))
                    chunk.release()
        except OSError:
            raise VaultError("disk-failed") from None
        self._sealed += whole
        del self._tail[: whole * CHUNK]


class _Reading(io.RawIOBase):
    """One reader of a spool."""

    def __init__(self, spool: Spool) -> None:
        super().__init__()
        self._spool, self._at = spool, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._spool.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._spool.at(self._at)[: len(buffer)] if self._at < self._spool.size else b""
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
