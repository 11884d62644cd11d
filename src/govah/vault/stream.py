"""The payload of an age file (C2SP age v1): bytes of any length under one file key, in constant memory."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from govah.errors import EvidenceError, VaultError

CHUNK: Final = 65_536
TAG: Final = 16
NONCE: Final = 16
KEY: Final = 16
_SEALED: Final = CHUNK + TAG
_AT_ONCE: Final = 16
_READ: Final = _AT_ONCE * CHUNK


def payload_size(size: int) -> int:
    """Gives how many bytes a payload takes for that many plain ones."""
    return NONCE + size + TAG * max(1, -(-size // CHUNK))


def payload_key(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    """Gives the cipher of one payload."""
    return ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(file_key))


def chunk_nonce(index: int, *, last: bool) -> bytes:
    """Gives the nonce of one chunk."""
    return index.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


class Sealer:
    """Turns sources into payloads with two buffers that are used again and again: nothing large is allocated for each blob."""

    def __init__(self) -> None:
        self._plain = (bytearray(_READ), bytearray(_READ))
        self._sealed = bytearray(NONCE + _AT_ONCE * _SEALED)

    def seal(self, source: BinaryIO, write: Callable[[memoryview], object], file_key: bytes, nonce: bytes) -> tuple[int, str]:
        """Writes the payload of all that `source` holds; gives the plain length and its SHA-256."""
        cipher, digest, index, size = payload_key(file_key, nonce), hashlib.sha256(), 0, 0
        self._sealed[:NONCE] = nonce
        start = 0
        here, ahead = self._plain
        length = _fill(source, here)
        while True:
            following = _fill(source, ahead) if length == _READ else 0
            piece = memoryview(here)[:length]
            digest.update(piece)
            end = self._seal_piece(cipher, piece, index, last=not following)
            write(memoryview(self._sealed)[start:end])
            start, size, index = NONCE, size + length, index + _AT_ONCE
            if not following:
                return size, digest.hexdigest()
            here, ahead, length = ahead, here, following

    def _seal_piece(self, cipher: ChaCha20Poly1305, piece: memoryview, index: int, *, last: bool) -> int:
        """Encrypts up to sixteen chunks into the buffer, behind the place of the nonce; gives where they end."""
        out, end = memoryview(self._sealed), NONCE
        starts = range(0, len(piece), CHUNK) if piece else range(1)
        for start in starts:
            chunk = piece[start : start + CHUNK]
            is_last = last and start == starts[-1]
            cipher.encrypt_into(chunk_nonce(index, last=is_last), chunk, None, out[end : end + len(chunk) + TAG])
            end += len(chunk) + TAG
            index += 1
        return end


class Unsealed(io.RawIOBase):
    """The plain bytes of one payload, to read and seek in; a chunk that was altered is an `EvidenceError`.

    When it is read from the first byte to the last, the whole is held against the SHA-256 given.
    """

    def __init__(self, file: BinaryIO, start: int, size: int, file_key: bytes, *, sha256: str, name: str) -> None:
        super().__init__()
        self._file, self._start, self._size, self._sha256, self.name = file, start, size, sha256, name
        file.seek(start)
        self._cipher = payload_key(file_key, _exactly(file, NONCE, name))
        self._chunks = max(1, -(-size // CHUNK))
        self._at, self._held, self._index = 0, b"", -1
        self._digest: hashlib._Hash | None = hashlib.sha256()
        self._digested = 0

    def readable(self) -> bool:
        """Answers yes."""
        return True

    def seekable(self) -> bool:
        """Answers yes: any chunk can be opened by itself."""
        return True

    def tell(self) -> int:
        """Gives the position in the plain bytes."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves within the plain bytes."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as one chunk reaches."""
        if self._size == 0 and self._index < 0:
            self._load(0)
        if self._at >= self._size:
            self._finish()
            return 0
        index, offset = divmod(self._at, CHUNK)
        if index != self._index:
            self._load(index)
        piece = self._held[offset : offset + len(buffer)]
        buffer[: len(piece)] = piece
        self._feed(piece)
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        """Closes the file below."""
        if not self.closed:
            self._file.close()
        super().close()

    def _load(self, index: int) -> None:
        last = index == self._chunks - 1
        length = (self._size - index * CHUNK if last else CHUNK) + TAG
        self._file.seek(self._start + NONCE + index * _SEALED)
        sealed = _exactly(self._file, length, self.name)
        try:
            self._held = self._cipher.decrypt(chunk_nonce(index, last=last), sealed, None)
        except InvalidTag:
            raise EvidenceError("blob-altered", id=self.name) from None
        self._index = index

    def _feed(self, piece: bytes) -> None:
        if self._digest is None:
            return
        if self._at != self._digested:
            self._digest = None
            return
        self._digest.update(piece)
        self._digested += len(piece)

    def _finish(self) -> None:
        if self._digest is not None and self._digested == self._size and self._digest.hexdigest() != self._sha256:
            raise EvidenceError("blob-altered", id=self.name)


def _fill(source: BinaryIO, buffer: bytearray) -> int:
    """Reads until the buffer is full or the source ends; a pipe may give fewer bytes at a time."""
    view, got = memoryview(buffer), 0
    read_into = source.readinto if isinstance(source, io.BufferedIOBase | io.FileIO) else None
    while got < len(buffer):
        if read_into is not None:
            count = read_into(view[got:]) or 0
        else:
            data = source.read(len(buffer) - got)
            count = len(data or b"")
            view[got : got + count] = data or b""
        if not count:
            break
        got += count
    return got


def _exactly(file: BinaryIO, size: int, name: str) -> bytes:
    try:
        data = file.read(size)
    except OSError:
        raise VaultError("disk-failed") from None
    if len(data) != size:
        raise EvidenceError("blob-altered", id=name)
    return data
