"""Who is who in one document: names that are one person, family names alone, and the topic that pronouns point back to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import Levenshtein

from govah.read.persian.lexicon import is_given, is_plain, is_stop
from govah.read.persian.scene import Mention
from govah.read.persian.strangers import is_everyday

_TITLED: Final = frozenset({"سید", "سیده"})
_SPACES: Final = re.compile(r"[\s_]+")


@dataclass(slots=True)
class Person:
    """Somebody whom the document names."""

    number: int
    words: tuple[str, ...]
    "The fullest name, squeezed words, without سید."
    name: str
    forms: list[str] = field(default_factory=list)
    sure: bool = True
    shared: str = ""


@dataclass(slots=True)
class People:
    """Everybody whom the document names, and who is spoken of now."""

    everybody: list[Person] = field(default_factory=list)
    topic: tuple[int, ...] = ()
    "Whom the last event was about."
    group: tuple[int, ...] = ()
    "The last several people named together."
    victims: list[int] = field(default_factory=list)
    "Those of whom something has been told so far."
    order: list[int] = field(default_factory=list)
    "Numbers of the people in the order in which they were last named."

    def enter(self, mention: Mention, text: str) -> int:
        """Gives the number of the person that a full name names, entering a new one where it is new."""
        words = tuple(word for word in mention.words if word not in _TITLED) or mention.words
        written = text[mention.start : mention.end].strip()
        shared = mention.span.shared if mention.span else ""
        key = (*words, shared) if shared else words
        person = self._known(key)
        if person is None:
            person = Person(len(self.everybody), key, written, sure=mention.span is None or mention.span.sure, shared=shared)
            self.everybody.append(person)
        elif len(key) > len(person.words) or (person.shared and not shared):
            person.words, person.shared = max(key, person.words, key=len), "" if not shared else person.shared
        if written not in person.forms:
            person.forms.append(written)
        return person.number

    def _known(self, words: tuple[str, ...]) -> Person | None:
        if len(words) == 1:
            return self._by_one(words[0])
        squeezed = "".join(words)
        for person in self.everybody:
            other = person.words
            if "".join(other) == squeezed or _within(words, other) or (_within(other, words) and len(other) > 1):
                return person
            if (
                len(other) > 1
                and other[0] == words[0]
                and len(squeezed) > 8
                and Levenshtein.distance("".join(other), squeezed, score_cutoff=1) <= 1
            ):
                return person
        for person in self.everybody:
            if len(person.words) == 1 and person.words[0] == words[-1] and not is_given(person.words[0]):
                return person
        return None

    def _by_one(self, word: str) -> Person | None:
        place = 0 if is_given(word) else -1
        fitting = [
            person
            for person in self.everybody
            if person.words[place] == word or (len(person.words) > 2 and word in person.words[1:])
        ]
        if not fitting:
            other = -1 if place == 0 else 0
            fitting = [person for person in self.everybody if person.words[other] == word]
        recent = [person for number in reversed(self.order) for person in fitting if person.number == number]
        return next(iter(recent or fitting), None)

    def note(self, number: int) -> None:
        """Notes that a person has been named just now."""
        if number in self.order:
            self.order.remove(number)
        self.order.append(number)

    def lone_names(self) -> frozenset[str]:
        """Gives the family and given names by which somebody here may be called alone."""
        full = [person.words for person in self.everybody if len(person.words) > 1 and person.sure]
        given = {words[0] for words in full if not is_plain(words[0]) and not is_stop(words[0]) and _may_stand_alone(words[0])}
        return frozenset(word for word in {words[-1] for words in full} | given if len(word) > 2)

    def resolve(self, mention: Mention, here: tuple[int, ...], near: tuple[int, ...] = ()) -> tuple[int, ...]:
        """Gives whom a pronoun or phrase points to.

        `here` are the people named before it in its own sentence, `near` those of whom only a thing is named there («خانه P»).
        """
        if mention.kind == "one":
            return self._one(here or near)
        together = tuple(dict.fromkeys((*near, *here)))
        if mention.count and len(together) == mention.count:
            return together
        group = here if len(here) > 1 else self.group
        return self._counted(mention.count, group, together) if mention.count else group

    def _one(self, here: tuple[int, ...]) -> tuple[int, ...]:
        """Whom «او» points to: the one person named here, or the one spoken of; between two people, neither."""
        if len(here) == 1:
            return here
        return self.topic if len(self.topic) == 1 and (not here or self.topic[0] in here) else ()

    def _counted(self, count: int, group: tuple[int, ...], together: tuple[int, ...]) -> tuple[int, ...]:
        """Whom «این شش تن» points to: a group of so many, all those told of, or those named last and told of."""
        recent = tuple(self.order[-count:])
        sure = set(self.victims) | set(together)
        for whose in (group, tuple(self.victims), recent if set(recent) <= sure else ()):
            if len(whose) == count:
                return whose
        return group if len(group) > 1 and len(group) + 1 == count else ()


def _may_stand_alone(word: str) -> bool:
    """A given name, or a word that no list of everyday words holds."""
    return is_given(word) or not is_everyday(word)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return (
        len(short) > 1
        and len(short) <= len(long)
        and (long[: len(short)] == short or (long[0] == short[0] and long[-1] == short[-1]))
    )
