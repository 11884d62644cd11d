"""Sounding: one key for the ways in which two scripts spell one word, by its consonants; for finding, never for judging.

حسین, Hossein and Hussein have the key of Hassan too: whoever searches judges afterwards which of them was meant. Persian leaves
short vowels out and Latin writes one sound in many ways, so a key holds consonants alone, those that one of the scripts tells
apart and the other does not made one. A word of nothing but vowels, h and v keeps its h, v and y.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_ARABIC: Final = {
    "ب": "b", "پ": "p", "ت": "t", "ط": "t", "ث": "s", "س": "s", "ص": "s", "ج": "j", "چ": "c", "خ": "x", "د": "d", "ذ": "z",
    "ز": "z", "ض": "z", "ظ": "z", "ژ": "j", "ر": "r", "ش": "$", "غ": "q", "ق": "q", "ف": "f", "ک": "k", "گ": "g", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "ح": "h", "و": "w", "ی": "y",
}  # fmt: skip
_LATIN: Final = (
    ("tch", "c"), ("kh", "x"), ("gh", "q"), ("ch", "c"), ("sh", "$"), ("zh", "j"), ("ph", "f"), ("th", "t"), ("dh", "z"),
    ("ck", "k"), ("c", "k"), ("i", "y"), ("v", "w"), *((letter, letter) for letter in "bdfghjklmnpqrstwxyz"),
)  # fmt: skip
_LATIN_SOUND: Final = re.compile("|".join(spelling for spelling, _ in _LATIN))
_LATIN_OF: Final = dict(_LATIN)
_WEAK: Final = str.maketrans("", "", "hwy")
_DOUBLED: Final = re.compile(r"(.)\1+")
_LONGEST: Final = 40


@lru_cache(maxsize=200_000)
def sound_key(word: str) -> str:
    """Gives the key of one folded word; empty where it is neither Latin nor Arabic script, holds a digit, or is overlong.

    Law: a word and its usual spelling in the other script have one key.
    """
    if not 1 < len(word) <= _LONGEST or not word.isalpha():
        return ""
    if word.isascii():
        sounds = "".join(_LATIN_OF[found.group()] for found in _LATIN_SOUND.finditer(word))
    elif "\u0600" <= word[0] <= "\u06ff":
        sounds = "".join(_ARABIC.get(letter, "") for letter in word)
    else:
        return ""
    strong = _DOUBLED.sub(r"\1", sounds.translate(_WEAK))
    return strong or "~" + _DOUBLED.sub(r"\1", sounds)
