"""Who "I" is in a text told in the first person: a letter, a testimony, a voice message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

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
            if person is not None and name.first <= 1 and name.last >= len(scene.tokens) - 1 and len(person.words) > 1:
                found.add(person.number)
    return found
