"""Reading English: who is named, what is done to them, who says so and how sure they are; rules over the grammar, no model."""

from __future__ import annotations

from govah.read.english.reading import suggest

__all__ = ["suggest"]
