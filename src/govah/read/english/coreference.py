"""Whom a noun phrase means: a name, a pronoun, "the soldier", "the 26-year-old", "the brothers", "the three men".

The reader walks through the sentences in order and notes whom each names; a phrase that could mean nobody known means nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from govah.read.english.author import answers, own_people
from govah.read.english.grouping import (
    DEFINITE,
    ORDINALS,
    PLURAL,
    announced,
    everybody_before,
    group,
    in_order,
    told_without_names,
)
from govah.read.english.introducing import introduced, introductions
from govah.read.english.kinship import INVERSE, gender_of, is_called, relatives, ties
from govah.read.english.lexicon import is_person_noun, name_words, number_of
from govah.read.english.listed import listings, named_together, numbered
from govah.read.english.nearby import (
    alike,
    beside,
    crying_out,
    first_subject,
    head_of_line,
    is_restricted,
    learn_genders,
    main_subject,
    most_likely,
    only_bearer,
    paragraph_start,
    sole_named,
    speaking_behind,
    subject_here,
)
from govah.read.english.people import People
from govah.read.english.phrases import Phrase
from govah.read.english.recall import REACH, Recall
from govah.read.english.scene import Scene
from govah.read.english.strangers import is_somebody_else, stranger

HE: Final = frozenset({"he", "him", "his", "himself"})
SHE: Final = frozenset({"she", "her", "hers", "herself"})
THEY: Final = frozenset({"they", "them", "their", "themselves", "both"})
_KIN: Final = frozenset(INVERSE) | frozenset().union(*INVERSE.values())
_FRONTS: Final = frozenset(
    ["after", "before", "when", "while", "since", "although", "though", "because", "as", "once", "until", "despite", "following"]
)


@dataclass(slots=True)
class Memory(Recall):
    """Whom the reader has met so far, and whom a phrase means by it."""

    def meet(self, scene: Scene) -> None:
        """Takes note of everybody whom a sentence names."""
        for number in range(len(scene.names)):
            person = self.people.of(scene, number)
            if person is not None:
                self.recent.append((scene.number, person.number))
        spoken = next((one for one in scene.tokens if one.lower in HE | SHE and not one.quoted), None)
        if spoken is not None and not scene.names and not self.by_name:
            still = self._single(scene, "male" if spoken.lower in HE else "female", before=scene.tokens.index(spoken))
            self.recent += [(scene.number, number) for number in still]
        if not self.by_name:
            self.carried[scene.number] = self._pronoun_subject(scene)
        self.families += [(scene.number, number, relation) for number, relation in self._relatives(scene)]
        for members in named_together(scene, self.people):
            self.groups.append((scene.number, members))
        self.groups += [(one.sentence, one.members) for one in self.parties if one.sentence == scene.number]

    def _pronoun_subject(self, scene: Scene) -> tuple[int, ...]:
        """Whom "he" or "she" means where the pronoun is the subject of the sentence's first verb."""
        at = first_subject(scene)
        if at < 0 or len(scene.row[at].words) != 1 or scene.row[at].words[0] not in HE | SHE:
            return ()
        return self.mean(scene, scene.row[at]) if not scene.tokens[scene.row[at].first].quoted else ()

    def mean(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:  # noqa: C901, PLR0911 - rules, read from the top
        """Gives the numbers of the persons whom a noun phrase means; empty where it means nobody whom the document names."""
        if phrase.names:
            return self.of_names(scene, phrase.names)
        words = phrase.words
        if words in {("i",), ("me",), ("myself",)} and not scene.tokens[phrase.first].quoted:
            return self.telling(scene)
        if self.by_name:
            return introduced(self.introductions, scene, phrase)
        if len(words) == 1 and words[0] in HE | SHE:
            return self._single(scene, "male" if words[0] in HE else "female", before=phrase.first)
        if words in {("neither",), ("both",), ("each",)}:
            return group(self, scene, 2, before=phrase.first)
        if words == ("all",) or (len(words) == 1 and words[0] in THEY):
            told = group(self, scene, 0, before=phrase.first)
            return told if told or words != ("all",) else everybody_before(self, scene)
        if words in {("we",), ("i",), ("us",), ("me",)}:
            return self.first_person if scene.tokens[phrase.first].quoted else ()
        if phrase.owner is not None:
            return self._relative(scene, phrase)
        if words in {("the", "latter"), ("the", "former")}:
            return self._of_pair(scene, 1 if words[1] == "latter" else 0)
        if len(words) == 3 and words[0] == "the" and words[1] in ORDINALS and is_person_noun(words[2]):
            return in_order(self, scene, ORDINALS.index(words[1]))
        if words == ("the", "case"):
            near = [number for number in self.near(scene, phrase.first) if number in self.focus]
            return tuple(near[:1]) if len(set(near)) == 1 or len(self.focus) == 1 else ()
        if words[1:] == ("cases",) and words[0] in {"all", "the", "these", "both"}:
            return group(self, scene, 0, before=phrase.first)
        return self._described(scene, phrase)

    def _of_pair(self, scene: Scene, which: int) -> tuple[int, ...]:
        """The second or the first of the two persons last named together."""
        lists = [members for sentence, members in self.groups[-2:] if scene.number - sentence <= 2]
        pairs = [one for one in (*lists, *named_together(scene, self.people)) if len(one) == 2]
        if pairs:
            return (pairs[-1][which],)
        near = list(dict.fromkeys(number for _, number in self.recently(scene.number - 3)))
        return (near[which],) if len(near) == 2 and set(near) & self.focus else ()

    def _relatives(self, scene: Scene, before: int = 10_000, *, named: bool = False) -> list[tuple[int, str]]:
        """Of whose family, or lawyer, the sentence speaks: "the mother of X", "X's parents", "his lawyer"."""
        found: list[tuple[int, str]] = []
        for at, phrase in enumerate(scene.row):
            relation = next((word for word in phrase.words if word in INVERSE), "")
            if phrase.kind != "NP" or phrase.first >= before or not relation:
                continue
            whose: tuple[int, ...] = ()
            if phrase.owner_names or (not named and phrase.owner is not None and phrase.words[0] in {"his", "her"}):
                whose = self.owner_of(scene, phrase)
            elif at + 2 < len(scene.row) and scene.row[at + 1].head == "of" and scene.row[at + 2].names:
                whose = self.of_names(scene, scene.row[at + 2].names)
            found += [(number, relation) for number in whose]
        return found

    def _relative(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
        """Whom "their son" means where the text speaks of X's parents; whom "his mother" means where it names her."""
        if len(phrase.words) > 3 or phrase.head not in _KIN:
            return ()
        if phrase.words[0] in {"my", "our"}:
            mine = self._own(scene) if scene.tokens[phrase.first].quoted else self.mine
            if phrase.head in mine:
                return (mine[phrase.head],)
        if not phrase.owner_names:
            far = [(number, relation) for sentence, number, relation in self.families[-3:] if scene.number - sentence <= 2]
            for told in (self._relatives(scene, phrase.first), far):
                near = [number for number, relation in told if is_called(relation, phrase)]
                near = [one for one in near if self.fits(self.people.everybody[one], gender_of(phrase.head))]
                if near:
                    return (near[-1],)
        known = (relatives(self.ties, owner, phrase.head) for owner in self.owner_of(scene, phrase))
        return tuple(dict.fromkeys(number for one in known for number in one))

    def _own(self, scene: Scene) -> dict[str, int]:
        """Whom those who are quoted in the last sentences call theirs: "my father, X"."""
        return own_people(self.scenes[max(0, scene.number - REACH) : scene.number + 1], self.people, quoted=True)

    def owner_of(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:  # noqa: PLR0911 - rules, read from the top
        """Gives whom the owner of a noun phrase means: `his` arrest, `X's` trial, the `prisoner's` family."""
        if phrase.owner is None:
            return ()
        if phrase.owner_names:
            return self.of_names(scene, phrase.owner_names[-1:])
        words = tuple(token.lower for token in scene.tokens[phrase.owner[0] : phrase.owner[1]])
        told = words == ("my",) and not scene.tokens[phrase.first].quoted
        if told or self.by_name:
            return self.telling(scene) if told else ()
        if len(words) == 1 and words[0] in HE | SHE:
            return self._single(scene, "male" if words[0] in HE else "female", before=phrase.first)
        if words == ("their",):
            first = next((one for one in scene.row if one.kind == "NP"), phrase)
            return group(self, scene, 0, before=phrase.first) or (
                self._described(scene, first) if first is not phrase and first.owner is None else ()
            )
        inner = Phrase("NP", phrase.owner[0], phrase.owner[1], words[-1] if words else "", words=words)
        if words[:1] in {("his",), ("her",)} and len(words) == 2 and words[1] in _KIN:  # "her husband's arrest"
            return self._relative(scene, replace(inner, owner=(phrase.owner[0], phrase.owner[0] + 1)))
        return self._described(scene, inner)

    def _single(self, scene: Scene, gender: str, *, before: int) -> tuple[int, ...]:
        speaking = crying_out(self.scenes, scene, self.people, before) | speaking_behind(scene, self.people, before)
        here = head_of_line(scene, self.people, before, lambda person: self.fits(person, gender))
        here = here or subject_here(scene, self.people, before, lambda person: self.fits(person, gender))
        if here:
            return here
        new = stranger(self.scenes, self.people, scene, before, gender)
        if new is not None:
            return self.mean(*new)
        here = self._subject_before(scene, gender) or self._alone_before(scene, gender, before)
        if here and not set(here) & speaking:
            return here
        return () if self._relative_before(scene) else self._nearest(scene, gender, before, speaking)

    def _nearest(self, scene: Scene, gender: str, before: int, speaking: set[int]) -> tuple[int, ...]:
        """The nearest of those of whom the document speaks, else the nearest who holds no office."""
        everybody = self.near(scene, before)
        near = [one for one in everybody if one not in speaking and self.fits(self.people.everybody[one], gender)]
        aside = beside(scene, self.people, before)
        near = [one for one in near if one not in aside] or near
        if not near and scene.tokens and scene.tokens[0].lower in _FRONTS and before <= 6:
            near = self._named_later(scene, before, gender)
        chosen = next((number for number in near if number in self.focus), None)
        if chosen is None:
            chosen = next((number for number in near if not self.people.everybody[number].official), None)
        if chosen is None and len(set(near)) == 1 and self.people.everybody[near[0]].seen[-1:] == [scene.number]:
            chosen = near[0]  # whoever alone is named, lawyer or official though he be
        if chosen is None and len(self.focus) == 1:
            only = next(iter(self.focus))
            chosen = only if self.fits(self.people.everybody[only], gender) and self.met(only, scene) else None
        if chosen is None:
            return ()
        person = self.people.everybody[chosen]
        kin = any(gender_of(relation) == gender for _, relation in self._relatives(scene, before, named=True))
        if person.gender or not kin:
            person.gender = person.gender or gender
        return (chosen,)

    def _subject_before(self, scene: Scene, gender: str) -> tuple[int, ...]:
        """The subject of the sentence before, or of the one before that, within the paragraph; none where others came between."""
        first = paragraph_start(self.scenes, scene)
        for back in range(scene.number - 1, max(first, scene.number - 3) - 1, -1):
            if self.scenes[back].names:
                found = main_subject(self.scenes[back], self.people, lambda person: self.fits(person, gender))
                carried = self.carried.get(back, ())
                return found or tuple(one for one in carried if self.fits(self.people.everybody[one], gender))
        return ()

    def _alone_before(self, scene: Scene, gender: str, before: int) -> tuple[int, ...]:
        """As in "Patience to the family of X. They hanged him at dawn": the only one whom the sentence before names."""
        if scene.number == 0 or paragraph_start(self.scenes, scene) == scene.number:
            return ()
        quoted = scene.tokens[before].quoted
        return sole_named(self.scenes[scene.number - 1], self.people, lambda person: self.fits(person, gender), quoted=quoted)

    def _relative_before(self, scene: Scene) -> bool:
        """As in "One of the dead was X's neighbour. He was shot": of X himself nothing is told."""
        if scene.number == 0 or paragraph_start(self.scenes, scene) == scene.number:
            return False
        named = [one for one in self.scenes[scene.number - 1].row if one.kind == "NP" and (one.names or one.owner_names)]
        owned = named[-1] if named and named[-1].owner_names and not named[-1].names else None
        if owned is None or not (is_person_noun(owned.head) or owned.head in name_words("kin")):
            return False
        return not set(self.of_names(self.scenes[scene.number - 1], owned.owner_names)) & self.focus

    def _named_later(self, scene: Scene, before: int, gender: str) -> list[int]:
        """As in "After he was released, X wrote": the name stands in the main clause that follows."""
        later = [self.people.of(scene, number) for number, name in enumerate(scene.names) if name.first > before]
        return [person.number for person in later if person is not None and self.fits(person, gender)]

    def _described(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
        words = phrase.words
        if not words or (words[0] in DEFINITE and is_somebody_else(self.scenes, scene, phrase)):
            return ()
        head = phrase.head
        if words[0] not in DEFINITE or "following" in words:
            return announced(self, scene, phrase)
        if head in {"trio", "duo", "pair", "couple"}:
            return group(self, scene, number_of(head), before=phrase.first)
        count = next((number for word in words if (number := number_of(word))), 0)
        if head in {"brothers", "siblings", "sisters"} and len(self.kin) > 1:
            return tuple(self.kin)
        if count or (PLURAL.search(head) and is_person_noun(head)):
            people = is_person_noun(head) or number_of(head) or head in name_words("kin") or "-in-law" in head
            back = (count or not is_restricted(scene, phrase)) and people
            back = back and (count or not told_without_names(self, scene, phrase))
            told = group(self, scene, count, before=phrase.first) if back else ()
            return told or introduced(self.introductions, scene, phrase)
        return self._one_described(scene, phrase)

    def _one_described(self, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
        head = phrase.head
        age = re.match(r"(\d{1,2})-year-old", head) or next(
            (re.match(r"(\d{1,2})-year-old", word) for word in phrase.words[1:]), None
        )
        near = self.near(scene, phrase.first)
        if age:
            aged = [number for number in near if self.people.everybody[number].age == age.group(1)]
            pool = aged or [number for number in near if not self.people.everybody[number].age and number in self.focus]
            return tuple(pool[:1])
        if not is_person_noun(head):
            return ()
        nouns = alike(head)
        called = [number for number in near if nouns & self.people.everybody[number].nouns and number in self.focus]
        if called:
            return (called[0],)
        if head not in name_words("generic"):
            only = only_bearer(self.people, self.focus, nouns, lambda number: self.met(number, scene))
            return only or (() if is_restricted(scene, phrase) else self._whole_story(scene, phrase, nouns))
        generic = [number for number in near if number in self.focus] if head in name_words("generic") else []
        gender = "female" if head in name_words("female_nouns") else "male" if head in name_words("male_nouns") else ""
        fitting = [number for number in generic if self.fits(self.people.everybody[number], gender)]
        if is_restricted(scene, phrase):
            return ()
        return most_likely(self.people, fitting, paragraph_start(self.scenes, scene))

    def _whole_story(self, scene: Scene, phrase: Phrase, nouns: set[str]) -> tuple[int, ...]:
        """As in "The union leader was arrested": the one person of the whole text, where nobody else is called so."""
        head = phrase.head
        gender = "female" if head in name_words("female_nouns") else "male" if head in name_words("male_nouns") else ""
        known = [number for number in self.focus if self.met(number, scene)]
        if len(known) != 1 or head in name_words("no_patients") or not scene.number:
            return ()
        only = self.people.everybody[known[0]]
        others = any(nouns & one.nouns for one in self.people.everybody if one is not only)
        told = any(one.head == head and one.words[0] in {"a", "an"} for other in self.scenes[: scene.number] for one in other.row)
        fits = self.fits(only, gender) and self.met(only.number, scene) and not only.official
        return (only.number,) if fits and not (others or told) else ()


def list_people(scenes: Sequence[Scene], people: People, memory: Memory) -> None:
    """Notes everybody whom the document names in one list."""
    memory.scenes = scenes
    learn_genders(scenes, people)
    memory.lists = [one for scene in scenes for one in listings(scene, people)]
    memory.parties = list(numbered(scenes, people))
    memory.introductions = introductions(scenes, people)
    memory.answering, memory.mine = answers(scenes, people), own_people(scenes, people)
    memory.ties = ties(scenes, people, memory.focus)
