"""Cleaning: a picture or a PDF made anew from what is seen of it, so that nothing it says of itself leaves with it."""

from __future__ import annotations

from govah.publish.cleaning.apart import clean_apart
from govah.publish.cleaning.interface import CLEANED, Cleaned, suffix_of

__all__ = ["CLEANED", "Cleaned", "clean_apart", "suffix_of"]
