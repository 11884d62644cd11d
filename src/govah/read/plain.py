"""Plain text as it was scraped: the story told from the page's furniture around it, line by line, nothing changed."""

from __future__ import annotations

from govah.read.layout import parts
from govah.records import Extracted

TOOL = "govah-plain 2"


def read_plain(text: str, notes: tuple[str, ...] = ()) -> Extracted:
    """Gives a text with its title, its story and its furniture marked."""
    segments = parts(text)
    title = next((text[one.start : one.end].strip() for one in segments if one.kind == "title"), "")
    return Extracted(text, TOOL, segments, title=title, notes=notes)
