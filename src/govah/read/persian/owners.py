"""Whose verdict it is: the owner of a verdict, a hearing, an appeal or a confession that a verb speaks of."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from govah.read.persian.cast import Cast, free_letters, people_of, run_of
from govah.read.persian.clauses import SOMEBODY, clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.people import People
from govah.read.persian.roles import inherited
from govah.read.persian.scene import DATE, PERSON
from govah.read.persian.story import Told
from govah.records import When

_FREE_NOUN: Final = re.compile(
    fold_letters(
        r"^(?: (?:اعدام|قصاص|اولیه|بدوی|نهایی|قطعی|صادره|حبس|محکومیت|دادرسی|دادگاه|رسیدگی|"
        rf"نخست|اول|دوم|دیگر))*(?: {DATE}| (?:در|از|توسط|را|به|با|تا|پس|بعد|پیش|نیز|هم|روز|"
        r"صبح|بامداد|طی|که|برای|،|\.|هنوز|سپس|امروز|دیروز|عینا|تایید|نقض|اجرا|صادر|رد|"
        r"برگزار|لغو)(?!\S)|$)"
    )
)
"""What follows a noun that stands without an owner: no unknown name."""


def _points_back(region: str, start: int, end: int) -> bool:
    """Whether a verdict without an owner is the one spoken of: «این حکم», or nothing that could be a name follows it."""
    return region[:start].rstrip().endswith(("این", "همین", "همان")) or _FREE_NOUN.match(region[end:]) is not None


@cache
def _owners(owner: str) -> re.Pattern[str]:
    verdict = (
        r"(?:حکم(?! (?:برائت|تبرئه|آزادی|منع|تعلیق|انتصاب|جلب|بازداشت|تخلیه|تفتیش|ورود|ماموریت|اخراج|رشد|طلاق|کارگزینی))|"
        r"احکام|محکومیت|(?:رأی|رای|دادنامه)(?! (?:برائت|تبرئه|منع تعقیب))|مجازات)"
    )
    return re.compile(
        fold_letters(
            {
                "death": rf"(?<!\S){verdict}(?!\S)",
                "any": rf"(?<!\S){verdict}(?!\S)",
                "appeal": (
                    r"(?<!\S)(?:اعاده دادرسی|فرجام خواهی|تجدیدنظر خواهی|تجدیدنظرخواهی|تجدید "
                    r"نظر خواهی|درخواست(?: ?های)? تجدید ?نظر|درخواست(?: ?های)? (?:اعاده|فرجام)\S*|اعتراض)(?!\S)"
                ),
                "hearing": r"(?<!\S)(?:جلسه|جلسات|دادگاه|محاکمه|نخستین جلسه)(?!\S)",
                "case": r"(?<!\S)(?:پرونده|اتهامات)(?!\S)",
                "confession": r"(?<!\S)(?:اعتراف|اعترافات)(?: \S+)? (?:اجباری)(?!\S)",
            }[owner]
        )
    )


_UNNAMED: Final = re.compile(
    fold_letters(r"(?<!\S)(?:\d+|دو|سه|چهار|پنج|شش|هفت|چند|یک)(?: \S+)? (?:نفر|تن|متهم|زندانی|شهروند|معترض)(?!\S)")
)


def owner_of(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """Gives whose verdict, hearing, case or confession an event speaks of."""
    line = cast.scene.skeleton
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    start = clause.outer[0] if clause.outer else clause.start
    cut = max((at for at in cast.cuts if start < at < event.start), default=start)
    noun = _owners(event.rule.owner).search(line, cut, event.end)
    if noun is not None:
        start = cut  # «حکم P را نقض و حکم Q را تأیید کرد»: what follows «و» has an owner of its own
    else:
        noun = _owners(event.rule.owner).search(line, start, event.end)
    if noun is None and clause.opener in {"،", "و", "اما", "ولی"} and event.rule.predicate in _OF_VERDICTS:
        return _verdict_before(event, cast, people)
    if noun is None:
        return ()
    if _UNNAMED.match(line, noun.end() + 1) or re.match(rf" ?{_UNNAMED.pattern}", line[noun.end() :]):
        return ()
    letter = _named_owner(cast, start, noun, event.end)
    if letter:
        return () if cast.parts[letter] == "kin" else people_of(cast, run_of(cast, letter))
    several = event.rule.predicate == "sentenced_to" and _SEVERAL.search(line, start, noun.start())
    if several or _UNNAMED.search(line, start, event.end):
        return ()
    return _owner_unsaid(event, cast, people, noun)


_SEVERAL: Final = re.compile(r"(?:^| )(?:\d+|دو|سه|چهار|پنج|شش|هفت|هشت|چند|چندین|شماری|تعدادی) $")
"""«سه حکم اعدام صادر شد»: so many verdicts, of people whom nobody names."""
_OF_VERDICTS: Final = frozenset({"sentence_upheld", "sentence_overturned"})
_JOINED: Final = re.compile(
    fold_letters(r"\W*(?:و|اما|ولی) (?:(?:سپس|بعد|بعدا|نهایتا|سرانجام|در نهایت|دیوان|عینا|در|دادگاه|تجدیدنظر|نیز|هم) ){0,4}$")
)
_HIS: Final = re.compile(fold_letters(r"(?<!\S)(?:حکم|رأی|رای|محکومیت)(?:ش| اش)(?!\S)"))


def _verdict_before(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """«امیدوار بود حکمش شکسته شود، ولی تأیید شد»: the verdict of the clause before."""
    line = cast.scene.skeleton
    number = clause_at(cast.clauses, event.start)
    before = cast.clauses[number - 1] if number else None
    if (
        before is None
        or not _JOINED.match(line[cast.clauses[number].start : event.start])
        or not _HIS.search(line, before.start, before.end)
    ):
        return ()
    return inherited(replace(event, plural=None), cast, people, number)


def _named_owner(cast: Cast, start: int, noun: re.Match[str], end: int) -> str:
    """The person named after the noun, with «برای», or before it."""
    line = cast.scene.skeleton
    aside = (*cast.speakers, *cast.charges)
    for found in re.finditer(PERSON, line[noun.end() : end]):
        at = noun.end() + found.start()
        if cast.parts[found.group()] != "judge" and not any(low <= at < high for low, high in aside):
            return found.group()
    given = re.search(rf"(?:برای|علیه|درباره) ({PERSON})", line[start:end])
    return given[1] if given else next(iter(free_letters(cast, start, noun.start())), "")


def _owner_unsaid(event: Event, cast: Cast, people: People, noun: re.Match[str]) -> tuple[int, ...]:
    number = clause_at(cast.clauses, event.start)
    clause = cast.clauses[number]
    if clause.antecedent:
        return people_of(cast, (clause.antecedent,)) if clause.antecedent != SOMEBODY else ()
    start = clause.outer[0] if clause.outer else clause.start
    if not _points_back(cast.scene.skeleton[start : event.end], noun.start() - start, noun.end() - start):
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
