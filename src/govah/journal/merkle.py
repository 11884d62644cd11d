"""The tree of a log: RFC 6962 hashes, inclusion and consistency proofs, and a frontier that grows by appending.

Invariant: every function here is pure, and agrees with the recursive definition of RFC 6962 §2.1, which the tests hold it to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from govah.errors import EvidenceError

_sha256 = hashlib.sha256
EMPTY_ROOT: Final = _sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Gives the hash of one leaf; the first byte keeps leaves and nodes apart (RFC 6962 §2.1)."""
    return _sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Gives the hash of an inner node."""
    return _sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a tree: enough to append to it and to give its root, in logarithmic space."""

    __slots__ = ("_edge", "size")

    def __init__(self, size: int = 0, edge: Iterable[bytes] = ()) -> None:
        self.size = size
        self._edge = list(edge)
        if len(self._edge) != size.bit_count():
            raise EvidenceError("tree-edge-malformed", size=size)

    @property
    def edge(self) -> tuple[bytes, ...]:
        """The roots of the perfect subtrees, largest first: as many as the size has bits set."""
        return tuple(self._edge)

    def append(self, leaf: bytes) -> None:
        """Adds the hash of the next leaf."""
        size, edge = self.size, self._edge
        while size & 1:
            leaf = _sha256(b"\x01" + edge.pop() + leaf).digest()
            size >>= 1
        edge.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Gives the root of the tree as it stands."""
        if not self._edge:
            return EMPTY_ROOT
        root = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Gives the root over leaf hashes; an odd one out at the end of a level rises as it is, which is the tree of RFC 6962."""
    if not leaves:
        return EMPTY_ROOT
    level = list(leaves)
    while len(level) > 1:
        level = _risen(level)
    return level[0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Gives the path from the sibling of one leaf up to the child of the root (RFC 9162 §2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise EvidenceError("proof-out-of-range", index=index, size=len(leaves))
    path, level = [], list(leaves)
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(level[sibling])
        level, index = _risen(level), index >> 1
    return tuple(path)


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Gives the root that a path leads to (RFC 9162 §2.1.3.2); a path of the wrong length is an `EvidenceError`."""
    if not 0 <= index < size:
        raise EvidenceError("proof-out-of-range", index=index, size=size)
    here, last, root = index, size - 1, leaf
    for step in path:
        if last == 0:
            raise EvidenceError("proof-length-wrong", index=index, size=size)
        if here & 1 or here == last:
            root = node_hash(step, root)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            root = node_hash(root, step)
        here, last = here >> 1, last >> 1
    if last:
        raise EvidenceError("proof-length-wrong", index=index, size=size)
    return root


def consistency_proof(leaves: Sequence[bytes], old: int) -> tuple[bytes, ...]:
    """Gives the nodes that join the tree of the first `old` leaves to the tree of all (RFC 9162 §2.1.4.1)."""
    if not 0 < old <= len(leaves):
        raise EvidenceError("proof-out-of-range", index=old, size=len(leaves))
    return tuple(_subproof(leaves, old, complete=True))


def continuation_proof(old: int, edge: Sequence[bytes], leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Gives what `consistency_proof` gives, to who holds no more than the edge of the first `old` leaves and those after."""
    if old <= 0 or len(edge) != old.bit_count():
        raise EvidenceError("proof-out-of-range", index=old, size=old + len(leaves))
    perfect, at = {}, 0
    for node, bit in zip(edge, (bit for bit in reversed(range(old.bit_length())) if old >> bit & 1), strict=True):
        perfect[at] = node
        at += 1 << bit

    def node_of(low: int, high: int) -> bytes:
        return perfect[low] if high <= old else root_of(leaves[low - old : high - old])

    def subproof(low: int, high: int, *, complete: bool) -> list[bytes]:
        if high == old:
            return [] if complete else [node_of(low, high)]
        half = low + (1 << (high - low - 1).bit_length() - 1)
        if old <= half:
            return [*subproof(low, half, complete=complete), node_of(half, high)]
        return [*subproof(half, high, complete=False), node_of(low, half)]

    return tuple(subproof(0, old + len(leaves), complete=True))


def edge_of(leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Gives the right edge of the tree over leaf hashes, as `Frontier.edge` gives it."""
    edge, at = [], 0
    for bit in reversed(range(len(leaves).bit_length())):
        if len(leaves) >> bit & 1:
            edge.append(root_of(leaves[at : at + (1 << bit)]))
            at += 1 << bit
    return tuple(edge)


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """Raises `EvidenceError` unless the path joins the two trees (RFC 9162 §2.1.4.2)."""
    if not 0 < old <= new:
        raise EvidenceError("proof-out-of-range", index=old, size=new)
    if old == new:
        if path or old_root != new_root:
            raise EvidenceError("trees-inconsistent", old=old, new=new)
        return
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not steps or _both_roots(old, new, steps) != (old_root, new_root):
        raise EvidenceError("trees-inconsistent", old=old, new=new)


def _both_roots(old: int, new: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if here & 1 or here == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            second = node_hash(second, step)
        here, last = here >> 1, last >> 1
    return None if last else (first, second)


def _subproof(leaves: Sequence[bytes], old: int, *, complete: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if complete else [root_of(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if old <= half:
        return [*_subproof(leaves[:half], old, complete=complete), root_of(leaves[half:])]
    return [*_subproof(leaves[half:], old - half, complete=False), root_of(leaves[:half])]


def _risen(level: list[bytes]) -> list[bytes]:
    risen = [_sha256(b"\x01" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
    if len(level) & 1:
        risen.append(level[-1])
    return risen
