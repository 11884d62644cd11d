"""An event: something done to somebody, as one verb or noun of a sentence tells it; and whom a list of noun phrases means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from govah.read.english.coreference import Memory
from govah.read.english.introducing import introduced
from govah.read.english.lexicon import is_person_noun
from govah.read.english.phrases import Phrase
from govah.read.english.scene import Scene


@dataclass(frozen=True, slots=True)
class Event:
    """Something done to somebody, as one verb or noun of a sentence tells it."""

    scene: Scene
    place: int
    "Place of the verb group or noun phrase in the sentence's row."
    predicate: str
    persons: tuple[int, ...]
    rule: str
    noun: bool = False
    negative: bool = False
    "Whether the negation belongs to the act, as in “was not allowed to see a lawyer”."
    bridged: bool = False
    "Whether the person is only understood, as in “the sentence was carried out”."
    agents: tuple[int, ...] = ()
    "Places of the noun phrases that do the act."
    value: str = ""
    term: str = ""
    stance: str = ""
    "`denied` or `unknown` where the words themselves say so; else the scope and the voice tell."
    chain: tuple[str, ...] = ()
    under: int = -1
    "Place of another verb that the event stands under, as in “X was among those arrested”."
    background: bool = False
    "Whether it only tells which thing is meant, as in “the strike that killed X”."

    @property
    def phrase(self) -> Phrase:
        """Gives the verb group or noun phrase."""
        return self.scene.row[self.place]


_OTHERS: Final = frozenset({"unlike", "except", "excluding", "besides", "minus"})
_ALL: Final = frozenset({"all", "everyone", "everybody", "anyone", "none", "nobody", "everything"})


def _left_out(scene: Scene, at: int) -> bool:
    """As in "A and B, but not C", "all but C were freed", "Unlike C, A was …"."""
    before = scene.row[at - 1]
    behind = [one.head for one in scene.row[at + 1 : at + 3]]
    if "who" in behind or "whom" in behind:
        return False  # "Unlike C, who was …": of this clause it is C who is meant
    if before.kind == "G" or before.head in _OTHERS:
        return True
    if before.head in {"including", "counting"} and at >= 2 and scene.row[at - 2].kind == "G":
        return True
    return before.head == "but" and at >= 2 and bool(_ALL & set(scene.row[at - 2].words))


def _listed_behind(scene: Scene, at: int, memory: Memory) -> bool:
    """As in "along with three others: A, B and C", "two others were held, identifying them as A and B"."""
    if introduced(memory.introductions, scene, scene.row[at]):
        return True
    following = scene.row[at + 1 : at + 3]
    return len(following) > 1 and following[0].kind in {":", "-"} and bool(following[1].names)


def _man_and_woman(scene: Scene, places: Sequence[int], memory: Memory) -> tuple[int, ...]:
    """As in "A man and a woman have been charged": the two whom the story then names together."""
    row = scene.row
    if len(places) != 2 or any(row[at].names or row[at].words[0] not in {"a", "an"} for at in places):
        return ()
    if not all(is_person_noun(row[at].head) for at in places) or row[places[1] - 1].kind != "C":
        return ()
    return memory.mean(scene, replace(row[places[0]], words=("two", "people"), head="people"))


def meant(scene: Scene, places: Sequence[int], memory: Memory) -> tuple[int, ...]:
    """Gives whom a list of noun phrases means: those named in it, or else the first that can be understood."""
    places = [at for at in places if not (at and _left_out(scene, at))]
    named = [number for at in places for number in memory.mean(scene, scene.row[at]) if scene.row[at].names]
    if named:
        named += memory.more_of_list(scene, scene.row[places[0]], named)
        named += [
            number
            for at in places
            if {"other", "others"} & set(scene.row[at].words)
            for number in memory.mean(scene, scene.row[at])
        ]
        pronouns = [
            number
            for at in places
            if not scene.row[at].names and scene.row[at].words[0] in {"he", "she", "him"}
            for number in memory.mean(scene, scene.row[at])
        ]
        groups = [memory.mean(scene, scene.row[at]) for at in places if scene.row[at].words in {("both",), ("all",)}]
        wider = next((one for one in groups if set(named) < set(one)), ())  # "of A and B, both arrested on Sunday"
        return tuple(dict.fromkeys([*pronouns, *named, *wider]))
    couple = _man_and_woman(scene, places, memory)
    if couple:
        return couple
    for at in places:
        if {"other", "others"} & set(scene.row[at].words) and not (scene.row[at].names or _listed_behind(scene, at, memory)):
            continue  # "the two others" are not those who were named
        whole = (
            scene.row[at].words in {("all",), ("both",), ("each",), ("any",), ("either",)}
            and at + 2 < len(scene.row)
            and scene.row[at + 1].head == "of"
        )
        found = memory.mean(scene, scene.row[at + 2 if whole else at])
        if found:
            return found
    return ()
