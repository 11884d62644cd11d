"""Linking: which mentions may be one person, in any script, with reasons that a person can read and judge."""

from __future__ import annotations

from govah.link.names import NameScore, compare_names, name_key
from govah.link.suggest import SameSuggestion, suggest_same

__all__ = ["NameScore", "SameSuggestion", "compare_names", "name_key", "suggest_same"]
