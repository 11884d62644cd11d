"""States that no verb tells: on hunger strike, a day set for the gallows, a death in prison, relatives and lawyers kept out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.english.coreference import Memory
from govah.read.english.event import Event, meant
from govah.read.english.modes import scope_words
from govah.read.english.roles import behind, subject, together
from govah.read.english.scene import Scene

_ABSENT: Final = re.compile(
    r"(?i)^(?: of [^,.;]{3,60}?)? (?:in|at|inside|under) (?:[\w'’-]+ ){0,4}(?:custody|prison|detention|jail|cell|ward)\b"
)
_HANDS: Final = re.compile(
    r"(?i)^(?: of [^,.;]{3,60}?)? (?:at the hands of|by (?:gunfire|bullets?|gunshot)|from (?:gunfire|gunshot|a bullet))\b"
)
_SET: Final = re.compile(
    r"(?i)^[^.;]{0,60}?\b(?:is|are|'s|has been|have been) (?:\w+ )?(?:imminent|scheduled|due|set|planned|near|fixed|only (?:days|hours) away)\b"
)


def states(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives the states of persons that a sentence tells without a verb of its own."""
    for place, phrase in enumerate(scene.row):
        if phrase.kind != "NP":
            continue
        if phrase.head in {"strike", "strikes"} and "hunger" in phrase.words:
            yield from _fasting(scene, place, memory)
        elif phrase.head in {"execution", "hanging"} and _SET.match(scene.tail(place)):
            yield Event(scene, place, "faces_death_penalty", _whose(scene, place, memory), "en-day-set/1", noun=True)
        elif phrase.head == "death":
            told = "died_in_custody" if _ABSENT.match(scene.tail(place)) else "killed" if _HANDS.match(scene.tail(place)) else ""
            if told:
                yield Event(scene, place, told, _whose(scene, place, memory), "en-death-of/1", noun=True)


def _whose(scene: Scene, place: int, memory: Memory) -> tuple[int, ...]:
    return memory.owner_of(scene, scene.row[place]) or meant(scene, behind(scene.row, place, frozenset({"of"}), 4), memory)


def _fasting(scene: Scene, place: int, memory: Memory) -> Iterator[Event]:
    """As in "X, on hunger strike since Monday, is weak", "the hunger strike of X has entered its tenth day"."""
    row = scene.row
    if place and any(one.kind == "VG" and one.head in scope_words("striking_verbs") for one in row[max(0, place - 3) : place]):
        return
    persons = meant(scene, behind(row, place, frozenset({"of", "by"}), 3), memory)
    back = place - 1
    if not persons and back >= 0 and row[back].kind == "P" and row[back].head in {"on", "of", "in"}:
        while back > 0 and row[back].kind in {"P", ",", "A", "DATE"}:
            back -= 1
        persons = meant(
            scene, together(row, back) if row[back].names else subject(row, back) if row[back].kind == "VG" else [], memory
        )
    yield Event(scene, place, "hunger_strike", persons, "en-on-strike/1", noun=True)
