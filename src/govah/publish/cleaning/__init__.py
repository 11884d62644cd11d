"""Cleaning: a file made anew from what is seen of it, so that nothing it says of itself leaves with it."""

from __future__ import annotations

from govah.publish.cleaning.apart import clean_apart
from govah.publish.cleaning.interface import CLEANED, PICTURED, Cleaned, suffix_of

__all__ = ["CLEANED", "PICTURED", "Cleaned", "clean_apart", "suffix_of"]
