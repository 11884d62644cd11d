"""Signed notes (C2SP signed-note) with Ed25519 keys: names, keys, signatures, and what a stranger's note must satisfy."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from govah.errors import EvidenceError

ED25519: Final = 1
COSIGNATURE: Final = 4
MOST_SIGNATURES: Final = 64
MOST_BYTES: Final = 100_000
_DASH: Final = "— "

Sign = Callable[[bytes], bytes]
"""Signs bytes with an Ed25519 key that stays where it is."""


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A public Ed25519 key under a name, for one type of signature."""

    name: str
    key: bytes
    type: int = ED25519

    @property
    def id(self) -> bytes:
        """The four bytes that tell which key of a name signed."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.key).digest()[:4]

    def __str__(self) -> str:
        """The key as a C2SP vkey."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.type]) + self.key)}"

    def is_good(self, signature: bytes, message: bytes) -> bool:
        """Answers whether the key made the signature."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and who signed it; nothing in it is trusted before `verify_note`."""

    text: str
    "With its last newline."
    signatures: tuple[Signature, ...] = ()

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))


def read_vkey(text: str) -> VerifyingKey:
    """Reads a vkey; a wrong shape, or a key id that is not the key's, is an `EvidenceError`."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    material = from_base64(encoded)
    if not _is_name(name) or len(material) != 33 or material[0] not in (ED25519, COSIGNATURE):
        raise EvidenceError("key-malformed")
    key = VerifyingKey(name, material[1:], material[0])
    if key_id != key.id.hex():
        raise EvidenceError("key-malformed")
    return key


def sign_note(text: str, key: VerifyingKey, sign: Sign) -> Note:
    """Gives the text signed under the name of that key."""
    return Note(text, (Signature(key.name, key.id, sign(text.encode())),))


def read_note(text: str) -> Note:
    """Takes a note apart without trusting it; a wrong shape is an `EvidenceError`."""
    body, gap, lines = text.rpartition("\n\n")
    if not gap or not body or not lines.endswith("\n") or len(text) > MOST_BYTES or _has_controls(text):
        raise EvidenceError("note-malformed")
    found = tuple(_read_signature(line) for line in lines[:-1].split("\n"))
    if len(found) > MOST_SIGNATURES:
        raise EvidenceError("note-malformed")
    return Note(body + "\n", found)


def verify_note(note: Note, keys: Iterable[VerifyingKey]) -> tuple[VerifyingKey, ...]:
    """Gives the keys whose signatures hold; a bad signature of a known key, or none at all, is an `EvidenceError`."""
    known = {(key.name, key.id): key for key in keys if key.type == ED25519}
    good: list[VerifyingKey] = []
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            continue
        if not key.is_good(signature.value, note.text.encode()):
            raise EvidenceError("signature-wrong", name=signature.name)
        good.append(key)
    if not good:
        raise EvidenceError("signature-missing")
    return tuple(good)


def to_base64(data: bytes) -> str:
    """Gives padded base64."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """Reads padded base64 in its one canonical form; anything else is an `EvidenceError`."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as why:
        raise EvidenceError("base64-malformed") from why
    if to_base64(data) != text:
        raise EvidenceError("base64-malformed")
    return data


def _read_signature(line: str) -> Signature:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not space or not _is_name(name):
        raise EvidenceError("note-malformed")
    value = from_base64(encoded)
    if len(value) < 5:
        raise EvidenceError("note-malformed")
    return Signature(name, value[:4], value[4:])


def _is_name(text: str) -> bool:
    return bool(text) and "+" not in text and not any(letter.isspace() for letter in text)


def _has_controls(text: str) -> bool:
    return any(letter < " " and letter != "\n" for letter in text)
