"""Likeness of very many pairs of parts of names at one stroke: what `phonetics.likeness` gives, reckoned in columns.

A test holds both against each other; the costs are those of `phonetics`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from govah.link import phonetics as ph

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]
Bools = NDArray[np.bool_]
_CHUNK: Final = 50_000
_FAR: Final = np.int32(1_000_000)
_ENDS: Final = {"": 0, "i": 1, "a": 2, "ian": 3, "c": 4}
_VARIANTS: Final = (("dh", "d"), ("th", "t-h"), ("th", "s"))


class Ears:
    """The sounds of distinct parts of names, ready to be compared by their number."""

    def __init__(self, tokens: Sequence[str]) -> None:
        read = list(tokens)
        self._variants: Final = [_variants(tokens, read, *change) for change in _VARIANTS]
        sounds = [ph.sounds(token) for token in read]
        letters = {sound: at for at, sound in enumerate(sorted(set("".join(sounds))))}
        self._lengths: Final = np.array([len(one) for one in sounds], dtype=np.int64)
        self._sounds: Final = np.zeros((max(1, max(map(len, sounds), default=1)), len(read)), dtype=np.int32)
        for at, one in enumerate(sounds):
            self._sounds[: len(one), at] = [letters[sound] for sound in one]
        self._weights: Final = np.array([ph.weight_of(token) for token in read], dtype=np.int64)
        self._bones: Final = np.array([ph.bones(token) for token in read], dtype=object)
        self._latin: Final = np.array([token.isascii() for token in read], dtype=bool)
        self._rare: Final = np.array([ph.rare_letters(token) for token in tokens], dtype=np.int64)
        self._ends: Final = np.array([_ENDS[ph.ending(token)] for token in tokens], dtype=np.int64)
        self._cut: Final = np.array([ph.is_cut_short(token) for token in tokens], dtype=bool)
        self._tokens: Final = tokens
        self._costs: Final = [_costs(sorted(letters), is_latin=is_latin) for is_latin in (False, True)]

    def likeness(self, one: Numbers, other: Numbers) -> Numbers:
        """Gives how alike parts are, 0 to 1000."""
        best = self._alike(one, other)
        for variant in self._variants:
            at = np.flatnonzero((variant[one] != one) | (variant[other] != other))
            best[at] = np.maximum(best[at], self._alike(variant[one[at]], variant[other[at]]))
        crossed = self._latin[one] != self._latin[other]
        best -= np.where(crossed, ph.RARELY * (self._rare[one] + self._rare[other]), 0)
        apart = (best > ph.ENDED) & _apart()[self._ends[one], self._ends[other]]
        best[apart] = ph.ENDED
        best[one == other] = 1000
        for place in np.flatnonzero((self._cut[one] | self._cut[other]) & (one != other)).tolist():
            best[place] = ph.likeness(self._tokens[int(one[place])], self._tokens[int(other[place])])
        return best

    def _alike(self, one: Numbers, other: Numbers) -> Numbers:
        norm = np.maximum(150, (self._weights[one] + self._weights[other]) // 2)
        apart = cpdist(self._bones[one], self._bones[other], scorer=Levenshtein.distance, dtype=np.int32).astype(np.int64)
        cost = apart * ph.ROUGHLY
        close = np.flatnonzero(apart * ph.LEAST <= norm * ph.HOPELESS // 100)
        cost[close] = self._distances(one[close], other[close])
        alike: Numbers = np.maximum(0, 1000 - cost * 10 * ph.SPREAD // norm)
        return alike

    def _distances(self, one: Numbers, other: Numbers) -> Numbers:
        out = np.zeros(len(one), dtype=np.int64)
        is_latin = self._latin[one] & self._latin[other]
        for at in _groups((self._lengths[one] * 1000 + self._lengths[other]) * 2 + is_latin):
            left, right = one[at], other[at]
            rows, columns = self._lengths[left[0]], self._lengths[right[0]]
            costs = self._costs[int(is_latin[at[0]])]
            out[at] = _distance(self._sounds[:rows, left], self._sounds[:columns, right], *costs)
        return out


def _variants(tokens: Sequence[str], read: list[str], spelling: str, plain: str) -> Numbers:
    """Gives for each part the number of its other reading, which is put last, or its own."""
    out = np.arange(len(tokens))
    for at, token in enumerate(tokens):
        if spelling in token:
            out[at] = len(read)
            read.append(token.replace(spelling, plain))
    return out


def _groups(kinds: Numbers) -> Iterator[Numbers]:
    """Gives the places of each kind, so many at a time that what is made of them stays in the cache of a processor."""
    order = np.argsort(kinds, kind="stable")
    edges = np.flatnonzero(np.diff(kinds[order])) + 1
    for group in np.split(order, edges):
        for start in range(0, len(group), _CHUNK):
            yield group[start : start + _CHUNK]


def _costs(letters: Sequence[str], *, is_latin: bool) -> tuple[Small, Small]:
    """Gives what it costs to leave each sound out, and to take each for each other one."""
    drops, swaps = ph.drops(is_latin=is_latin), ph.swaps(is_latin=is_latin)
    many = len(letters)
    return (
        np.array([drops[one] for one in letters], dtype=np.int32),
        np.array([swaps[one][other] for one in letters for other in letters], dtype=np.int32).reshape(many, many),
    )


def _distance(left: Small, right: Small, drops: Small, swaps: Small) -> Small:
    """Gives the least cost from each column of sounds to the other; neighbours may have changed places."""
    along = np.zeros((len(right) + 1, right.shape[1]), dtype=np.int32)
    np.cumsum(drops[right], axis=0, out=along[1:])
    row, before = along, along
    flat, many = swaps.ravel(), len(drops)
    for at, sound in enumerate(left):
        best = np.minimum(row[:-1] + flat[sound * many + right], row[1:] + drops[sound])
        if at and len(right) > 1:
            turned = (right[1:] == left[at - 1]) & (right[:-1] == sound)
            best[1:] = np.minimum(best[1:], np.where(turned, before[: len(right) - 1] + ph.TURNED, _FAR))
        fresh = np.empty_like(row)
        fresh[0] = row[0] + drops[sound]
        fresh[1:] = best - along[1:]
        np.minimum.accumulate(fresh, axis=0, out=fresh)
        fresh[1:] += along[1:]
        before, row = row, fresh
    last: Small = row[-1]
    return last


def _apart() -> Bools:
    """Which endings tell two names apart."""
    table = np.zeros((len(_ENDS), len(_ENDS)), dtype=bool)
    for one, other in map(tuple, ph.ENDS_APART):
        table[_ENDS[one], _ENDS[other]] = table[_ENDS[other], _ENDS[one]] = True
    return table
