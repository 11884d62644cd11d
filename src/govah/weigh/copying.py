"""Which documents repeat each other's words: fingerprints of passages, and pairs that share enough of them.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of the hashes of every five words in a row, the least of each window of eight is
kept, so that two texts that share twelve words in a row share a fingerprint, wherever the words stand. The share of a pair is its
containment (Broder 1997): shared fingerprints over those of the shorter text, so that a text within a longer one is found.
MinHash, which compares whole sets, misses that.

A document is compared with the first that had the words, not with every copy: a statement that stands in a thousand documents
gives a thousand pairs and not a million.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from govah.text import fold

WORDS: Final = 5
WINDOW: Final = 8
WHOLE: Final = 0.6
"""Share from which on a document is called a copy; below, it shares a passage: the standing paragraphs of a house that writes
many short pages come to half of one."""
REWORDED: Final = 0.45
"""The same for two of nearly one length: one word in ten changed leaves half of the passages."""
LENGTH: Final = 0.8
ENOUGH: Final = 4
"""Fingerprints that a pair must share: some twenty words in a row or more."""
_WORD: Final = re.compile(r"\w+")
_PLACES: Final = 20
_MOST: Final = 1 << _PLACES


@dataclass(frozen=True, slots=True)
class Copied:
    """Two documents that share words."""

    first: str
    "The earlier one, as far as their dates tell."
    other: str
    share: float
    "Of the shorter one's fingerprints, 0 to 1."
    shared: int
    alike: float = 0.0
    "How near their lengths are: the shorter over the longer."

    @property
    def is_whole(self) -> bool:
        """Answers whether most of the shorter document stands in the other, or the two are one text, reworded here and there."""
        return self.share >= WHOLE or (self.share >= REWORDED and self.alike >= LENGTH)


def fingerprints(text: str) -> tuple[int, ...]:
    """Gives a text's fingerprints, sorted: the same words in another case, with other signs or digits, give the same ones."""
    words = [word.encode("utf-8", "replace") for word in _WORD.findall(fold(text))]
    runs = [
        int.from_bytes(blake2b(b" ".join(words[at : at + WORDS]), digest_size=5).digest(), "big")
        for at in range(len(words) - WORDS + 1)
    ]
    if len(runs) <= WINDOW:
        return tuple(sorted(set(runs[:1] + runs[-1:]) | ({min(runs)} if runs else set())))
    return tuple(sorted({min(runs[at : at + WINDOW]) for at in range(len(runs) - WINDOW + 1)}))


def packed(prints: Sequence[int]) -> str:
    """Gives fingerprints as text, to be kept: five bytes each in hex."""
    return b"".join(struct.pack(">Q", one)[3:] for one in prints).hex()


def unpacked(text: str) -> tuple[int, ...]:
    """Gives fingerprints that were packed."""
    data = bytes.fromhex(text)
    return tuple(int.from_bytes(data[at : at + 5], "big") for at in range(0, len(data), 5))


def copies(documents: Iterable[tuple[str, Sequence[int]]]) -> tuple[Copied, ...]:
    """Gives the pairs that share words.

    Args:
        documents: (id, fingerprints), the earliest first; at most a million.
    """
    known = list(documents)
    if len(known) > _MOST:
        raise ValueError(len(known))
    sizes = [len(prints) for _, prints in known]
    shared: Counter[tuple[int, int]] = Counter(_meetings(known))
    found = (
        _copied(known[first][0], known[other][0], (sizes[first], sizes[other]), count)
        for (first, other), count in shared.items()
    )
    return tuple(sorted((one for one in found if one.shared >= ENOUGH or one.is_whole), key=lambda one: -one.share))


def _copied(first: str, other: str, sizes: tuple[int, int], shared: int) -> Copied:
    shorter, longer = max(1, min(sizes)), max(1, *sizes)
    return Copied(first, other, shared / shorter, shared, shorter / longer)


def _meetings(known: Sequence[tuple[str, Sequence[int]]]) -> Iterator[tuple[int, int]]:
    """Gives (first, other) once for each fingerprint that a later document shares with the first that had it.

    All fingerprints stand in one sorted list, each with its document's place in its low bits: some 30 bytes each, where a table
    from fingerprint to documents takes three times that.
    """
    rows = [one << _PLACES | place for place, (_, prints) in enumerate(known) for one in prints]
    rows.sort()
    last, first = -1, 0
    for row in rows:
        one, place = row >> _PLACES, row & (_MOST - 1)
        if one == last:
            yield first, place
        else:
            last, first = one, place
