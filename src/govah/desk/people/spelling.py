"""Spelling: the words of the index that write what a person typed, in either script; judged by their sounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from govah.link.phonetics import likeness
from govah.text import sound_key
from govah.vault import Vault
from govah.vault.finding import sounding_like

ALIKE: Final = 850
"""Likeness of sounds, 0 to 1000, from which on two spellings are one word: حسین is 970 to Hossein, Hassan 838."""
SAME: Final = 1000
_CROWD: Final = 4_000
_MOST: Final = 24
_SHORTEST: Final = 3
"""Letters of a word below which its consonants say too little to look for other spellings in the same script."""

Spellings = Mapping[str, int]
"""Words of the index and how much each sounds like the word that was typed; that word itself is 1000."""


def spellings(vault: Vault, word: str) -> Spellings:
    """Gives a folded word and the words of the index that sound like it, the likest first."""
    sound = sound_key(word)
    if not sound:
        return {word: SAME}
    heard = [(likeness(word, term), term) for term in sounding_like(vault, sound, _CROWD) if term != word]
    near = sorted(((score, term) for score, term in heard if score >= ALIKE and _is_long_enough(word, term)), reverse=True)
    return {word: SAME} | {term: min(score, SAME - 1) for score, term in near[:_MOST]}


def phrasings(vault: Vault, words: Sequence[str], *, cut_up: bool) -> list[list[Spellings]]:
    """Gives other ways to write a name's words: two as one (محمدرضا) and, where asked for, one as two."""
    found = []
    for at in range(len(words) - 1):
        joined = words[at] + words[at + 1]
        found.append([*words[:at], joined, *words[at + 2 :]])
    for at, word in enumerate(words):
        found += [
            [*words[:at], word[:cut], word[cut:], *words[at + 1 :]]
            for cut in range(_SHORTEST, len(word) - _SHORTEST + 1)
            if cut_up and len(word) >= 2 * _SHORTEST
        ]
    return [[spellings(vault, word) for word in one] for one in found]


def _is_long_enough(word: str, term: str) -> bool:
    return word.isascii() != term.isascii() or min(len(word), len(term)) >= _SHORTEST
