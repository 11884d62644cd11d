"""The entry of the Persian room: one document in, one reading out."""

from __future__ import annotations

from datetime import date

from govah.read.persian.claims import Draft
from govah.read.persian.gather import gathered
from govah.read.persian.people import People, Person
from govah.records import Extracted, FoundClaim, FoundPerson, Reading


def suggest(extracted: Extracted, published: date | None = None) -> Reading:
    """Gives what the rules find in a Persian document."""
    persons: list[FoundPerson] = []
    claims: list[FoundClaim] = []
    dropped = 0
    for drafts, people in gathered(extracted, published):
        ids: dict[int, str] = {}
        for draft in drafts:
            for number in draft.people:
                if number not in ids:
                    ids[number] = f"p{len(persons) + 1}"
                    persons.append(_person(ids[number], people.everybody[number]))
                claims.append(_claim(draft, ids[number], extracted.text))
    return Reading("fa", tuple(persons), (), tuple(claims), (), (), (), dropped)


def _person(id_: str, person: Person) -> FoundPerson:
    forms = [" ".join(form.replace("_", " ").split()) if "_" in form else form for form in person.forms]
    name = max(forms, key=len)
    others = [form for form in dict.fromkeys([*person.forms, *_inferred(person, name)]) if form != name]
    return FoundPerson(id_, name, tuple(others))


def _inferred(person: Person, name: str) -> list[str]:
    return [f"{name} {person.shared}"] if person.shared else []


def _claim(draft: Draft, id_: str, text: str) -> FoundClaim:
    return FoundClaim(
        id_, draft.predicate, draft.value, draft.stance, draft.attribution, text[draft.start : draft.end], draft.start, draft.end, draft.rule, draft.score,
        draft.when, draft.where,
    )  # fmt: skip
