"""The payload of an age file (C2SP age v1): bytes of any length under one file key, in constant memory."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from govah.errors import EvidenceError

CHUNK: Final = 65_536
TAG: Final = 16
NONCE: Final = 16
KEY: Final = 16
_SEALED: Final = CHUNK + TAG
_READ: Final = 16 * CHUNK


def payload_size(size: int) -> int:
    """Gives how many bytes a payload takes for that many plain ones."""
    return NONCE + size + TAG * max(1, -(-size // CHUNK))


def payload_key(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    """Gives the cipher of one payload."""
    return ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(file_key))


def chunk_nonce(index: int, *, last: bool) -> bytes:
    """Gives the nonce of one chunk."""
    return index.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def seal(source: BinaryIO, file_key: bytes, nonce: bytes, digest: hashlib._Hash) -> Iterator[bytes]:
    """Gives the payload of what `source` holds, piece by piece, and feeds the plain bytes to the digest."""
    cipher, index = payload_key(file_key, nonce), 0
    yield nonce
    held = _read_full(source, _READ)
    while True:
        ahead = _read_full(source, _READ) if len(held) == _READ else b""
        digest.update(held)
        view = memoryview(held)
        pieces = [view[at : at + CHUNK] for at in range(0, len(held), CHUNK)] or [view]
        for number, piece in enumerate(pieces):
            last = not ahead and number == len(pieces) - 1
            yield cipher.encrypt(chunk_nonce(index, last=last), piece, None)
            index += 1
        if not ahead:
            return
        held = ahead


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


def _read_full(source: BinaryIO, size: int) -> bytes:
    """Reads until `size` bytes are there or the source ends; a pipe may give fewer at a time."""
    data = source.read(size)
    if not data or len(data) == size:
        return data or b""
    pieces, got = [data], len(data)
    while got < size and (data := source.read(size - got)):
        pieces.append(data)
        got += len(data)
    return b"".join(pieces)


def _exactly(file: BinaryIO, size: int, name: str) -> bytes:
    data = file.read(size)
    if len(data) != size:
        raise EvidenceError("blob-altered", id=name)
    return data
