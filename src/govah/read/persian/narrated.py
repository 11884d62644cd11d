"""The present tense of a story («همان شب فوت می‌کند»), told from what is yet to come."""

from __future__ import annotations

import re
from typing import Final

from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import DATE

_DATED: Final = re.compile(DATE)
_NARRATED: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:همان (?:شب|روز|جا|لحظه|ساعت)|به ضرب گلوله ای|(?:بعد|پس) از (?:ان|این)(?! که)|(?:قبل|پیش) از رسیدن به \S+|"
        r"(?:روز|ساعت|ماه|سال|هفته|دقیقه) بعد|سرانجام|در (?:این|همین) روز|مورد اصابت)(?!\S)"
    )
)
_FORESEEN: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:گفت|گفتند|می گوی\S+|گفته(?= است| اند| که| بود)|اعلام|هشدار|تهدید|قرار (?:است|بود|شد|شده)|باید|اگر|خواه\S+|"
        r"ممکن|شاید|فردا|به زودی|بزودی|هر|همیشه|معمولا|خواب|رمان|فیلم|داستان|نمایش\S*|سریال|اگه|وقتی|هرگاه)(?!\S)"
    )
)


def is_narrated(event: Event, line: str) -> bool:
    """Whether a present tense tells what has happened: on a day of the past, or as the next step of one person's story."""
    if not event.rule.grave and _DATED.search(line):
        return True
    told = event.plural is False and _NARRATED.search(line, 0, event.end) is not None
    return told and _FORESEEN.search(line, 0, event.start) is None
