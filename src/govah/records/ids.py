"""Identifiers: random, 80 bits in base32 behind one letter for the type; they show nothing and never change meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

Entropy = Callable[[int], bytes]
"""Gives that many random bytes: `secrets.token_bytes` at the door, a seeded stream in tests."""

LETTERS: Final = {
    "document": "d",
    "capture": "k",
    "derivation": "x",
    "mention": "m",
    "person": "p",
    "claim": "c",
    "suggestion": "s",
    "decision": "u",
    "judgement": "j",
    "withdrawal": "w",
    "release": "r",
    "check": "q",
    "tally": "t",
    "statement": "o",
    "grade": "g",
    "finding": "f",
    "consent": "n",
    "intervention": "i",
    "erasure": "z",
    "custody": "y",
    "member": "a",
    "device": "v",
    "blob": "b",
    "cosignature": "h",
    "stamp": "e",
    "epoch": "l",
}
ID_PATTERN: Final = re.compile(r"\b[a-z][a-z2-7]{16}\b")
_BASE32: Final = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS: Final = tuple(left + right for left in _BASE32 for right in _BASE32)
"""Two letters of base32 for each ten bits."""
_WHOLE: Final = re.compile(r"[a-z][a-z2-7]{16}")


def new_id(kind: str, entropy: Entropy) -> str:
    """Gives a fresh identifier of that kind, such as `d3k5…` for a document."""
    number, two = int.from_bytes(entropy(10)), _PAIRS
    upper, lower = number >> 40, number & 0xFFFFFFFFFF
    return (
        f"{LETTERS[kind]}{two[upper >> 30]}{two[upper >> 20 & 1023]}{two[upper >> 10 & 1023]}{two[upper & 1023]}"
        f"{two[lower >> 30]}{two[lower >> 20 & 1023]}{two[lower >> 10 & 1023]}{two[lower & 1023]}"
    )


def is_id(text: str, kind: str | None = None) -> bool:
    """Answers whether the text has the shape of an identifier (of that kind)."""
    return bool(_WHOLE.fullmatch(text)) and (kind is None or text[0] == LETTERS[kind])


def person_of(mention_id: str) -> str:
    """Gives the person id that is born with a mention; it resolves for ever, whatever the mention is joined to."""
    return LETTERS["person"] + mention_id[1:]


def mention_of(person_id: str) -> str:
    """Gives the mention that a person id was born with."""
    return LETTERS["mention"] + person_id[1:]
