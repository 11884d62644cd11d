"""What the vault gives to those who use it: references to entries, stored records, blobs, and what a check found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

Clock = Callable[[], str]
"""Gives the time as headers write it: RFC 3339, UTC, whole seconds."""

FORMAT: Final = 1
"""The version of the vault folder that this program writes."""

STORE_FORMAT: Final = 3
"""The version of the database that this program writes; it opens the older ones, and brings them up to it."""


@dataclass(frozen=True, slots=True)
class EntryRef:
    """One entry of one log."""

    id: str
    "Its leaf hash in hex."
    device: str
    seq: int


@dataclass(frozen=True, slots=True)
class Stored:
    """One part of an entry as this vault holds it."""

    record: Any
    "The record; None where the body is sealed to this device, or erased."
    kind: str
    "The type of its body; empty where nobody here can know."
    compartment: str
    entry: EntryRef
    time: str
    sealed: bool
    commitment: str
    "Hex; what the header binds, whether or not the body can be read."
    erased: bool = False


@dataclass(frozen=True, slots=True)
class PutBlob:
    """Bytes that were taken in and wait for the entry that names them."""

    id: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was sealed."""

    code: str
    where: str
    "A file of the vault folder, or an entry, blob or log by id."


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of every byte found."""

    files: int
    bytes: int
    entries: int
    bodies: int
    sealed: int
    blobs: int
    logs: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    "What is worth knowing and is no fault, such as the unfinished end of a write that a crash cut off."
    heads: tuple[tuple[str, int, str], ...] = ()
    "(device, size, root in hex) of each log: what to compare with a note of it kept elsewhere."
    erased: int = 0
    "Bodies that were destroyed on purpose: their headers vouch that they were there."

    @property
    def is_good(self) -> bool:
        """Answers whether everything is as it was sealed."""
        return not self.problems
