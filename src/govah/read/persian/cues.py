"""The words that give or take the force of a fact, as patterns, and which words make news of a noun («از اعدام P خبر داد»)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import alternatives, reading


@cache
def cue(group: str) -> re.Pattern[str]:
    """Gives the pattern for the words of one group of the table (`possible`, `wanting`, `ignorance`, `factive`)."""
    return re.compile(rf"(?<!\S)(?:{alternatives(reading('scope')[group])})(?!\S)")


_SINCE: Final = re.compile(r"(?:گذشت|سال|ماه|هفته|روز|پس)(?: \S+)? از$")


def _reports(between: str, near: str) -> bool:
    """Whether the news verb is about the noun: «از … خبر داد», «… را تأیید کرد», or with nothing between."""
    return near.endswith("از") or "،" not in between or re.match(r"[^،]*(?<!\S)را(?!\S)", between) is not None


def is_news(rest: str, near: str) -> bool:
    """Whether something reports it («از … خبر داد»), or takes it for done («پس از …»)."""
    found = cue("factive").search(rest)
    if cue("factive").search(near) or (found and _reports(rest[: found.start()], near)):
        return True
    if any(near.endswith(lead) and verb.search(rest) for lead, verb in _HALVES):
        return True
    if near.endswith("خبر") and not near.endswith(_SPREAD) and _BROUGHT.match(rest):
        return True
    return _SINCE.search(near) is not None or any(re.search(rf"(?:^| ){word}$", near) for word in _after_words())


_HALVES: Final = tuple(
    (lead, re.compile(rf"(?<!\S)(?:{verb})(?!\S)"))
    for lead, verb in (
        ("خبر از", "داد|دادند|داده|می دهد|می دهند"),
        ("حاکی از", "است|بود|هستند"),
        ("حکایت از", "دارد|دارند|داشت"),
        ("مدعی", "شد|شده|شدند|است|هستند"),
    )
)
"""«خبر از اعدام P داد»: the two halves of a verb of telling."""


_SPREAD: Final = ("انتشار خبر", "پخش خبر", "شنیدن خبر", "انتشار این خبر")
_BROUGHT: Final = re.compile(
    fold_letters(
        r"(?:(?! (?:اشتباه|دروغ|غلط|نادرست|جعلی|تکذیب|شایعه|که|نداد\S*|ندادند|نرسید)(?!\S))[^.؛])*? "
        r"(?:داده (?:شد|شده)|(?:اعلام|ابلاغ|تایید|منتشر) (?:شد|شده)|رسید|رسیده|دادند|داده اند|اطلاع دادند)(?!\S)"
    )
)
"""«خبر مرگ P به خانواده‌اش داده شد»."""


@cache
def _after_words() -> tuple[str, ...]:
    return tuple(fold_letters(item) for item in reading("scope")["after"] if item != "از")
