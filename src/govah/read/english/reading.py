"""The English reader: sentences → names → people → events → scope → voices → claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from govah.read.english.attribution import Speakers
from govah.read.english.claims import Draft, distinct, drafts
from govah.read.english.coreference import Memory, find_kin
from govah.read.english.events import Event, events
from govah.read.english.people import People, people
from govah.read.english.scene import Scene, scenes
from govah.records import Extracted, FoundOther, FoundPerson, Reading


def suggest(extracted: Extracted, published: date | None) -> Reading:
    """Gives what an English document says about the persons whom it names."""
    laid_out = scenes(extracted, published)
    known = people(laid_out)
    focus = _focus(laid_out, known)
    memory, speakers, found = _read(laid_out, known, focus)
    del memory, speakers
    kept = distinct(found)
    persons = sorted({draft.person for draft in kept})
    return Reading(
        language="en",
        persons=tuple(_person(known, number) for number in persons),
        others=tuple(FoundOther(person.name, "other") for person in known.everybody if person.number not in persons),
        claims=tuple(draft.claim for draft in kept),
    )


def _focus(laid_out: Sequence[Scene], known: People) -> set[int]:
    """Persons to whom, by name, something is done: a first walk without pronouns."""
    memory = Memory(known)
    found: set[int] = set()
    for scene in laid_out:
        for event in events(scene, memory):
            if not event.bridged:
                found.update(event.persons)
        memory.meet(scene)
    return found


def _read(laid_out: Sequence[Scene], known: People, focus: set[int]) -> tuple[Memory, Speakers, list[Draft]]:
    memory = Memory(known, focus)
    find_kin(laid_out, known, memory)
    speakers = Speakers(memory)
    found: list[Draft] = []
    for scene in laid_out:
        told: list[Event] = events(scene, memory)
        memory.meet(scene)
        speakers.listen(scene)
        for event in told:
            found += drafts(event, speakers)
    return memory, speakers, found


def _person(known: People, number: int) -> FoundPerson:
    person = known.everybody[number]
    return FoundPerson(str(number), person.name, tuple(form for form in person.forms if form != person.name))
