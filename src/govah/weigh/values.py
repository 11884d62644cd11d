"""When two claims of one predicate say the same thing: by term, number, penalty or place; words only alike stay apart."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from govah.records import Fact, Value, Where
from govah.text import fold, fold_name
from govah.words import table, words

PLACED: Final = frozenset({"detained_at", "transferred"})
"""Predicates whose value is a place."""
BY_VALUE: Final = frozenset(
    [
        "charged_with",
        "sentenced_to",
        "impugned_act",
        "tried_by",
        "other",
        "denied_lawyer",
        "injured",
        "carried_out_by",
        "ordered_by",
    ]
)
"""Predicates of which a person may have several, told apart by their value; attributes are told apart so too."""
ALIKE: Final = 82
_DEATH_WORDS: Final = re.compile(
    r"\b(death|executions?|executed|hanging|hanged|capital punishment|q[ei]sas|retribution in kind)"
    r"\b(?! of (?:the )?(?:limb|eye))"
    r"|اعدام|قصاص(?! (?:عضو|چشم|دست|پا)\b)|چوبه دار|مرگ"
)
_NUMBERS: Final = re.compile(r"\d+")


def is_death(value: Value) -> bool:
    """Answers whether a penalty is death, by its term or else by its words."""
    known = words("punishments").get(value.term)
    if known is not None:
        return bool(known.more.get("death"))
    return bool(_DEATH_WORDS.search(fold(value.text)))


def is_told(value: Value) -> bool:
    """Answers whether the claim says what (which penalty, which charge) at all."""
    return bool(value.text or value.term or value.low is not None or value.high is not None)


def is_capital(value: Value) -> bool:
    """Answers whether a charge may bring death, by its term or by a capital charge's name within its words."""
    known = words("charges").get(value.term)
    if known is not None:
        return bool(known.more.get("capital"))
    text = f" {fold(value.text)} "
    return bool(text.strip()) and any(f" {name} " in text for name in _capital_names())


def same_value(one: Fact, other: Fact) -> bool:
    """Answers whether two facts of one predicate can be telling the same thing, dates and places of the event apart."""
    if one.predicate in PLACED:
        return same_place(place_of(one), place_of(other))
    if one.predicate == "sentenced_to" and is_told(one.value) and is_told(other.value) and _any_death(one.value, other.value):
        return is_death(one.value) and is_death(other.value)
    if one.predicate in BY_VALUE or one.predicate in words("attributes"):
        return _same(one.value, other.value) if one.predicate not in ("name", "other_names") else True
    return True


def _any_death(one: Value, other: Value) -> bool:
    return is_death(one) or is_death(other)


def place_of(fact: Fact) -> Where:
    """Gives the place that a fact tells, in its place or its value."""
    if fact.where is not None and (fact.where.text or fact.where.term):
        return fact.where
    return Where(fact.value.text, fact.value.term) if fact.predicate in PLACED else Where()


def same_place(one: Where, other: Where) -> bool:
    """Answers whether two places can be one: a town and a prison in it can, two prisons cannot; a place not told can be any."""
    if one.term and other.term:
        return one.term == other.term
    left, right = _place_words(one), _place_words(other)
    return not left or not right or bool(left & right)


def _place_words(place: Where) -> frozenset[str]:
    return frozenset(fold_name(f"{place.text} {place.term}".replace("_", " ")).split()) - _no_place_words()


@cache
def _no_place_words() -> frozenset[str]:
    return frozenset(fold_name(word) for word in table("reading/weigh/places")["general"])


def _same(one: Value, other: Value) -> bool:
    if one.term and other.term and one.term != other.term:
        return False
    if not _numbers_meet(one, other):
        return False
    if one.term and one.term == other.term:
        return True
    left, right = fold(one.text), fold(other.text)
    if not left or not right:
        return not is_told(one) or not is_told(other) or bool(one.low is not None and other.low is not None)
    if set(_NUMBERS.findall(left)) != set(_NUMBERS.findall(right)):
        return False
    return left in right or right in left or fuzz.token_sort_ratio(left, right) >= ALIKE


def _numbers_meet(one: Value, other: Value) -> bool:
    if one.low is not None and other.high is not None and one.low > other.high:
        return False
    return not (other.low is not None and one.high is not None and other.low > one.high)


@cache
def _capital_names() -> tuple[str, ...]:
    capital = [word for word in words("charges").values() if word.more.get("capital")]
    names = {name for word in capital for forms in (*word.variants.values(), tuple(word.label.values())) for name in forms}
    return tuple({fold(name) for name in names})
