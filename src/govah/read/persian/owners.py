"""Whose verdict it is: the owner of a verdict, a hearing, an appeal or a confession that a verb speaks of."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from govah.read.persian.clauses import clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.people import People
from govah.read.persian.roles import Cast, free_letters, inherited, people_of, run_around
from govah.read.persian.scene import DATE, PERSON
from govah.read.persian.story import Told
from govah.records import When

_FREE_NOUN: Final = re.compile(
    fold_letters(
        r"^(?: (?:اعدام|قصاص|اولیه|بدوی|نهایی|قطعی|صادره|حبس|محکومیت|دادرسی|دادگاه|رسیدگی|"
        rf"نخست|اول|دوم))*(?: {DATE}| (?:در|از|توسط|را|به|با|تا|پس|بعد|پیش|نیز|هم|روز|"
        r"صبح|بامداد|طی|که|برای|،|\.|هنوز|سپس|امروز|دیروز|عینا|تایید|نقض|اجرا|صادر|رد|"
        r"برگزار|لغو)(?!\S)|$)"
    )
)
"""What follows a noun that stands without an owner: no unknown name."""


def _points_back(region: str, noun: re.Match[str]) -> bool:
    """Whether a verdict without an owner is the one spoken of: «این حکم», or nothing that could be a name follows it."""
    return region[: noun.start()].rstrip().endswith(("این", "همین", "همان")) or _FREE_NOUN.match(region[noun.end() :]) is not None


@cache
def _owners(owner: str) -> re.Pattern[str]:
    verdict = r"(?:حکم|احکام|محکومیت|رأی|رای|دادنامه|مجازات)"
    return re.compile(
        fold_letters(
            {
                "death": rf"(?<!\S){verdict}(?!\S)",
                "any": rf"(?<!\S){verdict}(?!\S)",
                "appeal": (
                    r"(?<!\S)(?:اعاده دادرسی|فرجام خواهی|تجدیدنظر خواهی|تجدیدنظرخواهی|تجدید "
                    r"نظر خواهی|درخواست تجدیدنظر|اعتراض)(?!\S)"
                ),
                "hearing": r"(?<!\S)(?:جلسه|جلسات|دادگاه|محاکمه|نخستین جلسه)(?!\S)",
                "case": r"(?<!\S)(?:پرونده|اتهامات)(?!\S)",
                "confession": r"(?<!\S)(?:اعتراف|اعترافات)(?: \S+)? (?:اجباری)(?!\S)",
            }[owner]
        )
    )


def owner_of(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """Gives whose verdict, hearing, case or confession an event speaks of."""
    line = cast.scene.skeleton
    number = clause_at(cast.clauses, event.start)
    clause = cast.clauses[number]
    start = clause.outer[0] if clause.outer else clause.start
    region = line[start : event.end]
    noun = _owners(event.rule.owner).search(region)
    if noun is None:
        return ()
    after = [(start + noun.end() + found.start(), found.group()) for found in re.finditer(PERSON, region[noun.end() :])]
    for at, letter in after:
        if (
            cast.parts[letter] == "judge"
            or any(low <= at < high for low, high in cast.speakers)
            or any(low <= at < high for low, high in cast.charges)
        ):
            continue
        if cast.parts[letter] == "kin":
            return ()
        return people_of(cast, run_around(line, letter))
    for found in re.finditer(rf"(?:برای|علیه|درباره) ({PERSON})", region):
        return people_of(cast, run_around(line, found[1]))
    free = free_letters(cast, start, start + noun.start())
    if free:
        return people_of(cast, run_around(line, free[0]))
    if re.search(
        fold_letters(r"(?<!\S)(?:\d+|دو|سه|چهار|پنج|شش|هفت|چند|یک)(?: \S+)? (?:نفر|تن|متهم|زندانی|شهروند|معترض)(?!\S)"), region
    ):
        return ()
    if clause.antecedent:
        return people_of(cast, (clause.antecedent,))
    if not _points_back(region, noun):
        return ()
    return inherited(replace(event, plural=None), cast, people, number) if number else people.topic


_ISSUED: Final = re.compile(
    fold_letters(
        rf"(?<!\S)این (?:حکم|احکام|رأی|رای|دادنامه) (?:(?:در|روز|به) (?:تاریخ )?)?({DATE}) (?:[^ .]+ ){{0,8}}?صادر(?!\S)"
    )
)


def verdict_day(sentence: Told) -> When | None:
    """Gives the day that a sentence gives for the verdict told before it («این حکم ۱۵ بهمن صادر شد»)."""
    found = _ISSUED.search(sentence.cast.scene.skeleton)
    if found is None:
        return None
    spot = sentence.cast.scene.date(found[1])
    return When(spot.edtf, spot.text, spot.calendar) if spot.edtf else None
