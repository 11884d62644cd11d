"""Checking the logs: every header to the letter, every commitment, every tree from its leaves, every signed head."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import apsw

from govah.errors import EvidenceError, VaultError
from govah.journal import Frontier, commitment, is_compartment, is_time, read_header, read_vkey, root_of, verify_checkpoint
from govah.vault.compartments import Epoch
from govah.vault.database import rows
from govah.vault.derived import Rows
from govah.vault.interface import Problem
from govah.vault.reading import header_time
from govah.vault.writing import LOG_SHIFT, PART_SHIFT, entry_key

_SEQ: Final = (1 << LOG_SHIFT) - 1
_NUMBER: Final = (1 << PART_SHIFT) - 1
_PAGE: Final = 20_000
_sha256 = hashlib.sha256
Epochs = Mapping[tuple[str, int], Epoch]


@dataclass(slots=True)
class Census:
    """What was counted and found wrong on the way through the entries."""

    entries: int = 0
    bodies: int = 0
    sealed: int = 0
    erased: int = 0
    heads: list[tuple[str, int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    evidence: list[tuple[str, str, str, int]] = field(default_factory=list)
    "(record, blob, SHA-256, size) of each body that vouches for bytes."
    records: int = 0
    references: int = 0
    "Sums of the hashes of the derived rows that there should be: the tables must have the same."


def check_logs(connection: apsw.Connection, epochs: Epochs, own: tuple[str, str], *, bodies: bool) -> Census:
    """Goes through every entry of every log; `own` is this device's id and vkey, which its log must bear."""
    census = Census()
    logs = rows(connection, "SELECT id, device, vkey, size, edge, checkpoint FROM log ORDER BY id")
    if own not in [(device, vkey) for _, device, vkey, *_ in logs]:
        census.problems.append(Problem("log-key-altered", own[0]))
    for log, device, vkey, size, edge, checkpoint in logs:
        leaves: list[bytes] = []
        for page in _pages(connection, log, size):
            leaves += _check_page(page, device, epochs, census, bodies=bodies)
        _check_head(census, (device, vkey, size, edge, checkpoint), leaves)
        cosigned = rows(connection, "SELECT size, note FROM cosignature WHERE log = ?", (log,))
        _check_cosigned(census, (device, vkey), cosigned, leaves)
    known = sum(row[3] for row in logs)
    stray = rows(connection, "SELECT count(*) FROM entry")[0][0] - known
    if stray > 0:
        census.problems.append(Problem("entry-beyond-head", str(stray)))
    return census


def _pages(connection: apsw.Connection, log: int, size: int) -> Iterator[tuple[int, list[Any], dict[int, list[Any]]]]:
    for first in range(0, size, _PAGE):
        low, high = entry_key(log, first), entry_key(log, min(first + _PAGE, size))
        entries = rows(connection, "SELECT id, leaf, header FROM entry WHERE id >= ? AND id < ? ORDER BY id", (low, high))
        query = "SELECT id, compartment, epoch, salt, body FROM part WHERE id >= ? AND id < ? ORDER BY id"
        parts: dict[int, list[Any]] = {}
        for part in rows(connection, query, (low << PART_SHIFT, high << PART_SHIFT)):
            parts.setdefault(part[0] >> PART_SHIFT, []).append(part)
        yield low, entries, parts


def _check_page(
    page: tuple[int, list[Any], dict[int, list[Any]]], device: str, epochs: Epochs, census: Census, *, bodies: bool
) -> Iterator[bytes]:
    first, entries, parts = page
    readable: list[tuple[int, bytes, str]] = []
    for at, (entry, stored_leaf, header) in enumerate(entries):
        leaf = _sha256(b"\x00" + header).digest()
        census.entries += 1
        held = parts.pop(entry, [])
        if entry != first + at or leaf != stored_leaf or not _is_header(header, device, entry & _SEQ, held, epochs):
            census.problems.append(Problem("entry-altered", f"{device}/{(first + at) & _SEQ}"))
        elif bodies:
            _count(census, held, header_time(header), readable)
        yield leaf
    _derive(census, readable)
    census.problems += [Problem("entry-altered", f"{device}/{entry & _SEQ}") for entry in parts]


def _is_header(header: bytes, device: str, seq: int, held: list[Any], epochs: Epochs) -> bool:
    """Answers whether the header is the one canonical form that binds these parts.

    The header is written anew from what it should hold, and compared: quicker than reading it, and nothing can hide in it.
    """
    time = header_time(header)
    said = []
    for number, (part, compartment, epoch, salt, body) in enumerate(held):
        if part & _NUMBER != number or not is_compartment(compartment):
            return False
        if salt is None or body is None:
            bound = _bound_otherwise(header, number, body, epochs.get((compartment, epoch)))
            if bound is None:
                return False
        else:
            bound = _sha256(salt + body).hexdigest()
        said.append(f'["{compartment}","{bound}"]')
    expected = f'{{"device":"{device}","parts":[{",".join(said)}],"seq":{seq},"time":"{time}","v":1}}'
    return bool(held) and is_time(time) and expected.encode() == header


def _bound_otherwise(header: bytes, number: int, body: bytes | None, epoch: Epoch | None) -> str | None:
    """Gives the commitment of a part that lies sealed or was erased; None where it cannot be what the header binds."""
    try:
        bound = read_header(header).parts[number][1]
        if body is not None and epoch is not None and epoch.is_readable and commitment(*epoch.unseal(body)) != bound:
            return None
    except (EvidenceError, VaultError, IndexError):
        return None
    return bound


def _count(census: Census, held: list[Any], time: str, readable: list[tuple[int, bytes, str]]) -> None:
    for part, _, _, salt, body in held:
        if body is None:
            census.erased += 1
        elif salt is None:
            census.sealed += 1
        else:
            census.bodies += 1
            readable.append((part, body, time))


def _derive(census: Census, readable: list[tuple[int, bytes, str]]) -> None:
    """Sums up what the index should hold of a page of bodies; they are read as one array, which takes half the time."""
    read = json.loads(b"[" + b",".join(body for _, body, _ in readable) + b"]")
    derived = Rows()
    for (part, body, time), fields in zip(readable, read, strict=True):
        derived.add(part, body, fields, time, None)
        if fields.get("type") in ("document", "derivation"):
            census.evidence.append((fields["id"], fields["blob"], fields["sha256"], fields["size"]))
    census.records += sum(map(hash, derived.records))
    census.references += sum(map(hash, derived.references))


def _check_head(census: Census, log: tuple[str, str, int, bytes, str], leaves: list[bytes]) -> None:
    device, vkey, size, edge, text = log
    root = root_of(leaves)
    try:
        head = verify_checkpoint(text, read_vkey(vkey))
        frontier = Frontier(size, [edge[at : at + 32] for at in range(0, len(edge), 32)])
    except EvidenceError as error:
        census.problems.append(Problem(error.code, device))
        return
    if head.size != size or len(leaves) != size or head.root != root or frontier.root() != root:
        census.problems.append(Problem("tree-altered", device))
    census.heads.append((device, head.size, head.root.hex()))


def _check_cosigned(census: Census, log: tuple[str, str], kept: list[tuple[int, str]], leaves: list[bytes]) -> None:
    """A head that somebody cosigned must be one of this very log; whose the cosignatures are is for those who have the keys."""
    device, vkey = log
    for size, text in kept:
        try:
            head = verify_checkpoint(text, read_vkey(vkey))
            is_good = head.size == size <= len(leaves) and head.root == root_of(leaves[:size])
        except EvidenceError:
            is_good = False
        if not is_good:
            census.problems.append(Problem("cosignature-altered", f"{device}/{size}"))
