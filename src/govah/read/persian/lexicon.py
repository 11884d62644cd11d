"""The Persian tables of the vocabulary, folded once: name parts, words that end names, who says what, and the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.verbs import verb_words
from govah.words import table

_STRONG: Final = (
    "پور",
    "زاده",
    "نژاد",
    "فر",
    "نیا",
    "لو",
    "وند",
    "خواه",
    "دوست",
    "منش",
    "تبار",
    "آبادی",
    "پناه",
    "زهی",
    "پرست",
    "کیا",
    "فرد",
    "یان",
    "چیان",
    "الدینی",
    "اللهی",
    "علیان",
    "کلایی",
    "بیگی",
    "خانی",
    "زایی",
    "رودی",
    "کندی",
    "سرشت",
    "نسب",
    "مقدم",
    "آرا",
    "شاهی",
    "وردی",
    "وندی",
)
_STARTS: Final = (
    "محمد",
    "امیر",
    "علی",
    "غلام",
    "عبدال",
    "سید",
    "ابوال",
    "شیر",
    "گل",
    "نور",
    "میر",
    "شاه",
    "پیر",
    "خدا",
    "حاج",
    "نظر",
    "بی بی",
    "ملا",
)
_ENDS: Final = ("الله", "اله", "رضا", "علی", "حسین", "محمد", "دخت", "ناز", "السادات", "سادات", "الدین", "مهدی", "حسن")
SPACE: Final = re.compile(r"[\s\u200c]+")


def folded(text: str) -> str:
    """Gives a table's entry as the tokens write it: folded, half-spaces as spaces."""
    return SPACE.sub(" ", fold_letters(text)).strip()


def squeezed(text: str) -> str:
    """Gives an entry as one word without spaces."""
    return SPACE.sub("", fold_letters(text))


@cache
def reading(name: str) -> Any:
    """Gives one of the Persian tables as its YAML holds it."""
    return table(f"reading/fa/{name}")


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """Gives a block of words as a set, each squeezed to one word."""
    value = reading(name)[key]
    items = value.split() if isinstance(value, str) else value
    return frozenset(squeezed(item) for item in items)


@cache
def phrase_set(name: str, key: str) -> frozenset[str]:
    """Gives a list of phrases as a set, each folded."""
    value = reading(name)[key]
    items = value.split() if isinstance(value, str) else value
    return frozenset(folded(item) for item in items)


def alternatives(items: Iterable[str]) -> str:
    """Gives a pattern for any of the phrases, the longest first."""
    return "|".join(
        re.escape(item).replace("\\ ", " ")
        for item in sorted({folded(item) for item in items}, key=lambda item: (-len(item), item))
    )


@cache
def is_given(word: str) -> bool:
    """Answers whether a squeezed word is a given name, compounds included (محمدمهدی، عبدالواحد، گل‌ناز)."""
    given = word_set("names", "given")
    if word in given:
        return True
    if len(word) < 6 or is_stop(word):
        return False
    for first in _STARTS:
        if word.startswith(folded(first)) and (rest := word[len(first) :]) in given and rest:
            return True
    return any(word.endswith(folded(last)) and word[: -len(last)] in given for last in _ENDS)


@cache
def is_plain(word: str) -> bool:
    """Answers whether a given name is an everyday word as well (امید، آزاد)."""
    return word in word_set("names", "plain")


@cache
def is_family(word: str) -> bool:
    """Answers whether a squeezed word is a family name by list or by its ending."""
    if word in word_set("names", "family"):
        return True
    if is_stop(word) or word in word_set("common", "words"):
        return False
    return len(word) > 4 and word.endswith(tuple(map(squeezed, _STRONG)))


@cache
def is_stop(word: str) -> bool:
    """Answers whether a squeezed word ends a name."""
    if any(word in word_set("stop", key) for key in ("function", "verbs", "nouns")):
        return True
    return word in verb_words() and word not in word_set("names", "given") and word not in word_set("names", "family")
