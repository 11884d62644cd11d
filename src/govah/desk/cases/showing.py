"""Which words of a fact stand in its headline: terms, places and short descriptions; a gloss of the verb says nothing more."""

from __future__ import annotations

from typing import Final

from govah.weigh import WeighedFact
from govah.words import words

TELLING: Final = frozenset({"impugned_act", "other"})
"""Predicates without a type of value whose words are the point."""
LONGEST: Final = 80
"""Characters of a description that still fits a headline; the quotation has the rest."""


def shown_values(fact: WeighedFact) -> tuple[str, ...]:
    """Gives the values to show beside the predicate: each a word of the vocabulary, a number, or short words."""
    spec = words("predicates").get(fact.predicate)
    kind = spec.more.get("type", "text") if spec is not None else "attribute"
    if kind == "place" and fact.wheres:
        return ()
    if kind == "text" and fact.predicate not in TELLING:
        return ()
    return tuple(value for value in fact.values if len(value) <= LONGEST)
