"""What a reader is: something that suggests what a document says, by rules or otherwise; whoever suggests is never trusted."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from govah.records import Extracted, Reading


class Suggester(Protocol):
    """Suggests what a document says. Everything it gives is checked against the text before anybody sees it."""

    def __call__(self, extracted: Extracted, published: date | None, /) -> Reading:
        """Gives suggestions for one document; `published` resolves "last Thursday", and is None where nobody knows it."""
        ...
