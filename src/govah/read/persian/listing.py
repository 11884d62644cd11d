"""What headings, counts and lists say of the people whose names come after them, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from govah.read.persian.cast import people_of
from govah.read.persian.claims import DENIABLE, Draft, draft_of
from govah.read.persian.counted import Row
from govah.read.persian.events import Event
from govah.read.persian.found import Findings
from govah.read.persian.lists import (
    among_them,
    heading_of,
    inline_heading,
    is_item,
    is_unread,
    item_event,
    item_sentence,
    kind_named,
    list_rule,
    named_now,
    row_verdicts,
)
from govah.read.persian.naming import is_part, naming_heading
from govah.read.persian.people import People
from govah.read.persian.scene import PERSON, Scene
from govah.read.persian.scope import FACT, force_of
from govah.read.persian.single import points_at_one
from govah.read.persian.story import Told, source_names
from govah.read.persian.tables import row_events
from govah.records import Stance, When


@dataclass(slots=True)
class Listing:
    """What a heading or a count has said of people whose names come after it."""

    predicate: str = ""
    named: tuple[int, ...] = ()
    "Those whom the lines of a list have named so far."
    since: int = 0
    "Where the list began, in the raw text."
    part: bool = False
    "Whether the heading says that the lines name only some."
    pointed: bool = False
    "Whether it points at those spoken of before («اسامی و احکام این افراد:»)."
    voice: tuple[str, ...] = ()
    "Who says the lines («این سازمان اسامی آنها را به این شرح اعلام کرد:»)."
    heading: Draft | None = None
    counted: tuple[Draft, ...] = ()
    measured: tuple[Draft, ...] = ()
    "Those of them whose people it numbers: the row of so many names is theirs."
    fresh: tuple[Draft, ...] = ()
    "What this very sentence says of people whom it only counts."
    days: dict[str, When] = field(default_factory=dict)
    "Predicate → the day that was last told of people who were only counted."

    def closed(self) -> tuple[Row, ...]:
        """Ends a list: the people whom its lines have named, as one row."""
        row = (Row(tuple(dict.fromkeys(self.named)), self.since, naming=True, part=self.part),) if self.named else ()
        self.predicate, self.named, self.since, self.part, self.pointed, self.voice = "", (), 0, False, False, ()
        return row


def listed(sentence: Told, listing: Listing, people: People, findings: Findings) -> Iterator[Draft]:
    """What a heading or a count before says of the names in this sentence."""
    heading, pointer = heading_of(sentence.cast) or _counted_above(sentence, listing), naming_heading(sentence.cast)
    unread = is_unread(sentence.cast) or is_numbered(sentence.cast.scene, goes_on=False)
    if heading or pointer or not (is_item(sentence.cast) or unread):
        findings.rows += listing.closed()
    if heading or pointer:
        listing.predicate, listing.pointed, listing.part = heading, pointer is not None, pointer is not None and is_part(pointer)
        listing.voice = next((names for voice in sentence.voices if voice.verb and (names := source_names(sentence, voice))), ())
        people.group = ()
        return
    predicate, begins = inline_heading(sentence.cast)
    if predicate:
        yield from _inline(sentence, predicate, begins)
    elif is_item(sentence.cast):
        yield from _item(sentence, listing, people)
    else:
        yield from _named_after(sentence, listing)
        yield from _stated(sentence)
    for event, whose in row_events(sentence.cast):
        draft = draft_of(event, whose, FACT, sentence)
        if draft is not None:
            yield replace(draft, title=False)


_CAN_POINT: Final = "می توان به"
"""«از جمله کشته‌شدگان می‌توان به P اشاره کرد»: no doubt about what is told of P."""


def _stated(sentence: Told) -> Iterator[Draft]:
    """What a sentence without a verb of its own says of those whom it names: members of a kind, and a row of verdicts."""
    among = among_them(sentence.cast)
    rows = tuple(row_verdicts(sentence.cast)) if all(one.rule.kind == "state" for one in sentence.events) else ()
    for event, whose in (*((among,) if among else ()), *(rows if len(rows) > 1 else ())):
        pointed = _CAN_POINT in sentence.cast.scene.skeleton[event.start : event.end]
        sure = pointed or force_of(event, sentence.cast.scene, sentence.cast.clauses) == FACT
        draft = draft_of(event, whose, FACT, sentence) if whose and sure else None
        if draft is not None:
            yield draft


def _item(sentence: Told, listing: Listing, people: People) -> Iterator[Draft]:
    """What a heading says of the one whom a line names, and the verdict that stands beside the name."""
    found = item_event(sentence.cast, listing.predicate or "arrested")
    if found is None:
        return
    people.group = tuple(dict.fromkeys([*people.group, *found[1]]))
    listing.named = (*listing.named, *found[1])
    listing.since = listing.since or sentence.cast.scene.sentence.start
    verdict = item_sentence(sentence.cast, headed=listing.pointed)
    for event in (found[0] if listing.predicate else None, verdict):
        draft = draft_of(event, found[1], FACT, sentence) if event else None
        if draft is not None and listing.voice and not draft.attribution:
            draft = replace(draft, stance=Stance.REPORTED, attribution=listing.voice)
        if draft is not None:
            yield replace(draft, title=False)


def _counted_above(sentence: Told, listing: Listing) -> str:
    """«هویت هشت شهروند را که … جان باختند احراز کرد:»: what a sentence with a colon tells of those whom the lines below name."""
    ends = sentence.cast.scene.skeleton.rstrip().endswith(":")
    return listing.fresh[-1].predicate if ends and listing.fresh and listing.fresh[-1].predicate in DENIABLE else ""


def _inline(sentence: Told, predicate: str, begins: int) -> Iterator[Draft]:
    line = sentence.cast.scene.skeleton
    names = (found.group() for found in re.finditer(PERSON, line[begins:]))
    letters = tuple(letter for letter in names if sentence.cast.scene.mention(letter).kind == "name")
    event = Event(list_rule(predicate), begins, len(line.rstrip(" .")), "state", active=False, plural=None)
    draft = draft_of(event, people_of(sentence.cast, letters), FACT, sentence) if letters else None
    if draft is not None:
        yield draft


def _named_after(sentence: Told, listing: Listing) -> Iterator[Draft]:
    whose = named_now(sentence.cast) if listing.counted and not points_at_one(sentence.cast) else ()
    low, high = sentence.cast.scene.raw(0, len(sentence.cast.scene.skeleton))
    kind = kind_named(sentence.cast.scene.skeleton)
    for draft in listing.counted if whose else ():
        if kind not in {"", draft.predicate} or (draft in listing.measured and len(whose) > 1):
            continue
        yield replace(draft, people=whose, start=low, end=min(high, low + 290), rule="fa-named-after/1", score=600)


def goes_on_in_line(scene: Scene) -> bool:
    """Answers whether more sentences stand in the line («۱. P، نجار، شوش. سوم شهریور بازداشت شد.»)."""
    end = scene.text.find("\n", scene.sentence.end)
    return bool(scene.text[scene.sentence.end : end if end >= 0 else None].strip())


_NUMBER: Final = re.compile(r"\s*\d{1,3}\s?[.)ـ\-–:]\s*")


def is_numbered(scene: Scene, *, goes_on: bool = True) -> bool:
    """Answers whether the sentence begins a numbered line that goes on: the line is of somebody of its own."""
    low = scene.text.rfind("\n", 0, scene.sentence.start) + 1
    return _NUMBER.fullmatch(scene.text, low, scene.sentence.start) is not None and (not goes_on or goes_on_in_line(scene))
