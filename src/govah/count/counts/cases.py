"""One person's case as a count sees it, and into which category it falls, by rules that stand here and nowhere else.

The categories are disjoint and sum to all cases counted, after the practice of casualty recorders (Every Casualty 2016,
*Standards for Casualty Recording*; OHCHR 2019, *Guidance on Casualty Recording*): confirmed, under investigation, disputed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from govah.dates import Edtf
from govah.errors import UsageError
from govah.records import CountDefinition

Category = Literal["confirmed", "under-investigation", "disputed", "excluded"]
CATEGORIES: Final[tuple[Category, ...]] = ("confirmed", "under-investigation", "disputed")
TERMINAL: Final = frozenset({"executed", "killed", "died_in_custody"})
"""Nobody is dead by two voices: it takes a finding by two people."""
_SETTLES: Final = frozenset({"opposite-stances", "alive-after", "people-apart"})
"""Contradictions that put in doubt whether it happened to this person at all; others leave the number as it is."""
_FAR: Final = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that concludes what is counted: `standard` a word of the standards of proof."""

    id: str
    standard: str
    stands: bool
    disputed: bool
    "Whether somebody dissents from it, or what it relies on was withdrawn or contradicted."


@dataclass(frozen=True, slots=True)
class Told:
    """One weighed fact that says it of a person: what it rests on, when and where, and what speaks against it."""

    claims: tuple[str, ...]
    documents: int
    origins: int
    reviewed: bool
    alleged: bool
    "Whether every claim only alleges, supposes or fears it."
    denials: tuple[str, ...]
    contradictions: tuple[str, ...]
    when: str
    "EDTF; empty where nobody dates it."
    reported: str
    "EDTF: when the earliest of its documents was published, or recorded here."
    wheres: tuple[str, ...]
    values: tuple[str, ...]
    grade: str
    "The best Admiralty grade of its claims, or empty."
    voices: tuple[str, ...] = ()
    "Keys of the independent voices that have a name."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of whom somebody says what is counted, with all who say it."""

    person: str
    name: str
    told: tuple[Told, ...]
    findings: tuple[Found, ...] = ()
    gender: str = ""
    age: int | None = None
    charges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A person in a count: the category, why, and whether the day, as told, can lie outside the days counted."""

    person: str
    name: str
    category: Category
    reasons: tuple[str, ...]
    "Keys of sentences (`count.<key>`)."
    rests_on: tuple[str, ...]
    "Ids of claims and findings."
    when: str
    wheres: tuple[str, ...]
    origins: int
    documents: int
    vague: bool = False
    gender: str = ""
    age: int | None = None
    charges: tuple[str, ...] = ()
    reported: str = ""
    "EDTF: when the first report of it was published, or recorded here."
    voices: tuple[str, ...] = ()
    "Keys of the independent voices that tell it."


def case(one: Candidate, counted: CountDefinition, standards: tuple[str, ...]) -> Case:
    """Puts a person into a category of a count; `standards` are the standards of proof from the lowest to the highest."""
    reasons: dict[str, None] = {}
    fit = []
    for told in one.told:
        why = _outside(told, counted)
        if why:
            reasons[why] = None
        else:
            fit.append(told)
    if counted.gender and one.gender != counted.gender:
        fit, reasons = [], {"excluded-gender": None}
    if not fit:
        return _made(one, "excluded", tuple(reasons), one.told, counted)
    category, because = _category(one, fit, counted, standards)
    return _made(one, category, because, tuple(fit), counted)


def _outside(told: Told, counted: CountDefinition) -> str:
    """Gives why a fact does not count, or nothing."""
    elsewhere = bool(counted.where) and not any(_is_in(place, counted.where) for place in told.wheres)
    tests = (
        (not told.reviewed, "excluded-unreviewed"),
        (not told.claims, "excluded-only-denied"),
        (told.alleged, "excluded-alleged"),
        (bool(counted.value) and counted.value not in told.values, "excluded-value"),
        (elsewhere and bool(told.wheres), "excluded-elsewhere"),
        (elsewhere, "excluded-nowhere"),
        (bool(counted.grade) and (not told.grade or _worse(told.grade, counted.grade)), "excluded-grade"),
        (not _may_lie_within(told, counted), "excluded-dates"),
    )
    return next((why for fails, why in tests if fails), "")


def _is_in(place: str, wanted: str) -> bool:
    return wanted.casefold() in place.casefold()


def _worse(grade: str, least: str) -> bool:
    """Answers whether either letter or digit is further down Admiralty's ladder than asked for."""
    return any(have > want for have, want in zip(grade, least, strict=False))


def _category(
    one: Candidate, fit: list[Told], counted: CountDefinition, standards: tuple[str, ...]
) -> tuple[Category, tuple[str, ...]]:
    """The first rule that holds decides; the last always does."""
    good = any(found.stands and not found.disputed and _reaches(found, counted, standards) for found in one.findings)
    rules: tuple[tuple[bool, Category, str], ...] = (
        (good, "confirmed", "found"),
        (any(found.disputed for found in one.findings), "disputed", "finding-shaken"),
        (any(told.denials for told in fit), "disputed", "denied"),
        (any(_SETTLES & set(told.contradictions) for told in fit), "disputed", "contradicted"),
        (bool(counted.standard), "under-investigation", "no-finding-at-standard"),
        (counted.what in TERMINAL, "under-investigation", "death-not-found"),
        (max(told.origins for told in fit) >= counted.origins, "confirmed", "origins-enough"),
        (True, "under-investigation", "origins-few"),
    )
    return next((category, (why,)) for holds, category, why in rules if holds)


def _reaches(found: Found, counted: CountDefinition, standards: tuple[str, ...]) -> bool:
    if not counted.standard:
        return True
    return found.standard in standards and standards.index(found.standard) >= standards.index(counted.standard)


def _made(one: Candidate, category: Category, reasons: tuple[str, ...], told: tuple[Told, ...], counted: CountDefinition) -> Case:
    claims = {claim for each in told for claim in (*each.claims, *each.denials)} | {found.id for found in one.findings}
    firmest = max(told, key=lambda each: (each.origins, each.documents, each.when), default=None)
    dated = [each for each in told if _moment(each, counted)]
    return Case(
        one.person,
        one.name,
        category,
        reasons,
        tuple(sorted(claims)),
        _moment(min(dated, key=lambda each: _width(_moment(each, counted))), counted) if dated else "",
        tuple(dict.fromkeys(place for each in told for place in each.wheres)),
        firmest.origins if firmest else 0,
        firmest.documents if firmest else 0,
        category != "excluded" and not any(_must_lie_within(each, counted) for each in told),
        one.gender,
        one.age,
        one.charges,
        min((each.reported for each in told if each.reported), default=""),
        tuple(dict.fromkeys(voice for each in told for voice in each.voices)),
    )


def _moment(told: Told, counted: CountDefinition) -> str:
    return told.when if counted.by == "event" else told.reported


def _width(edtf: str) -> int:
    first, last = ends(edtf)
    return (last - first).days


def _may_lie_within(told: Told, counted: CountDefinition) -> bool:
    first, last = ends(_moment(told, counted))
    since, until = window(counted)
    return first <= until and last >= since


def _must_lie_within(told: Told, counted: CountDefinition) -> bool:
    first, last = ends(_moment(told, counted))
    since, until = window(counted)
    return since <= first and last <= until


def window(counted: CountDefinition) -> tuple[date, date]:
    """The first and last day counted."""
    since = date.fromisoformat(counted.since) if counted.since else _FAR[0]
    return since, date.fromisoformat(counted.until) if counted.until else _FAR[1]


def ends(edtf: str) -> tuple[date, date]:
    """The first and last day that a date allows; all of time where nothing is said."""
    if not edtf:
        return _FAR
    try:
        read = Edtf.parse(edtf)
    except UsageError:
        return _FAR
    return read.first or _FAR[0], read.last or _FAR[1]


def middle(edtf: str) -> date | None:
    """The day in the middle of what a date allows, where it is not open."""
    first, last = ends(edtf)
    return None if first == _FAR[0] or last == _FAR[1] else first + timedelta(days=(last - first).days // 2)
