"""Pasted text and notes: the words of a person at the desk, as UTF-8."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from govah.capture.interface import GatherOptions, LeftOut, Pasted, Source, Taken
from govah.capture.names import shown_name


class PastedTexts:
    """Takes `Pasted` sources."""

    def takes(self, source: Source) -> bool:
        """Answers whether the source is pasted text."""
        return isinstance(source, Pasted)

    def gather(self, source: Source, options: GatherOptions) -> Iterator[Taken | LeftOut]:
        """Gives the text as one document; empty text is left out."""
        if isinstance(source, Pasted):
            yield _taken(source, options)


def _taken(pasted: Pasted, options: GatherOptions) -> Taken | LeftOut:
    name, notes = shown_name(pasted.name or pasted.method)
    if not pasted.text.strip():
        return LeftOut(name, "text-empty", {"name": name})
    data = pasted.text.encode("utf-8", "replace")

    def opened() -> BinaryIO:
        return io.BytesIO(data)

    return Taken(name, "", options.method or pasted.method, "text/plain", len(data), opened, notes=notes)
