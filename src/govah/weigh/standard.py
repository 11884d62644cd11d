"""The desk's standard of a confirmed case, and what a person's file lacks of it; the standard stands in one table.

Nothing here confirms anybody: it says where an hour of work is best spent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from govah.records import AFFIRMED
from govah.text import fold_name
from govah.weigh.interface import Contradiction, Evidence, Finding, Risk, Status, WeighedFact
from govah.weigh.rules import DEAD
from govah.weigh.spans import dated_span
from govah.weigh.values import is_told, place_of
from govah.words import table

_TABLE: Final = "reading/weigh/standard"
PEOPLE: Final = 2
"""How many people find a death."""
_PLACED: Final = frozenset({"arrested", "detained_at", "transferred", "killed", "executed", "died_in_custody"})


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a file lacks of the standard."""

    need: str
    "A key of the table."
    facts: tuple[tuple[str, str], ...] = ()
    claims: tuple[str, ...] = ()
    "Claims that come near to it."


@dataclass(frozen=True, slots=True)
class FileWeighed:
    """One person's file as the standard takes it."""

    evidence: tuple[Evidence, ...]
    facts: tuple[WeighedFact, ...]
    contradictions: tuple[Contradiction, ...]
    status: Status
    risk: Risk
    findings: tuple[Finding, ...] = ()
    names: tuple[str, ...] = ()


def missing(file: FileWeighed) -> tuple[Missing, ...]:
    """Gives what a file lacks of the standard, in the table's order."""
    event = _event(file)
    found = [one for need in _table()["needs"] for one in _NEEDS[need](file, event)]
    return tuple(found)


def _event(file: FileWeighed) -> WeighedFact | None:
    """Gives the fact that the file is about: the gravest that is put forward, with most voices; a rumour only where it is all."""
    told = [fact for fact in file.facts if fact.claims and fact.predicate in _table()["events"]]
    firm = [fact for fact in told if {"asserted", "reported"} & set(fact.stances)] or told
    rank = lambda fact: (-_table()["events"].index(fact.predicate), fact.origins, fact.when, fact.claims)  # noqa: E731
    return max(firm, key=rank, default=None)


def _reviewed(file: FileWeighed, _: WeighedFact | None) -> Iterator[Missing]:
    if file.evidence and not any(one.reviewed for one in file.evidence):
        yield Missing("person-reviewed")


def _full_name(file: FileWeighed, _: WeighedFact | None) -> Iterator[Missing]:
    if not any(len(fold_name(name).split()) > 1 for name in file.names):
        yield Missing("full-name")


def _told_apart(file: FileWeighed, _: WeighedFact | None) -> Iterator[Missing]:
    forward = [one for one in file.evidence if one.claim.fact.stance in AFFIRMED]
    if not any(one.claim.fact.predicate in _table()["apart"] and is_told(one.claim.fact.value) for one in forward):
        yield Missing("told-apart")


def _told(file: FileWeighed, event: WeighedFact | None) -> Iterator[Missing]:
    del file
    if event is None:
        yield Missing("event")


def _origins(file: FileWeighed, event: WeighedFact | None) -> Iterator[Missing]:
    del file
    need = _table()["origins"]
    if event is not None and event.origins < need:
        yield Missing("origins", (("what", event.predicate), ("have", str(event.origins)), ("need", str(need))), event.claims)


def _date(file: FileWeighed, event: WeighedFact | None) -> Iterator[Missing]:
    if event is None:
        return
    told = [one for one in file.evidence if one.claim.fact.id in event.claims]
    spans = [span for one in told if (span := dated_span(one.claim.fact.when)) is not None]
    if not any(span.last - span.first < _table()["days"] for span in spans):
        yield Missing("date", (("what", event.predicate),), event.claims)


def _place(file: FileWeighed, event: WeighedFact | None) -> Iterator[Missing]:
    if event is None:
        return
    forward = [one.claim.fact for one in file.evidence if one.claim.fact.stance in AFFIRMED]
    places = (place_of(fact) for fact in forward if fact.predicate in _PLACED)
    if not any(place.text or place.term for place in places):
        yield Missing("place")


def _charge(file: FileWeighed, _: WeighedFact | None) -> Iterator[Missing]:
    if file.risk.tier and not _has(file, "charged_with"):
        yield Missing("charge")


def _court(file: FileWeighed, _: WeighedFact | None) -> Iterator[Missing]:
    if file.risk.tier in (1, 2) and not _has(file, "tried_by"):
        yield Missing("court")


def _has(file: FileWeighed, predicate: str) -> bool:
    facts = (one.claim.fact for one in file.evidence)
    return any(fact.predicate == predicate and fact.stance in AFFIRMED and is_told(fact.value) for fact in facts)


def _contradiction(file: FileWeighed, event: WeighedFact | None) -> Iterator[Missing]:
    heavy = [one for one in file.contradictions if event and one.predicate == event.predicate and one.kind in _table()["heavy"]]
    for one in heavy[:1]:
        yield Missing("contradiction", (("what", one.predicate), ("kind", one.kind)), one.claims)


def _finding(file: FileWeighed, _: WeighedFact | None) -> Iterator[Missing]:
    for fact in file.facts:
        if fact.predicate in DEAD and fact.claims:
            found = (one for one in file.findings if one.predicate == fact.predicate)
            if not any(len(set(one.people)) >= PEOPLE for one in found):
                yield Missing("finding", (("what", fact.predicate),), fact.claims)


def _looked(file: FileWeighed, event: WeighedFact | None) -> Iterator[Missing]:
    days, limit = file.status.check_days, _table()["looked"]
    is_dead = event is not None and event.predicate in DEAD
    if file.evidence and not is_dead and (days is None or days > limit):
        yield Missing("looked", (("days", str(limit if days is None else days)),))


_NEEDS: Final[dict[str, Callable[[FileWeighed, WeighedFact | None], Iterator[Missing]]]] = {
    "person-reviewed": _reviewed,
    "full-name": _full_name,
    "told-apart": _told_apart,
    "event": _told,
    "origins": _origins,
    "date": _date,
    "place": _place,
    "charge": _charge,
    "court": _court,
    "contradiction": _contradiction,
    "finding": _finding,
    "looked": _looked,
}


@cache
def _table() -> dict[str, Any]:
    read: dict[str, Any] = table(_TABLE)
    return read


def need_in_words(one: Missing, lang: str, **facts: str) -> str:
    """Says in words what is missing, with its facts as they are shown."""
    return str(_table()["needs"][one.need][lang]).format(**facts)
