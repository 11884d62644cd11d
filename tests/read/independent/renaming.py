"""The same passages with names that no list holds: reading must go by the place of a name, not by knowing it."""

from __future__ import annotations

import dataclasses
import re
import zlib
from typing import Final

from read.independent.passages import Passage

GIVEN: Final = {
    "en": ("Ixchel", "Bronislav", "Oyelaran", "Tserendorj", "Wairimu", "Kwabena", "Tuğba", "Anneliese"),
    "fa": ("ویسنا", "تراوات", "آیسوکا", "سیاگالش", "مندیرا", "وانیک", "ئاکامه", "شلیره‌خاتون"),
}
FAMILY: Final = {
    "en": (
        "Zaragüeta",
        "Quispitupac",
        "Adeyemi-Brook",
        "Dashdondog",
        "Hallgrímsdóttir",
        "Mwangombe",
        "Vlachopoulos",
        "Çetinkayalı",
    ),
    "fa": ("خورموجیان‌پور", "دیهوکی‌نژاد", "سنجدرانلو", "گاوکشیان", "مامش‌پناه", "تنهاقلعه‌ای", "بورالانی", "کلهرودیان"),
}
"""Words of names from everywhere, or from nowhere."""


def renamed(passage: Passage, language: str) -> Passage:
    """Gives the passage with every word of its names exchanged, the same word always for the same one."""
    words: dict[str, str] = {}
    for name in passage.names():
        parts = name.split()
        for number, part in enumerate(parts):
            pool = GIVEN[language] if number == 0 else FAMILY[language]
            words.setdefault(part, _free(part, pool, words))

    def swap(text: str) -> str:
        pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        return re.sub(rf"(?<![\w\u200c-])({pattern})(?![\w\u200c])", lambda found: words[found[0]], text) if words else text

    return dataclasses.replace(
        passage,
        text=swap(passage.text),
        expect=tuple(dataclasses.replace(one, name=swap(one.name), voice=swap(one.voice)) for one in passage.expect),
        may=tuple((swap(name), predicate) for name, predicate in passage.may),
        never={swap(name): ban for name, ban in passage.never.items()},
    )


def _free(word: str, pool: tuple[str, ...], taken: dict[str, str]) -> str:
    """A word of the pool by the word's own sum, or the next that is not taken yet."""
    start = zlib.crc32(word.encode()) % len(pool)
    order = [*pool[start:], *pool[:start]]
    return next((one for one in order if one not in taken.values()), order[0])
