"""Who "I" is in a text told in the first person, or in an answer, and whom the letter of a relative calls "my son"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govah.read.english.kinship import INVERSE, gender_of
from govah.read.english.people import People
from govah.read.english.scene import Scene

_PRESENTED: Final = re.compile(
    r"(?i)\b(?:my name is|i am|i'm|i’m|i, |i write this as|(?:this is|here is)(?= [^.]{3,40} (?:writing|speaking)))\W*$"
)
_ENOUGH: Final = 3
"""How often a text must say "I" outside of quotations to be somebody's own account."""
_SIGNED: Final = 4
"""Among how many sentences at the end a signature may stand."""


def author_of(scenes: Sequence[Scene], people: People) -> tuple[int, ...]:
    """Gives the one person who tells the text: who says "My name is X", or who signs it; nobody where no one does."""
    said = sum(token.text == "I" and not token.quoted for scene in scenes for token in scene.tokens)
    if said < _ENOUGH:
        return ()
    found = _presented(scenes, people) or _signed(scenes, people)
    return tuple(found) if len(found) == 1 else ()


def _presented(scenes: Sequence[Scene], people: People) -> set[int]:
    found: set[int] = set()
    for scene in scenes:
        for number, name in enumerate(scene.names):
            person = people.of(scene, number)
            first = scene.tokens[name.first]
            lead = scene.text[scene.sentence.start : first.start]
            if person is not None and len(name.words) > 1 and not first.quoted and _PRESENTED.search(lead):
                found.add(person.number)
    return found


def _signed(scenes: Sequence[Scene], people: People) -> set[int]:
    found: set[int] = set()
    for scene in scenes[-_SIGNED:]:
        for number, name in enumerate(scene.names[:1]):
            person = people.of(scene, number)
            whole = name.last >= len(scene.tokens) - 1 or _is_signature(scene, name.last)
            if person is not None and name.first <= 1 and whole and len(person.words) > 1:
                found.add(person.number)
    return found


def _is_signature(scene: Scene, behind: int) -> bool:
    """As in "Arvand Sepidkuh, Lakan prison, Rasht": a short line without a verb that opens with a name and a comma."""
    plain = not any(one.kind in {"VG", "W"} for one in scene.row)
    return plain and len(scene.tokens) <= _LINE and scene.tokens[behind].text == ","


_LINE: Final = 15
"""Words of the longest line that is taken for a signature."""


def answers(scenes: Sequence[Scene], people: People) -> dict[int, int]:
    """Gives paragraph → person where a talk names before each answer who gives it: "X: I was held for a month."."""
    found: dict[int, int] = {}
    labels = told = 0
    for scene in scenes:
        row = scene.row
        if len(row) < 3 or row[0].kind != "NP" or row[1].kind != ":" or row[1].head != ":":
            continue
        labels += 1
        told += any(token.lower in _OF_ONESELF for token in scene.tokens)
        person = people.of(scene, row[0].names[-1]) if row[0].names else None
        if person is not None and not scene.tokens[0].quoted:
            found[scene.sentence.paragraph] = person.number
    return found if labels >= _TALK and 2 * told >= labels else {}


_OF_ONESELF: Final = frozenset({"i", "we", "my", "our", "me", "us", "you", "your"})
"""Words of those who talk: lines that open with a name and tell of the person are entries of a list."""
_TALK: Final = 3
"""Lines that must open with who speaks, for a text to be a talk."""


def own_people(scenes: Sequence[Scene], people: People, *, quoted: bool = False) -> dict[str, int]:
    """Gives relation → person in the words of a relative: "I am the mother of X", "my son, X"."""
    found: dict[str, int] = {}
    for scene in scenes:
        row = scene.row
        for at, phrase in enumerate(row):
            if phrase.kind != "NP" or scene.tokens[phrase.first].quoted is not quoted:
                continue
            relation = next((word for word in phrase.words if word in INVERSE), "")
            named = phrase.names or (row[at + 2].names if at + 2 < len(row) and row[at + 1].kind in {",", "P"} else ())
            person = people.of(scene, named[-1]) if named and relation else None
            if person is None:
                continue
            if phrase.words[0] == "my":
                found.setdefault(relation, person.number)
            elif at > 1 and row[at - 1].head == "be" and row[at - 2].words == ("i",) and row[at + 1].head == "of":
                for called in INVERSE[relation]:
                    if gender_of(called) in {"", person.gender} or not person.gender:
                        found.setdefault(called, person.number)
    return found
