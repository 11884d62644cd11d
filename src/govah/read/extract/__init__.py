"""Turning documents of every kind that reaches a desk into text with positions; one file a kind."""

from __future__ import annotations

from govah.read.extract.documents import EXTRACTORS, read_document, refuse_large
from govah.read.extract.interface import Extract, Extractor

__all__ = ["EXTRACTORS", "Extract", "Extractor", "read_document", "refuse_large"]
