"""A text being put together piece by piece, with the segments that its pieces are."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from govah.records import Extracted, Locator, Segment
from govah.records.values import NOWHERE

ARROW: Final = " → "
"""Stands between two voices of one author, the one that passes on first."""

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Gives the text with each lone surrogate as U+FFFD, one for one: everything else stays as it is."""
    return _SURROGATES.sub("\ufffd", text)


def chain(*voices: str) -> str:
    """Gives a chain of voices as one author, outermost first: `Channel → whom it forwards`."""
    return ARROW.join(dict.fromkeys(clean(" ".join(voice.split())) for voice in voices if voice.strip()))


class Assembly:
    """Collects pieces in order; law: segments come in order and do not overlap."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self.length = 0

    def add(self, text: str) -> int:
        """Appends characters that belong to no segment of their own, and gives where they start."""
        start = self.length
        self._parts.append(clean(text))
        self.length += len(text)
        return start

    def gap(self, lines: int = 1) -> None:
        """Starts a new line, with `lines - 1` empty ones before it; at the very beginning it does nothing."""
        if self.length:
            self.add("\n" * lines)

    def segment(
        self, text: str, kind: str, locator: Locator = NOWHERE, *, published: date | None = None, author: str = ""
    ) -> None:
        """Appends a piece that is a segment; an empty one is nothing."""
        if text:
            start = self.add(text)
            self._segments.append(Segment(start, self.length, kind, locator, published, clean(author)))

    def extracted(self, tool: str, *, published: date | None = None, title: str = "", notes: tuple[str, ...] = ()) -> Extracted:
        """Gives the whole."""
        unique = tuple(dict.fromkeys(notes))
        return Extracted("".join(self._parts), tool, tuple(self._segments), published, clean(title), unique)
