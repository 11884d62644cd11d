"""«پنج شهروند … محکوم شدند»: what is told of people by their number, and by name in another sentence.

The text must name exactly so many together, and say the same of them by name; what is not grave may be told only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from govah.read.persian.cast import RUN, Cast, people_of
from govah.read.persian.claims import Draft
from govah.read.persian.clauses import clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import PERSON
from govah.read.persian.values import number_of
from govah.records import AFFIRMED

_NUMBERS: Final = "دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|سیزده|چهارده|پانزده|شانزده|هفده|هجده|نوزده|بیست"
_PEOPLE: Final = (
    r"(?:نفر|تن|شهروند|زندانی|معترض|جوان|نوجوان|کودک|زن|مرد|دختر|پسر|خواهر|برادر|دانشجو|دانش ?اموز|کارگر|معلم|متهم|فعال|"
    r"عضو|وکیل|پزشک|پرستار|هنرمند|نویسنده|شاعر|خبرنگار|روزنامه ?نگار|کولبر|سوخت ?بر|نوکیش|مسیحی|بهایی|درویش|روحانی|طلبه|ورزشکار|"
    r"کشاورز|راننده|بازداشتی|محکوم|مدافع|بازنشسته|کارمند|مهندس|استاد|سرباز|ملوان|عرب|بلوچ|کرد|ترک|تبعه|هموطن)"
)
_COUNT: Final = re.compile(
    fold_letters(
        rf"(?<!\S)({_NUMBERS}|[0-9]{{1,2}}) {_PEOPLE}(?! از (?:ا?نها|ا?نان|ان ها|این|ایشان))(?! (?:\S+ ){{0,3}}?دیگر)(?!\S)"
    )
)
"""A number of people, but no part of those spoken of and no others."""
_AFTER: Final = re.compile(
    fold_letters(r"(?<!\S)(?:از|به|با|در|توسط|سوی|برای|علیه|قتل|همراه|میان|بین|دست|اتهام|خانواده|وکیل|بر|درباره)(?: \S+)? $")
)
_GRAVE: Final = frozenset(
    {"executed", "killed", "died_in_custody", "other", "sentenced_to", "sentence_upheld", "forced_confession"}
)
_DEATHS: Final = frozenset({"executed", "killed", "died_in_custody"})
_KIN: Final = {
    **dict.fromkeys(_DEATHS, _DEATHS),
    **dict.fromkeys(("sentence_upheld", "sentenced_to"), frozenset({"sentence_upheld", "sentenced_to"})),
    **dict.fromkeys(("released", "released_on_bail"), frozenset({"released", "released_on_bail"})),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim about so many people, named elsewhere in the text."""

    draft: Draft
    count: int
    pointed: bool = False
    "Whether a phrase such as «این شش تن» points at them; else it only counts them («شش شهروند»)."


def counted_subject(event: Event, cast: Cast) -> int:
    """Gives how many people the clause of an event has for its subject, or 0."""
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    line = cast.scene.skeleton
    start = clause.outer[0] if clause.outer else clause.start
    for found in _COUNT.finditer(line, start, event.start):
        if not _AFTER.search(line[start : found.start()]) and not re.search(PERSON, line[found.end() : event.start]):
            return number_of(found[1])
    return 0


def runs_of(cast: Cast) -> Iterator[tuple[int, ...]]:
    """Gives the people of each row of names in a sentence."""
    for found in RUN.finditer(cast.scene.skeleton):
        letters = tuple(one for one in re.findall(PERSON, found.group()) if cast.scene.mention(one).kind == "name")
        people = people_of(cast, letters) if len(letters) > 1 else ()
        if len(people) > 1:
            yield people


def named_at_last(
    waiting: list[Waiting], drafts: list[Draft], runs: list[tuple[int, ...]], victims: list[int]
) -> Iterator[Draft]:
    """Gives the claims of those that waited for names, each with the people whom the text names so many of."""
    for one in waiting:
        if one.pointed:
            if len(victims) == one.count:
                yield replace(one.draft, people=tuple(victims))
            continue
        whose = _whose(one, drafts, runs, victims)
        if whose:
            yield replace(one.draft, people=whose, rule="fa-counted/1", score=600)


def _whose(one: Waiting, drafts: list[Draft], runs: list[tuple[int, ...]], victims: list[int]) -> tuple[int, ...]:
    groups = list(dict.fromkeys(tuple(sorted(run)) for run in runs if len(run) == one.count))
    told = _told(one.draft.predicate, drafts)
    sure = [group for group in groups if set(group) <= told]
    if len(sure) == 1:
        return sure[0]
    alike = tuple(number for number in victims if number in told)
    if len(alike) == one.count:
        return alike
    free = one.draft.predicate not in _GRAVE and len(groups) == 1
    return groups[0] if free and set(groups[0]) == set(victims) else ()


def _told(predicate: str, drafts: list[Draft]) -> set[int]:
    """Those of whom the text says the same by name."""
    kin = _KIN.get(predicate, frozenset({predicate}))
    return {number for draft in drafts if draft.predicate in kin and draft.stance in AFFIRMED for number in draft.people}
