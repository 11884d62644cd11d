"""The vocabulary: every word of the domain as data, English and Persian, with the one loader that knows it."""

from __future__ import annotations

from govah.words.loader import KINDS, Word, label, say, table, word, words
from govah.words.lookup import find_words, near_words

__all__ = ["KINDS", "Word", "find_words", "label", "near_words", "say", "table", "word", "words"]
