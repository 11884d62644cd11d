"""What a sentence tells of those whom it names by what it calls them: "The detainees are A and B", "two of the dead: A"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govah.read.english.chains import together_right
from govah.read.english.coreference import Memory
from govah.read.english.event import Event
from govah.read.english.lexicon import is_person_noun
from govah.read.english.phrases import Phrase
from govah.read.english.roles import behind, subject
from govah.read.english.scene import Scene
from govah.read.english.states import listed

_SAYING: Final = frozenset({"identify", "name", "report", "announce", "confirm", "give", "publish", "register", "introduce"})
"""Verbs that give somebody's name: "was identified as X", "their names were given as A and B"."""
_CALLED: Final = (
    (re.compile(r"(?i)\b(?:executed|hanged)\b"), "executed"),
    (re.compile(r"(?i)\b(?:dead|killed|slain|victims|fatalities)\b"), "killed"),
    (re.compile(r"(?i)\b(?:arrested|detained|detainees|arrestees|apprehended|rounded up|picked up|seized)\b"), "arrested"),
    (re.compile(r"(?i)\b(?:another|one) (?:[\w-]+ ){0,2}(?:detainee|prisoner|inmate)\b"), "detained_at"),
    (re.compile(r"(?i)\b(?:injured|wounded)\b"), "injured"),
    (re.compile(r"(?i)\b(?:released|freed)\b"), "released"),
)
_OF_WHOM: Final = re.compile(
    r"(?i)\b(?:those|the|these|among|of) (?:[\w-]+ ){0,3}?(?:dead|killed|executed|hanged|arrested|detained|detainees|arrestees|"
    r"apprehended|rounded up|picked up|seized|victims|injured|wounded|released|freed)\b"
)
_ANOTHER: Final = re.compile(r"(?i)^\W*another (?:[\w-]+ ){0,2}(?:detainee|prisoner|inmate)\b")
_AWAY: Final = re.compile(
    r"(?i)\b(?:not|never|nor|formerly|once|to be|who (?:killed|executed|arrested|detained)|by|"
    r"(?:witness(?:es)?|lawyers?|relatives|famil(?:y|ies)|friends|colleagues|guards|killers?) (?:to|of|for))\b"
)


def identified(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives who is told by name to be among the dead or held: "The group identified two of the dead as A and B"."""
    yield from listed(scene, memory)
    yield from _one_of(scene, memory)
    for place, phrase in enumerate(scene.row):
        if phrase.kind == "VG" and not (phrase.negated or phrase.modal) and phrase.head in _SAYING | {"include", "be"}:
            yield from _named(scene, place, memory)
            yield from _among(scene, place, memory)


_ONE_OF: Final = re.compile(
    r"(?i)(?:^|[;:,] |\bthat )(?:one|another|the (?:first|second|last|youngest|oldest)) of (?:those|the) (?:\w+ )?"
    r"(?:dead|killed|executed|hanged|arrested|detained|detainees|victims|injured|wounded|released|freed)(?: [^,.;]{0,40})?, "
    r"(?:an? [^,.;]{3,40}, )?(?:[a-z][\w-]+ ){0,3}$"
)


def _one_of(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "One of those killed, X, was 15"."""
    for place, phrase in enumerate(scene.row):
        found = _ONE_OF.search(scene.lead(place, 120)) if phrase.names else None
        if found and not _AWAY.search(found.group()):
            predicate = next((word for pattern, word in _CALLED if pattern.search(found.group())), "")
            yield Event(scene, place, predicate, memory.mean(scene, phrase), "en-one-of/1", noun=True)


def _named(scene: Scene, place: int, memory: Memory) -> Iterator[Event]:
    row, saying = scene.row, scene.row[place].head in _SAYING
    after = behind(row, place, frozenset({"as"}), 9) if saying else _complement(row, place)
    named = [number for at in after if row[at].names for number in memory.mean(scene, row[at])]
    if not named:
        return
    persons = tuple(dict.fromkeys([*named, *memory.more_of_list(scene, row[after[0]], named)]))
    start = scene.start_of(place) if saying and not row[place].passive else scene.sentence.start
    end = scene.start_of(min(after)) if saying else scene.start_of(place)
    told = re.split(r"[.;:]|, (?:who|which)\b", scene.text[start:end])[-1]
    if not (
        _OF_WHOM.search(told) or _ANOTHER.match(told) or (saying and row[place].head in {"identify", "name"})
    ) or _AWAY.search(told):
        return
    predicate = next((word for pattern, word in _CALLED if pattern.search(told)), "")
    if predicate:
        voice = subject(row, place) if saying and not row[place].passive else []
        stance, chain = ("reported", (scene.of(row[voice[0]]),)) if voice else ("", ())
        yield Event(scene, place, predicate, persons, "en-identified/1", noun=True, stance=stance, chain=chain)


def _among(scene: Scene, place: int, memory: Memory) -> Iterator[Event]:
    """As in "X was among the arrested men", "A and B are among the dead"."""
    row = scene.row
    if row[place].head != "be" or place + 2 >= len(row) or row[place + 1].head != "among" or row[place + 2].kind != "NP":
        return
    called = " ".join(row[place + 2].words)
    doing = [at for at in subject(row, place) if row[at].names]
    predicate = next((word for pattern, word in _CALLED if pattern.search(called)), "")
    further = scene.row[place + 3].kind if place + 3 < len(row) else "."
    if doing and predicate and further not in {"W", "VG"}:
        persons = tuple(dict.fromkeys(number for at in doing for number in memory.mean(scene, row[at])))
        yield Event(scene, place, predicate, persons, "en-among-called/1")


def _complement(row: Sequence[Phrase], place: int) -> list[int]:
    """Whom "be" or "include" equates with its subject; nobody where the subject itself has a name."""
    doing = subject(row, place)
    if place + 1 >= len(row) or any(row[at].names for at in doing):
        return []
    step = place + 2 if row[place + 1].kind == ":" and place + 2 < len(row) else place + 1
    right = together_right(row, step) if row[step].kind == "NP" else []
    return right if right and (row[right[0]].names or is_person_noun(row[right[0]].head)) else []
