"""Forks: two signed heads of one key that cannot belong to one history are proof, to anybody, that somebody kept two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govah.errors import EvidenceError
from govah.journal.checkpoints import Checkpoint, verify_checkpoint
from govah.journal.merkle import root_from_inclusion, verify_consistency
from govah.journal.notes import VerifyingKey, from_base64, to_base64
from govah.journal.proofs import ConsistencyProof, InclusionProof, read_consistency, read_inclusion

_FORK: Final = "govah.journal/fork@v1"
_BEGINNING: Final = "root "


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


@dataclass(frozen=True, slots=True)
class Parting:
    """Two signed heads of one key, each with the tree that its first entries make: of as many entries, and not the same.

    It needs no entry, only hashes: whoever holds a log can accuse a head of it without showing what the log holds. A head of
    just that many entries is its own beginning, with no path.
    """

    one: ConsistencyProof
    one_root: bytes
    "The root over the first `one.old` entries under the first head."
    two: ConsistencyProof
    two_root: bytes

    def __str__(self) -> str:
        halves = ((self.one_root, self.one), (self.two_root, self.two))
        return f"{_FORK}\n" + "\n".join(f"{_BEGINNING}{to_base64(root)}\n{proof}" for root, proof in halves)


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


def verify_parting(parting: Parting, key: VerifyingKey) -> tuple[Checkpoint, Checkpoint]:
    """Gives the two signed heads that cannot both be true; what proves no fork is an `EvidenceError`."""
    heads = []
    for proof, root in ((parting.one, parting.one_root), (parting.two, parting.two_root)):
        head = verify_checkpoint(proof.checkpoint, key)
        verify_consistency(proof.old, head.size, root, head.root, proof.path)
        heads.append(head)
    if parting.one.old != parting.two.old or parting.one_root == parting.two_root:
        raise EvidenceError("fork-not-proved", index=parting.one.old)
    return heads[0], heads[1]


def read_parting(text: str) -> Parting:
    """Reads the proof of a fork by two beginnings without trusting it; a wrong shape is an `EvidenceError`."""
    head, _, rest = text.partition(f"\n{_BEGINNING}")
    one, gap, two = rest.partition(f"\n\n{_BEGINNING}")
    if head != _FORK or not gap:
        raise EvidenceError("proof-malformed")
    return Parting(*_beginning(one + "\n"), *_beginning(two))


def is_parting(text: str) -> bool:
    """Answers whether a text says that it proves a fork by two beginnings, not by two entries."""
    return text.startswith(f"{_FORK}\n{_BEGINNING}")


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


def _beginning(text: str) -> tuple[ConsistencyProof, bytes]:
    root, _, proof = text.partition("\n")
    if len(found := from_base64(root)) != 32:
        raise EvidenceError("proof-malformed")
    return read_consistency(proof), found
