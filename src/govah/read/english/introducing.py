"""Sentences that say by name who those are of whom the text told before: "They were identified as A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from govah.read.english.lexicon import is_person_noun, number_of
from govah.read.english.listed import Listing, below, listings
from govah.read.english.nearby import alike
from govah.read.english.people import People
from govah.read.english.phrases import Phrase
from govah.read.english.scene import Scene


@dataclass(frozen=True, slots=True)
class Introduction:
    """A sentence that names those of whom sentences before it, or its own first words, told without a name."""

    sentence: int
    members: tuple[int, ...]
    start: int
    "Where it begins in the text."
    called: str = ""
    "What it calls them itself, such as `detainees`; empty where it only says that they are."


_LIST: Final = (
    r"(?:\s*(?:the )?(?:following|as follows)?\s*:)?\s*(?:[\"“'‘#]|\b(?:Mr|Mrs|Ms|Dr|Messrs)\b\.?|\d{1,2}-year-old|\s)*$"
)
_NAMED: Final = re.compile(
    r"(?i)\b(?:identif\w+|named|nam(?:es|ing)|reported|announced|confirmed|given|published|registered|known|declared|"
    r"introduced)\b[^.;:]{0,50}?\b(?:as|to be)\b" + _LIST
)
_NAMES: Final = re.compile(
    r"(?i)\b(?<!same )(?:names?|identit(?:y|ies))\b[^.;:]{0,170}?(?:\b(?:is|are|was|were|include[sd]?|as follows|below|"
    r"reads?)\b[^.;:]{0,24}?|:)" + _LIST
)
_EQUATED: Final = re.compile(
    r"(?i)^(?:\W|and |all )*(?:they|these|those|one|two|three|some|several|the (?!latter|former)(?:[\w'’-]+ ){0,10}?[\w-]+)"
    r"(?: of (?:them|the (?:[\w-]+ ){0,3}[\w-]+|those(?: [\w-]+){1,3}))? (?:is|are|was|were|include[sd]?)" + _LIST
)
_PART: Final = re.compile(
    r"(?i)\b(?:some|others|several|many|most|two|three|one)(?: of (?:them|those|the [\w-]+))?,? "
    r"(?:including|such as|among them|like|namely)\s*$"
)
"""As in "Some, including A and B, are held, while others, such as C, were freed": parts of those of whom the text told."""
_THEIRS: Final = frozenset(
    ["they", "them", "he", "she", "him", "her", "his", "their", "these", "those", "one", "identity", "identities", "name",
     "names", "victim", "victims", "deceased", "dead", "person", "people", "individual", "individuals", "man", "men", "woman",
     "women",
     "detainee", "detainees", "prisoner", "prisoners", "inmate", "inmates", "citizen", "citizens", "following"]
)  # fmt: skip
"""Words that may take up anybody of whom the text told."""
_DOERS: Final = frozenset(
    ["guard", "agent", "gunman", "gunmen", "killer", "assailant", "attacker", "perpetrator", "shooter", "policeman", "policemen",
     "interrogator", "jailer", "warden", "commander", "executioner", "torturer", "force"]
)  # fmt: skip
"""Those who do it to others."""
_ITEM: Final = re.compile(r"\n\s*\(?\d{1,2}[.)]\s")
_BACK: Final = 3
"""Sentences back that an introduction may explain."""


def introductions(scenes: Sequence[Scene], people: People) -> list[Introduction]:
    """Gives every sentence that names people of whom the text told before without naming them."""
    found: list[Introduction] = []
    for scene in scenes:
        beneath = below(scenes, scene.number, people)
        if beneath is not None:
            found.append(Introduction(scene.number, beneath.members, scene.sentence.start))
        found += _of_sentence(scene, people)
    return found


def _of_sentence(scene: Scene, people: People) -> Iterator[Introduction]:
    for listing in _runs(scene, people):
        lead = _lead(scene, listing)
        frame = _NAMED.search(lead) or _NAMES.search(lead) or _EQUATED.search(lead)
        if frame is not None and len(lead) < 260 and not re.search(r"(?i)\b(?:not|never|nor|wrongly|falsely|mistakenly)\b", lead):
            yield Introduction(scene.number, listing.members, scene.sentence.start, _called(scene, listing.first))
    parts = [one for one in _runs(scene, people) if _PART.search(_lead(scene, one))]
    if parts:
        members = tuple(dict.fromkeys(number for one in parts for number in one.members))
        yield Introduction(scene.number, members, scene.sentence.start)


def _lead(scene: Scene, listing: Listing) -> str:
    return scene.text[scene.sentence.start : scene.tokens[listing.first].start]


def _runs(scene: Scene, people: People) -> Iterator[Listing]:
    """Gives the lists of a sentence and each name that stands in none."""
    found = list(listings(scene, people))
    listed = {number for one in found for number in one.members}
    yield from found
    for number, name in enumerate(scene.names):
        person = people.of(scene, number)
        if person is not None and person.number not in listed:
            yield Listing(scene.number, (person.number,), 1, name.first)


def _called(scene: Scene, before: int) -> str:
    """What the sentence calls those whom it names, where that says more than "they"."""
    heads = [one.head for one in scene.row if one.kind == "NP" and one.first < before and not one.names]
    relative = any(one.kind == "W" for one in scene.row[1:2])
    if heads and heads[0] not in _THEIRS and (relative or is_person_noun(heads[0]) or heads[0].removesuffix("s") in _DOERS):
        return heads[0]  # "the guard who shot him was identified as"
    nouns = [head for head in heads if head in _THEIRS or is_person_noun(head)]
    return "" if not nouns or set(nouns) & _THEIRS else nouns[0]


_NOBODY: Final = frozenset(["another", "no", "each", "agents", "officers", "hundreds", "thousands", "dozens", "scores"])


def introduced(known: Sequence[Introduction], scene: Scene, phrase: Phrase) -> tuple[int, ...]:
    """Gives whom "two citizens" or "the detainees" are, where this sentence or one of the next says so by name."""
    if not (is_person_noun(phrase.head) or phrase.words[0] == "those") or phrase.owner is not None or phrase.names:
        return ()
    ranged = (
        phrase.first > 1 and scene.tokens[phrase.first - 1].text in {"-", "–"} and scene.tokens[phrase.first - 2].text.isdigit()
    )
    if _NOBODY & set(phrase.words) or ranged or any(word[0].isdigit() and not number_of(word) for word in phrase.words):
        return ()  # "some 40-50 people"
    others = bool({"other", "others"} & set(phrase.words))
    count = next((number for word in phrase.words if (number := number_of(word))), 0)
    single = not count and phrase.words[0] in {"a", "an", "one"}
    for one in known:
        if not scene.number <= one.sentence <= scene.number + _BACK or _is_past(one, scene, phrase):
            continue
        if one.sentence == scene.number and not _is_told_of(scene, phrase):
            continue
        if others and (count != len(one.members) or one.sentence > scene.number + 1):
            continue
        if (count and count < len(one.members)) or (single and len(one.members) > 1):
            continue
        plural = not single and count != 1
        if plural and not count and len(one.members) == 1:
            continue
        if not one.called or alike(one.called) & alike(phrase.head) or one.called.rstrip("s") == phrase.head.rstrip("s"):
            return one.members
    return ()


def _is_told_of(scene: Scene, phrase: Phrase) -> bool:
    """Whether the names that a sentence gives are those of a phrase in it: its subject, or whose "names" they are."""
    announcing = [one for one in scene.row if "following" in one.words and one.kind == "NP"]
    if announcing:
        return phrase.first == announcing[0].first
    at = next((place for place, one in enumerate(scene.row) if one.first == phrase.first), 0)
    if not at or scene.row[at - 1].kind != "P":
        return True
    over = scene.row[at - 2].head if at > 1 and scene.row[at - 1].head == "of" else ""
    return over in _NAMING or bool(number_of(over))


_NAMING: Final = frozenset(
    {"name", "names", "identity", "identities", "some", "many", "most", "several", "one", "all", "list", "those"}
)


def _is_past(one: Introduction, scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase stands behind the names themselves, or they stand in another item of a numbered list."""
    if _ITEM.search(scene.text, scene.sentence.end, max(one.start, scene.sentence.end)):
        return True
    first = scene.names[0].first if scene.names else 0
    return one.sentence == scene.number and bool(scene.names) and phrase.first >= first
