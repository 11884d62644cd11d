"""Pictures, sound and film: nothing is read from them yet; what they say of themselves is kept with their capture."""

from __future__ import annotations

from typing import Final

from govah.records import Extracted

TOOL: Final = "govah-picture 1"
WITHOUT_TEXT: Final = "media-without-text"
"""Note: somebody has to look at it, or listen, and write what it shows."""


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives an empty text that says why it is empty."""
    del data, name
    return (Extracted("", TOOL, notes=(WITHOUT_TEXT,)),)
