"""A long text in pieces that a model can hold: cut between paragraphs or sentences, each with its place in the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from govah.records import Extracted

LARGEST: Final = 6000
"""Code points of one piece: some 1,500 to 3,000 tokens, which the smallest local models hold beside the question."""
MOST: Final = 200
"""Pieces of one document that are asked about; a longer one is cut there, and a note says so."""
_BREAKS: Final = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?؟۔]\s"), re.compile(r"\s"))
_LEFT_ALONE: Final = frozenset({"furniture", "header"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document's text."""

    start: int
    text: str


def chunks_of(extracted: Extracted, largest: int = LARGEST) -> Iterator[Chunk]:
    """Gives the story of a text in pieces of at most that many code points; furniture and headers are not asked about."""
    stretches = [(one.start, one.end) for one in extracted.segments if one.kind not in _LEFT_ALONE]
    for first, end in _joined(stretches or [(0, len(extracted.text))], largest):
        start = first
        while start < end:
            cut = end if end - start <= largest else _cut(extracted.text, start, start + largest)
            if extracted.text[start:cut].strip():
                yield Chunk(start, extracted.text[start:cut])
            start = cut


def _joined(stretches: list[tuple[int, int]], largest: int) -> Iterator[tuple[int, int]]:
    """Neighbours go into one piece while they fit: what lies between them (white space, furniture cut out) is at most a gap."""
    here: tuple[int, int] | None = None
    for start, end in sorted(stretches):
        if here is not None and start - here[1] <= 2 and end - here[0] <= largest:
            here = here[0], max(here[1], end)
            continue
        if here is not None:
            yield here
        here = start, end
    if here is not None:
        yield here


def _cut(text: str, start: int, limit: int) -> int:
    """Gives where to cut before the limit: at the last strong break of the second half, or hard."""
    middle = start + (limit - start) // 2
    for pattern in _BREAKS:
        found = [match.end() for match in pattern.finditer(text, middle, limit)]
        if found:
            return found[-1]
    return limit
