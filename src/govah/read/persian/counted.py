"""«پنج شهروند … محکوم شدند»: what is told of people by their number, and whom the text names so many of.

The names stand in a row or a list after it («نام این سه تن … ذکر شده است»), or the text says the same by name elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from govah.read.persian.cast import RUN, Cast, people_of
from govah.read.persian.claims import Draft
from govah.read.persian.clauses import Clause, clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.lists import kind_named
from govah.read.persian.naming import naming_of
from govah.read.persian.rules import Rule, rules
from govah.read.persian.scene import PERSON
from govah.read.persian.subjects import has_other_subject
from govah.read.persian.values import number_of
from govah.records import AFFIRMED

_NUMBERS: Final = "دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|سیزده|چهارده|پانزده|شانزده|هفده|هجده|نوزده|بیست"
_PEOPLE: Final = (
    r"(?:نفر|تن|شهروند|زندانی|معترض|جوان|نوجوان|کودک|زن|مرد|دختر|پسر|خواهر|برادر|دانشجو|دانش ?اموز|کارگر|معلم|متهم|فعال|"
    r"عضو|وکیل|پزشک|پرستار|هنرمند|نویسنده|شاعر|خبرنگار|روزنامه ?نگار|کولبر|سوخت ?بر|نوکیش|مسیحی|بهایی|درویش|روحانی|طلبه|ورزشکار|"
    r"کشاورز|راننده|بازداشتی|محکوم|مدافع|بازنشسته|کارمند|مهندس|استاد|سرباز|ملوان|عرب|بلوچ|کرد|ترک|تبعه|هموطن)"
)
_COUNTED: Final = rf"({_NUMBERS}|[0-9]{{1,2}}) {_PEOPLE}(?! از (?:ا?نها|ا?نان|ان ها|ایشان))(?!\S)"
_COUNT: Final = re.compile(fold_letters(rf"(?<!\S){_COUNTED}"))
"""A number of people, but no part of those spoken of."""
_OTHERS: Final = re.compile(r"(?: \S+){0,3}? (?:دیگر|دیگری)(?!\S)")
_AFTER: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:از|به|با|در|توسط|سوی|برای|علیه|قتل|همراه|میان|بین|دست(?! کم)|اتهام|خانواده|وکیل|بر|درباره)(?: \S+)? $"
    )
)
_OBJECT: Final = re.compile(fold_letters(rf"(?<!\S){_COUNTED}(?: [^\s،.؛:\ue000-\ue7ff]+){{0,10}}? (?:را|رو)(?!\S)"))
_FOR: Final = re.compile(fold_letters(rf"(?<!\S)(?:برای|علیه|حکم|احکام|حکم اعدام|احکام اعدام|به) {_COUNTED}"))
_NAMING: Final = re.compile(
    fold_letters(r"(?<!\S)(?:اسامی|نام|نام های|هویت|مشخصات|عبارتند|عبارت اند|عبارت است|بنام|نامهای)(?!\S)|: *$")
)
"""What says that the names here are those of people told of before."""
_OF_OTHERS: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:اسامی|نام|نام های|هویت|مشخصات) (?:\S+ )?(?:وکیل|وکلا|وکلای|قضات|قاضی|خانواده\S*|بستگان|شاهدان|بازجویان|"
        r"ماموران|مامورین|قاتلان|عاملان|آمران|شاکیان|پزشکان معالج|همراهان)(?!\S)|"
        r"(?<!\S)(?:نیست|نیستند|نبود|نبودند|نشده|نشدند|نکرده|نکردند|نیامده)(?!\S)"
    )
)
"""Names of others than those told of, or names that are not theirs."""
_DEATHS: Final = frozenset({"executed", "killed", "died_in_custody"})
_GRAVE: Final = _DEATHS | {"other", "sentenced_to", "sentence_upheld", "forced_confession"}
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
    others: bool = False
    "Whether they are others than those spoken of («شش زندانی دیگر»), so that only names after them can be theirs."
    least: bool = False
    "Whether they are at least so many."


@dataclass(frozen=True, slots=True)
class Row:
    """People who are named together, and from where."""

    people: tuple[int, ...]
    start: int
    naming: bool
    "Whether the sentence says that these are the names of people told of («اسامی این افراد …»), or is a list."
    kind: str = ""
    "What it calls them («اسامی بازداشت‌شدگان …»), as a predicate."
    part: bool = False
    "Whether it says that these are only some of them («هویت برخی از این افراد …»)."

    def fits(self, one: Waiting) -> bool:
        """Answers whether so many names can be those of the people of a claim."""
        named = len(self.people)
        return named == one.count or (one.least and named >= one.count) or (self.part and named <= one.count)


@dataclass(frozen=True, slots=True)
class Count:
    """How many unnamed people an event is told of."""

    size: int
    others: bool
    "Whether they are others than those spoken of."
    least: bool
    "Whether they are at least so many."


def counted_in(event: Event, cast: Cast) -> Count | None:
    """Gives how many unnamed people an event is told of, or None where it counts nobody."""
    line = cast.scene.skeleton
    if event.force == "noun":
        found = _COUNT.search(line, event.start, event.end)
        return _count(found, line) if found else None
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    start = clause.outer[0] if clause.outer else clause.start
    cut = max((at for at in cast.cuts if start < at < event.start), default=start)
    start = cut if _COUNT.search(line, cut, event.start) else start  # «دو تن کشته و سه تن زخمی شدند»
    for found in _phrases(event, line, start, clause):
        between = re.findall(PERSON, line[found.end() : event.start])
        if all(cast.scene.mention(one).kind == "many" and not cast.who.get(one) for one in between):
            return _count(found, line)
    return None


_LEAST: Final = re.compile(fold_letters(r"(?:دست کم|کم از کم|حداقل|بیش از|بالغ بر) $"))


def _count(found: re.Match[str], line: str) -> Count:
    least = _LEAST.search(line[: found.start(1)]) is not None
    return Count(number_of(found[1]), _OTHERS.match(line, found.end()) is not None, least)


def counted_before(event: Event, cast: Cast, waiting: list[Waiting]) -> Count | None:
    """«سپس به زندان منتقل شدند»: those counted in the sentence before, for a plural verb with «آنها» or with no subject."""
    last = waiting[-1] if waiting else None
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    region = cast.scene.skeleton[clause.start : event.start]
    kinds = {cast.scene.mention(one).kind for one in re.findall(PERSON, region)}
    start = cast.scene.sentence.start
    near = last is not None and not last.pointed and last.draft.start < start < last.draft.end + _NEAR
    if last is None or not near or event.plural is not True or event.active or kinds - {"many"} or has_other_subject(region):
        return None
    return Count(last.count, last.others, last.least)


_NEAR: Final = 120
"""How far back people may have been counted whom a sentence goes on about, in code points."""


def _phrases(event: Event, line: str, start: int, clause: Clause) -> Iterator[re.Match[str]]:
    if event.rule.who == "object" or (event.rule.who == "patient" and event.active):
        yield from _OBJECT.finditer(line, start, event.start + 3)
    elif event.rule.who in {"owner", "dative"}:
        yield from _FOR.finditer(line, clause.start, event.start)
    else:
        yield from (one for one in _COUNT.finditer(line, start, event.start) if not _AFTER.search(line[start : one.start()]))


@cache
def _nouns() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The nouns of acts before a number of people («بازداشت پنج فعال مدنی»)."""
    return tuple(
        (rule, re.compile(rf"{rule.source.split('(?: (?:', 1)[0]}(?: [^\s،.؛:]+)? {fold_letters(_COUNTED)}"))
        for rule in rules()
        if rule.kind == "noun" and rule.id in _OF_SOME
    )


_OF_SOME: Final = frozenset({"arrest-of", "killing-of", "release-of", "move-of", "abduction-of", "death-of"})


def noun_events(cast: Cast) -> Iterator[Event]:
    """Gives the acts that a noun tells of a number of people."""
    line = cast.scene.skeleton
    if not _COUNT.search(line):
        return
    for rule, pattern in _nouns():
        for found in pattern.finditer(line):
            yield Event(rule, found.start(), found.end(), "noun", active=False, plural=None)


def rows_of(cast: Cast) -> Iterator[Row]:
    """Gives the people of each row of names in a sentence."""
    line = cast.scene.skeleton
    naming = _NAMING.search(line) is not None and not _OF_OTHERS.search(line)
    kind = kind_named(line) if naming else ""
    named = None if _OF_OTHERS.search(line) else naming_of(cast)
    if named and len(named.people) > 1:
        yield Row(named.people, cast.scene.raw(named.start, named.start + 1)[0], naming=True, kind=kind, part=named.part)
        return
    for found in RUN.finditer(line):
        letters = tuple(one for one in re.findall(PERSON, found.group()) if cast.scene.mention(one).kind == "name")
        people = people_of(cast, letters) if len(letters) > 1 else ()
        if len(people) > 1:
            yield Row(people, cast.scene.raw(found.start(), found.end())[0], naming, kind)


def named_at_last(waiting: list[Waiting], drafts: list[Draft], rows: list[Row], victims: list[int]) -> Iterator[Draft]:
    """Gives the claims of those that waited for names, each with the people whom the text names so many of."""
    for one in waiting:
        if one.pointed:
            if len(victims) == one.count:
                yield replace(one.draft, people=tuple(victims))
            continue
        whose = _named_after(one, rows) or (() if one.others else _whose(one, drafts, rows, victims))
        tried = one.draft.predicate == "tried_by" and set(whose) <= _told("tried_by", drafts)
        if whose and not tried and not _is_told_by_name(one.draft, whose, drafts):
            yield replace(one.draft, people=whose, rule="fa-counted/1", score=600)


def _is_told_by_name(draft: Draft, whose: tuple[int, ...], drafts: list[Draft]) -> bool:
    """Whether the text tells the same of the same people by name, in the same voice: a lead that only counts adds nothing."""
    same = [
        one
        for one in drafts
        if (one.predicate, one.stance, one.attribution) == (draft.predicate, draft.stance, draft.attribution)
        and one.start > draft.start
        and not one.rule.startswith(("fa-list", "fa-named-after"))
    ]
    return draft.predicate not in _GRAVE and set(whose) <= {number for one in same for number in one.people}


def _named_after(one: Waiting, rows: list[Row]) -> tuple[int, ...]:
    """Those named next after it, where the text says that these are their names, and there are so many."""
    after = [row for row in rows if row.naming and row.start > one.draft.start]
    nearest = min(after, key=lambda row: row.start, default=None)
    if nearest is None or (one.others and nearest.kind != one.draft.predicate):
        return ()
    inside = one.draft.start <= nearest.start < one.draft.end
    same = not nearest.kind or nearest.kind in _KIN.get(one.draft.predicate, frozenset({one.draft.predicate}))
    return nearest.people if nearest.fits(one) and same and not inside else ()


def _whose(one: Waiting, drafts: list[Draft], rows: list[Row], victims: list[int]) -> tuple[int, ...]:
    groups = list(dict.fromkeys(tuple(sorted(row.people)) for row in rows if len(row.people) == one.count))
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
