"""Plain text: the decoded bytes with nothing normalised; the read face tells the story from the page's furniture."""

from __future__ import annotations

from typing import Final

from govah.read.extract.decoding import decode
from govah.records import Extracted, Segment

TOOL: Final = "govah-plain 1"


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the text of a plain file."""
    del name
    text, notes = decode(data)
    return (extracted(text, notes),)


def extracted(text: str, notes: tuple[str, ...] = ()) -> Extracted:
    """Gives the text, its story told from its furniture."""
    whole = (Segment(0, len(text), "story"),) if text else ()
    return Extracted(text, TOOL, whole, notes=notes)
