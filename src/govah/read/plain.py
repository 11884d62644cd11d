"""Plain text as it was scraped: the story told from the page's furniture around it, line by line, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from govah.read.layout import parts
from govah.records import Extracted, Segment

TOOL: Final = "govah-plain 2"
MOST_SEGMENTS: Final = 100_000
"""Lines up to which each is a segment of its own; in a longer text neighbours of one kind are one: a seal lists them all."""


def read_plain(text: str, notes: tuple[str, ...] = ()) -> Extracted:
    """Gives a text with its title, its story and its furniture marked."""
    segments = parts(text)
    title = next((text[one.start : one.end].strip() for one in segments if one.kind == "title"), "")
    if len(segments) > MOST_SEGMENTS:
        segments = tuple(_joined(segments))
    return Extracted(text, TOOL, segments, title=title, notes=notes)


def _joined(segments: tuple[Segment, ...]) -> Iterator[Segment]:
    for kind, same in groupby(segments, key=lambda one: one.kind):
        run = list(same)
        yield Segment(run[0].start, run[-1].end, kind)
