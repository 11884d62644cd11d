"""The English reader: sentences → names → people → events → scope → voices → claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from govah.read.english.aftermath import credited, custody_deaths, led, moved, retracted, without_doubles
from govah.read.english.attribution import Speakers
from govah.read.english.author import author_of
from govah.read.english.claims import Draft, distinct, drafts, impugned
from govah.read.english.coreference import Memory, list_people
from govah.read.english.days import Days, told_after, with_known_days
from govah.read.english.denying import ACCUSATIONS, accusation_denied
from govah.read.english.describing import attributes, role_of
from govah.read.english.event import Event
from govah.read.english.events import events
from govah.read.english.groups import tallies
from govah.read.english.headings import row_days
from govah.read.english.modes import Mode
from govah.read.english.naming import identified
from govah.read.english.nominals import nominals
from govah.read.english.passing import without_passing
from govah.read.english.people import People, people
from govah.read.english.posts import posts
from govah.read.english.responsibility import responsible
from govah.read.english.scene import Scene, scenes
from govah.read.english.scope import scope
from govah.read.english.siblings import find_kin
from govah.read.english.statements import statements
from govah.read.english.unknowing import GONE, asks_where
from govah.read.english.withheld import withheld
from govah.read.english.years import dateline
from govah.records import Extracted, FoundOther, FoundPerson, FoundTally, Reading, Stance


@dataclass(frozen=True, slots=True)
class _Told:
    drafts: list[Draft]
    tallies: list[FoundTally]


def suggest(extracted: Extracted, published: date | None) -> Reading:
    """Gives what an English document says about the persons whom it names."""
    given, published = published, published or dateline(extracted.text)
    laid_out = scenes(extracted, published)
    known = people(laid_out)
    told = _read(laid_out, Days(published, row_days(laid_out, given), posts(laid_out)), _focus(laid_out, known))
    kept = with_known_days(without_passing(distinct(told.drafts)))
    persons = sorted({draft.person for draft in kept if draft.claim.predicate != "impugned_act"})
    kept = [draft for draft in kept if draft.person in persons]
    return Reading(
        language="en",
        persons=tuple(_person(known, number, laid_out) for number in persons),
        others=tuple(
            FoundOther(person.name, role_of(person, laid_out, known))
            for person in known.everybody
            if person.number not in persons
        ),
        claims=(*(draft.claim for draft in kept), *responsible(kept)),
        tallies=tuple(told.tallies),
        statements=tuple(one for scene in laid_out for one in statements(scene)),
    )


def _focus(laid_out: Sequence[Scene], known: People) -> Memory:
    """A first walk without pronouns: persons to whom, by name, something is done, what, and who was executed."""
    author = author_of(laid_out, known)
    memory = Memory(known, by_name=True, author=author)
    list_people(laid_out, known, memory)
    found: set[int] = set()
    doomed: set[int] = set()
    told: set[tuple[int, str]] = set()
    for scene in laid_out:
        for event in [*events(scene, memory), *identified(scene, memory), *(withheld(scene, memory) if scene.names else ())]:
            if not event.bridged and not event.background:
                found.update(event.persons)
                told |= {(person, event.predicate) for person in event.persons}
                doomed.update(event.persons if event.predicate == "executed" and scope(event).mode is Mode.STATED else ())
        memory.meet(scene)
    return Memory(known, author=author, focus=found, doomed=doomed, by_predicate=told)


def _read(laid_out: Sequence[Scene], days: Days, memory: Memory) -> _Told:
    list_people(laid_out, memory.people, memory)
    find_kin(laid_out, memory.people, memory)
    speakers = Speakers(memory, posted=days.posted)
    found: list[Draft] = []
    counts: list[FoundTally] = []
    for scene in laid_out:
        speakers.listen(scene)
        days.hear(scene)
        counts += tallies(scene, memory, speakers)
        told: list[Event] = _without_mute([*events(scene, memory), *nominals(scene, memory)])
        memory.meet(scene)
        for event in told:
            made = [days.lend(draft, event, found) for draft in drafts(event, speakers)]
            made += impugned(event, made)
            if made and not event.background and not event.bridged:
                memory.focus.update(event.persons)
            if made and len(event.persons) > 2:
                memory.groups.append((scene.number, event.persons))
            if made and event.predicate == "charged_with":
                memory.last_charged, memory.last_charged_at = event.persons, scene.number
            found += [draft for draft in made if not event.background or draft.person in memory.focus]
        found += _denied_before(scene, found, memory)
        found = told_after(scene, found)
        found = credited(scene, retracted(scene, found, speakers.heard.get(scene.number)))
    return _Told(list(without_doubles(custody_deaths(moved(led(found, memory.leads))))), counts)


def _denied_before(scene: Scene, found: Sequence[Draft], memory: Memory) -> list[Draft]:
    """As in "The judiciary denied the accusations": the gravest thing that was told of somebody in the sentences before."""
    place, voice = accusation_denied(scene)
    if place < 0 or any(draft.scene is scene and draft.claim.stance is Stance.DENIED for draft in found):
        return []  # nothing is denied, or the accused deny the charge
    told = [
        draft
        for draft in found
        if 0 < scene.number - draft.scene.number <= 3 and draft.claim.stance in {Stance.ALLEGED, Stance.REPORTED}
    ]
    for predicate in ACCUSATIONS:
        persons = tuple(dict.fromkeys(draft.person for draft in told if draft.claim.predicate == predicate))
        if persons:
            event = Event(scene, place, predicate, persons, "en-denies-it/1", noun=True, stance="denied", chain=(voice,))
            return drafts(event, Speakers(memory))
    return []


def _without_mute(told: list[Event]) -> list[Event]:
    """As in "The circumstances of his arrest are not known" tells of no arrest beside what it says is not known."""
    mute = {event.persons for event in told if event.stance == "unknown" and not _is_aside(event)}
    gone = {number for event in told if event.rule in GONE for number in event.persons}
    left = [one for one in told if one.stance or not one.noun or one.persons not in mute or one.rule in GONE]
    return [one for one in left if not (gone & set(one.persons) and asks_where(one))]


_ASIDE: Final = re.compile(r", whose (?:[\w'’-]+ ){1,5}(?:is|are|was|were|remains?) (?:\w+ ){0,2}(?:un\w+|not\b)[^,.;]*,")


def _is_aside(event: Event) -> bool:
    """As in "X, whose age is not known, was …": it says nothing of the acts that the sentence tells."""
    scene = event.scene
    return event.predicate == "other" and _ASIDE.search(scene.text, scene.sentence.start, scene.sentence.end) is not None


def _person(known: People, number: int, laid_out: Sequence[Scene]) -> FoundPerson:
    person = known.everybody[number]
    others = tuple(form for form in person.forms if form != person.name)
    return FoundPerson(str(number), person.name, others, attributes(person, laid_out, known))
