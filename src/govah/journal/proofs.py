"""Proofs that travel alone: one entry in a signed tree (C2SP tlog-proof), and one signed tree within a later one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govah.errors import EvidenceError
from govah.journal.checkpoints import Checkpoint, read_checkpoint, verify_checkpoint
from govah.journal.merkle import root_from_inclusion, verify_consistency
from govah.journal.notes import VerifyingKey, from_base64, to_base64

_PROOF: Final = "c2sp.org/tlog-proof@v1"
_CONSISTENCY: Final = "govah.journal/consistency@v1"
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,15}")
_MOST_STEPS: Final = 128


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That a leaf stands at an index of the tree that a checkpoint signs."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    "The signed note, as it was signed."

    def __str__(self) -> str:
        return "\n".join([_PROOF, f"index {self.index}", *map(to_base64, self.path), "", self.checkpoint])


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """That the tree which a checkpoint signs continues an older tree of the same log."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: str

    def __str__(self) -> str:
        checkpoint, _ = read_checkpoint(self.checkpoint)
        lines = [_CONSISTENCY, f"old {self.old}", f"new {checkpoint.size}", *map(to_base64, self.path), "", self.checkpoint]
        return "\n".join(lines)


def read_inclusion(text: str) -> InclusionProof:
    """Reads a tlog-proof without trusting it; a wrong shape is an `EvidenceError`."""
    head, checkpoint = _apart(text)
    if len(head) > 1 and head[1].startswith("extra "):
        from_base64(head.pop(1)[6:])
    if len(head) < 2 or head[0] != _PROOF:
        raise EvidenceError("proof-malformed")
    return InclusionProof(_number("index ", head[1]), _path(head[2:]), checkpoint)


def verify_inclusion(proof: InclusionProof, leaf: bytes, key: VerifyingKey) -> Checkpoint:
    """Gives the signed head under which that leaf hash stands; anything less is an `EvidenceError`."""
    checkpoint = verify_checkpoint(proof.checkpoint, key)
    if root_from_inclusion(leaf, proof.index, checkpoint.size, proof.path) != checkpoint.root:
        raise EvidenceError("proof-wrong", index=proof.index, size=checkpoint.size)
    return checkpoint


def read_consistency(text: str) -> ConsistencyProof:
    """Reads a consistency proof without trusting it; a wrong shape is an `EvidenceError`."""
    head, checkpoint = _apart(text)
    if len(head) < 3 or head[0] != _CONSISTENCY:
        raise EvidenceError("proof-malformed")
    proof = ConsistencyProof(_number("old ", head[1]), _path(head[3:]), checkpoint)
    if read_checkpoint(checkpoint)[0].size != _number("new ", head[2]):
        raise EvidenceError("proof-malformed")
    return proof


def verify_continuation(proof: ConsistencyProof, old_checkpoint: str, key: VerifyingKey) -> Checkpoint:
    """Gives the newer head, if the log of that key only grew between the two; anything less is an `EvidenceError`."""
    old, new = verify_checkpoint(old_checkpoint, key), verify_checkpoint(proof.checkpoint, key)
    if old.size != proof.old:
        raise EvidenceError("trees-inconsistent", old=old.size, new=new.size)
    verify_consistency(old.size, new.size, old.root, new.root, proof.path)
    return new


def _apart(text: str) -> tuple[list[str], str]:
    head, gap, checkpoint = text.partition("\n\n")
    if not gap:
        raise EvidenceError("proof-malformed")
    return head.split("\n"), checkpoint


def _number(word: str, line: str) -> int:
    digits = line.removeprefix(word)
    if not line.startswith(word) or not _NUMBER.fullmatch(digits):
        raise EvidenceError("proof-malformed")
    return int(digits)


def _path(lines: Sequence[str]) -> tuple[bytes, ...]:
    if len(lines) > _MOST_STEPS:
        raise EvidenceError("proof-malformed")
    path = tuple(from_base64(line) for line in lines)
    if any(len(step) != 32 for step in path):
        raise EvidenceError("proof-malformed")
    return path
