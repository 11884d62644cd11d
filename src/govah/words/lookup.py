"""Finds words of the vocabulary by what a person may type: a name, a label or a variant, in any script and spelling."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from govah.text import fold
from govah.words.loader import KINDS, Word, words

NEAR: Final = 3
"""How many near words are worth naming."""


def find_words(term: str, kinds: Iterable[str] = ()) -> tuple[Word, ...]:
    """Gives the words that go by that name, label or variant, in the order of the vocabulary; all kinds unless some are named."""
    chosen = tuple(kinds) or KINDS()
    return tuple(_spellings(chosen).get(key_of(term), ()))


def near_words(term: str, kinds: Iterable[str] = ()) -> tuple[Word, ...]:
    """Gives the words that are nearest to a term that names none: those that hold it, then those spelt much like it."""
    known = _spellings(tuple(kinds) or KINDS())
    wanted = key_of(term)
    if not wanted:
        return ()
    holding = [key for key in known if wanted in key]
    alike = difflib.get_close_matches(wanted, known, NEAR, 0.75)
    found = {(one.kind, one.name): one for key in [*alike, *sorted(holding, key=len)] for one in known[key]}
    return tuple(found.values())[:NEAR]


def key_of(term: str) -> str:
    """Gives the form under which two spellings of one term are the same."""
    return fold(term.replace("_", " ").replace("-", " "))


@cache
def _spellings(kinds: tuple[str, ...]) -> Mapping[str, tuple[Word, ...]]:
    found: dict[str, dict[tuple[str, str], Word]] = {}
    for one in (one for kind in kinds for one in words(kind).values()):
        for form in _forms(one):
            found.setdefault(key_of(form), {})[one.kind, one.name] = one
    return {key: tuple(ones.values()) for key, ones in found.items()}


def _forms(one: Word) -> Iterator[str]:
    yield one.name
    yield from one.label.values()
    for forms in one.variants.values():
        yield from forms
