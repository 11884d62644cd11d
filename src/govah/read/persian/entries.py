"""Pages that go through people one line each: «P: در خیزش کشته شد» tells of P, where a talk or a round of voices has P speak."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.verbs import finite_words

_LINE: Final = re.compile(
    r"^[ \t]*(?:[-–—•*▪●■]|[\d۰-۹]{1,3}[.)\-])?[ \t]*(?P<label>[^\W\d_]+(?:[ \u200c][^\W\d_]+){1,4}) ?: ?(?P<rest>\S.*)$",
    re.MULTILINE,
)
_LEAST: Final = 2
_SPEAKS: Final = re.compile(
    fold_letters(r"[«“\"؟?!]|(?<!\S)(?:ما|من|باید|نباید|شما|تو|چرا|مردم|محکوم می\S*|می خواه\S*|خواستار|تسلیت|ام|ایم)(?![^\s.،؛])")
)
_TOLD: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:جان (?:باخت|سپرد|داد)|درگذشت|(?:کشته|بازداشت|دستگیر|زخمی|مجروح|اعدام|ربوده|مفقود|ناپدید|تیرباران|شهید|پیدا|"
        r"بستری|آزاد|محکوم|منتقل) (?:شد|شده|گردید)|قرار گرفت|را از دست داد|در کما بود|به قتل رسید)(?![^\s.،؛])"
    )
)


def is_entry_line(text: str, start: int) -> bool:
    """Answers whether a place stands in a line that tells of whoever its label names."""
    return text.rfind("\n", 0, start) + 1 in _entries(text)


@lru_cache(maxsize=8)
def _entries(text: str) -> frozenset[int]:
    """Where such lines begin: two at least, each of somebody else, that tell what befell people and in which nobody speaks."""
    found = list(_LINE.finditer(text))
    labels = {fold_letters(one["label"]) for one in found}
    rest = [fold_letters(one["rest"].replace("\u200c", " ")) for one in found]
    told = sum(_TOLD.search(one) is not None for one in rest)
    distinct = len(found) == len(labels) >= _LEAST and told >= _LEAST and told * 2 >= len(found)
    if not distinct or any(_is_speech(one) for one in rest):
        return frozenset()
    return frozenset(one.start() for one in found)


def _is_speech(rest: str) -> bool:
    """Whether somebody speaks: of himself or herself, to others, or of what ought to be."""
    first = any(word.endswith("م") and word in finite_words() for word in rest.replace(".", " ").split())
    return first or _SPEAKS.search(rest) is not None
