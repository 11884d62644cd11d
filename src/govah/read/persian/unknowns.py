"""What a sentence says is not known: the noun that it is about, and a word of ignorance with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from govah.read.persian.cast import Cast, people_of, run_of
from govah.read.persian.clauses import clause_at
from govah.read.persian.events import Event
from govah.read.persian.lexicon import alternatives, reading
from govah.read.persian.people import People
from govah.read.persian.roles import inherited
from govah.read.persian.rules import Rule, pattern_of, skeleton_source
from govah.read.persian.scene import PERSON


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(spec["id"], spec["predicate"], "state", "topic", rf"(?<!\S)(?:{skeleton_source(spec['noun'])})(?!\S)")
        for spec in reading("events")["unknowns"]
    )


@cache
def _ignorance() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{alternatives(reading('scope')['ignorance'])})(?!\S)")


def unknowns_of(cast: Cast, people: People, told_events: tuple[Event, ...] = ()) -> Iterator[tuple[Event, tuple[int, ...]]]:
    """Gives what the sentence says is not known, each with the people whom it is about."""
    line = cast.scene.skeleton
    if not _ignorance().search(line):
        return
    known = {event.rule.predicate for event in told_events}
    for rule in _rules():
        if rule.predicate == "other" and "disappeared" in known:
            continue
        for found in pattern_of(rule.source).finditer(line):
            clause = cast.clauses[clause_at(cast.clauses, found.start())]
            hit = _ignorance().search(line, found.end(), clause.end) or _before(line, clause.start, found.start())
            if hit is None:
                continue
            whose = _whose(cast, people, found.end(), clause.start, clause.end)
            if whose:
                yield Event(rule, found.start(), max(found.end(), hit.end()), "state", active=False, plural=None), whose


def _before(line: str, start: int, end: int) -> re.Match[str] | None:
    """«اطلاعی از محل نگهداری او در دست نیست» has its word of ignorance after; «نامعلوم بودن محل نگهداری» before."""
    found = _ignorance().search(line, start, end)
    return found if found and end - found.end() < 14 else None


_COUNTED: Final = re.compile(
    r"(?<!\S)(?:\d+|یک|دو|سه|چهار|پنج|شش|چند|چندین)(?: \S+)? (?:شهروند|نفر|تن|زندانی|متهم|معترض|بازداشتی|فرد)(?!\S)"
)
"""Somebody else, by number («سه شهروند دیگر»)."""


def _whose(cast: Cast, people: People, end: int, start: int, close: int) -> tuple[int, ...]:
    line = cast.scene.skeleton
    near = re.match(rf"(?: [^ ،.؛]+){{0,3}}? ({PERSON})", line[end:])
    if near:
        return people_of(cast, run_of(cast, near[1]))
    named = re.search(PERSON, line[start:close])
    if named and not re.match(r"(?: [^ ،.؛]+)? (?:دو|سه|چهار|پنج|شش|چند|\d+) ", line[end:]):
        return people_of(cast, run_of(cast, named.group()))
    if _COUNTED.search(line[start:close]):
        return ()
    number = clause_at(cast.clauses, end)
    return inherited(Event(_rules()[0], end, end, "state", active=False, plural=None), cast, people, number)
