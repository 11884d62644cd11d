"""Voices that may be one body under two names: an abbreviation written out otherwise, a like name, a name in other letters.

Nothing is joined by it; a person joins two, or keeps them apart, and either can be withdrawn. Names in two scripts are compared
word by word: words of a title by a table of pairs, the rest by their consonants.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from govah.text import fold_name
from govah.weigh.naming import Speaker, named, plain
from govah.words import table

ALIKE: Final = 86
SHARED: Final = 0.67
"""Share of the words of the longer name that must have their like in the other."""
_VOWELS: Final = re.compile(r"[aeiouy]+")
_LATIN: Final = str.maketrans(
    {
        "ا": "", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "c", "ح": "h", "خ": "x", "د": "d", "ذ": "z", "ر": "r",
        "ز": "z", "ژ": "j", "س": "s", "ش": "$", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "", "غ": "g", "ف": "f", "ق": "g",
        "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "", "ه": "h", "ی": "",
    }
)  # fmt: skip
_PAIRS: Final = (("kh", "x"), ("sh", "$"), ("ch", "c"), ("zh", "j"), ("gh", "g"), ("ph", "f"), ("q", "g"), ("v", ""), ("w", ""))


@dataclass(frozen=True, slots=True)
class AlikeVoices:
    """Two voices that may be one body, and why."""

    left: str
    right: str
    reason: str
    "`same-abbreviation`, `alike-name` or `translated-name`."


def alike_voices(voices: Mapping[str, str], judged: Collection[frozenset[str]] = ()) -> tuple[AlikeVoices, ...]:
    """Gives the pairs of voices that may be one, those that nobody has judged yet.

    Args:
        voices: by id, the name as written.
        judged: pairs of ids that people have joined or cut already.
    """
    known = {id_: found for id_, written in voices.items() if (found := named(written)) is not None and found.kind == "named"}
    out = []
    for left, right in sorted({(min(pair), max(pair)) for pair in _near(known)}):
        reason = "" if frozenset((left, right)) in judged else why_alike(known[left], known[right])
        if reason:
            out.append(AlikeVoices(left, right, reason))
    return tuple(out)


def why_alike(one: Speaker, other: Speaker) -> str:
    """Gives why two named voices may be one body, or nothing; two that are listed apart never are."""
    if one.body >= 0 and other.body >= 0:
        return ""
    if one.short & (other.short | other.names) or other.short & one.names or _spells(one, other) or _spells(other, one):
        return "same-abbreviation"
    pairs = [(left, right) for left in one.names for right in other.names]
    if one.script != other.script:
        return "translated-name" if any(_is_translated(left, right) for left, right in pairs) else ""
    return "alike-name" if any(_is_alike(left, right) for left, right in pairs) else ""


def _near(known: Mapping[str, Speaker]) -> Iterator[tuple[str, str]]:
    """Gives the pairs that share a rare word, its like in other letters, or an abbreviation: no vault compares all with all."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for id_, speaker in known.items():
        for mark in _looks(speaker):
            bearers[mark].append(id_)
    for some in bearers.values():
        if len(some) <= _CROWD:
            yield from combinations(some, 2)


_CROWD: Final = 60
"""A word that more voices bear than this brings no two together."""


def _looks(speaker: Speaker) -> set[str]:
    marks = {f"short {short}" for short in speaker.short}
    for name in speaker.names:
        words = _tokens(name)
        marks |= {f"word {like}" for word in words for like in _likes(word)}
        if len(words) > 1:
            marks.add("short " + "".join(word[0] for word in words if word not in _small()))
    return marks


def _spells(one: Speaker, other: Speaker) -> bool:
    """Answers whether the first's abbreviation is made of the other's first letters."""
    made = ("".join(word[0] for word in name.split() if word not in _small()) for name in other.names if " " in name)
    return any(letters in one.short for letters in made)


def _is_alike(left: str, right: str) -> bool:
    a, b = set(left.split()), set(right.split())
    if min(len(a), len(b)) < 2:
        return False
    return a <= b or b <= a or fuzz.token_sort_ratio(left, right) >= ALIKE


def _is_translated(left: str, right: str) -> bool:
    one, other = ([_likes(word) for word in _tokens(name) if word not in _small()] for name in (left, right))
    if min(len(one), len(other)) < 2:
        return False
    met = sum(any(a & b for b in other) for a in one)
    back = sum(any(a & b for a in one) for b in other)
    return min(met / len(one), back / len(other)) >= SHARED


def _tokens(name: str) -> list[str]:
    """Gives a name's words; one of the table that is written in two pieces is one."""
    for form in _concepts():
        if " " in form:
            name = f" {name} ".replace(f" {form} ", f" {form.replace(' ', '_')} ").strip()
    return name.split()


@cache
def _likes(word: str) -> frozenset[str]:
    """Gives what a word is like: the concept of a word of titles, else its consonants."""
    concepts = _concepts().get(word.replace("_", " "))
    if concepts:
        return concepts
    made = word.translate(_LATIN) if not word.isascii() else word
    for written, sound in _PAIRS if word.isascii() else ():
        made = made.replace(written, sound)
    made = _VOWELS.sub("", made)
    return frozenset({f"~{made}"}) if len(made) > 1 else frozenset({f"={word}"})


@cache
def _concepts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(table("reading/weigh/titles")["pairs"]):
        for word in row:
            found[plain(str(word))].add(str(number))
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def _small() -> frozenset[str]:
    return frozenset(fold_name(str(word)) for word in table("reading/weigh/titles")["small"])
