"""Who is charged: each charge phrase of a sentence as an event of its own, with the person whom its clause speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from govah.read.persian.cast import OBJECT, Cast, free_letters, people_of, run_of
from govah.read.persian.clauses import SOMEBODY, clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.people import People
from govah.read.persian.roles import inherited
from govah.read.persian.rules import Rule
from govah.read.persian.scene import PERSON
from govah.read.persian.subjects import has_other_subject

_EMPTY: Final = re.compile(
    fold_letters(
        rf"^(?:(?:خود|آن)(?!\S).*|{PERSON}|خود|مختلف|گوناگون|مشابه|سنگین|دیگر|دیگری|متعدد|"
        r"واهی|وارده|منتسبه|آن|این|های|هایی|ها|نامعلوم|نامشخص|،|و|« »|\s)*$"
    )
)
_OPENING: Final = re.compile(
    fold_letters(
        r"^(?:(?:از )?\S+ )?(?:\S+ )??(?:اتهام|اتهامات|اتهاماتی|جرم|عنوان اتهامی|عناوین "
        r"اتهامی|متهم به)(?: (?:های|هایی|ها|ی))*(?: (?:از جمله|شامل|مانند|نظیر|چون|همچون|"
        r"همچنین))? ?"
    )
)

_NOT_KNOWN: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:(?:مشخص|معلوم|روشن|اعلام|تفهیم) (?:نیست|نشده|نکرده)|نامعلوم|نامشخص|اطلاعی|در دست نیست|به دست نیامده)(?!\S)"
    )
)


def clause_end(cast: Cast, at: int) -> int:
    """Gives where the clause of a place ends."""
    return cast.clauses[clause_at(cast.clauses, at)].end


@cache
def charge_rule() -> Rule:
    """Gives the rule that a charge phrase counts as."""
    return Rule("charge", "charged_with", "state", "patient", charge=True)


def charges_of(cast: Cast, people: People) -> Iterator[tuple[Event, tuple[int, ...]]]:
    """Gives the charges that a sentence tells, each with whom it is brought against."""
    line = cast.scene.skeleton
    for low, high in cast.charges:
        words = line[low:high]
        opening = _OPENING.match(words)
        content = words[opening.end() :] if opening else words
        if (
            _EMPTY.match(content)
            or _NOT_KNOWN.search(line[low : clause_end(cast, low)])
            or (words.startswith("از ") and not words.startswith("از بابت"))
        ):
            continue
        event = Event(charge_rule(), low, high, "state", active=False, plural=None)
        whose = _accused(cast, low, high, people)
        if whose:
            yield event, whose


_OF_OTHERS: Final = re.compile(
    fold_letters(r"(?:با |به )?اتهام\S* (?:برخی|بعضی|تعدادی|شماری|همه|دیگر|سایر|چند|[0-9]+) (?:از )?\S+(?:ان|ین|ها|نفر|تن)(?!\S)")
)
"""«اتهام برخی کارگران …»: a charge against people whom nobody names."""


def _accused(cast: Cast, low: int, high: int, people: People) -> tuple[int, ...]:
    """Whom a charge is brought against: the object with را, the person named before it, «برای P», or the subject left unsaid."""
    line = cast.scene.skeleton
    clause = cast.clauses[clause_at(cast.clauses, low)]
    start = clause.outer[0] if clause.outer else clause.start
    own = re.match(rf"اتهام\S*(?: \S+)?? ({PERSON})", line[low:high])
    if own:
        return people_of(cast, run_of(cast, own[1]))
    if _OF_OTHERS.match(line[low:high]):
        return ()
    objects = list(OBJECT.finditer(line[start : clause.end]))
    if objects:
        letter = min(objects, key=lambda found: abs(start + found.start() - low))[1]
        return () if cast.parts[letter] in {"kin", "judge"} else people_of(cast, run_of(cast, letter))
    letters = free_letters(cast, start, low)
    if not letters and re.search(r"(?<!\S)را(?!\S)", line[start:low]):
        return ()
    owners = [one for one in re.findall(PERSON, line[start:low]) if cast.parts[one] == "thing"]
    letters = letters or owners or free_letters(cast, start, low, speakers=True)
    if letters:
        return people_of(cast, run_of(cast, letters[-1]))
    return _unsaid(cast, low, high, people)


def _unsaid(cast: Cast, low: int, high: int, people: People) -> tuple[int, ...]:
    line = cast.scene.skeleton
    number = clause_at(cast.clauses, low)
    clause = cast.clauses[number]
    start = clause.outer[0] if clause.outer else clause.start
    given = re.search(rf"(?:^| )(?:برای|به|علیه) ({PERSON})(?= )", line[start : min(clause.end, high + 40)])
    if given and cast.parts[given[1]] == "after":
        return people_of(cast, run_of(cast, given[1]))
    if has_other_subject(line[start:low]):
        return ()
    nearest = clause.antecedent or next(iter(free_letters(cast, high, clause.end)), "")
    if nearest == SOMEBODY:
        return ()
    if nearest:
        return people_of(cast, run_of(cast, nearest))
    return inherited(Event(charge_rule(), low, high, "state", active=False, plural=None), cast, people, number)
