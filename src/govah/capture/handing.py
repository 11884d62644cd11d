"""Bytes that somebody handed over through a browser: sealed as they are, read a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator

from govah.capture.embedded import embedded
from govah.capture.interface import GatherOptions, Handed, LeftOut, Source, Taken
from govah.capture.media_types import HEAD, media_type_of
from govah.capture.names import shown_name, shown_path
from govah.errors import CaptureError


class HandedFiles:
    """Takes `Handed` sources."""

    def takes(self, source: Source) -> bool:
        """Answers whether the source is bytes that were handed over."""
        return isinstance(source, Handed)

    def gather(self, source: Source, options: GatherOptions) -> Iterator[Taken | LeftOut]:
        """Gives the bytes as one document; a name that climbs out of its folder loses the steps that climb."""
        if isinstance(source, Handed):
            yield _taken(source, options)


def _taken(handed: Handed, options: GatherOptions) -> Taken | LeftOut:
    parts = tuple(part for part in handed.name.replace("\\", "/").split("/") if part not in ("", ".", ".."))
    name, notes = shown_name(parts[-1] if parts else handed.method)
    if not handed.size:
        return LeftOut(name, "file-empty", {"name": name})
    with handed.open() as file:
        head = file.read(HEAD)
        file.seek(max(0, handed.size - HEAD))
        tail = file.read(HEAD)
    media_type, doubts = media_type_of(head, tail, name)
    try:
        found = embedded(media_type, handed.open)
    except CaptureError as error:
        return LeftOut(name, error.code, error.facts)
    origin = shown_path(parts) if len(parts) > 1 else ""
    method = options.method or ("folder" if len(parts) > 1 else handed.method)
    return Taken(name, origin, method, media_type, handed.size, handed.open, found.metadata, found.published,
                 (*notes, *doubts, *found.notes))  # fmt: skip
