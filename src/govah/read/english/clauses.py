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
    while back >= 0 and row[back].kind in {"A", "DATE", ","}:
        back -= 1
    return back >= 0 and row[back].kind == "S" and row[back].head == "that"


def is_closed(scene: Scene, at: int, place: int) -> bool:
    """Answers whether a relative clause has ended before the place: "the deceased, who it named as X, was arrested"."""
    named = scene.row[at + 1].kind == "NP" if at + 1 < len(scene.row) else False  # "who it named as"
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
