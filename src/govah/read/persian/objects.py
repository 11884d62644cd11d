"""Whose event an active verb tells: the object before «را», and not whoever did it or is only named beside it."""

from __future__ import annotations

import re
from typing import Final

from govah.read.persian.cast import FREE, OBJECT, Cast, free_letters, is_speech, people_of, run_of
from govah.read.persian.clauses import Clause, clause_at
from govah.read.persian.doers import is_self
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import PERSON
from govah.read.persian.subjects import speaks_of_stranger


def object_of(event: Event, cast: Cast) -> tuple[int, ...]:
    """Gives the people before «را» to whom an active verb does it, or none where it is done to somebody else."""
    line = cast.scene.skeleton
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    start = clause.outer[0] if clause.outer else clause.start
    found = list(re.finditer(OBJECT, line[start : event.start + 3]))
    if not found and clause.opener == "و" and not re.search(r"(?<!\S)را(?!\S)", line[clause.start : event.start]):
        start = _clause_before(cast, clause).start  # «P را در اتاقی نگه داشتند و زدند»
        found = list(re.finditer(OBJECT, line[start : clause.start]))
    if not found:
        return ()
    letter = _apposed(cast, found[-1][1], start, event)
    if (
        _is_of_stranger(cast, letter, clause)
        or cast.parts[letter] in {"kin", "thing", "judge"}
        or (cast.parts[letter] == "after" and "،" in found[-1].group())
    ):
        return ()
    if event.rule.predicate == "transferred" and event.plural is False and _carried(cast, clause, start + found[-1].start()):
        return ()
    himself = event.rule.grave and is_self(cast, letter)
    if event.plural is False and (himself or _is_doer(cast, clause, letter, line[clause.start : start + found[-1].start()])):
        return ()
    if event.rule.predicate == "killed" and event.plural is False and _killer(cast, letter, start, start + found[-1].start()):
        return ()
    return people_of(cast, run_of(cast, letter))


_AUTHORITY: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:مأمور|نیرو|اداره|سپاه|پلیس|دادگاه|شعبه|وزارت|حکومت|نهاد|دستگاه|جمهوری اسلامی|یگان|سازمان|دادسرا|دادستان|"
        r"پاسدار|بسیج|قاضی|بازجو|رژیم|افراد|لباس شخصی|مقام)"
    )
)


def _apposed(cast: Cast, letter: str, start: int, event: Event) -> str:
    """«مأموران P، خواهر Q را بازداشت کردند»: an authority took P, whom the words behind the name call Q's sister."""
    line = cast.scene.skeleton
    found = re.search(rf"({PERSON})(?: »)? ، [^\s،.]+ (?:[^\s،.]+ )?$", line[start : line.index(letter)])
    if (
        found is None
        or (cast.parts[letter], cast.parts[found[1]]) != ("kin", FREE)
        or cast.scene.mention(found[1]).kind != "name"
    ):
        return letter
    at = start + found.start()
    taken = event.plural is True or _AUTHORITY.search(line, start, at) is not None
    return found[1] if taken and not any(low <= at < high for low, high in cast.speakers) else letter


def _is_doer(cast: Cast, clause: Clause, letter: str, before: str) -> bool:
    """«P، قاضی‌ای که او را محکوم کرد»: without a subject of its own, the relative clause is about what P did to somebody else."""
    if not clause.antecedent or cast.scene.mention(letter).kind == "name":
        return False
    return cast.who.get(letter) == cast.who.get(clause.antecedent) and not before.strip(" ،")


def _is_of_stranger(cast: Cast, letter: str, clause: Clause) -> bool:
    """«دیگری را بردند و اعدامش کردند»: the pronoun is of whoever the words before it speak of, and of nobody named."""
    return cast.scene.mention(letter).kind == "one" and speaks_of_stranger(cast.scene.skeleton[: clause.start])


def _carried(cast: Cast, clause: Clause, at: int) -> bool:
    """«P وقتی Q را به درمانگاه می‌برد …»: one of the people whom the text names brought the other, and no authority did."""
    number = cast.clauses.index(clause)
    before = cast.clauses[number - 1] if number else clause
    return bool(free_letters(cast, clause.start, at) or (clause.opener == "که" and free_letters(cast, before.start, before.end)))


def _clause_before(cast: Cast, clause: Clause) -> Clause:
    """The clause before, where both tell an act and nobody new is spoken of between them; else the clause itself."""
    number = cast.clauses.index(clause)
    before = cast.clauses[number - 1] if number else clause
    return (
        clause if is_speech(cast, before) or re.search(PERSON, cast.scene.skeleton[slice(clause.start, clause.end)]) else before
    )


_ONE_KILLER: Final = re.compile(r"(?<!\S)(?:مردی|زنی|فردی|شخصی|پسری|جوانی|متهم|قاتل|کسی|ضارب|همسرش|شوهرش|پدرش|برادرش)(?!\S)")


def _killer(cast: Cast, letter: str, start: int, at: int) -> bool:
    """Whether one person killed another: then it is the accused one's victim, or a pronoun for somebody unnamed."""
    return (
        cast.scene.mention(letter).kind != "name"
        or bool(free_letters(cast, start, at))
        or _ONE_KILLER.search(cast.scene.skeleton[max(0, start - 40) : at]) is not None
    )
