"""Parts of names that are known: which are two names however alike, which are one however spelled, and which say little."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from govah.text import fold_name
from govah.words import table

_ONE_SOUND: Final = (
    (re.compile("oo|ou"), "u"), (re.compile("ee"), "i"), (re.compile("gh"), "q"), (re.compile("ey"), "ei"),
    (re.compile(r"([b-df-hj-np-tv-z])\1"), r"\1"),
)  # fmt: skip
_FAMILY_ENDINGS: Final = tuple(
    (ending, re.compile(f"(?<=[^ ]{{3}})(?:{spelled})$"))
    for ending, spelled in (
        ("pour", "p(?:ou|oo|o|u)r|پور"), ("zadeh", "zadeh?|زاده"), ("nejad", "ne(?:j|zh|z)ad|نژاد"), ("nia", "ni?ya|nia|نیا"),
        ("i", "i|y|ی"), ("ian", "i?yan|ian|یان"), ("far", "far|فر"), ("lou", "l(?:ou|oo|u)|لو"),
    )
)  # fmt: skip
DIFFERENT: Final = 400
"""The most that a pair of known different names is worth."""
KNOWN_AS: Final = 870
"""The least that two known spellings of one name are worth."""


@lru_cache(maxsize=400_000)
def tell_apart(one: str, other: str, score: int) -> int:
    """Caps the likeness of names that are known to be different, and lifts that of spellings that are known as one."""
    if one != other and _known_as().get(one, -1) == _known_as().get(other, -2):
        return max(score, KNOWN_AS)
    mine, theirs = _places(one), _places(other)
    if any(place[:2] == held[:2] and place[2] != held[2] for place in mine for held in theirs):
        return min(score, DIFFERENT)
    return score


@lru_cache(maxsize=200_000)
def _places(token: str) -> frozenset[tuple[str, int, int]]:
    """Gives where a part stands among names that are known to be different: its ending, the row, and which name of the row.

    Spellings of one sound are one there (Shakuri, Shakoori), and what holds for two names holds for families of the same ending:
    Hassan is not Hossein, so Hassanpour is not Hosseinpour.
    """
    found = {("", *place) for place in _known_places(token)}
    for ending, spelled in _FAMILY_ENDINGS:
        if cut := spelled.search(token):
            found |= {(ending, *place) for place in _known_places(token[: cut.start()])}
    return frozenset(found)


def _known_places(token: str) -> frozenset[tuple[int, int]]:
    return _known().get(token) or _known().get(_plain(token), frozenset())


@lru_cache(maxsize=200_000)
def _plain(token: str) -> str:
    """Gives a Latin part with spellings of one sound made one; a part in Persian letters as it is."""
    if not token.isascii():
        return token
    for spelled, one in _ONE_SOUND:
        token = spelled.sub(one, token)
    return token


@lru_cache(maxsize=200_000)
def part_weight(token: str) -> int:
    """Gives what a part of a name weighs beside its others, in hundredths."""
    if token in particles():
        return 8
    if is_optional(token):
        return 40
    return 75 if token in _common() else 100


def is_optional(token: str) -> bool:
    """Whether people leave the part out or put it in as they like."""
    return token in _optional()


@cache
def particles() -> frozenset[str]:
    """Gives articles and words between names."""
    return frozenset(_token(form) for form in table("reading/names/tokens")["particles"])


@cache
def _optional() -> frozenset[str]:
    return honours() | frozenset(_token(form) for row in table("reading/names/tokens")["optional"] for form in row)


@cache
def honours() -> frozenset[str]:
    """Gives honours, which some lists write and others do not."""
    return frozenset(_token(form) for row in table("reading/names/tokens")["honours"] for form in row)


@cache
def _common() -> frozenset[str]:
    return frozenset(_token(form) for form in table("reading/names/tokens")["common"])


@cache
def _known() -> dict[str, frozenset[tuple[int, int]]]:
    """Gives the row and the place in it of each spelling, and of its plain form where that is no other name's of the row."""
    found: dict[str, set[tuple[int, int]]] = {}
    for row, names in enumerate(table("reading/names/tokens")["different"]):
        spelled = [{_token(spelling) for spelling in name.split("=")} for name in names]
        for name, exact in enumerate(spelled):
            others = {form for other in (*spelled[:name], *spelled[name + 1 :]) for one in other for form in (one, _plain(one))}
            for form in exact | ({_plain(one) for one in exact} - others):
                found.setdefault(form, set()).add((row, name))
    return {token: frozenset(places) for token, places in found.items()}


@cache
def _known_as() -> dict[str, int]:
    return {_token(form): row for row, forms in enumerate(table("reading/names/tokens")["same"]) for form in forms.split("=")}


def _token(form: str) -> str:
    return fold_name(form).replace(" ", "")


def is_known(token: str) -> bool:
    """Whether a part stands among the names that are known to be different, or one."""
    return bool(_places(token)) or token in _known_as()
