"""The claims of a document gathered: what each sentence says, repeated only where another voice or another detail says it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from govah.read.persian.claims import Draft, court_draft, draft_of
from govah.read.persian.events import Event, events_of
from govah.read.persian.people import People
from govah.read.persian.roles import free_letters, patients, people_of
from govah.read.persian.scope import MAYBE, force_of
from govah.read.persian.story import Told, hand_on, stories, told
from govah.records import Extracted

_ONE_AT_A_TIME: Final = frozenset({"charged_with", "tortured", "forced_confession", "detained_at", "faces_death_penalty", "denied_family_contact", "denied_lawyer", "hunger_strike", "disappeared"})
"""Predicates for which several rules may find the same words."""


def gathered(extracted: Extracted, published: date | None) -> Iterator[tuple[tuple[Draft, ...], People]]:
    """Gives the claims of each part of the document with the people that they are about."""
    for scenes, discourse in stories(extracted, published):
        drafts: list[Draft] = []
        for scene in scenes:
            sentence = told(scene, discourse)
            found = list(_sentence(sentence, discourse.people))
            drafts += found
            _turn(sentence, found, discourse.people)
            hand_on(sentence, discourse)
        yield tuple(without_repeats(drafts)), discourse.people


def _sentence(sentence: Told, people: People) -> Iterator[Draft]:
    out: list[tuple[Event, Draft]] = []
    events = sorted(events_of(sentence.cast.scene.skeleton), key=lambda event: event.start)
    for event in events:
        force = force_of(event, sentence.cast.scene, sentence.cast.clauses)
        if force == MAYBE or _shadowed(event, events):
            continue
        whose = patients(event, sentence.cast, people)
        if not whose:
            continue
        draft = draft_of(event, whose, force, sentence)
        if draft is None:
            continue
        out.append((event, draft))
        if len(whose) and event.rule.who in {"subject", "object", "owner"} and event.force != "noun":
            people.topic = whose
            if len(whose) > 1:
                people.group = whose
    yield from _one_each(out)
    for event, draft in out:
        court = court_draft(draft, event, sentence)
        if court is not None:
            yield court


def _shadowed(event: Event, events: list[Event]) -> bool:
    """A noun or a description inside the words of a fuller rule for the same thing says nothing more."""
    for other in events:
        if other is event or other.rule.kind == "noun" or not (other.start <= event.start and event.end <= other.end + 1):
            continue
        if other.rule.predicate == event.rule.predicate and (other.end - other.start) > (event.end - event.start):
            return True
        if event.rule.id == "condemned" and other.rule.id.startswith("sentence"):
            return True
    return False


def _one_each(found: list[tuple[Event, Draft]]) -> Iterator[Draft]:
    kept: list[Draft] = []
    for _event, draft in found:
        same = [one for one in kept if one.predicate == draft.predicate and one.people == draft.people and one.start < draft.end and draft.start < one.end]
        if same and (draft.predicate in _ONE_AT_A_TIME or same[0].value == draft.value):
            continue
        kept.append(draft)
    yield from kept


def without_repeats(drafts: list[Draft]) -> Iterator[Draft]:
    """Leaves out pure repetitions: the same thing about the same people, by the same voice, without a new day or detail."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: (one.start, one.end)):
        if not any(_repeats(draft, other) for other in kept):
            kept.append(draft)
    yield from kept


def _repeats(draft: Draft, other: Draft) -> bool:
    same = draft.predicate == other.predicate and set(draft.people) <= set(other.people) and draft.stance == other.stance
    if not same:
        return False
    return draft.attribution == other.attribution and draft.value == other.value and (draft.when is None or draft.when == other.when)


def _turn(sentence: Told, found: list[Draft], people: People) -> None:
    """Notes whom the sentence was about: the people of its claims, else whoever it names first."""
    cast = sentence.cast
    letters = free_letters(cast, 0, len(cast.scene.skeleton))
    named = people_of(cast, tuple(letter for letter in letters if cast.scene.mention(letter).kind == "name"))
    if len(named) > 1:
        people.group = named
    if found:
        return
    if len(named) == 1:
        people.topic = named
    elif named and not people.topic:
        people.topic = named[:1]
    else:
        rest = people_of(cast, tuple(letter for letter in cast.who if cast.parts[letter] in {"kin", "after", "thing"}))
        if len(rest) == 1 and not people.topic:
            people.topic = rest
