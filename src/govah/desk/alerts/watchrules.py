"""The rules by which the desk watches, as a screen shows them: what comes before an execution, silences, deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govah.weigh.alerts import AHEAD, LOOKED, SILENCE
from govah.words import table

MOST_WORDS: Final = 8
"""Words of a rule that are shown."""


@dataclass(frozen=True, slots=True)
class Precursor:
    """One thing that comes before an execution."""

    name: str
    days: int
    "How long before, at most."
    predicates: tuple[str, ...]
    "Which claims can tell it; empty for all."
    words: tuple[str, ...]
    "How claims tell it; empty where the predicate is enough."


@dataclass(frozen=True, slots=True)
class WatchRules:
    """All of them."""

    precursors: tuple[Precursor, ...]
    silences: tuple[tuple[str, int], ...]
    "(stage, days without news after which it is silent), the shortest first."
    deadlines: tuple[tuple[str, int], ...]
    "(mechanism, days until a reply is due)."
    looked: int = LOOKED
    "A silence counts as one only where somebody looked within so many days."
    ahead: int = AHEAD
    "Days before a deadline from which on it is raised."


def watch_rules() -> WatchRules:
    """Gives the rules as they stand in the vocabulary."""
    found = table("reading/weigh/precursors")
    precursors = tuple(
        Precursor(name, one["days"], tuple(one["only"]), tuple(map(str, one["words"][:MOST_WORDS])))
        for name, one in found.items()
    )
    silences = tuple(sorted(SILENCE.items(), key=lambda pair: pair[1]))
    mechanisms = table("reading/weigh/deadlines")["mechanisms"]
    return WatchRules(precursors, silences, tuple((name, one["days"]) for name, one in mechanisms.items()))
