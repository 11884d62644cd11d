"""Which clause of its sentence a statement stands in, as far as it decides whose words it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govah.read.english.phrases import Phrase
from govah.read.english.scene import Scene

_ASIDE: Final = 8
"""Phrases of the longest relative clause that is taken for an aside."""


def within_content(scene: Scene, antecedent: int) -> bool:
    """Answers whether a clause is part of what is said: "The society said that X, who had been held since May, was freed"."""
    row = scene.row
    back = antecedent - 1
    while back >= 0 and (row[back].kind in {"A", "DATE", ",", "NP", "P"} or (row[back].kind == "VG" and row[back].head == "be")):
        back -= 1  # "reported that the dead man was X, who had been held"
    return back >= 0 and row[back].kind == "S" and row[back].head == "that"


def is_closed(scene: Scene, at: int, place: int) -> bool:
    """Answers whether a relative clause has ended before the place: "the deceased, who it named as X, was arrested"."""
    named = scene.row[at + 1].kind == "NP" if at + 1 < len(scene.row) else False  # "who it named as"
    commas = [one for one in range(at + 1, place) if scene.row[one].kind == "," and one + 1 < len(scene.row)]
    if any(scene.row[one + 1].kind == "VG" and scene.row[one + 1].form == "finite" for one in commas):
        return True  # "that X, who joined the strikes, will be tortured and perhaps executed"
    return place - at <= _ASIDE * (3 if named else 1) and any(one.kind == "," for one in scene.row[at + 1 : place])


def quoting(row: Sequence[Phrase], at: int) -> int:
    """Gives the verb that quotes in "the agency quoted an official as saying", else the verb itself."""
    if row[at].form != "ger" or not at or row[at - 1].head != "as":
        return at
    return next((one for one in range(at - 2, -1, -1) if row[one].head in {"quote", "cite"} and row[one].kind == "VG"), at)


def with_saying(scene: Scene, at: int) -> bool:
    """Answers whether who says it stands between "with" and the verb: "…, with the website Payam writing"."""
    row = scene.row
    return at >= 2 and row[at - 1].kind == "NP" and row[at - 2].kind == "P" and row[at - 2].head == "with"


def closes_front(scene: Scene, comma: int, place: int) -> bool:
    """Answers whether the comma ends a clause in front that a subordinator opens."""
    row = scene.row
    if any(one.kind in {"VG", "S"} and one.form != "part" for one in row[comma + 1 : place]):
        return False
    opens = row[0].kind == "S" and row[0].head in {"while", "although", "though", "after", "before", "when", "whereas", "since"}
    return opens and any(one.kind == "VG" and one.form == "finite" for one in row[1:comma])


_BEFORE_IT: Final = frozenset({"after", "before", "following", "since", "despite"})


_TO_SOMEBODY: Final = frozenset({"advise", "brief", "alert", "notify"})


def has_ended(scene: Scene, at: int, place: int) -> bool:
    """Answers whether what a verb brings has ended before the event: "was announced a day after the release of X"."""
    row = scene.row
    between = row[at + 1 : place]
    that = any(one.kind == "S" and one.head == "that" for one in between)
    if row[at].head in _TO_SOMEBODY and not that:
        return True  # "whom he had been advising on a dispute and who was arrested with him"
    if row[at].head in {"respond", "react"} and not scene.tokens[row[min(place, len(row) - 1)].first].quoted and not that:
        return True  # "They responded with arrests: in May he was held"
    if row[at].head in {"accuse", "suspect", "blame"} and place < len(row) and row[place].form == "finite":
        return True  # "accused him of spying and charged him with treason"
    if row[at].passive and not that and any(one.head in _BEFORE_IT for one in between):
        return True
    return at > 0 and row[at - 1].kind == "W" and not that and any(one.kind == "," for one in between)


def is_told(row: Sequence[Phrase], at: int) -> bool:
    """Answers whether it is as in "was sentenced to death and told he faces the gallows": the one who is told says nothing."""
    following = row[at + 1].words if at + 1 < len(row) else ()
    joined = at > 0 and row[at - 1].kind == "C" and any(one.kind == "VG" and one.passive for one in row[:at])
    return row[at].head == "tell" and joined and len(row[at].words) == 1 and following in {("he",), ("she",), ("they",)}


def out_of(row: Sequence[Phrase], at: int) -> bool:
    """Answers whether it is as in "read in another paper that X was moved": what is read there is what the paper says."""
    that = any(one.head == "that" for one in row[at + 1 : at + 5])
    return row[at].head in {"read", "hear"} and that and row[at + 1].head in {"in", "on", "from"}


def behind_relative(row: Sequence[Phrase], at: int) -> list[int]:
    """Gives who says it where a relative clause parts him from the verb: "A cellmate who is now free says that X was …"."""
    who = next((back for back in range(at - 1, 0, -1) if row[back].kind == "W"), 0)
    plain = who and row[at].form == "finite" and not any(one.kind in {":", "S"} for one in row[who:at])
    return [who - 1] if plain and row[who - 1].kind == "NP" and row[who].head in {"who", "that"} else []
