"""Whether a lead that names nobody and the person whom the text then names belong to one story."""

from __future__ import annotations

import re
from typing import Final

from govah.read.english.lexicon import is_person_noun, name_words, verb_forms, words_of
from govah.read.english.recall import Recall
from govah.read.english.scene import Scene

_SHARED: Final = 2
"""So many words of weight a lead and the sentences about the person must have in common."""
_ELSE: Final = re.compile(r"(?i)\b(?:another|also|other|next|fellow|similar\w*|likewise|second|meanwhile|separately)\b")
_LIVING: Final = frozenset({"faces_death_penalty", "released", "released_on_bail"})
_DEADLY: Final = frozenset({"executed", "killed", "died_in_custody"})


def same_story(recall: Recall, scene: Scene, number: int) -> bool:
    """Answers whether what a lead tells of "a prisoner" goes to the person: the one of whom the text speaks, in like words."""
    person = recall.people.everybody[number]
    rivals = [len(recall.people.everybody[one].seen) for one in recall.focus if one != number]
    if any(2 * count > len(person.seen) for count in rivals):
        return False
    if recall.asked in _DEADLY and any((number, told) in recall.by_predicate for told in _LIVING):
        return False
    if recall.asked in _DEADLY and any(_lives(recall.scenes[at]) for at in person.seen):
        return False
    first = recall.scenes[person.seen[0]]
    if _ELSE.search(first.text, first.sentence.start, first.sentence.end):
        return False
    about = {near for at in person.seen for near in (at, at + 1) if near < len(recall.scenes) and near != scene.number}
    told = frozenset().union(*(weighty(recall.scenes[at]) for at in about))
    return len(weighty(scene) & told) >= _SHARED


_ALIVE: Final = re.compile(
    r"(?i)\b(?:faces?|facing|risks?|at risk|could (?:soon )?be|may be|next|await\w*|on death row|still|remains?|is being|"
    r"fears? for|alive|appeal(?:s|ed|ing)? to|save)\b"
)


def _lives(scene: Scene) -> bool:
    """Whether a sentence tells of somebody for whom the worst is still to come."""
    return _ALIVE.search(scene.text, scene.sentence.start, scene.sentence.end) is not None


def weighty(scene: Scene) -> frozenset[str]:
    """Gives the words of a sentence that tell its matter: no verbs, names, people, bodies, small or everyday words."""
    named = {at for name in scene.names for at in range(name.first, name.last)}
    words = (token.lower.removesuffix("s") for at, token in enumerate(scene.tokens) if at not in named and _is_long(token.text))
    return frozenset(word for word in words if not _is_everyday(word))


def _is_long(written: str) -> bool:
    return written.isalpha() and (len(written) > 4 or (written.isupper() and len(written) > 2))


_EVERYDAY: Final = frozenset(
    ["prison", "sentence", "death", "penalty", "execution", "arrest", "charge", "trial", "court", "family", "official", "iran",
     "province", "force", "detention", "custody", "year", "month", "home", "city", "lawyer", "torture", "right",
     "protest", "nationwide", "people", "government", "regime", "capital", "claim", "report", "country"]
)  # fmt: skip


def _is_everyday(word: str) -> bool:
    known = name_words("others") | name_words("organisation_words") | words_of("adjectives") | words_of("prepositions")
    return word in known | _EVERYDAY or f"{word}s" in known or word in verb_forms() or is_person_noun(word) or word == "iran"
