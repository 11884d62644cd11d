"""The day on which a text says that it was written: a date that stands alone at its head, or before its first words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from govah import dates
from govah.read.persian.letters import fold_letters
from govah.read.persian.verbs import finite_words

_LINES: Final = 6
"""Lines at the head of a text in which a dateline may stand."""
_BESIDE: Final = 6
"""Words that may stand beside the date of a line that holds nothing else: a name, a city."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_HEAD: Final = re.compile(r"^\W*(?:[^\s:،.]+ ){0,4}?[-–—،,(]? ?$")

_LIFE: Final = re.compile(r"(?:زاده|زادهٔ|زاده‌ی|متولد|تولد|درگذشت|درگذشته|درگذشتهٔ|شهادت|مرگ|وفات)\s*:?\s*$")
"""Words before a birthday or the day of a death."""


def dateline(text: str) -> date | None:
    """Gives the day of a text's dateline («کاشمر – ۵ خرداد ۱۴۰۵: …»), where year, month and day stand in it."""
    lines = [line for line in text[:2000].splitlines() if line.strip()]
    for line in lines[:_LINES]:
        for found in dates.find(line, language="fa"):
            if _DAY.fullmatch(found.edtf) and _is_dateline(line[: found.start], line[found.end :]):
                return date.fromisoformat(found.edtf)
    return None


def _is_dateline(before: str, after: str) -> bool:
    """Whether a line is its date and a name or a city, or begins with them before a colon or a dash."""
    if _LIFE.search(before) or (before.rstrip().endswith("(") and not re.match(r"\s*\)", after)):
        return False
    beside = re.findall(r"\w+", fold_letters(f"{before} {after}"))
    if len(beside) <= _BESIDE and not any(word in finite_words() for word in beside):
        return True
    return _HEAD.match(before) is not None and re.match(r"\s*[)»]?\s*[:–—-]", after) is not None
