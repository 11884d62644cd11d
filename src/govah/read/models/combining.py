"""Several suggesters over one text: the rules speak first, and what a model adds may not go against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govah.read.checking import checked
from govah.records import AFFIRMED, FoundClaim, FoundPerson, Reading
from govah.text import fold_name


def combined(first: Reading, others: Sequence[Reading], text: str) -> Reading:
    """Gives one reading of all; a claim that a reading before it made of the same words is not made twice.

    Where the reading before says of the same person, predicate and words that it is denied or not known, a later one that puts it
    forward is dropped and counted, whoever suggested it.
    """
    reading = first
    for other in others:
        reading = _with(reading, other)
    return checked(reading, text)


def _with(reading: Reading, other: Reading) -> Reading:
    persons = list(reading.persons)
    by_name = {fold_name(name): person.id for person in persons for name in (person.name, *person.other_names)}
    numbers: dict[str, str] = {}
    for person in other.persons:
        known = by_name.get(fold_name(person.name)) or _shorter(person.name, by_name)
        numbers[person.id] = known or f"p{len(persons) + 1}"
        if not known:
            persons.append(FoundPerson(numbers[person.id], person.name, person.other_names, person.attributes))
            by_name[fold_name(person.name)] = numbers[person.id]
    claims, dropped = list(reading.claims), 0
    for claim in other.claims:
        moved = replace(claim, person=numbers[claim.person])
        if _goes_against(moved, reading.claims):
            dropped += 1
        elif not _is_known(moved, claims):
            claims.append(moved)
    notes = tuple(dict.fromkeys((*reading.notes, *other.notes)))
    return replace(
        reading, persons=tuple(persons), claims=tuple(claims), dropped=reading.dropped + other.dropped + dropped, notes=notes
    )


def _shorter(name: str, by_name: dict[str, str]) -> str:
    """Gives the one person of whose name this is a part; nobody where there are two."""
    parts = set(fold_name(name).split())
    found = {person for known, person in by_name.items() if parts and parts < set(known.split())}
    return found.pop() if len(found) == 1 else ""


def _overlap(one: FoundClaim, other: FoundClaim) -> bool:
    same = one.person == other.person and one.predicate == other.predicate
    return same and one.start < other.end and other.start < one.end


def _is_known(claim: FoundClaim, claims: Sequence[FoundClaim]) -> bool:
    return any(_overlap(claim, one) for one in claims)


def _goes_against(claim: FoundClaim, rules: Sequence[FoundClaim]) -> bool:
    return claim.stance in AFFIRMED and any(_overlap(claim, one) and one.stance not in AFFIRMED for one in rules)
