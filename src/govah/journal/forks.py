"""Forks: two signed heads of one key that cannot belong to one history are proof, to anybody, that somebody kept two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govah.errors import EvidenceError
from govah.journal.checkpoints import Checkpoint, verify_checkpoint
from govah.journal.merkle import root_from_inclusion
from govah.journal.notes import VerifyingKey
from govah.journal.proofs import InclusionProof, read_inclusion

_FORK: Final = "govah.journal/fork@v1"


@dataclass(frozen=True, slots=True)
class Fork:
    """Two proofs of one index, for two leaves, each under a head signed by the same key.

    Heads of one size and two roots need no proof of an entry; heads of two sizes do: each alone could be a part of the other.
    """

    one: InclusionProof
    one_leaf: bytes
    two: InclusionProof
    two_leaf: bytes

    def __str__(self) -> str:
        return f"{_FORK}\nleaf {self.one_leaf.hex()}\n{self.one}\nleaf {self.two_leaf.hex()}\n{self.two}"


def is_fork(one: Checkpoint, two: Checkpoint) -> bool:
    """Answers whether two heads of one log contradict each other by themselves: one size, two roots."""
    return one.origin == two.origin and one.size == two.size and one.root != two.root


def verify_fork(fork: Fork, key: VerifyingKey) -> tuple[Checkpoint, Checkpoint]:
    """Gives the two signed heads that cannot both be true; what proves no fork is an `EvidenceError`."""
    heads = []
    for proof, leaf in ((fork.one, fork.one_leaf), (fork.two, fork.two_leaf)):
        head = verify_checkpoint(proof.checkpoint, key)
        if root_from_inclusion(leaf, proof.index, head.size, proof.path) != head.root:
            raise EvidenceError("proof-wrong", index=proof.index, size=head.size)
        heads.append(head)
    if fork.one.index != fork.two.index or fork.one_leaf == fork.two_leaf:
        raise EvidenceError("fork-not-proved", index=fork.one.index)
    return heads[0], heads[1]


def read_fork(text: str) -> Fork:
    """Reads the proof of a fork without trusting it; a wrong shape is an `EvidenceError`."""
    head, _, rest = text.partition("\nleaf ")
    one, gap, two = rest.partition("\nleaf ")
    if head != _FORK or not gap:
        raise EvidenceError("proof-malformed")
    return Fork(*_half(one), *_half(two))


def _half(text: str) -> tuple[InclusionProof, bytes]:
    leaf, _, proof = text.partition("\n")
    if len(leaf) != 64 or any(letter not in "0123456789abcdef" for letter in leaf):
        raise EvidenceError("proof-malformed")
    return read_inclusion(proof), bytes.fromhex(leaf)
