"""Events that a noun tells: "his arrest", "the execution of X", "her trial", and when such a noun tells that it took place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.english.chains import together_right
from govah.read.english.charges import clause_persons
from govah.read.english.coreference import Memory
from govah.read.english.event import Event, meant
from govah.read.english.members import understood
from govah.read.english.roles import behind, whose
from govah.read.english.rules import noun_rules
from govah.read.english.scene import Scene
from govah.words import table


def of_noun(scene: Scene, place: int, memory: Memory) -> Iterator[Event]:  # noqa: C901 - rules, read from the top
    """Gives the event that the noun at that place tells, if it tells that one took place."""
    phrase = scene.row[place]
    rule = noun_rules()[phrase.head]
    memory.asked = rule.predicate
    before = scene.row[place - 1].kind if place else ""
    if rule.unless is not None and rule.unless.search(scene.of(phrase)):
        return
    bare = phrase.words == (phrase.head,) and before == "P" and scene.row[place - 1].head in _AT_WHICH
    if rule.when == "licence" and not (_licensed(scene, place) or bare):
        return
    if rule.when == "telling" and not _tells_of_detention(scene, place):
        return
    if rule.when == "dated" and before != "C" and not _is_past(scene, place):
        return
    if rule.predicate == "tried_by" and not _is_held_trial(scene, place):
        return
    if rule.predicate == "killed" and _ACCUSED.search(scene.lead(place, 60)):
        return
    persons = memory.owner_of(scene, phrase) or meant(scene, behind(scene.row, place, frozenset({"of"}), 3), memory)
    persons = (
        persons
        or meant(scene, whose(scene.row, place), memory)
        or (_such_as(scene, place, memory) if rule.predicate in _HELD else ())
        or (_of_case(scene, place, memory) if rule.predicate == "tried_by" else ())
    )
    if not persons and before == "C" and place >= 2 and scene.row[place - 2].kind == "NP":
        persons = memory.owner_of(scene, scene.row[place - 2])
    if (
        not persons
        and place + 2 < len(scene.row)
        and scene.row[place + 1].kind == "C"
        and scene.row[place + 2].head in noun_rules()
    ):
        persons = meant(scene, behind(scene.row, place + 2, frozenset({"of"}), 3), memory)
    if not persons and bare:
        persons = clause_persons(scene, place, memory)[0] if rule.predicate != "executed" else ()
        persons = persons or (of_next_clause(scene, place, memory) if place == 1 else ())
    if not persons and rule.predicate == "tried_by" and place == 0 and phrase.words == ("the", "trial"):
        persons = understood(scene, memory, "trial")
    if persons:
        since = place and scene.row[place - 1].head in {"since", "after", "following", "before"}
        predicate = "arrested" if phrase.head == "detention" and since else rule.predicate
        if phrase.head == "release" and _ON_BAIL.match(scene.tail(place)):
            predicate = "released_on_bail"
        yield Event(scene, place, predicate, persons, rule.name, noun=True)


def of_next_clause(scene: Scene, place: int, memory: Memory) -> tuple[int, ...]:
    """Gives whom the clause behind the comma is about: "Upon arrest on 7 March, X said"."""
    row = scene.row
    comma = next((at for at in range(place + 1, len(row) - 1) if row[at].kind in {",", "VG"}), 0)
    opens = comma and row[comma].kind == "," and row[comma + 1].kind == "NP" and row[comma + 2 : comma + 3]
    told = opens and row[comma + 2].kind in {"VG", ","} and row[comma + 2].head not in {"sentence", "convict", "order", "rule"}
    return meant(scene, [comma + 1], memory) if told else ()


def _of_case(scene: Scene, place: int, memory: Memory) -> tuple[int, ...]:
    """As in "a hearing in the case of X", "A hearing was held in X's case", "Trial opens for dissident X"."""
    row = scene.row
    for at in range(place + 1, min(place + 5, len(row))):
        if row[at].head in {"case", "cases"} and row[at - 1].head in {"in", "on"}:
            return memory.owner_of(scene, row[at]) or meant(scene, behind(row, at, frozenset({"of", "against"}), 3), memory)
    opens = place + 2 < len(row) and row[place + 1].kind == "VG" and row[place + 1].head in {"open", "begin", "start", "resume"}
    return meant(scene, behind(row, place + 1, frozenset({"for", "of"}), 3), memory) if opens else ()


def _is_past(scene: Scene, place: int) -> bool:
    """As in "his sentencing in May", "the sentencing of X was condemned"; not "sentencing is due on Monday"."""
    if _TO_COME.search(scene.lead(place, 40)) or _PUT_OFF.match(scene.tail(place)):
        return False
    whole = scene.row[place].owner is not None or scene.tail(place)[:4] == " of "
    return whole or bool(re.match(r"(?i)\W*(?:in|on|last|to) ", scene.tail(place)))


_HELD: Final = frozenset({"arrested", "detained_at", "released", "disappeared"})
_TO_COME: Final = re.compile(r"(?i)\b(?:before|until|till|ahead of|pending|await\w*|prior to|for) (?:[\w'’-]+ )?$")
_PUT_OFF: Final = re.compile(
    r"(?i)^(?: of [^,.;]{3,60}?)? (?:(?:will|would|could|may|might|must|should)\b|(?:is|are|was|were|has been) "
    r"(?:now |again )?(?:set|due|scheduled|postponed|expected|delayed|adjourned|planned|put off)\b)"
)


def _such_as(scene: Scene, place: int, memory: Memory) -> tuple[int, ...]:
    """As in "the arrest of writers such as A and B": those who are named of the many whom the noun tells of."""
    row = scene.row
    many = behind(row, place, frozenset({"of"}), 2)
    if not many or row[many[0]].names or not row[many[0]].head.endswith(("s", "people", "men", "women")):
        return ()
    for at in range(many[0] + 1, min(many[0] + 7, len(row) - 1)):
        if row[at].kind in {"VG", "W", ":"}:
            break
        told = row[at].head in {"including", "like"} or (row[at].head == "as" and "such" in row[at - 1].words)
        if told and row[at + 1].names:
            return meant(scene, together_right(row, at + 1), memory)
    return ()


_AT_WHICH: Final = frozenset({"before", "after", "following", "since", "upon"})
"""Before a bare noun these tell of the one whom the clause is about: "was questioned before transfer to Qarchak"."""
_ON_BAIL: Final = re.compile(r"(?i)^\W*(?:of [^,.;]{3,40} )?on (?:[\w$-]+ ){0,4}bail\b")
_ACCUSED: Final = re.compile(
    r"(?i)\b(?:accomplices?|complicit\w*|aiding|abetting|part|role|participat\w+|connection|linked?|links|confess\w*|"
    r"blamed|wanted|accused|convicted|guilty|charged|suspected|charges?|sentenced|condemned|"
    r"executed|hanged|involvement|death|on trial)\b[^,.;]{0,40}$"
)
"""Before a killing these tell that somebody is held to have done it: its victim is not the one of whom the text speaks."""


_LONG: Final = re.compile(
    r"(?i)\b(?:(?:day|week|month|year)s?(?:-long)?|solitary|incommunicado|prolonged|continued|pre-?trial|temporary|hours?)\b"
)
_HELD_WHERE: Final = re.compile(
    r"(?i)^\W*(?:of [^,.;]{3,40} )?(?:(?:in|at|inside) (?!which)|for (?:\w+ ){1,3}(?:days|weeks|months|years)\b|since\b|"
    r"without\b|"
    r"(?:has |had )?(?:lasted|been extended|was extended|continues|was prolonged))"
)


_EXTENDED: Final = re.compile(r"(?i)^ of [^.;:]{3,200}? (?:has|have|was|were) (?:been )?(?:\w+ )?extended\b")


def _tells_of_detention(scene: Scene, place: int) -> bool:
    """As in "her seven-month detention", "his detention in Evin": not the mere "to protest his detention"."""
    since = place and scene.row[place - 1].head in {"since", "after", "following", "before"}
    told = (
        _LONG.search(scene.of(scene.row[place]))
        or _HELD_WHERE.match(scene.tail(place))
        or _EXTENDED.match(scene.tail(place, 260))
    )
    return bool(since or told)


def _is_held_trial(scene: Scene, place: int) -> bool:
    """A trial is told where something happens at it, on it or with it; "a fair trial" is only wished."""
    before = scene.row[place - 1].head if place else ""
    following = scene.row[place + 1] if place + 1 < len(scene.row) else None
    if before in {"on", "in", "at", "during", "after", "of", "before", "following"}:
        return True
    return (
        following is not None
        and following.kind in {"VG", "P"}
        and bool(
            re.match(
                r"(?i)[^.;]{0,80}?\b(?:began|begun|opened|started|(?:was|is being|been) (?:\w+ )?held|took place|continue[sd]?|"
                r"resumed?|ended|lasted|concluded|(?:is|was) (?:ongoing|under ?way))\b",
                scene.tail(place),
            )
        )
    )


def _licensed(scene: Scene, place: int) -> bool:
    licence = table("reading/en/events")["licence"]
    return bool(re.search(licence["before"], scene.lead(place)) or re.search(licence["after"], scene.tail(place)))
