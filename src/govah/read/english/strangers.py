"""Who without a name stands nearer than anybody named, so that "he", "the others" or "the boy" means nobody named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govah.read.english.lexicon import is_person_noun, name_words, words_of
from govah.read.english.nearby import comes_from, paragraph_start, told_of
from govah.read.english.people import People
from govah.read.english.phrases import Phrase
from govah.read.english.roles import objects, subject
from govah.read.english.scene import Scene

_ELSE: Final = frozenset(
    ["other", "others", "remaining", "rest", "last", "unnamed", "unidentified",
     "main", "prime", "principal", "chief", "co-defendant", "co-defendants", "codefendant", "namesake"]
)  # fmt: skip
"""Words by which "the other prisoner", "the main suspect" is set apart from whoever was named."""
_NEW: Final = frozenset({"a", "an", "another", "one"})
_MALE: Final = frozenset({"he", "him", "his", "himself"})
_FEMALE: Final = frozenset({"she", "her", "hers", "herself"})
_OBJECTS: Final = frozenset({("him",), ("her",)})
_GOING_ON: Final = frozenset({"die", "be", "confess", "escape", "drown", "survive", "perish", "begin", "start", "lose"})
"""Verbs without a passive of which somebody may be told who has no name."""


def is_somebody_else(scenes: Sequence[Scene], scene: Scene, phrase: Phrase) -> bool:
    """Answers whether "the others", "the boy", "the two from Bukan" are others than those whom the text names."""
    elsewhere = _is_of_another_case(scene) and comes_from(scene, phrase)
    return _is_set_apart(phrase) or elsewhere or _is_taken_up(scenes, scene, phrase)


def _is_set_apart(phrase: Phrase) -> bool:
    """Whether words tell somebody else than those who were named: "the remaining detainees", "the main suspect"."""
    return bool(_ELSE & set(phrase.words))


_ELSEWHERE: Final = re.compile(
    r"(?i)^\W*(?:meanwhile|also|similarly)?,? ?(?:elsewhere|separately|in (?:an?other|an? (?:separate|similar|different|"
    r"unrelated|earlier|parallel)) (?:\w+ )?(?:case|development|incident|trial|raid|attack|city|province|prison|region|"
    r"event)s?)\b"
)


def _is_of_another_case(scene: Scene) -> bool:
    """Whether a sentence turns to another case: "In a separate case, the two brothers from Bukan were …"."""
    return _ELSEWHERE.match(scene.text[scene.sentence.start : scene.sentence.end]) is not None


_CHILDREN: Final = frozenset({"son", "daughter", "child", "grandson", "granddaughter", "nephew", "niece", "brother", "sister"})


def _is_taken_up(scenes: Sequence[Scene], scene: Scene, phrase: Phrase) -> bool:
    """Whether "the protesters", "the boy" takes up others of whom the last sentences told without a name.

    As in "A and B defended the protesters. The protesters were …", "X and his son were held. The boy was …".
    """
    for one in scenes[max(0, scene.number - 2) : scene.number]:
        for at, told in enumerate(one.row):
            if told.kind != "NP" or told.names or not at:
                continue
            if phrase.head in {"boy", "girl", "child"} and told.owner is not None and told.head in _CHILDREN:
                return True
            acted = one.row[at - 1].kind == "VG" and not one.row[at - 1].passive and one.row[at - 1].head != "be"
            if told.head == phrase.head and told.owner is None and told.words[0] in {"the", "these"} and acted:
                return True
    return False


def stranger(scenes: Sequence[Scene], people: People, scene: Scene, before: int, gender: str) -> tuple[Scene, Phrase] | None:
    """Gives whom the clause or sentence before told of without a name: "Another inmate was hanged; he had been …"."""
    here = told_of(scene, before)
    if here is not None:
        return scene, here
    earlier = [one for one in scene.row if one.first < before]
    if _names_anybody(people, scene, before):
        return None
    found = _subject_unnamed(scene, earlier, gender)
    if found is not None or _has_subject(earlier):
        return None if found is None else (scene, found)
    above = scene.number - 1
    while above >= paragraph_start(scenes, scene) and _is_about_the_same(scenes[above]):
        above -= 1
    if above < paragraph_start(scenes, scene):
        return None
    found = _lost(scenes[above], gender)
    if found is None and not _names_anybody(people, scenes[above]):
        found = _subject_unnamed(scenes[above], scenes[above].row, gender)
    return None if found is None else (scenes[above], found)


def _names_anybody(people: People, scene: Scene, before: int = 10_000) -> bool:
    return any(name.first < before and people.of(scene, number) is not None for number, name in enumerate(scene.names))


def _lost(scene: Scene, gender: str) -> Phrase | None:
    """As in "X lost his father in May. He died of …": whom somebody mourns is the one of whom the text goes on to tell."""
    for at, verb in enumerate(scene.row):
        if verb.kind == "VG" and verb.head in {"lose", "mourn", "bury"} and not verb.passive:
            kin = [scene.row[one] for one in objects(scene.row, at) if scene.row[one].head in name_words("kin")]
            return next((one for one in kin if _fits(one.head, gender)), None)
    return None


def _has_subject(row: Sequence[Phrase]) -> bool:
    return any(one.kind == "NP" and is_person_noun(one.head) for one in row)


def _is_about_the_same(scene: Scene) -> bool:
    """A sentence whose subject is itself a pronoun goes on with whoever was told of before it."""
    first = next((one for one in scene.row if one.kind == "NP"), None)
    return first is not None and len(first.words) == 1 and first.words[0] in _MALE | _FEMALE and not scene.names


def _subject_unnamed(scene: Scene, row: Sequence[Phrase], gender: str) -> Phrase | None:
    """The subject of the first verb, where it is one person who bears no name and something is done to that person."""
    verb = next((at for at, one in enumerate(row) if one.kind == "VG" and one.form == "finite"), -1)
    if verb < 1 or not (row[verb].passive or row[verb].head in _GOING_ON) or row[verb].head in words_of("reporting"):
        return None
    if not row[verb].passive and any(one.words in _OBJECTS for one in row):
        return None  # "A man was with him": the text goes on with "him"
    told = [scene.row[at] for at in subject(row, verb)]
    return next((one for one in told if _is_somebody_new(one) and _fits(one.head, gender)), None)


def _is_somebody_new(phrase: Phrase) -> bool:
    """As in "a Baluch prisoner", "another inmate", "one", "his brother", "the other prisoner"."""
    if phrase.words in {("one",), ("another",)}:
        return True
    kin = phrase.owner is not None and phrase.head in name_words("kin")
    return kin or (is_person_noun(phrase.head) and (phrase.words[0] in _NEW or _is_set_apart(phrase)))


def _fits(head: str, gender: str) -> bool:
    told = "female" if head in name_words("female_nouns") else "male" if head in name_words("male_nouns") else ""
    return not told or not gender or told == gender
