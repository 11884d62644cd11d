"""Forks: one log with two histories. The first to come stays the log; the other is kept beside it, with a proof for anybody.

A branch of this device's own log is how a vault that was put back from a copy learns of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import apsw

from govah.journal import (
    ConsistencyProof,
    Frontier,
    Parting,
    consistency_proof,
    continuation_proof,
    edge_of,
    root_of,
)
from govah.vault.database import rows
from govah.vault.exchange.examining import Examined
from govah.vault.exchange.keeping import stretch_from_bytes, stretch_to_bytes
from govah.vault.exchange.wire import Stretch
from govah.vault.writing import entry_key


@dataclass(frozen=True, slots=True)
class Branch:
    """The other history of a log, as this vault holds it."""

    device: str
    size: int
    root: bytes
    note: str
    "Its signed head."
    proof: str
    "Two signed heads that cannot both be true (`journal.Parting`); empty where it only goes on where our own log ends."


def branches(connection: apsw.Connection) -> tuple[Branch, ...]:
    """Gives the branches of all logs."""
    found = rows(connection, "SELECT device, size, root, note, proof FROM branch ORDER BY device, size, root")
    return tuple(Branch(*row) for row in found)


def kept_branches(connection: apsw.Connection) -> Iterator[Stretch]:
    """Gives what is kept of each branch, to be shown and forwarded."""
    for (data,) in rows(connection, "SELECT data FROM branch ORDER BY device, size, root"):
        yield stretch_from_bytes(data)


def leaves_of_log(connection: apsw.Connection, log: int, size: int) -> list[bytes]:
    """Gives the first leaf hashes of a log."""
    query = "SELECT leaf FROM entry WHERE id >= ? AND id < ? ORDER BY id"
    return [leaf for (leaf,) in rows(connection, query, (entry_key(log, 0), entry_key(log, size)))]


def parting_of(ours: list[bytes], note: str, other: Examined, place: int) -> Parting:
    """Gives the proof that two heads of one key cannot both be true.

    Args:
        ours: all leaf hashes of the log as it is held here.
        note: its signed head, of just that many.
        other: the stretch of the other history.
        place: how many entries the two beginnings have that are compared: the first so many differ.
    """
    one = ConsistencyProof(place, consistency_proof(ours, place) if place < len(ours) else (), note)
    first = other.stretch.first
    frontier = Frontier(first, other.stretch.edge)
    for leaf in other.leaves[: place - first]:
        frontier.append(leaf)
    rest = other.leaves[place - first :]
    path = continuation_proof(place, frontier.edge, rest) if rest else ()
    return Parting(one, root_of(ours[:place]), ConsistencyProof(place, path, other.stretch.checkpoint), frontier.root())


def differing_place(ours: list[bytes], other: Examined) -> int | None:
    """Gives how many first entries differ as a whole between our log and a stretch that begins in it; None where they agree."""
    first = other.stretch.first
    if edge_of(ours[:first]) != other.stretch.edge:
        return first
    pairs = enumerate(zip(ours[first:], other.leaves, strict=False), first + 1)
    return next((place for place, (one, two) in pairs if one != two), None)


def keep_branch(connection: apsw.Connection, other: Examined, proof: str) -> bool:
    """Keeps the other history of a log, in the place of what it continues or repeats; answers whether it tells anything new."""
    device, first = other.stretch.device, other.stretch.first
    query = "SELECT size, root, first FROM branch WHERE device = ?"
    for size, root, begun in rows(connection, query, (device,)):
        if root == other.head.root and size == other.end and begun <= first:
            return False
        if begun >= first and _root_at(other, size) == root:
            connection.execute("DELETE FROM branch WHERE device = ? AND size = ? AND root = ?", (device, size, root))
    data = stretch_to_bytes(other.stretch)
    row = (device, other.end, other.head.root, first, other.stretch.checkpoint, proof, data)
    connection.execute("INSERT OR REPLACE INTO branch VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return True


def _root_at(other: Examined, size: int) -> bytes | None:
    if not other.stretch.first < size <= other.end:
        return None
    frontier = Frontier(other.stretch.first, other.stretch.edge)
    for leaf in other.leaves[: size - other.stretch.first]:
        frontier.append(leaf)
    return frontier.root()
