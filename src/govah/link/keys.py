"""Keys under which a name is found again in another script or spelling: consonants of its parts, alone and together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from govah.link.names import Forms
from govah.link.phonetics import skeleton

PARTICLES: Final = frozenset(
    {"al", "el", "bin", "ibn", "ben", "bint", "abu", "um", "umm", "ال", "بن", "ابن", "بنت", "ابو", "ام"}
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_FEWEST: Final = 3
"""Consonants that a part must have to be a key alone."""


@lru_cache(maxsize=400_000)
def consonants(token: str) -> str:
    """Gives a part's consonants, the Arabic article at its head left off."""
    if token.startswith("ال") and len(token) >= 5 and token[2] != "ی":
        return skeleton(token[2:])
    if token.startswith(("al", "el")) and len(token) >= 5 and token[2] not in "aeiouy":
        return skeleton(token[2:])
    return skeleton(token)


def parts_of(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Gives the consonants of the parts of one form of a name that are no mere particles."""
    return tuple(consonants(token) for token in tokens if token not in PARTICLES) or tuple(map(skeleton, tokens))


def name_keys(read: Forms) -> frozenset[str]:
    """Gives the keys of a name in all its forms."""
    return frozenset(key for tokens in read for key in _keys(parts_of(tokens)))


def name_parts(read: Forms) -> frozenset[str]:
    """Gives the consonants of the single parts of a name in all its forms, those of one sound left out where there are others."""
    parts = frozenset(part for tokens in read for part in parts_of(tokens))
    return frozenset(part for part in parts if len(part) > 1) or parts


def sorted_consonants(read: Forms) -> str:
    """Gives the consonants of the first form, its parts in order of the alphabet: alike for like names, for a cheap look."""
    return " ".join(sorted(parts_of(next(iter(read), ()))))


def _keys(parts: tuple[str, ...]) -> Iterator[str]:
    yield "=" + _DOUBLED.sub(r"\1", "".join(parts))
    for one, other in pairwise(parts):
        if len(one + other) >= _FEWEST:
            yield _DOUBLED.sub(r"\1", one + other)
    for one, other in combinations(sorted(parts), 2):
        yield f"{one} {other}"
    for three in combinations(sorted(parts), 3):
        yield " ".join(three)
    for place, part in enumerate(parts):
        if len(part) >= _FEWEST:
            yield part
            initials = {other[:1] for at, other in enumerate(parts) if at != place} or {""}
            for cut in {part, *(part[:at] + part[at + 1 :] for at in range(len(part)))}:
                for initial in initials:
                    yield f"{cut}~{initial}"
