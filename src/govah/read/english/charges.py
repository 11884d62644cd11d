"""What somebody is charged with, by noun: "charges against X include", "on charges of"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.english.coreference import Memory
from govah.read.english.event import Event, meant
from govah.read.english.roles import behind, objects, patients, subject
from govah.read.english.scene import Scene

_CHARGES: Final = frozenset(["charge", "charges", "count", "counts", "accusation", "accusations", "indictment", "indictments"])
_DEED: Final = re.compile(r"(?i)^ (?:of|including) (?:taking part|participating|attending|joining|having taken part)\b")
"""What somebody did rather than a crime by name: "sentenced to death on charges of taking part in the protests"."""
_CLEARING: Final = frozenset(["acquit", "clear"])


def clause_persons(scene: Scene, place: int, memory: Memory) -> tuple[tuple[int, ...], int]:
    """Gives whom the nearest verb to the left is about, and where that verb is."""
    for at in range(place - 1, -1, -1):
        if scene.row[at].kind != "VG":
            continue
        verb = scene.row[at]
        persons = meant(scene, patients(scene.row, at) if verb.passive else objects(scene.row, at), memory)
        persons = persons or meant(scene, subject(scene.row, at), memory)
        if persons or verb.form == "finite":
            return persons, at
    return (), -1


def charges(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives what charges a sentence names by the noun."""
    row = scene.row
    for place, phrase in enumerate(row):
        if phrase.kind != "NP" or phrase.head not in _CHARGES:
            continue
        persons: tuple[int, ...] = memory.owner_of(scene, phrase) or meant(
            scene, behind(row, place, frozenset({"against"}), 5), memory
        )
        before = row[place - 1].head if place and row[place - 1].kind == "P" else ""
        following = row[place + 1].head if place + 1 < len(row) else ""
        if not persons and place + 1 < len(row) and row[place + 1].kind == "VG" and row[place + 1].form == "part":
            persons = meant(scene, behind(row, place + 1, frozenset({"against"}), 4), memory)
        if before in {"on", "over", "under"} and following in {"of", "related", "including", "such", "that"} and not persons:
            persons, verb = clause_persons(scene, place, memory)
            deed = row[verb].head == "sentence" and _DEED.match(scene.tail(place))
            if verb >= 0 and (deed or row[verb].head in _CLEARING):
                continue
        elif (
            not persons
            and following in {"include", "be"}
            and place <= 2
            and phrase.words[0] in {"the", "other", "charges", "these"}
        ):
            persons = memory.last_charged if scene.number - memory.last_charged_at <= 2 else ()
        elif _informed(scene, place):
            persons = persons or clause_persons(scene, place, memory)[0]
        elif not (persons and _tells_charge(scene, place)):
            continue
        yield Event(scene, place, "charged_with", persons, "en-charges/1", noun=True)


def _informed(scene: Scene, place: int) -> bool:
    """As in "was informed of the charge of propaganda"."""
    told = re.search(r"(?i)\b(?:informed|notified|advised|told) of $", scene.lead(place, 40))
    return bool(told) and bool(re.match(r"(?i)\W*(?:of|against|:|[\"“‘'])", scene.tail(place)))


_NAMED: Final = re.compile(
    r"(?i)\W*(?:brought |levell?ed |filed |made )?against (?:[\w.'’-]+ ){1,4}?(?:is|are|was|were) (?!(?:all )?(?:not|un\w+|false|"
    r"baseless|fabricat\w+|trumped|dropped|denied|politic\w+|clear|known|still|yet|being|linked|based|so|to|no|brought|"
    r"void|ridiculous|absurd|seen|widely|part|an? (?:attempt|way|means|warning)|the same|\w+ed)\b)"
)
"""As in "The charges against X are blasphemy and sedition"."""


def _tells_charge(scene: Scene, place: int) -> bool:
    return bool(
        _NAMED.match(scene.tail(place))
        or re.match(
            r"(?i)\W*(?:brought |levell?ed |filed |made )?(?:against (?:[\w.'’]+ ){1,4}?)?\W*(?:includ\w+|(?:has|"
            r"have|had) to do|(?:is|are|was|were) (?:\w+ )?(?:[\"“'‘]|announced|reported|described|listed|read out|stated|"
            r"given as)|rang(?:e|es|ed|ing)\b|of\b|for\b|relat\w+|:)",
            scene.tail(place),
        )
    )


def place_at_offset(scene: Scene, offset: int) -> int:
    """Gives the place of the phrase that stands at an offset of the text."""
    at = next(
        (number for number, phrase in enumerate(scene.row) if scene.tokens[phrase.last - 1].end > offset), len(scene.row) - 1
    )
    return max(at, 0)
