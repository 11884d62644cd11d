"""The vocabulary: every word of the domain as data, English and Persian, with the one loader that knows it."""

from __future__ import annotations

from govah.words.loader import KINDS, Word, label, say, table, word, words

__all__ = ["KINDS", "Word", "label", "say", "table", "word", "words"]
