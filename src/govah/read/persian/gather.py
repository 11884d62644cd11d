"""The claims of a document gathered: what each sentence says, repeated only where another voice or another detail says it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from govah.read.persian.accused import charges_of
from govah.read.persian.clauses import clause_at
from govah.read.persian.claims import Draft, court_draft, draft_of
from govah.read.persian.events import Event
from govah.read.persian.gapping import spread
from govah.read.persian.denials import denials_of
from govah.read.persian.lists import heading_of, is_item, item_event, named_now
from govah.read.persian.people import People
from govah.read.persian.roles import awaited, free_letters, has_other_subject, patients, people_of
from govah.read.persian.scope import FACT, MAYBE, UNKNOWN, force_of
from govah.read.persian.story import Told, hand_on, stories, told
from govah.read.persian.unknowns import unknowns_of
from govah.records import Extracted, Stance, Value

_ONE_AT_A_TIME: Final = frozenset({"charged_with", "tortured", "forced_confession", "detained_at", "faces_death_penalty", "denied_family_contact", "denied_lawyer", "hunger_strike", "disappeared"})
"""Predicates for which several rules may find the same words."""
_JOINED: Final = frozenset({"transferred", "charged_with"})
"""Predicates of which one sentence makes one claim, whatever the steps."""
_LEADING: Final = frozenset({"subject", "object", "owner"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim about so many people as the text has not named yet («این شش تن»)."""

    draft: Draft
    count: int


@dataclass(slots=True)
class Listing:
    """What a heading or a count has said of people whose names come after it."""

    predicate: str = ""
    heading: Draft | None = None
    counted: tuple[Draft, ...] = ()


def gathered(extracted: Extracted, published: date | None) -> Iterator[tuple[tuple[Draft, ...], People]]:
    """Gives the claims of each part of the document with the people that they are about."""
    for scenes, discourse in stories(extracted, published):
        drafts: list[Draft] = []
        waiting: list[Waiting] = []
        people = discourse.people
        listing = Listing()
        for scene in scenes:
            sentence = told(scene, discourse)
            unnamed: list[Draft] = []
            found = list(_sentence(sentence, people, waiting, unnamed))
            found += _listed(sentence, listing, people)
            if not any(draft.stance == Stance.DENIED for draft in found):
                found += denials_of(sentence, [draft for draft in drafts if draft.start > scene.sentence.start - 1500])
            drafts += found
            listing.counted = tuple(unnamed) or (listing.counted if is_item(sentence.cast) else ())
            people.victims = list(dict.fromkeys([*people.victims, *(number for draft in found for number in draft.people)]))
            _turn(sentence, found, people)
            hand_on(sentence, discourse)
        drafts += [replace(one.draft, people=tuple(people.victims)) for one in waiting if len(people.victims) == one.count]
        yield tuple(without_repeats(drafts)), people


def _listed(sentence: Told, listing: Listing, people: People) -> Iterator[Draft]:
    """What a heading or a count before says of the names in this sentence."""
    heading = heading_of(sentence.cast)
    if heading:
        listing.predicate = heading
        people.group = ()
        return
    if not is_item(sentence.cast):
        listing.predicate = ""
        for whose in (named_now(sentence.cast),) if listing.counted else ():
            low, high = sentence.cast.scene.raw(0, len(sentence.cast.scene.skeleton))
            for draft in listing.counted if whose else ():
                yield replace(draft, people=whose, start=low, end=min(high, low + 290), rule="fa-named-after/1", score=600)
        return
    found = item_event(sentence.cast, listing.predicate or "arrested")
    if found is None:
        return
    people.group = tuple(dict.fromkeys([*people.group, *found[1]]))
    draft = draft_of(found[0], found[1], FACT, sentence) if listing.predicate else None
    if draft is not None:
        yield draft


def _sentence(sentence: Told, people: People, waiting: list[Waiting], unnamed: list[Draft]) -> Iterator[Draft]:
    cast = sentence.cast
    out: list[tuple[Event, Draft]] = []
    for event in (part for whole in sentence.events for part in spread(whole, cast)):
        force = force_of(event, cast.scene, cast.clauses)
        if force == MAYBE or _shadowed(event, sentence.events):
            continue
        whose = patients(event, cast, people)
        if not whose:
            count = awaited(event, cast)
            counts = event.rule.who == "subject" and event.rule.kind == "verb" and force == FACT and has_other_subject(cast.scene.skeleton[: event.start])
            draft = draft_of(event, (), force, sentence) if count or counts else None
            if draft is not None and count:
                waiting.append(Waiting(draft, count))
            elif draft is not None:
                unnamed.append(draft)
            continue
        draft = draft_of(event, whose, force, sentence)
        if draft is None:
            continue
        out.append((event, draft))
        if event.rule.who in _LEADING and event.force != "noun" and not _beside(event, sentence):
            people.topic = whose
            people.group = whose if len(whose) > 1 else people.group
    led = any(event.rule.who in _LEADING and event.force != "noun" for event, _draft in out)
    if out and not led and not _beside(out[0][0], sentence):
        people.topic = out[0][1].people
    for event, whose in charges_of(cast, people):
        force = force_of(event, cast.scene, cast.clauses)
        draft = None if force == MAYBE else draft_of(event, whose, force, sentence)
        if draft is not None:
            out.append((event, draft))
    for event, whose in unknowns_of(cast, people, sentence.events):
        draft = draft_of(event, whose, UNKNOWN, sentence)
        if draft is not None:
            out.append((event, draft))
    yield from _one_each(out)
    for event, draft in out:
        court = court_draft(draft, event, sentence)
        if court is not None:
            yield court


def _beside(event: Event, sentence: Told) -> bool:
    """Whether a relative clause tells it, beside a main clause about somebody else: pronouns go on with the other."""
    clauses = sentence.cast.clauses
    clause = clauses[clause_at(clauses, event.start)]
    return bool(clause.antecedent) and len(free_letters(sentence.cast, 0, clause.start)) > 1


def _shadowed(event: Event, events: tuple[Event, ...]) -> bool:
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
    for _event, draft in sorted(found, key=lambda one: (one[1].start, -one[1].score)):
        same = [one for one in kept if one.predicate == draft.predicate and one.people == draft.people and one.stance == draft.stance]
        near = [one for one in same if one.start < draft.end and draft.start < one.end]
        if near and (draft.predicate in _ONE_AT_A_TIME or near[0].value == draft.value):
            continue
        joined = [one for one in same if draft.predicate in _JOINED and draft.end - one.start <= 290]
        if joined:
            kept[kept.index(joined[0])] = _together(joined[0], draft)
            continue
        kept.append(draft)
    yield from kept


def _together(first: Draft, second: Draft) -> Draft:
    value = second.value if first.predicate == "transferred" else Value("; ".join(dict.fromkeys([first.value.text, second.value.text])), first.value.term)
    return replace(first, end=second.end, value=value, where=second.where or first.where)


def without_repeats(drafts: list[Draft]) -> Iterator[Draft]:
    """Leaves out pure repetitions: the same thing about the same people, by the same voice, without a new day or detail."""
    kept: list[Draft] = []
    heard = [draft for draft in drafts if draft.rule.startswith(("fa-hearing", "fa-try"))]
    drafts = [draft for draft in drafts if not (draft.rule == "fa-court/1" and any(set(draft.people) <= set(one.people) for one in heard))]
    full = [draft for draft in drafts if not draft.title and not draft.aside]
    for draft in sorted(drafts, key=lambda one: (one.start, one.end)):
        if (draft.title or draft.aside) and any(_says_again(draft, other) for other in full):
            continue
        if not any(_repeats(draft, other) for other in kept):
            kept.append(draft)
    yield from kept


def _says_again(draft: Draft, other: Draft) -> bool:
    return draft.predicate == other.predicate and set(draft.people) <= set(other.people) and draft.start != other.start


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
    if is_item(cast):
        return
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
