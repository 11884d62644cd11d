"""Reading a file without a vault: for a person who wants only that, and for measuring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from govah.capture import GatherOptions, LeftOut, Taken, gather
from govah.desk.intake.models import NO_MODELS, Models, reading_of
from govah.errors import CaptureError
from govah.read import read_document, refuse_large, to_prediction
from govah.records import Extracted, Reading


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file, read: its texts (one for most kinds) and what the rules find in each."""

    name: str
    texts: tuple[tuple[Extracted, Reading], ...]

    def predictions(self) -> list[dict[str, Any]]:
        """Gives each reading as plain JSON values."""
        return [to_prediction(reading) for _, reading in self.texts]


def read_file(path: Path, *, published: date | None = None, models: Models = NO_MODELS, ocr: bool = False) -> FileReading:
    """Reads one file; raises `CaptureError` or `ReadError` where it cannot be read."""
    suggesters = models.suggesters()
    taken = next(iter(gather([path], GatherOptions())))
    if isinstance(taken, LeftOut):
        raise CaptureError(taken.code, **taken.facts)
    if not isinstance(taken, Taken):
        raise CaptureError("file-unreadable", name=path.name)
    refuse_large(taken.size, taken.name)
    with taken.open() as source:
        data = source.read()
    texts = read_document(data, taken.media_type, taken.name, ocr=ocr)
    return FileReading(taken.name, tuple((text, reading_of(text, published or text.published, suggesters)) for text in texts))
