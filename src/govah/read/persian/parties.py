"""Who else is in a document: judges, officials, lawyers, relatives, and those whom the accused are said to have harmed."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.read.persian.cast import Cast
from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import alternatives, reading
from govah.read.persian.scene import PERSON

_ROLES: Final = {"judge": "judge", "official": "official", "relative": "relative"}
_AFTER: Final = (
    ("lawyer", re.compile(fold_letters(r"^ ،? ?وکیل(?: مدافع| دادگستری)? (?!دادگستری)"))),
    (
        "relative",
        re.compile(fold_letters(r"^ ،? ?(?:مادر|پدر|برادر|خواهر|همسر|شوهر|فرزند|پسر|دختر|عمو|دایی) (?!دو|سه|یک|چهار)[^ ،.]")),
    ),
)


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"^ ،? ?(?:{alternatives(reading('people')['officials'])})(?!\S)")


def note_roles(cast: Cast, roles: dict[int, str]) -> None:
    """Notes what a sentence says that people are who only speak or act in it."""
    line = cast.scene.skeleton
    for found in re.finditer(PERSON, line):
        letter = found.group()
        if cast.scene.mention(letter).kind != "name":
            continue
        for number in cast.who.get(letter, ()):
            role = _role(cast, letter, line[found.end() : found.end() + 60], found.start())
            if role and (number not in roles or roles[number] == "other"):
                roles[number] = role


def _role(cast: Cast, letter: str, after: str, at: int) -> str:
    if any(low <= at < high for low, high in cast.charges):
        return "alleged_victim"
    known = _ROLES.get(cast.parts[letter])
    if known:
        return known
    for role, pattern in _AFTER:
        if pattern.match(after):
            return role
    if _titles().match(after):
        return "official"
    return "other" if any(low <= at < high for low, high in cast.speakers) and cast.parts[letter] == "free" else ""
