"""Folding: one key for all the ways in which the same word is typed, in Latin, Persian, Arabic and Sorani letters.

A key is for comparing and searching, never for showing. Law: `fold(fold(text)) == fold(text)`. Sorani letters are folded by their
value: `ە` is a short vowel that Persian leaves unwritten inside a word and writes as a silent heh at its end, so that کەماڵ meets
کمال and سنە meets سنه; `ئ` before a vowel only carries it (ئەحمەد meets احمد).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from govah.text.digits import TO_LATIN

_LETTERS: Final = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ێ": "ی", "ے": "ی", "ۓ": "ی", "ئ": "ی",
        "ك": "ک", "ڪ": "ک", "ګ": "گ",
        "ة": "ه", "ۀ": "ه", "ۂ": "ه", "ھ": "ه", "ہ": "ه", "ۃ": "ه",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ۆ": "و", "ۇ": "و", "ۋ": "و", "ڤ": "و",
        "ڕ": "ر", "ڵ": "ل", "ء": "", "ـ": "",
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "e",
        "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "'", "’": "'", "‘": "'", "`": "'",
    }
)  # fmt: skip
_SPACES: Final = r"[\s\u200b\u200c\u2060\ufeff]+"
_INVISIBLE: Final = "[\u00ad\u061c\u180e\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\U000e0000-\U000e007f]"
_SORANI: Final = "[ەێۆڕڵڤ]|^ئ"
_DOUBLED_WAW: Final = r"وو(?=\w)|(?<=\w)وو"
_NOT_NAME: Final = r"[^\w\s]|_"

_TITLES: Final = """
    mr mrs ms miss dr prof sir eng engineer mullah mulla ayatollah hojatoleslam hojjatoleslam haj haji hajj sheikh sayyed mohandes
    آقا آقای خانم دکتر مهندس شیخ حاج حاجی مولوی ملا ماموستا کاک جناب سرکار استاد شهید مرحوم زنده زنده‌یاد یاد جان‌باخته جانباخته
    دوشیزه بانو السید السیده
"""
"""Words before a name that are no part of it, folded."""


def fold(text: str) -> str:
    """Gives the search key of a text: letters of one sound as one letter, digits Latin, marks gone, lower case, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    spaced = re.sub(_SPACES, " ", re.sub(_INVISIBLE, "", unicodedata.normalize("NFKC", text)))
    return " ".join(" ".join(map(_fold_word, spaced.split())).split())


def fold_name(text: str) -> str:
    """Gives the key of a person's name: folded, without titles, possessive and punctuation."""
    bare = re.sub(r"'s\b", "", fold(text)).replace("'", "")
    words = re.sub(_NOT_NAME, " ", bare).split()
    kept = [word for word in words if word not in _titles()]
    return " ".join(kept or words)


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for title in _TITLES.split() for word in fold(title).split())


def _fold_word(word: str) -> str:
    if word.isascii():
        return word.casefold()
    if re.search(_SORANI, word):
        word = _by_value(word)
    word = word.replace("ئو", "و").casefold().translate(_LETTERS).translate(TO_LATIN)
    word = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return re.sub(_DOUBLED_WAW, "و", word.translate(_LETTERS).casefold())


def _by_value(word: str) -> str:
    """Writes Sorani vowels as Persian would: the carrier falls or is an alef, `ە` stands only at an end."""
    word = re.sub(r"\bئ[ەا]", "ا", word)
    word = re.sub(r"\bئ(?=[ۆێوی])", "ا", word)
    word = re.sub(r"ئ(?=[اەۆێوی])", "", word)
    return re.sub(r"(?<=\w)ە(?=\w)", "", word).replace("ە", "ه")
