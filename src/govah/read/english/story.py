"""Whether a lead that names nobody and the person whom the text then names belong to one story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govah.read.english.lexicon import is_person_noun, name_words, number_of, verb_forms, words_of
from govah.read.english.listed import Listing
from govah.read.english.phrases import Phrase
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
    if _told(_ELSE, recall.scenes[person.seen[0]]):
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
    return _told(_ALIVE, scene)


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


_GRAVE: Final = frozenset(
    [
        "executed",
        "killed",
        "died_in_custody",
        "sentenced_to",
        "sentence_upheld",
        "released",
        "released_on_bail",
        "forced_confession",
    ]
)
"""What is never taken from a lead for people of whom the text tells something else."""
_ENDED: Final = frozenset({"executed", "killed", "died_in_custody", "released", "released_on_bail"})
"""What ends a story, so that those of whom the text tells more are most likely others."""
_SAME: Final = (
    frozenset({"executed", "killed", "died_in_custody"}),
    frozenset({"sentenced_to", "sentence_upheld", "sentence_overturned", "faces_death_penalty"}),
    frozenset({"released", "released_on_bail"}),
    frozenset({"forced_confession", "tortured"}),
)


def tells_alike(recall: Recall, members: Sequence[int]) -> bool:
    """Answers whether the text tells of the members, by name, what the lead tells, or what may well go with it."""
    told = {predicate for number, predicate in recall.by_predicate if number in members}
    family = next((one for one in _SAME if recall.asked in one), frozenset({recall.asked}))
    if recall.asked in _GRAVE:
        return bool(told & family)
    return bool(told & family) or not told & _DEADLY


_ASIDE: Final = frozenset(
    {"lawyer", "attorney", "judge", "prosecutor", "spokesman", "spokesperson", "relative", "parent", "editor", "witness"}
)
"""Those who stand beside the ones of whom a lead tells."""


def same_group(recall: Recall, scene: Scene, phrase: Phrase, listing: Listing) -> bool:
    """Answers whether those whom a lead counts are those of a list: the same is told of them, or they are called the same."""
    told = {predicate for number, predicate in recall.by_predicate if number in listing.members}
    people = [recall.people.everybody[number] for number in listing.members]
    if (told and tells_alike(recall, listing.members)) or _called_again(recall, listing, phrase.head.removesuffix("s")):
        return True
    named = recall.scenes[listing.sentence]
    if any(one.first < listing.first and one.head.removesuffix("s") in _ASIDE for one in named.row if one.kind == "NP"):
        return False  # "The group's lawyers are A and B"
    if any(one.official or one.nouns & name_words("roles") for one in people) or _told(_ELSE, named) or _act(named, listing):
        return False
    if recall.asked in _ENDED:
        return not told & _DEADLY and not _lives(named) and len(weighty(scene) & weighty(named)) >= _SHARED
    return not told & (_DEADLY if recall.asked not in _GRAVE else _ENDED - _DEADLY)


_PASSIVE: Final = frozenset(
    {"be", "have", "face", "remain", "stand", "serve", "go", "appear", "await", "begin", "die", "disappear"}
)


def _act(scene: Scene, listing: Listing) -> bool:
    """Whether those of a list do something themselves: "A, B and C of the union condemned the arrests"."""
    verb = next((one for one in scene.row if one.kind == "VG" and one.form == "finite" and one.first > listing.first), None)
    return verb is not None and not verb.passive and verb.head not in _PASSIVE


def _told(pattern: re.Pattern[str], scene: Scene) -> bool:
    return pattern.search(scene.text, scene.sentence.start, scene.sentence.end) is not None


def _called_again(recall: Recall, listing: Listing, noun: str) -> bool:
    """As in "A, B and two other converts", "the five dervishes": the list, or what follows it, counts them by the same noun."""
    for scene in recall.scenes[listing.sentence : listing.sentence + 6]:
        for one in scene.row:
            same = one.kind == "NP" and not one.names and one.head.removesuffix("s").removesuffix("e") == noun.removesuffix("e")
            counts = [number for word in one.words if (number := number_of(word))]
            whole = one.words[:1] in {("the",), ("all",), ("these",)} and listing.size in counts
            rest = scene.number == listing.sentence and listing.size - len(listing.members) in counts
            if same and (whole or rest):
                return True
    return False
