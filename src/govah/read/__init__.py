"""Reading: a document becomes text with positions, and its text becomes suggestions that a person decides on. Pure functions."""

from __future__ import annotations

from govah.read.extract import read_document, refuse_large
from govah.read.plain import read_plain
from govah.read.prediction import to_prediction
from govah.read.reading import read_text

__all__ = ["read_document", "read_plain", "read_text", "refuse_large", "to_prediction"]
