"""What a file says of itself: the metadata embedded in it, and the day it was sent, by its kind."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final


@dataclass(frozen=True, slots=True)
class Embedded:
    """Metadata as read, kept beside the bytes; nothing here is believed."""

    metadata: tuple[tuple[str, str], ...] = ()
    published: str = ""
    notes: tuple[str, ...] = ()


UNREAD: Final = frozenset({"image/svg+xml", "image/heic", "image/heif", "image/avif"})
"""Pictures whose own statements nothing here reads yet."""
UNREADABLE: Final = "metadata-unreadable"
"""Note: what the file says of itself is damaged."""
MOST: Final = 200
"""Entries kept of one file's metadata."""
LONGEST: Final = 1000
"""Characters kept of one value."""

READERS: Final[dict[str, str]] = {
    "image/": "images",
    "application/pdf": "documents",
    "application/vnd.openxmlformats-officedocument.": "office",
    "application/vnd.oasis.opendocument.": "office",
    "message/rfc822": "mails",
    "text/html": "pages",
}
"""Beginning of a media type → the module whose `read` reads such a file's metadata; it is loaded when one is met."""


_BROKEN: Final = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    OSError,
    RuntimeError,
    MemoryError,
)
"""What parsers of metadata are known to raise on hostile bytes."""


def embedded(media_type: str, opened: Callable[[], BinaryIO]) -> Embedded:
    """Gives a file's own metadata; a file whose metadata cannot be read is still taken, with a note."""
    for start, module in READERS.items():
        if media_type.startswith(start) and media_type not in UNREAD:
            try:
                found: Embedded = importlib.import_module(f"govah.capture.embedded_{module}").read(opened)
            except _BROKEN:
                return Embedded(notes=(UNREADABLE,))
            return found
    return Embedded()


def kept(entries: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Gives the entries cut to what is kept, without control characters or empty values."""
    clean = [(key[:100], "".join(c if c.isprintable() else " " for c in value[:LONGEST]).strip()) for key, value in entries]
    return tuple((key, value) for key, value in clean if value)[:MOST]
