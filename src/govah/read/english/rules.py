"""The rules of what happens to people, as `words/reading/en/events.yml` holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from govah.words import table


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of `words/reading/en/events.yml`."""

    name: str
    predicate: str
    role: str
    after: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    around: re.Pattern[str] | None = None
    object: re.Pattern[str] | None = None
    agent: re.Pattern[str] | None = None
    "What whoever does it must be called, so that “they took him” is an arrest and “she took him home” is none."
    when: str = ""
    negative: bool = False
    value: str = ""
    wide: bool = False
    "Whether `after` may look beyond the next verb."


@cache
def verb_rules() -> Mapping[str, tuple[Rule, ...]]:
    """Gives the rules for each verb, in the order of the table."""
    found: dict[str, list[Rule]] = {}
    for number, spec in enumerate(table("reading/en/events")["verbs"]):
        for lemma in str(spec["lemmas"]).split():
            found.setdefault(lemma, []).append(_rule(number, spec, lemma))
    return {lemma: tuple(rules) for lemma, rules in found.items()}


@cache
def noun_rules() -> Mapping[str, Rule]:
    """Gives the rule for each noun that names an event."""
    found: dict[str, Rule] = {}
    for number, spec in enumerate(table("reading/en/events")["nouns"]):
        for head in str(spec["heads"]).split():
            found[head] = _rule(number, spec, head)
    return found


def _rule(number: int, spec: Mapping[str, Any], word: str) -> Rule:
    patterns = {key: re.compile(spec[key]) for key in ("after", "unless", "around", "object", "agent") if key in spec}
    return Rule(
        f"en-{word}-{spec['predicate']}-{number}/1".replace("_", "-"),
        spec["predicate"],
        spec.get("role", "owner"),
        when=spec.get("when", "licence" if spec.get("licence") else ""),
        negative=bool(spec.get("negative")),
        wide=bool(spec.get("wide")),
        value=spec.get("value", ""),
        **patterns,
    )
