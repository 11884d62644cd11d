"""Posts that a text embeds: “… — Name (@handle) July 14, 2021”, which are the words of whoever signs, on the day of the post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from govah.dates import find
from govah.read.english.scene import Scene
from govah.read.sequel import first_day

_SIGNED: Final = re.compile(
    r"(?:[—–]|--|\s-)\s*(?P<who>[^—–()@\n]{2,60}?)\s*\(\W?@\w{2,30}\)\s*"
    r"(?P<when>(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}))?[\s.]*$"
)


@dataclass(frozen=True, slots=True)
class Post:
    """Who signs a post, and its day where it bears one."""

    who: str
    day: date | None


def posts(laid_out: Sequence[Scene]) -> dict[int, Post]:
    """Gives the posts of a text by the number of their paragraph."""
    ends = {scene.sentence.paragraph: scene for scene in laid_out}
    found: dict[int, Post] = {}
    for paragraph, last in ends.items():
        line = last.text.find("\n", last.sentence.end)
        opened = last.text.rfind("\n", 0, last.sentence.start) + 1
        told = last.text[opened : line if line >= 0 else len(last.text)]
        signed = _SIGNED.search(told) if "@" in told else None
        if signed is not None:
            day = find(signed["when"], published=None, language="en") if signed["when"] else ()
            found[paragraph] = Post(signed["who"].strip(), first_day(day[0].edtf) if day else None)
    return found
