"""Which script and which language a text is in, by its letters and its smallest words; meant for texts of a sentence or more."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

_SCRIPTS: Final = {
    "ARABIC": "arab", "LATIN": "latn", "CYRILLIC": "cyrl", "HEBREW": "hebr", "GREEK": "grek", "ARMENIAN": "armn",
    "GEORGIAN": "geor", "DEVANAGARI": "deva", "CJK": "hani", "HIRAGANA": "hira", "KATAKANA": "kana", "HANGUL": "hang",
    "THAI": "thai", "SYRIAC": "syrc",
}  # fmt: skip
_SMALL: Final = {
    "en": "the of and to in a is was for on that by with he she his her said as at has been from were who had it an not are be",
    "ku": "û li bi ji ku de di ya yê yên xwe ev wî wê jî ne hat bû bûn kirin kir hatin an wek dike ser gel",
    "fa": "و در به از که این را با است برای شد شده آن تا بر کرد می خود یک او هم نیز های اند بود پس",
    "ar": "في من على إلى الى التي الذي أن ان عن مع هذا هذه كان لم ما لا بعد قبل كما قد بين تم أو و وقد",
    "ckb": "و لە بە بۆ کە لەگەڵ ئەو ئەم بوو دەکات کرد کراوە هەر تا یان دوای ئەوە لەسەر بەڵام نەک",
}
_LETTERS: Final = {"ckb": "[ێۆەڕڵڤ]", "fa": "[پچژگیک]", "ar": "[ةيىكأإ]|ال", "ku": "[êîûşçÊÎÛŞÇ]"}
_SAMPLE: Final = 4000


def script_of(text: str) -> str:
    """Gives the script of most letters (`arab`, `latn`, `cyrl`…), or `zyyy` where there is no letter."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return "latn" if any(letter.isalpha() for letter in sample) else "zyyy"
    counts = Counter(_script(letter) for letter in sample if letter.isalpha())
    return counts.most_common(1)[0][0] if counts else "zyyy"


def guess_language(text: str) -> str:
    """Gives `fa`, `en`, `ckb`, `ar` or `ku`, or `und` where none of them can be told."""
    sample = text[:_SAMPLE]
    script = script_of(sample)
    if script not in {"arab", "latn"}:
        return "und"
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if script == "latn":
        return _latin(words, sample)
    return _arabic(words, sample)


def _script(letter: str) -> str:
    if letter < "\u0250" or "\u1e00" <= letter <= "\u1eff":
        return "latn"
    if "\u0600" <= letter <= "\u06ff":
        return "arab"
    name = unicodedata.name(letter, "OTHER").split()[0]
    return _SCRIPTS.get(name, "zzzz")


def _share(words: list[str], language: str) -> float:
    known = frozenset(_SMALL[language].split())
    return sum(word in known for word in words) / max(1, len(words))


def _latin(words: list[str], sample: str) -> str:
    english, kurmanji = _share(words, "en"), _share(words, "ku")
    letters = sum(map(str.isalpha, sample))
    if kurmanji > english and kurmanji >= 0.12 and len(re.findall(_LETTERS["ku"], sample)) / letters > 0.015:
        return "ku"
    if english >= 0.12 or (len(words) <= 6 and english > 0) or (len(words) <= 3 and sample.isascii()):
        return "en"
    return "und"


def _arabic(words: list[str], sample: str) -> str:
    letters = sum(map(str.isalpha, sample))
    if len(re.findall(_LETTERS["ckb"], sample)) / letters > 0.04:
        return "ckb"
    persian = _share(words, "fa") + len(re.findall(_LETTERS["fa"], sample)) / letters
    arabic = _share(words, "ar") + len(re.findall(_LETTERS["ar"], sample)) / letters
    if persian == arabic == 0:
        return "fa" if len(words) <= 2 else "und"
    return "fa" if persian >= arabic else "ar"
