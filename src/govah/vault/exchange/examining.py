"""Examining a stretch by itself: every header, every commitment that can be tested, the tree, and the signed head.

Invariant: whatever comes, malformed or altered, ends in an `EvidenceError`; nothing is looked up and nothing is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from govah.errors import EvidenceError
from govah.journal import (
    Checkpoint,
    Frontier,
    VerifyingKey,
    is_time,
    log_key,
    read_checkpoint,
    read_header,
    read_vkey,
    verify_checkpoint,
)
from govah.journal.entries import SALT_BYTES
from govah.records import is_id
from govah.vault.age import is_recipient
from govah.vault.exchange.vectors import MOST_ENTRIES
from govah.vault.exchange.wire import Stretch, WireEntry, WirePart
from govah.vault.reading import header_time

_NODE: Final = 32
_MOST_COSIGNED: Final = 1_000
_sha256 = hashlib.sha256


@dataclass(frozen=True, slots=True)
class Examined:
    """A stretch that is whole, and the tree that it stands for."""

    stretch: Stretch
    key: VerifyingKey
    leaves: tuple[bytes, ...]
    "Hashes of its entries."
    edge: tuple[bytes, ...]
    "The right edge of the tree at its end."
    head: Checkpoint
    cosigned: tuple[tuple[int, str], ...]
    "(size, note) of the cosigned heads that came with it."

    @property
    def end(self) -> int:
        """How many entries the log has with it."""
        return self.head.size


def examine(stretch: Stretch) -> Examined:
    """Gives a stretch whose every part holds together; anything less is an `EvidenceError`."""
    key = key_of(stretch)
    frontier = _beginning(stretch)
    wanted = {size: "" for size, _ in _sizes(stretch)}
    roots: dict[int, bytes] = {}
    leaves = []
    recipients: set[str] = set()
    for entry in stretch.entries:
        leaf = _leaf(entry, stretch.device, frontier.size, recipients)
        frontier.append(leaf)
        leaves.append(leaf)
        if frontier.size in wanted:
            roots[frontier.size] = frontier.root()
    require_recipients(recipients)
    head = verify_checkpoint(stretch.checkpoint, key)
    if head.size != frontier.size or head.root != frontier.root():
        raise EvidenceError("stretch-altered", device=stretch.device, seq=stretch.first)
    for size, note in _sizes(stretch):
        if verify_checkpoint(note, key).root != roots.get(size):
            raise EvidenceError("stretch-altered", device=stretch.device, seq=size)
    return Examined(stretch, key, tuple(leaves), frontier.edge, head, tuple(_sizes(stretch)))


def key_of(stretch: Stretch) -> VerifyingKey:
    """Gives the key of a stretch's log, which bears the name of its device."""
    key = read_vkey(stretch.vkey)
    if not is_id(stretch.device, "device") or key != log_key(stretch.device, key.key):
        raise EvidenceError("stretch-malformed", device=stretch.device[:17])
    return key


def require_recipients(recipients: Iterable[str]) -> None:
    """Raises unless each is an age X25519 recipient in its one form."""
    if not all(is_recipient(one) for one in recipients):
        raise EvidenceError("age-key-malformed")


def _beginning(stretch: Stretch) -> Frontier:
    first, count = stretch.first, len(stretch.entries)
    is_whole = type(first) is int and first >= 0 and count > 0 and first + count <= MOST_ENTRIES
    if not is_whole or not is_recipient(stretch.recipient) or any(len(node) != _NODE for node in stretch.edge):
        raise EvidenceError("stretch-malformed", device=stretch.device)
    return Frontier(first, stretch.edge)


def _sizes(stretch: Stretch) -> list[tuple[int, str]]:
    if len(stretch.cosignatures) > _MOST_COSIGNED:
        raise EvidenceError("stretch-malformed", device=stretch.device)
    return [(read_checkpoint(note)[0].size, note) for note in stretch.cosignatures]


def _leaf(entry: WireEntry, device: str, seq: int, recipients: set[str]) -> bytes:
    """Gives the leaf hash of an entry whose header is the one canonical form that binds its bodies.

    The header is written anew from what it should hold, and compared: quicker than reading it, and nothing can hide in it.
    """
    header, said = entry.header, []
    for part in entry.parts:
        if part.salt is None or part.body is None or len(part.salt) != SALT_BYTES:
            return _slow_leaf(entry, device, seq, recipients)
        recipients.add(part.recipient)
        said.append(f'["{part.compartment}","{_sha256(part.salt + part.body).hexdigest()}"]')
    try:
        time = header_time(header)
    except UnicodeDecodeError:
        return _slow_leaf(entry, device, seq, recipients)
    expected = f'{{"device":"{device}","parts":[{",".join(said)}],"seq":{seq},"time":"{time}","v":1}}'
    if not said or not is_time(time) or expected.encode() != header:
        return _slow_leaf(entry, device, seq, recipients)
    return _sha256(b"\0" + header).digest()


def _slow_leaf(entry: WireEntry, device: str, seq: int, recipients: set[str]) -> bytes:
    """Gives the same of an entry with bodies that are sealed or erased; raises what is wrong with any other."""
    header = read_header(entry.header)
    if (header.device, header.seq) != (device, seq) or len(header.parts) != len(entry.parts):
        raise EvidenceError("stretch-altered", device=device, seq=seq)
    for (compartment, bound), part in zip(header.parts, entry.parts, strict=True):
        if part.compartment != compartment or not _is_bound(part, bound):
            raise EvidenceError("stretch-altered", device=device, seq=seq)
        if part.body is not None:
            recipients.add(part.recipient)
    return _sha256(b"\0" + entry.header).digest()


def _is_bound(part: WirePart, bound: str) -> bool:
    if part.body is None:
        return part.salt is None and part.recipient == ""
    if part.salt is None:
        return True
    return len(part.salt) == SALT_BYTES and _sha256(part.salt + part.body).hexdigest() == bound


