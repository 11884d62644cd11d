"""The entry of the Persian room: one document in, one reading out."""

from __future__ import annotations

from datetime import date

from govah.read.persian.claims import Draft
from govah.read.persian.found import Findings
from govah.read.persian.gather import gathered
from govah.read.persian.people import People, Person
from govah.records import Extracted, FoundAttribute, FoundClaim, FoundOther, FoundPerson, FoundStatement, FoundTally, Reading


def suggest(extracted: Extracted, published: date | None = None) -> Reading:
    """Gives what the rules find in a Persian document."""
    persons: list[FoundPerson] = []
    others: list[FoundOther] = []
    claims: list[FoundClaim] = []
    tallies: list[FoundTally] = []
    statements: list[FoundStatement] = []
    for findings, people in gathered(extracted, published):
        ids = _numbered(findings, len(persons))
        persons += [_person(id_, people.everybody[number], findings) for number, id_ in ids.items()]
        others += _others(findings, people, ids)
        claims += [_claim(draft, ids[number], extracted.text) for draft in findings.drafts for number in draft.people]
        tallies += findings.tallies
        statements += findings.statements
    return Reading("fa", tuple(persons), tuple(dict.fromkeys(others)), tuple(claims), tuple(tallies), tuple(statements))


def _numbered(findings: Findings, before: int) -> dict[int, str]:
    numbers = dict.fromkeys(number for draft in findings.drafts for number in draft.people)
    return {number: f"p{before + place}" for place, number in enumerate(numbers, 1)}


def _others(findings: Findings, people: People, ids: dict[int, str]) -> list[FoundOther]:
    return [FoundOther(_names(people.everybody[number])[0], role) for number, role in findings.roles.items() if number not in ids]


def _names(person: Person) -> list[str]:
    """The forms of a name, the fullest first; a hashtag's underscore is a space."""
    forms = [" ".join(form.replace("_", " ").split()) if "_" in form else form for form in person.forms]
    name = max(forms, key=len)
    inferred = [f"{name} {person.shared}"] if person.shared else []
    return list(dict.fromkeys([name, *forms, *inferred]))


def _person(id_: str, person: Person, findings: Findings) -> FoundPerson:
    name, *other = _names(person)
    own: dict[tuple[str, str], FoundAttribute] = {}
    for number, attribute in findings.attributes:
        if number == person.number:
            own.setdefault((attribute.predicate, attribute.value.text), attribute)
    return FoundPerson(id_, name, tuple(other), tuple(own.values()))


def _claim(draft: Draft, id_: str, text: str) -> FoundClaim:
    return FoundClaim(
        id_,
        draft.predicate,
        draft.value,
        draft.stance,
        draft.attribution,
        text[draft.start : draft.end],
        draft.start,
        draft.end,
        draft.rule,
        draft.score,
        draft.when,
        draft.where,
    )
