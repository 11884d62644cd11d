"""Checkpoints (C2SP tlog-checkpoint): a device signs the head of its log, and a peer who saw it may cosign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from govah.errors import EvidenceError
from govah.journal.notes import (
    COSIGNATURE,
    Note,
    Sign,
    Signature,
    VerifyingKey,
    from_base64,
    read_note,
    sign_note,
    to_base64,
    verify_note,
)

LOG: Final = "govah.journal/"
WITNESS: Final = "govah.witness/"
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,15}")
_STAMPED: Final = 8 + 64
_LAST: Final = 253_402_300_800


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of one log: how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        """The note text."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A peer's word that it saw this head, and when by its own clock."""

    key: VerifyingKey
    seconds: int
    "POSIX time."

    @property
    def time(self) -> str:
        """The time as headers write it; empty where it is beyond every calendar."""
        if not 0 <= self.seconds < _LAST:
            return ""
        return datetime.fromtimestamp(self.seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def log_key(device: str, key: bytes) -> VerifyingKey:
    """Gives the name and key under which a device signs its log."""
    return VerifyingKey(LOG + device, key)


def witness_key(device: str, key: bytes) -> VerifyingKey:
    """Gives the name and key under which a device cosigns the logs of others."""
    return VerifyingKey(WITNESS + device, key, COSIGNATURE)


def sign_checkpoint(size: int, root: bytes, key: VerifyingKey, sign: Sign) -> Note:
    """Gives the signed head of the log of that key."""
    return sign_note(str(Checkpoint(key.name, size, root)), key, sign)


def read_checkpoint(text: str) -> tuple[Checkpoint, Note]:
    """Reads a checkpoint without trusting it; a wrong shape is an `EvidenceError`."""
    note = read_note(text)
    lines = note.text[:-1].split("\n")
    if len(lines) != 3 or not lines[0] or not _SIZE.fullmatch(lines[1]):
        raise EvidenceError("checkpoint-malformed")
    root = from_base64(lines[2])
    if len(root) != 32:
        raise EvidenceError("checkpoint-malformed")
    return Checkpoint(lines[0], int(lines[1]), root), note


def verify_checkpoint(text: str, key: VerifyingKey) -> Checkpoint:
    """Gives the head that a key signed for its own log; anything less is an `EvidenceError`."""
    checkpoint, note = read_checkpoint(text)
    if checkpoint.origin != key.name:
        raise EvidenceError("checkpoint-foreign", origin=key.name)
    verify_note(note, (key,))
    return checkpoint


def cosign(note: Note, key: VerifyingKey, sign: Sign, seconds: int) -> Note:
    """Gives the note with one line more: that key saw this head at that time (C2SP tlog-cosignature)."""
    value = seconds.to_bytes(8, "big") + sign(_cosigned_message(note.text, seconds))
    return Note(note.text, (*note.signatures, Signature(key.name, key.id, value)))


def verify_cosignatures(note: Note, keys: Iterable[VerifyingKey]) -> tuple[Cosigned, ...]:
    """Gives the cosignatures that hold, of the keys given; a bad one of a known key is an `EvidenceError`."""
    known = {(key.name, key.id): key for key in keys if key.type == COSIGNATURE}
    good: list[Cosigned] = []
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            continue
        seconds = int.from_bytes(signature.value[:8], "big")
        message = _cosigned_message(note.text, seconds)
        if len(signature.value) != _STAMPED or not key.is_good(signature.value[8:], message):
            raise EvidenceError("signature-wrong", name=signature.name)
        good.append(Cosigned(key, seconds))
    return tuple(good)


def _cosigned_message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
