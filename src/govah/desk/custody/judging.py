"""Judging what somebody shows about a log: a head, a continuation, an entry or a fork; what it proves, and by whose key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from govah.desk.custody.ground import WITNESS, Ground, device_of
from govah.errors import EvidenceError
from govah.journal import (
    Checkpoint,
    ConsistencyProof,
    Cosigned,
    Parting,
    VerifyingKey,
    consistency_proof,
    is_parting,
    kind_of_paper,
    read_checkpoint,
    read_consistency,
    read_fork,
    read_inclusion,
    read_parting,
    verify_checkpoint,
    verify_consistency,
    verify_cosignatures,
    verify_fork,
    verify_inclusion,
    verify_parting,
)

GOOD: Final = frozenset({"fits", "seen", "newer", "first", "continues", "entry"})
FORKS: Final = frozenset({"fork", "fork-proved"})


@dataclass(frozen=True, slots=True)
class Judged:
    """What one paper proves."""

    kind: str
    "`head`, `consistency`, `inclusion` or `fork`."
    code: str
    """What it comes to. A head `fits` the log held here, was `seen` before, is `newer` than what is held, or the `first` of its
    log; `beyond` is a head of this device that this vault has not reached. A continuation `continues`, or is `unanchored`; an
    `entry` is in the tree, or `entry-unseen`; a `fork` was found here, or is `fork-proved` by the paper."""
    device: str
    "Whose log it is."
    key: VerifyingKey
    "The key that signed."
    size: int
    root: bytes
    note: str
    "The signed head that it is about, the newer one where there are two."
    other: int = 0
    "The older size, or the size of the other head of a fork."
    index: int = 0
    newest: int = 0
    "The newest other head of that log that is known here."
    cosigned: tuple[Cosigned, ...] = ()
    "The cosignatures that hold."
    unknown: int = 0
    "Signatures on the head by keys that are not known here."
    proof: str = ""
    "Of a fork that was found here: the text that proves it to anybody."

    @property
    def is_good(self) -> bool:
        """Answers whether it proves what it should, and goes with everything known here."""
        return self.code in GOOD

    @property
    def witnesses(self) -> tuple[str, ...]:
        """The devices that cosigned the head."""
        return tuple(one.key.name.removeprefix(WITNESS) for one in self.cosigned)

    @property
    def is_fork(self) -> bool:
        """Answers whether it shows two histories under one key."""
        return self.code in FORKS

    @property
    def may_be_cosigned(self) -> bool:
        """Answers whether the head continues everything that is known of its log."""
        if self.code == "seen":
            return self.size >= self.newest
        return self.code in ("fits", "first") or (self.code == "continues" and self.newest <= self.other)


def judge(ground: Ground, text: str) -> Judged:
    """Gives what a paper proves on this ground; what is damaged or signed by nobody known raises.

    Raises:
        EvidenceError: a wrong shape, a wrong signature, or a proof that does not lead to its head.
        NotFoundError: the key of the log is not known here.
    """
    kind = kind_of_paper(text)
    judges = {"consistency": _continuation, "inclusion": _entry, "fork": _fork}
    return judges.get(kind, _head)(ground, text)


def _head(ground: Ground, text: str) -> Judged:
    checkpoint, note = read_checkpoint(text)
    device = device_of(checkpoint)
    key = ground.key_of(device)
    head = verify_checkpoint(text, key)
    good = verify_cosignatures(note, ground.witnesses)
    found = Judged(
        "head", "", device, key, head.size, head.root, text,
        newest=ground.newest(device, head.size),
        cosigned=good,
        unknown=len(note.signatures) - 1 - len(good),
    )  # fmt: skip
    if (proof := _proof_against(ground, device, head, text)) is not None:
        return replace(found, code="fork", proof=str(proof), other=_other_size(proof))
    if (log := ground.logs.get(device)) is not None:
        beyond = "beyond" if device == ground.own else "newer"
        return replace(found, code="fits" if head.size <= log.size else beyond, other=log.size)
    code = "seen" if (device, head.size) in ground.kept else "newer" if found.newest else "first"
    return replace(found, code=code, other=found.newest)


def _proof_against(ground: Ground, device: str, head: Checkpoint, text: str) -> Parting | None:
    """Gives the proof that a head belongs to another history than the log held here, or than a head that was seen; or None."""
    shown = ConsistencyProof(head.size, (), text)
    log = ground.logs.get(device)
    ours = ground.root_at(device, head.size) if log is not None and head.size <= log.size else None
    if log is not None and ours is not None and ours != head.root:
        if head.size == 0:
            raise EvidenceError("checkpoint-malformed")
        whole = ground.leaves(device, log.size) or []
        held = ConsistencyProof(head.size, consistency_proof(whole, head.size), log.checkpoint)
        return Parting(held, ours, shown, head.root)
    for other in ground.seen.get((device, head.size), ()):
        root = read_checkpoint(other)[0].root
        if root != head.root:
            return Parting(ConsistencyProof(head.size, (), other), root, shown, head.root)
    return None


def _other_size(proof: Parting) -> int:
    return read_checkpoint(proof.one.checkpoint)[0].size


def _continuation(ground: Ground, text: str) -> Judged:
    proof = read_consistency(text)
    found = replace(_head(ground, proof.checkpoint), kind="consistency")
    if found.is_fork:
        return found
    root = ground.root_at(found.device, proof.old)
    if root is None:
        return replace(found, code="unanchored", other=proof.old)
    verify_consistency(proof.old, found.size, root, found.root, proof.path)
    return replace(found, code="beyond" if found.code == "beyond" else "continues", other=proof.old)


def _entry(ground: Ground, text: str) -> Judged:
    proof = read_inclusion(text)
    found = replace(_head(ground, proof.checkpoint), kind="inclusion", index=proof.index)
    if found.is_fork:
        return found
    leaf = ground.leaf_at(found.device, proof.index)
    if leaf is None:
        return replace(found, code="entry-unseen")
    verify_inclusion(proof, leaf, found.key)
    return replace(found, code="entry")


def _fork(ground: Ground, text: str) -> Judged:
    if is_parting(text):
        parting = read_parting(text)
        key = ground.key_of(device_of(read_checkpoint(parting.one.checkpoint)[0]))
        one, two = verify_parting(parting, key)
        index, note = parting.one.old - 1, parting.one.checkpoint
    else:
        fork = read_fork(text)
        key = ground.key_of(device_of(read_checkpoint(fork.one.checkpoint)[0]))
        one, two = verify_fork(fork, key)
        index, note = fork.one.index, fork.one.checkpoint
    return Judged("fork", "fork-proved", device_of(one), key, one.size, one.root, note, other=two.size, index=index)
