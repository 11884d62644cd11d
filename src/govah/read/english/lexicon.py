"""The words of English that the rules know: closed classes, verbs with their forms, names of people and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from govah.words import table

VOWELS: Final = "aeiou"
_STRESSED: Final = frozenset(
    ["transfer", "refer", "permit", "admit", "commit", "submit", "acquit", "compel", "expel", "repel", "control", "patrol",
     "occur", "incur", "infer", "defer", "regret", "rebel", "deter", "abet", "omit"]
)  # fmt: skip
"""Verbs of two syllables that double their last letter: "compelled"."""


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One form of a verb: which verb, and which of base, third, past, participle and gerund it may be."""

    lemma: str
    kinds: frozenset[str]


@cache
def words_of(kind: str) -> frozenset[str]:
    """Gives a closed class, such as `determiners` or `prepositions`, in lower case."""
    return frozenset(word.replace("_", " ") for word in str(table("reading/en/words")[kind]).split())


@cache
def name_words(kind: str) -> frozenset[str]:
    """Gives words that stand around names, such as `titles` or `kin`, in lower case."""
    return frozenset(str(table("reading/en/names")[kind]).split())


_NUMERALS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_SETS: Final = {"both": 2, "duo": 2, "pair": 2, "couple": 2, "trio": 3, "thirty": 30, "forty": 40, "fifty": 50}


def number_of(word: str) -> int:
    """Gives the number that a word tells ("four", "13", "both", "trio"), or 0."""
    lower = word.lower()
    if lower.isascii() and lower.isdigit():
        return int(lower) if len(lower) < 4 else 0
    return _SETS.get(lower) or (_NUMERALS.index(lower) if lower in _NUMERALS else 0)


@cache
def is_person_noun(word: str) -> bool:
    """Answers whether a noun calls people something: those of the list, their plurals, and what ends as they do."""
    known = name_words("person_nouns")
    lower = word.lower()
    if lower in known or lower in name_words("nationals"):
        return True
    singular = {lower.removesuffix("s"), lower.removesuffix("es"), lower.removesuffix("ies") + "y"}
    if lower.endswith("s") and singular & known:
        return True
    return len(lower) > 6 and lower.removesuffix("s").endswith(("ologist", "grapher", "keeper", "maker", "player", "writer"))


@cache
def given_names() -> frozenset[str]:
    """Gives given names that are known, in lower case."""
    known = table("reading/en/given")
    return frozenset(f"{known['given']} {known['arabic']}".split())


@cache
def places() -> frozenset[str]:
    """Gives names of places that are known, in lower case, their words parted by spaces."""
    known = table("reading/en/places")
    return frozenset(word.replace("_", " ").lower() for word in f"{known['iran']} {known['world']}".split())


@cache
def place_words() -> frozenset[str]:
    """Gives the first words of places, so that a text is not searched for those it cannot hold."""
    return frozenset(place.split()[0] for place in places())


@cache
def verb_forms() -> Mapping[str, VerbForm]:
    """Gives every form of every known verb."""
    forms: dict[str, VerbForm] = {}
    irregular: dict[str, Any] = table("reading/en/words")["irregular"]
    for lemma in dict.fromkeys([*sorted(words_of("verbs")), *irregular]):
        past, participle = irregular.get(lemma) or (_past(lemma), _past(lemma))
        named = (
            (lemma, "base"),
            (_third(lemma), "third"),
            (past, "past"),
            (participle, "participle"),
            (_gerund(lemma), "gerund"),
        )
        for form, kind in named:
            known = forms.get(form)
            if known is None or known.lemma == lemma or kind == "base":
                forms[form] = VerbForm(lemma, (known.kinds if known and known.lemma == lemma else frozenset()) | {kind})
    for lemma in words_of("verbs"):
        if lemma.endswith("l") and len(lemma) > 3 and lemma[-2] in VOWELS and lemma[-3] not in VOWELS:  # "annulled", "travelling"
            forms.setdefault(f"{lemma}led", VerbForm(lemma, frozenset({"past", "participle"})))
            forms.setdefault(f"{lemma}ling", VerbForm(lemma, frozenset({"gerund"})))
    forms["hung"] = VerbForm("hang", frozenset({"past", "participle"}))
    forms["learnt"] = VerbForm("learn", frozenset({"past", "participle"}))
    return forms


def _doubles(lemma: str) -> bool:
    if len(lemma) < 3 or lemma[-1] in "wxyh" or lemma[-1] in VOWELS or lemma[-2] not in VOWELS or lemma[-3] in VOWELS:
        return False
    return sum(letter in VOWELS for letter in lemma) == 1 or lemma in _STRESSED


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ied"
    return lemma + lemma[-1] + "ed" if _doubles(lemma) or lemma in {"kidnap", "acquit", "transfer"} else lemma + "ed"


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in VOWELS else lemma + "s"


def _gerund(lemma: str) -> str:
    if lemma == "die":
        return "dying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + "ing"
    return lemma + lemma[-1] + "ing" if _doubles(lemma) or lemma in {"kidnap", "begin", "acquit", "transfer"} else lemma + "ing"
