"""Taking in what reaches the desk: files, folders, pasted text, notes and addresses, unaltered and one at a time."""

from __future__ import annotations

from govah.capture.gathering import gather
from govah.capture.interface import FileState, GatherOptions, Handed, LeftOut, Pasted, Source, Taken, Unchanged
from govah.capture.media_types import media_type_of

__all__ = [
    "FileState",
    "GatherOptions",
    "Handed",
    "LeftOut",
    "Pasted",
    "Source",
    "Taken",
    "Unchanged",
    "gather",
    "media_type_of",
]
