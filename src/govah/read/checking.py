"""The check that every reading goes through: what is not in the text to the letter is dropped and counted.

Invariant of a checked reading: every quote equals `text[start:end]` and is not empty, every claim is about a person of the
reading, persons are numbered `p1`, `p2` … by where they first appear, and no suggestion stands twice.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

from govah.records import FoundAttribute, FoundClaim, FoundPerson, FoundStatement, FoundTally, Reading

LONGEST: Final = 2000
"""Code points of the longest quotation that anybody could check at a glance."""


RESPONSIBLE: Final = frozenset({"carried_out_by", "ordered_by"})
"""Predicates of which one passage may say several things: arrested by one, sentenced by another."""


class _Quoted(Protocol):
    @property
    def quote(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Found = TypeVar("_Found", bound=_Quoted)


def is_exact(found: _Quoted, text: str) -> bool:
    """Answers whether a suggestion's quote stands at its offsets, to the letter."""
    inside = 0 <= found.start < found.end <= len(text) and found.end - found.start <= LONGEST
    return inside and bool(found.quote.strip()) and text[found.start : found.end] == found.quote


def checked(reading: Reading, text: str) -> Reading:
    """Gives the reading without what is not in the text, without repetitions, and with its persons in order; `dropped` grows."""
    claims = _sorted(_exact(reading.claims, text))
    known = {person.id for person in reading.persons}
    persons = [_checked_person(person, text) for person in reading.persons]
    kept = [claim for claim in claims if claim.person in known and 1 <= claim.score <= 999]
    order = _order(persons, kept, text)
    numbers = {person.id: f"p{number}" for number, person in enumerate(order, 1)}
    exact = _once(dataclasses.replace(claim, person=numbers[claim.person]) for claim in kept)
    tallies, statements = _once(_exact(reading.tallies, text)), _once(_exact(reading.statements, text))
    lost = (
        len(reading.claims) - len(kept)
        + sum(not is_exact(tally, text) for tally in reading.tallies)
        + sum(not is_exact(one, text) for one in reading.statements)
        + sum(not is_exact(one, text) for person in reading.persons for one in person.attributes)
    )  # fmt: skip
    return dataclasses.replace(
        reading,
        persons=tuple(dataclasses.replace(person, id=numbers[person.id]) for person in order),
        claims=_without_repeats(exact),
        tallies=tuple(_sorted(tallies)),
        statements=tuple(_sorted(statements)),
        unsaid=tuple((numbers[person], topic) for person, topic in reading.unsaid if person in numbers),
        dropped=reading.dropped + lost,
    )


def _exact(found: Iterable[_Found], text: str) -> list[_Found]:
    return [one for one in found if is_exact(one, text)]


def _checked_person(person: FoundPerson, text: str) -> FoundPerson:
    attributes: list[FoundAttribute] = _once(_exact(person.attributes, text))
    return dataclasses.replace(person, attributes=tuple(attributes))


def _once(found: Iterable[_Found]) -> list[_Found]:
    return list(dict.fromkeys(found))


def _sorted(found: Iterable[_Found]) -> list[_Found]:
    return sorted(found, key=lambda one: (one.start, one.end))


def _order(persons: list[FoundPerson], claims: list[FoundClaim], text: str) -> list[FoundPerson]:
    """By first appearance of the name, or where the text has it otherwise (a made-up spelling), of the first claim."""
    first: dict[str, int] = {}
    for claim in claims:
        first.setdefault(claim.person, claim.start)

    def place(person: FoundPerson) -> tuple[int, int]:
        at = text.find(person.name) if person.name else -1
        return (at if at >= 0 else first.get(person.id, len(text)), first.get(person.id, len(text)))

    return sorted(persons, key=place)


def _without_repeats(claims: list[FoundClaim]) -> tuple[FoundClaim, ...]:
    """One suggestion for one person, predicate, passage and stance: the surest."""
    best: dict[tuple[str, str, int, int, str, str], FoundClaim] = {}
    for claim in claims:
        whose = claim.value.text if claim.predicate in RESPONSIBLE else ""
        key = (claim.person, claim.predicate, claim.start, claim.end, claim.stance, whose)
        if key not in best or best[key].score < claim.score:
            best[key] = claim
    return tuple(best.values())


__all__ = ["LONGEST", "RESPONSIBLE", "FoundStatement", "FoundTally", "checked", "is_exact"]
