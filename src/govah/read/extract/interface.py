"""What an extractor is: one kind of document, the module that turns it into text, and the limits it keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from govah.records import Extracted

Extract = Callable[[bytes, str], tuple[Extracted, ...]]
"""Turns a document's bytes into text with positions, given its name; raises `ReadError`, and nothing else on purpose."""


NEVER = 1 << 62
"""More bytes than any document has."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """One kind of document; its module is loaded when the first such document is read, and has a function `extract`."""

    module: str
    media_types: tuple[str, ...]
    "Whole types, or beginnings that end in `/`."
    suffixes: tuple[str, ...] = ()
    "Ends of a name, for bytes of which only the name is known."
    apart_from: int = NEVER
    "Bytes from which on it runs in a process of its own, which may crash, hang or grow without harm; 0 for always."

    def reads(self, media_type: str) -> bool:
        """Answers whether this kind reads documents of that media type."""
        return any(media_type == one or (one.endswith("/") and media_type.startswith(one)) for one in self.media_types)
