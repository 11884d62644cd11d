"""Entries: the header that a device signs for, and the salted commitments that bind bodies not everybody may read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from govah.errors import EvidenceError
from govah.journal.merkle import leaf_hash
from govah.records import canonical, is_id

VERSION: Final = 1
SALT_BYTES: Final = 16
MOST_PARTS: Final = 64
_COMPARTMENT: Final = re.compile(r"[a-z][a-z0-9-]{0,31}")
_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_COMMITMENT: Final = re.compile(r"[0-9a-f]{64}")
_KEYS: Final = {"device", "parts", "seq", "time", "v"}


@dataclass(frozen=True, slots=True)
class Header:
    """What a device commits to: the leaf of its log."""

    device: str
    seq: int
    time: str
    parts: tuple[tuple[str, str], ...]
    "(compartment, commitment in hex) of each body."

    def to_bytes(self) -> bytes:
        """Gives the leaf: canonical JSON."""
        parts = [list(part) for part in self.parts]
        return canonical({"device": self.device, "parts": parts, "seq": self.seq, "time": self.time, "v": VERSION})


def commitment(salt: bytes, body: bytes) -> str:
    """Gives what a header says of a body: nobody can guess it without the salt."""
    return hashlib.sha256(salt + body).hexdigest()


def entry_id(header: bytes) -> str:
    """Gives the id of an entry: its leaf hash in hex."""
    return leaf_hash(header).hex()


def is_compartment(name: str) -> bool:
    """Answers whether a text can name a compartment."""
    return bool(_COMPARTMENT.fullmatch(name))


def is_time(text: str) -> bool:
    """Answers whether a text is a time as headers write it."""
    return bool(_TIME.fullmatch(text))


def read_header(data: bytes) -> Header:
    """Reads a leaf; anything but the one canonical form of a header that we know is an `EvidenceError`."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as why:
        raise EvidenceError("header-malformed") from why
    if not isinstance(value, dict):
        raise EvidenceError("header-malformed")
    if isinstance(value.get("v"), int) and value["v"] > VERSION:
        raise EvidenceError("header-newer", version=value["v"])
    if not _is_whole(value):
        raise EvidenceError("header-malformed")
    header = Header(value["device"], value["seq"], value["time"], tuple((part[0], part[1]) for part in value["parts"]))
    if header.to_bytes() != data:
        raise EvidenceError("header-malformed")
    return header


def _is_whole(value: dict[str, Any]) -> bool:
    return (
        value.keys() == _KEYS
        and type(value["v"]) is int
        and value["v"] == VERSION
        and type(value["seq"]) is int
        and value["seq"] >= 0
        and isinstance(value["device"], str)
        and is_id(value["device"], "device")
        and isinstance(value["time"], str)
        and is_time(value["time"])
        and isinstance(value["parts"], list)
        and 0 < len(value["parts"]) <= MOST_PARTS
        and all(_is_part(part) for part in value["parts"])
    )


def _is_part(part: Sequence[Any]) -> bool:
    return (
        isinstance(part, list)
        and len(part) == 2
        and isinstance(part[0], str)
        and is_compartment(part[0])
        and isinstance(part[1], str)
        and bool(_COMMITMENT.fullmatch(part[1]))
    )
