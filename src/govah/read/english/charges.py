"""What somebody is charged with, by noun and by denial: "charges against X include", "on charges of", "X denies them"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.english.coreference import Memory
from govah.read.english.event import Event, meant
from govah.read.english.roles import behind, objects, patients, subject
from govah.read.english.scene import Scene

_CHARGES: Final = frozenset(["charge", "charges", "count", "counts", "accusation", "accusations", "indictment", "indictments"])
_SENTENCING: Final = frozenset(["sentence", "condemn", "acquit", "clear", "hand", "give", "receive", "get", "serve"])
_DENIED_THINGS: Final = re.compile(
    r"(?i)\b(?:charges?|accusations?|allegations?|claims?|involvement|wrongdoing|guilt|activit(?:y|ies)|role|part|links?)\b"
)
_NOT_GUILTY: Final = re.compile(
    r"(?i)\bplead(?:ed|s|ing)? not guilty|\b(?:is|are|was|were) not guilty\b|\bmaintain\w* "
    r"(?:his|her|their) innocence"
)
ACCUSATIONS: Final = (
    "forced_confession",
    "tortured",
    "died_in_custody",
    "killed",
    "denied_lawyer",
    "denied_family_contact",
    "disappeared",
    "arrested",
)
"""What authorities deny when they deny "the accusations", the gravest word first."""


def accusation_denied(scene: Scene) -> tuple[int, str]:
    """Gives where and who denies "the charge" or "the reports" that were told before; (-1, "") where nobody does."""
    row = scene.row
    for place, phrase in enumerate(row):
        if (
            phrase.kind == "VG"
            and phrase.head in {"deny", "reject", "dismiss", "refute"}
            and not (phrase.negated or phrase.passive or phrase.modal)
        ):
            thing = objects(row, place)[:1]
            doing = subject(row, place)
            short = thing and re.fullmatch(
                r"(?i)(?:(?:the|these|those|this|that|all|any|such|his|her|their) |\w+['’]s? )(?:\w+ )?(?:charges?|"
                r"accusations?|allegations?|claims?|reports?)|(?:it|this)",
                scene.of(row[thing[0]]),
            )
            if short and doing:
                return place, scene.of(row[min(doing)])
    return -1, ""


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
            if verb >= 0 and row[verb].head in _SENTENCING:
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


def denials(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives what the accused deny: the charges, or what they are said to have done."""
    row = scene.row
    for place, phrase in enumerate(row):
        if phrase.kind != "VG" or phrase.head != "deny" or phrase.negated or phrase.passive or phrase.modal:
            continue
        doing = subject(row, place)
        persons = meant(scene, doing, memory)
        deed = any(one.kind == "VG" and one.form == "ger" for one in row[place + 1 : place + 4])
        charge = any(re.search(r"\b(?:charges?|accusations?)\b", scene.of(row[at])) for at in objects(row, place)[:1])
        short = any(row[at].words in {("it",), ("them",), ("this",), ("that",)} for at in objects(row, place)[:1])
        if (persons and short and set(persons) & set(memory.last_charged) and scene.number - memory.last_charged_at <= 2) or (
            persons
            and (charge or set(persons) <= memory.focus | set(memory.last_charged))
            and (deed or any(_DENIED_THINGS.search(scene.of(row[at])) for at in objects(row, place)[:1]))
        ):
            yield Event(
                scene,
                place,
                "charged_with",
                persons,
                "en-denies/1",
                noun=True,
                stance="denied",
                chain=_naming(scene, min(doing), persons, memory),
            )
    match = _NOT_GUILTY.search(scene.text[scene.sentence.start : scene.sentence.end])
    if match:
        place = place_at_offset(scene, scene.sentence.start + match.start())
        verb = place if row[place].kind == "VG" else max((at for at in range(place + 1) if row[at].kind == "VG"), default=-1)
        doing = subject(row, verb) if verb >= 0 else []
        persons = meant(scene, doing, memory)
        if persons and doing:
            yield Event(
                scene,
                place,
                "charged_with",
                persons,
                "en-not-guilty/1",
                noun=True,
                stance="denied",
                chain=_naming(scene, min(doing), persons, memory),
            )


def _naming(scene: Scene, at: int, persons: tuple[int, ...], memory: Memory) -> tuple[str, ...]:
    """Who denies, as written, or by name where a pronoun stands."""
    if len(scene.row[at].words) > 1 or scene.row[at].names:
        return (scene.of(scene.row[at]),)
    saying = next((place for place in range(at) if scene.row[place].kind == "VG" and scene.row[place].form == "finite"), -1)
    said_by = subject(scene.row, saying) if saying >= 0 else []
    if said_by and len(scene.row[said_by[0]].words) > 1:
        return (scene.of(scene.row[said_by[0]]),)
    return (", ".join(memory.people.everybody[number].name for number in persons),)


def place_at_offset(scene: Scene, offset: int) -> int:
    """Gives the place of the phrase that stands at an offset of the text."""
    at = next(
        (number for number, phrase in enumerate(scene.row) if scene.tokens[phrase.last - 1].end > offset), len(scene.row) - 1
    )
    return max(at, 0)
