"""What a reader has met so far in a document: whom each sentence named, in which lists, and of whom the text speaks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from govah.read.english.introducing import Introduction
from govah.read.english.kinship import Tie
from govah.read.english.listed import Listing
from govah.read.english.people import People, Person
from govah.read.english.phrases import Phrase
from govah.read.english.scene import Scene

REACH: Final = 6
"""Sentences that a pronoun or "the soldier" may look back."""


@dataclass(slots=True)
class Recall:
    """Whom the reader has met so far."""

    people: People
    by_name: bool = False
    "Whether only names count, as in the first walk, which finds out of whom the document speaks."
    focus: set[int] = field(default_factory=set)
    "Persons to whom, by name, something is done anywhere in the document."
    recent: list[tuple[int, int]] = field(default_factory=list)
    "(sentence, person), oldest first."
    groups: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    kin: list[int] = field(default_factory=list)
    families: list[tuple[int, int, str]] = field(default_factory=list)
    "(sentence, person, relation) whose relatives the text speaks of, so that “her son” means the person."
    ties: list[Tie] = field(default_factory=list)
    "Relatives of somebody, both named."
    mine: dict[str, int] = field(default_factory=dict)
    "Relation → person, where the text is told by a relative: “my son”."
    lists: list[Listing] = field(default_factory=list)
    "Everybody whom the document names in one list, whole document, in order."
    parties: list[Listing] = field(default_factory=list)
    "Those who head numbered items, as the parties of a judgment do."
    introductions: list[Introduction] = field(default_factory=list)
    "Sentences that say by name who those are of whom sentences before them told."
    doomed: set[int] = field(default_factory=set)
    "Persons of whom the document says by name that they were executed."
    scenes: Sequence[Scene] = ()
    last_charged: tuple[int, ...] = ()
    last_charged_at: int = -9
    leads: set[tuple[int, int]] = field(default_factory=set)
    "(sentence, person) where a lead that names nobody speaks of the person."
    asked: str = ""
    "The predicate whose patient is sought."
    by_predicate: set[tuple[int, str]] = field(default_factory=set)
    "(person, predicate) told by name: a lead that names nobody tells of the first of them."
    carried: dict[int, tuple[int, ...]] = field(default_factory=dict)
    "Sentence → whom “he” or “she” means in it, where the pronoun is its subject."
    first_person: tuple[int, ...] = ()
    "Whom “we” and “I” mean in the quotation that is being read."
    answering: dict[int, int] = field(default_factory=dict)
    "Paragraph → who answers in it, in a talk."
    author: tuple[int, ...] = ()
    "Who tells the whole text, where it is told in the first person."

    def of_names(self, scene: Scene, names: Iterable[int]) -> tuple[int, ...]:
        """Gives the persons whom those names of a sentence name."""
        found = [self.people.of(scene, name) for name in names]
        return tuple(person.number for person in found if person is not None)

    def telling(self, scene: Scene) -> tuple[int, ...]:
        """Gives who “I” is in a sentence outside of quotations: who answers in a talk, else who tells the whole text."""
        answering = self.answering.get(scene.sentence.paragraph)
        return self.author if answering is None else (answering,)

    def fits(self, person: Person, gender: str) -> bool:
        """Answers whether nothing that is known of a person speaks against that gender."""
        return not person.gender or not gender or person.gender == gender

    def near(self, scene: Scene, before: int) -> list[int]:
        """Gives the persons in reach, nearest sentence first, and within a sentence the subject first."""
        here = [self.people.of(scene, number) for number, name in enumerate(scene.names) if name.last <= before]
        named = [person.number for person in here if person is not None]
        by_sentence: dict[int, list[int]] = {}
        for sentence, number in self.recently(scene.number - REACH):
            by_sentence.setdefault(sentence, []).append(number)
        for back in range(scene.number - 1, scene.number - 1 - REACH, -1):
            named += by_sentence.get(back, [])
        return list(dict.fromkeys(named))

    def recently(self, since: int) -> list[tuple[int, int]]:
        """Gives (sentence, person) since that sentence, oldest first."""
        found = itertools.takewhile(lambda one: one[0] >= since, reversed(self.recent))
        return list(found)[::-1]

    def met(self, number: int, scene: Scene) -> bool:
        """Answers whether the document has named a person by that sentence."""
        return any(sentence <= scene.number for sentence in self.people.everybody[number].seen)

    def size_of(self, members: tuple[int, ...]) -> int:
        """Gives how many a group is, with those whom the list that names it only counts."""
        return max((one.size for one in self.lists if one.members == members), default=len(members))

    def more_of_list(self, scene: Scene, opening: Phrase, found: Sequence[int]) -> list[int]:
        """Gives those of a list that go on behind the ones found: "identified as A, 28, married with a child, and B"."""
        starts = {scene.names[number].first for number in opening.names}
        for one in self.lists:
            if one.sentence != scene.number or one.first not in starts or not set(found) <= set(one.members):
                continue
            last = max(place for place, number in self._places(scene) if number == one.members[-1])
            behind = next((phrase for phrase in scene.row if phrase.first >= last and phrase.kind not in {",", "("}), None)
            if behind is None or behind.kind != "VG" or behind.form != "finite":
                return [number for number in one.members if number not in found]
        return []

    def _places(self, scene: Scene) -> list[tuple[int, int]]:
        """(token behind a name, person) of a sentence."""
        known = ((name.last, self.people.of(scene, number)) for number, name in enumerate(scene.names))
        return [(place, person.number) for place, person in known if person is not None]

    def of_whom_it_speaks(self) -> set[int]:
        """Gives the persons to whom something is done by name, or where there are none, everybody who holds no office."""
        return self.focus or {person.number for person in self.people.everybody if not person.official}
