"""Whom a noun phrase means: a name, a pronoun, "the soldier", "the 26-year-old", "the brothers", "the three men".

The reader walks through the sentences in order and notes whom each names; a phrase that could mean nobody known means nobody.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from govah.read.english.lexicon import name_words
from govah.read.english.listed import named_together
from govah.read.english.nearby import (
    TOLD_BELOW,
    alike,
    heading_lines,
    is_restricted,
    last_named,
    learn_genders,
    main_subject,
    most_likely,
    only_bearer,
    paragraph_start,
    subject_here,
)
from govah.read.english.people import People, Person
from govah.read.english.phrases import Phrase
from govah.read.english.scene import Scene

HE: Final = frozenset({"he", "him", "his", "himself"})
SHE: Final = frozenset({"she", "her", "hers", "herself"})
THEY: Final = frozenset({"they", "them", "their", "themselves", "both"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_NUMBERS: Final = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "both": 2,
    "duo": 2,
    "pair": 2,
    "couple": 2,
    "trio": 3,
}
_PLURAL: Final = re.compile(r"(?:s|men|women|people|duo|trio|pair|couple)$")
_ELDERS: Final = frozenset({"mother", "father", "parents", "family", "wife", "husband", "widow"})
_CHILDREN: Final = frozenset({"son", "daughter", "child", "husband", "wife"})
_FRONTS: Final = frozenset(
    ["after", "before", "when", "while", "since", "although", "though", "because", "as", "once", "until", "despite", "following"]
)
_REACH: Final = 6
"""Sentences that a pronoun or "the soldier" may look back."""


@dataclass(slots=True)
class Memory:
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
    families: list[tuple[int, int]] = field(default_factory=list)
    "(sentence, person) whose relatives the text speaks of, so that “her son” means the person."
    lists: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    "Everybody whom the document names in one list, with the sentence, whole document, in order."
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
    first_person: tuple[int, ...] = ()
    "Whom “we” and “I” mean in the quotation that is being read."
    author: tuple[int, ...] = ()
    "Who tells the whole text, where it is told in the first person."

    def meet(self, scene: Scene) -> None:
        """Takes note of everybody whom a sentence names."""
        for number in range(len(scene.names)):
            person = self.people.of(scene, number)
            if person is not None:
                self.recent.append((scene.number, person.number))
        opening = scene.tokens[0].lower if scene.tokens else ""
        if not scene.names and opening in HE | SHE and not (self.by_name or scene.tokens[0].quoted):
            still = self._single(scene, "male" if opening in HE else "female", before=0)
            self.recent += [(scene.number, number) for number in still]
        self.families += [(scene.number, number) for number in self._relatives(scene)]
        for members in named_together(scene, self.people):
            self.groups.append((scene.number, members))

    def mean(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:  # noqa: C901, PLR0911 - rules, read from the top
        """Gives the numbers of the persons whom a noun phrase means; empty where it means nobody whom the document names."""
        if phrase.names:
            return self._of_names(scene, phrase.names)
        words = phrase.words
        if words in {("i",), ("me",), ("myself",)} and not scene.tokens[phrase.first].quoted:
            return self.author
        if self.by_name:
            return ()
        if len(words) == 1 and words[0] in HE | SHE:
            return self._single(scene, "male" if words[0] in HE else "female", before=phrase.first)
        if words in {("neither",), ("both",), ("each",)}:
            return self._group(scene, 2, before=phrase.first)
        if words and words[0] in THEY and len(words) == 1:
            return self._group(scene, 0, before=phrase.first)
        if words in {("we",), ("i",), ("us",), ("me",)}:
            return self.first_person if scene.tokens[phrase.first].quoted else ()
        if phrase.owner is not None:
            return self._child(scene, phrase)
        if words in {("the", "latter"), ("the", "former")}:
            return self._of_pair(scene, 1 if words[1] == "latter" else 0)
        if words == ("the", "case"):
            near = [number for number in self._near(scene, phrase.first) if number in self.focus]
            return tuple(near[:1]) if len(set(near)) == 1 or len(self.focus) == 1 else ()
        if words[1:] == ("cases",) and words[0] in {"all", "the", "these", "both"}:
            return self._group(scene, 0, before=phrase.first)
        return self._described(scene, phrase)

    def _of_pair(self, scene: Scene, which: int) -> tuple[int, ...]:
        """The second or the first of the two persons last named together."""
        lists = [members for sentence, members in self.groups[-2:] if scene.number - sentence <= 2]
        pairs = [one for one in (*lists, *named_together(scene, self.people)) if len(one) == 2]
        return (pairs[-1][which],) if pairs else ()

    def _relatives(self, scene: Scene, before: int = 10_000) -> list[int]:
        """Of whose family the sentence speaks: "the mother of X", "X's parents"."""
        found: list[int] = []
        for at, phrase in enumerate(scene.row):
            if phrase.kind != "NP" or phrase.first >= before or phrase.head not in _ELDERS:
                continue
            if phrase.owner_names:
                found += self._of_names(scene, phrase.owner_names[-1:])
            elif at + 2 < len(scene.row) and scene.row[at + 1].head == "of" and scene.row[at + 2].names:
                found += self._of_names(scene, scene.row[at + 2].names)
        return found

    def _child(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
        """Whom "their son" and "my daughter" mean, where the text has just spoken of a parent of somebody."""
        if phrase.head not in _CHILDREN or len(phrase.words) > 3 or phrase.owner_names:
            return ()
        here = self._relatives(scene, phrase.first)
        near = here or [number for sentence, number in self.families[-3:] if scene.number - sentence <= 2]
        return (near[-1],) if near else ()

    def owner_of(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
        """Gives whom the owner of a noun phrase means: `his` arrest, `X's` trial, the `prisoner's` family."""
        if phrase.owner is None:
            return ()
        if phrase.owner_names:
            return self._of_names(scene, phrase.owner_names[-1:])
        words = tuple(token.lower for token in scene.tokens[phrase.owner[0] : phrase.owner[1]])
        told = words == ("my",) and not scene.tokens[phrase.first].quoted
        if told or self.by_name:
            return self.author if told else ()
        if len(words) == 1 and words[0] in HE | SHE:
            return self._single(scene, "male" if words[0] in HE else "female", before=phrase.first)
        if words == ("their",):
            first = next((one for one in scene.row if one.kind == "NP"), phrase)
            return self._group(scene, 0, before=phrase.first) or (
                self._described(scene, first) if first is not phrase and first.owner is None else ()
            )
        inner = Phrase("NP", phrase.owner[0], phrase.owner[1], words[-1] if words else "", words=words)
        return self._described(scene, inner)

    def _of_names(self, scene: Scene, names: Iterable[int]) -> tuple[int, ...]:
        found = [self.people.of(scene, name) for name in names]
        return tuple(person.number for person in found if person is not None)

    def _fits(self, person: Person, gender: str) -> bool:
        return not person.gender or not gender or person.gender == gender

    def _near(self, scene: Scene, before: int) -> list[int]:
        """Persons in reach, nearest sentence first, and within a sentence the subject first."""
        here = [self.people.of(scene, number) for number, name in enumerate(scene.names) if name.last <= before]
        named = [person.number for person in here if person is not None]
        by_sentence: dict[int, list[int]] = {}
        for sentence, number in self.recently(scene.number - _REACH):
            by_sentence.setdefault(sentence, []).append(number)
        for back in range(scene.number - 1, scene.number - 1 - _REACH, -1):
            named += by_sentence.get(back, [])
        return list(dict.fromkeys(named))

    def recently(self, since: int) -> list[tuple[int, int]]:
        """Gives (sentence, person) since that sentence, oldest first."""
        found = itertools.takewhile(lambda one: one[0] >= since, reversed(self.recent))
        return list(found)[::-1]

    def _single(self, scene: Scene, gender: str, *, before: int) -> tuple[int, ...]:
        here = subject_here(scene, self.people, before, lambda person: self._fits(person, gender))
        here = here or self._subject_before(scene, gender)
        if here:
            return here
        near = [number for number in self._near(scene, before) if self._fits(self.people.everybody[number], gender)]
        if not near and scene.tokens and scene.tokens[0].lower in _FRONTS and before <= 6:
            near = self._named_later(scene, before, gender)
        chosen = next((number for number in near if number in self.focus), None)
        if chosen is None:
            chosen = next((number for number in near if not self.people.everybody[number].official), None)
        if chosen is None and len(set(near)) == 1 and self.people.everybody[near[0]].seen[-1:] == [scene.number]:
            chosen = near[0]  # whoever alone is named, lawyer or official though he be
        if chosen is None and len(self.focus) == 1:
            only = next(iter(self.focus))
            chosen = only if self._fits(self.people.everybody[only], gender) and self._met(only, scene) else None
        if chosen is None:
            return ()
        person = self.people.everybody[chosen]
        person.gender = person.gender or gender
        return (chosen,)

    def _subject_before(self, scene: Scene, gender: str) -> tuple[int, ...]:
        """The subject of the sentence before, or of the one before that, within the paragraph; none where others came between."""
        first = paragraph_start(self.scenes, scene)
        for back in range(scene.number - 1, max(first, scene.number - 3) - 1, -1):
            if self.scenes[back].names:
                return main_subject(self.scenes[back], self.people, lambda person: self._fits(person, gender))
        return ()

    def _named_later(self, scene: Scene, before: int, gender: str) -> list[int]:
        """As in "After he was released, X wrote": the name stands in the main clause that follows."""
        later = [self.people.of(scene, number) for number, name in enumerate(scene.names) if name.first > before]
        return [person.number for person in later if person is not None and self._fits(person, gender)]

    def _met(self, number: int, scene: Scene) -> bool:
        return any(sentence <= scene.number for sentence in self.people.everybody[number].seen)

    def _group(self, scene: Scene, count: int, *, before: int) -> tuple[int, ...]:
        """The last several people named together, of that number where one is given."""
        if not count and self._others_meant(scene, before):
            return ()
        here = last_named(self.recently(paragraph_start(self.scenes, scene)), self.focus, count) if count > 1 else ()
        if here:
            return here
        for sentence, members in reversed(self.groups):
            if scene.number - sentence > (4 if count else 1) * _REACH:
                break
            if sentence == scene.number and not self._ended(scene, members, before):
                continue
            if (not count or len(members) == count) and set(members) & self.focus:
                return members
        near = last_named(self.recently(scene.number - 3), self.focus, count) if count > 1 else ()
        if near:
            return near
        focus = sorted(self.focus)
        if count > 1 and len(focus) == count and all(self._met(number, scene) for number in focus):
            return tuple(focus)
        return ()

    def _others_meant(self, scene: Scene, before: int) -> bool:
        """Whether "they" are nearer people without names: "prisoners in three cities said that guards beat them"."""
        for phrase in reversed([one for one in scene.row if one.kind == "NP" and one.first < before]):
            if phrase.names:
                return False
            plural = (
                _PLURAL.search(phrase.head) and phrase.head in name_words("person_nouns") and phrase.words[0] not in _DEFINITE
            )
            if plural and not self._announced(scene, phrase):
                return True
        return False

    def _ended(self, scene: Scene, members: tuple[int, ...], before: int) -> bool:
        places = [name.last for number, name in enumerate(scene.names) if self.people.at.get((scene.number, number)) in members]
        return bool(places) and max(places) <= before

    def _described(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
        words = phrase.words
        if not words:
            return ()
        head = phrase.head
        if words[0] not in _DEFINITE:
            return self._announced(scene, phrase)
        if head in {"trio", "duo", "pair", "couple"}:
            return self._group(scene, _NUMBERS[head], before=phrase.first)
        count = next((_NUMBERS[word] for word in words if word in _NUMBERS), 0)
        if head in {"brothers", "siblings", "sisters"} and len(self.kin) > 1:
            return tuple(self.kin)
        if count or (_PLURAL.search(head) and head in name_words("person_nouns")):
            return (
                self._group(scene, count, before=phrase.first) if head in name_words("person_nouns") or head in _NUMBERS else ()
            )
        return self._one_described(scene, phrase)

    def _announced(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:  # noqa: C901, PLR0911 - rules, read from the top
        """Whom a lead means that does not name: "three teenagers", "a young wrestler", named in the sentences that follow."""
        words = phrase.words
        count = next((_NUMBERS[word] for word in words if word in _NUMBERS), 0)
        if count and {"other", "others"} & set(words):
            fitting = [members for _, members in self.lists if len(members) == count]
            return fitting[0] if len(fitting) == 1 else ()
        if scene.number - heading_lines(self.scenes, scene) > 3 or {
            "another",
            "other",
            "fellow",
            "no",
            "several",
            "many",
            "some",
            "second",
        } & set(words):
            return ()
        if phrase.head not in name_words("person_nouns") or phrase.owner is not None:
            return ()
        if count:
            near = [members for sentence, members in self.lists if scene.number <= sentence <= scene.number + 6]
            return near[0] if near and len(near[0]) == count else ()
        if words[0] not in {"a", "an"}:
            return ()
        if scene.names:
            return ()  # whom the sentence itself names, it would not call "a soldier" beside
        for later in self.scenes[scene.number + 1 : scene.number + 3]:
            for number in range(len(later.names)):
                person = self.people.of(later, number)
                if person is None or person.number not in self._of_whom_it_speaks():
                    continue
                if alike(phrase.head) & person.nouns or self._is_introduced(later, number, phrase):
                    return (person.number,)
        return self._told_below(scene, phrase)

    def _told_below(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
        """As in "executed a 24-year-old man … X, a baker, was hanged": the first whom the story names for the same thing."""
        if scene.number - heading_lines(self.scenes, scene) > 1:
            return ()
        age = re.match(r"(\d{1,2})-year-old", next((word for word in phrase.words if "-year-old" in word), ""))
        gender = (
            "female" if phrase.head in name_words("female_nouns") else "male" if phrase.head in name_words("male_nouns") else ""
        )
        for later in self.scenes[scene.number + 1 : scene.number + 6]:
            for number, name in enumerate(later.names):
                person = self.people.of(later, number)
                if person is None or person.number not in self.focus:
                    continue
                fits = self._fits(person, gender) and (age is None or person.age in {"", age.group(1)})
                told = {(person.number, near) for near in TOLD_BELOW.get(self.asked, {self.asked})}
                if fits and name.first <= 4 and told & self.by_predicate:
                    self.leads.add((scene.number, person.number))
                    return (person.number,)
                return ()
        return ()

    def _of_whom_it_speaks(self) -> set[int]:
        """Persons to whom something is done by name, or where there are none, everybody who holds no office."""
        return self.focus or {person.number for person in self.people.everybody if not person.official}

    def _is_introduced(self, scene: Scene, number: int, phrase: Phrase) -> bool:
        """Whether a sentence that follows "a young conscript was …" opens with the one person of the story."""
        name = scene.names[number]
        specific = phrase.head not in name_words("generic") and phrase.head not in {"father", "mother", "brother", "sister"}
        rest = scene.text[scene.tokens[name.last - 1].end : scene.sentence.end]
        age = re.match(r", (?:aged )?\d{1,2},|, who is \d{1,2}\b", rest)
        linked = re.search(r"(?i)\b(?:with (?:him|her|them)|another|also|second|fellow|friend|colleague)\b", rest[:160])
        return specific and len(self._of_whom_it_speaks()) == 1 and name.first == 0 and age is not None and not linked

    def _one_described(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
        head = phrase.head
        age = re.match(r"(\d{1,2})-year-old", head) or next(
            (re.match(r"(\d{1,2})-year-old", word) for word in phrase.words[1:]), None
        )
        near = self._near(scene, phrase.first)
        if age:
            aged = [number for number in near if self.people.everybody[number].age == age.group(1)]
            pool = aged or [number for number in near if not self.people.everybody[number].age and number in self.focus]
            return tuple(pool[:1])
        if head not in name_words("person_nouns"):
            return ()
        nouns = alike(head)
        called = [number for number in near if nouns & self.people.everybody[number].nouns and number in self.focus]
        if called:
            return (called[0],)
        if head not in name_words("generic"):
            return only_bearer(self.people, self.focus, nouns, lambda number: self._met(number, scene))
        generic = [number for number in near if number in self.focus] if head in name_words("generic") else []
        gender = "female" if head in name_words("female_nouns") else "male" if head in name_words("male_nouns") else ""
        fitting = [number for number in generic if self._fits(self.people.everybody[number], gender)]
        if is_restricted(scene, phrase):
            return ()
        return most_likely(self.people, fitting, paragraph_start(self.scenes, scene))


def list_people(scenes: Sequence[Scene], people: People, memory: Memory) -> None:
    """Notes everybody whom the document names in one list."""
    memory.scenes = scenes
    learn_genders(scenes, people)
    memory.lists = [(scene.number, members) for scene in scenes for members in named_together(scene, people)]
