"""Taking blobs in as they come: streamed into our packs in constant memory, opened and hashed on the way where we can."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag

from govah.errors import EvidenceError
from govah.journal.entries import SALT_BYTES
from govah.records import is_id, new_id
from govah.vault.age import decrypt
from govah.vault.database import rows
from govah.vault.erasing import is_blob_erased
from govah.vault.exchange.wire import WireBlob
from govah.vault.members import read_roster
from govah.vault.opening import BLOBS
from govah.vault.packs import BlobRow, PackWriter
from govah.vault.store import Vault
from govah.vault.stream import CHUNK, KEY, NONCE, TAG, chunk_nonce, payload_key, payload_size

_SEALED: Final = CHUNK + TAG
_AT_ONCE: Final = 16
_MOST_KEY: Final = 20_000
_HASH: Final = 64
_ROW: Final = "SELECT id, pack, start, length, size, sha256, key FROM blob WHERE id = ?"


@dataclass(slots=True)
class TakenBlobs:
    """The blobs that came with one packet, not kept yet."""

    new: dict[str, BlobRow] = field(default_factory=dict)
    "By the id under which each came."
    unlocked: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    "By id: key and SHA-256 of what lay sealed here."
    replaced: dict[str, str] = field(default_factory=dict)
    "By id, the id under which the copy lies that takes the place of ours."


class BlobTaker:
    """Takes one blob after another into the packs of a vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._identities = [epoch.identity for epoch in vault.epochs.values() if epoch.identity is not None]
        self.taken = TakenBlobs()

    def take(self, wire: WireBlob, stream: BinaryIO) -> None:
        """Takes a payload in, or reads past what is here or was erased; one that is not what it says is an `EvidenceError`."""
        _require_whole(wire)
        if wire.key is None:
            return
        key = wire.key if len(wire.key) == KEY else self._opened_key(wire.key)
        held = rows(self._vault.connection, _ROW, (wire.id,))
        if wire.id in self.taken.new or (held and self._is_enough(BlobRow(*held[0]), key, wire)) or self._is_erased(wire.id):
            _pass_by(stream, wire)
            return
        stored = new_id("blob", self._vault.entropy) if held else wire.id
        reader = PayloadReader(wire, key)

        def write(packs: PackWriter) -> BlobRow:
            pack, start, length = packs.copy(reader.pieces(stream))
            return BlobRow(stored, pack, start, length, wire.size, reader.sha256, key or wire.key)

        self.taken.new[wire.id] = self._vault.take_blob(write)
        if held:
            self.taken.replaced[wire.id] = stored

    def _opened_key(self, sealed: bytes) -> bytes | None:
        for identity in self._identities:
            try:
                key = decrypt(sealed, identity)
            except EvidenceError:
                continue
            if len(key) != KEY:
                break
            return key
        return None

    def _is_enough(self, held: BlobRow, key: bytes | None, wire: WireBlob) -> bool:
        """Answers whether what lies here is as good as what comes; a key that opens it is kept."""
        if held.open_key is not None or key is None:
            return held.key is not None
        if held.key is None:
            return False
        sha256 = sha256_of(self._vault.path / BLOBS, held, key)
        if sha256 is None or (wire.sha256 and sha256 != wire.sha256):
            return False
        self.taken.unlocked[wire.id] = key, sha256
        return True

    def _is_erased(self, blob: str) -> bool:
        connection = self._vault.connection
        if not rows(connection, "SELECT 1 FROM erased_blob WHERE id = ?", (blob,)):
            return False
        query = "SELECT DISTINCT device FROM reference JOIN log ON log.id = part >> 46 WHERE target = ? AND kind IN (?, ?)"
        naming = {device for (device,) in rows(connection, query, (blob, "document", "derivation"))}
        return is_blob_erased(connection, read_roster(connection, self._vault.identity), blob, naming)


class PayloadReader:
    """Reads one payload piece by piece; with the key every chunk is opened and the whole is hashed."""

    def __init__(self, wire: WireBlob, key: bytes | None) -> None:
        self._wire, self._key = wire, key
        self.sha256 = ""
        "Of the plain bytes, once all were read; empty without the key."

    def pieces(self, stream: BinaryIO) -> Iterator[memoryview]:
        """Gives the payload in pieces of about a megabyte; each is good until the next is asked for."""
        nonce = _exactly(stream, NONCE, self._wire)
        yield memoryview(nonce)
        opener = None if self._key is None else _Opener(self._key, nonce, self._wire.id)
        left = self._wire.length - NONCE
        while left:
            data = memoryview(_exactly(stream, min(left, _AT_ONCE * _SEALED), self._wire))
            left -= len(data)
            if opener is not None:
                opener.open(data, is_end=left == 0)
            yield data
        if opener is not None:
            self.sha256 = opener.digest.hexdigest()
            if self._wire.sha256 not in ("", self.sha256):
                raise EvidenceError("blob-altered", id=self._wire.id)


class _Opener:
    """Opens the chunks of a payload one after another, and keeps nothing but their hash."""

    def __init__(self, key: bytes, nonce: bytes, name: str) -> None:
        self._cipher, self._name, self._index = payload_key(key, nonce), name, 0
        self._plain = memoryview(bytearray(CHUNK))
        self.digest = hashlib.sha256()

    def open(self, data: memoryview, *, is_end: bool) -> None:
        """Opens the next chunks, whole ones save at the end; one that was altered is an `EvidenceError`."""
        for at in range(0, len(data), _SEALED):
            chunk = data[at : at + _SEALED]
            piece = self._plain[: len(chunk) - TAG]
            try:
                is_last = is_end and at + _SEALED >= len(data)
                self._cipher.decrypt_into(chunk_nonce(self._index, last=is_last), chunk, None, piece)
            except InvalidTag:
                raise EvidenceError("blob-altered", id=self._name) from None
            self.digest.update(piece)
            self._index += 1


def sha256_of(folder: Path, row: BlobRow, key: bytes) -> str | None:
    """Gives the SHA-256 of the plain bytes of a blob that lies here, under a key that came; None where it does not open."""
    reader = PayloadReader(WireBlob(row.id, row.size, "", row.length, key), key)
    try:
        with (folder / row.pack).open("rb") as file:
            file.seek(row.start)
            for _ in reader.pieces(file):
                pass
    except (EvidenceError, OSError):
        return None
    return reader.sha256


def _require_whole(wire: WireBlob) -> None:
    is_hash = not wire.sha256 or (len(wire.sha256) == _HASH and set(wire.sha256) <= set("0123456789abcdef"))
    is_key = wire.key is None or len(wire.key) == KEY or SALT_BYTES < len(wire.key) <= _MOST_KEY
    is_long = type(wire.size) is int and wire.size >= 0 and (wire.key is None or wire.length == payload_size(wire.size))
    if not (is_id(wire.id, "blob") and is_hash and is_key and is_long):
        raise EvidenceError("blob-malformed", id=wire.id[:17])


def _pass_by(stream: BinaryIO, wire: WireBlob) -> None:
    left = wire.length
    while left:
        left -= len(_exactly(stream, min(left, 1 << 20), wire))


def _exactly(stream: BinaryIO, size: int, wire: WireBlob) -> bytes:
    """Reads that many bytes; a pipe may give fewer at a time."""
    data = stream.read(size)
    while len(data) < size:
        more = stream.read(size - len(data))
        if not more:
            raise EvidenceError("blob-altered", id=wire.id)
        data += more
    return data
