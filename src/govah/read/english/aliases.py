"""Names that stand for somebody named just before: "X, known as Y", "X (Y)", and whose child somebody is: "X, son of Y"."""

from __future__ import annotations

import re
from typing import Final

from govah.read.english.lexicon import given_names, places
from govah.read.english.names import Name
from govah.read.english.scene import Scene

_KNOWN_AS: Final = re.compile(
    r"(?i)\W{0,3}\(?(?:who is |who was |was |is )?(?:also |better |widely |commonly |popularly |usually |professionally )*"
    r"(?:(?:known|called|referred to|famous)(?: \w+){0,3}? "
    r"(?:as|by (?:the|his|her) (?:\w+ ){0,3}?(?:name|nickname|pseudonym|alias)(?: of)?)|"
    r"a\.?k\.?a\.?|alias|nicknamed|dubbed|called|née|nee|born|"
    r"(?:whose|with the|under the) (?:\w+ ){0,3}?(?:name|nickname|pseudonym|alias)(?: is| was| of)?)[\s:,]*[\"“'‘]?"
)
_BRACKETED: Final = re.compile(r" ?\([\"“'‘]?")
_CHILD: Final = re.compile(r"(?i)\b(?:son|daughter|child) of (?:the late |mr\.? |haj |haji )?$")


def alias_of(scene: Scene, number: int) -> int:
    """Gives the name in the sentence to which this one is another name, or -1."""
    if not number:
        return -1
    name, before = scene.names[number], scene.names[number - 1]
    end = scene.tokens[before.last - 1].end
    between = scene.text[end : scene.tokens[name.first].start]
    if len(between) < 70 and _KNOWN_AS.fullmatch(between):
        return number - 1
    return number - 1 if _is_bracketed(scene, before, name, between) else -1


def _is_bracketed(scene: Scene, before: Name, name: Name, between: str) -> bool:
    """As in "Marzban Kuhestani (Marzi)": one first name alone in brackets, behind a whole name."""
    if len(before.words) < 2 or len(name.words) != 1 or not _BRACKETED.fullmatch(between) or name.words[0] in places():
        return False
    closed = re.match(r"[\"”'’]?\)", scene.text[scene.tokens[name.last - 1].end :][:2])
    return closed is not None and (name.words[0] in given_names() or name.words[0][:3] == before.words[0][:3])


def is_parent(scene: Scene, name: Name) -> bool:
    """Answers whether a name only says whose child somebody is: "X, son of Y, was held"."""
    first = scene.tokens[name.first].start
    lead = scene.text[max(scene.sentence.start, first - 24) : first]
    return _CHILD.search(lead) is not None and any(other.last <= name.first for other in scene.names)
