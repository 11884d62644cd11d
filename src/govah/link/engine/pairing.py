"""Very many pairs of names compared at one stroke: each two parts are heard once, however many names they stand in.

What names of a few parts could score at most is reckoned in columns for all pairs; most of those that long lists bring together
cannot score what they would need to, and are read no further. Names of equally many parts are reckoned to the end. Whatever is
not plain (further forms, parts that may be written as one, more parts on one side) is compared as `compare_forms` does it; a
test holds both ways against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from govah.link.engine.comparing import compare_pairs
from govah.link.engine.hearing import Ears
from govah.link.engine.parts import Names, Numbers
from govah.link.known import is_known, part_weight, tell_apart
from govah.link.names import ALIKE, REORDERED, SURE, WEAKEST
from govah.link.phonetics import bones
from govah.text import script_of

_MOST_PARTS: Final = 4
"""Parts up to which names are reckoned in columns: every way to pair them is tried."""
_TURNED: Final = (1, 0)
"""Two parts in the other order."""
_DIFFER: Final = "link.names-differ"
_SAME: Final = "link.same-letters"
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike pairs of names are, and why, by number."""

    scores: Numbers
    why: Numbers
    "Places in `reasons`."
    reasons: tuple[str, ...]
    "Message keys with spaces between."


class Comparer:
    """Compares the names of one set by their number, or by that which `place` gives them."""

    def __init__(self, names: Names, place: Numbers | None = None) -> None:
        self._place: Final = place
        tokens = names.tokens
        self._names: Final = names
        self._ears: Final = Ears(tokens)
        self._weights: Final = np.array([part_weight(token) for token in tokens], dtype=np.int64)
        self._known: Final = np.array([is_known(token) for token in tokens], dtype=bool)
        self._bones: Final = np.array([bones(token) for token in tokens], dtype=object)
        self._lengths: Final = np.array([len(bone) for bone in self._bones], dtype=np.int64)
        known: dict[str, int] = {}
        self._scripts: Final = np.array([known.setdefault(script_of(token), len(known)) for token in tokens], dtype=np.int64)
        self._script_of: Final = known
        self._ranks: Final = np.empty(len(tokens), dtype=np.int64)
        self._ranks[sorted(range(len(tokens)), key=tokens.__getitem__)] = np.arange(len(tokens))
        single = np.diff(names.name_starts) == 1
        first = np.minimum(names.name_starts[:-1], max(0, len(names.form_starts) - 2))
        self._starts: Final = names.form_starts[first]
        sizes = np.diff(names.form_starts)[first] if len(names.form_starts) > 1 else np.zeros(len(names), dtype=np.int64)
        self._sizes: Final = np.where(single & (sizes <= _MOST_PARTS), sizes, 0)

    def compare(self, one: Numbers, other: Numbers, need: Numbers) -> Alike:
        """Compares pairs of names; what cannot score what it would `need` to is put down as different unread."""
        if self._place is not None:
            one, other = self._place[one], self._place[other]
        scores, why = np.zeros(len(one), dtype=np.int64), np.zeros(len(one), dtype=np.int64)
        reasons = {_DIFFER: 0, _SAME: 1}
        scores[one == other], why[one == other] = 1000, 1
        left, right = self._sizes[one], self._sizes[other]
        shapes = np.where(one == other, -1, np.where((left == 0) | (right == 0), 0, left * 16 + right))
        closer = [np.flatnonzero(shapes == 0)]
        for shape in np.unique(shapes[shapes > 0]).tolist():
            at = np.flatnonzero(shapes == shape)
            found = self._plain(self._tokens(one[at], shape // 16), self._tokens(other[at], shape % 16), need[at])
            scores[at], why[at] = found.scores, _merged(reasons, found.reasons)[found.why]
            closer.append(at[found.scores < 0])
        last = np.concatenate(closer)
        pairs = list(zip(one[last].tolist(), other[last].tolist(), strict=True))
        for at, (_, _, score, text) in zip(last.tolist(), compare_pairs(self._names, pairs), strict=True):
            scores[at], why[at] = score, reasons.setdefault(text, len(reasons))
        return Alike(scores, why, tuple(reasons))

    def _tokens(self, names: Numbers, many: int) -> Numbers:
        tokens: Numbers = self._names.parts[self._starts[names][:, None] + np.arange(many)]
        return tokens

    def _plain(self, one: Numbers, other: Numbers, need: Numbers) -> Alike:
        """Compares names of one form each, each side with its own count of parts; a score below zero asks for a closer look."""
        if one.shape[1] > other.shape[1]:
            one, other = other, one
        elif one.shape[1] == other.shape[1]:
            is_later = _is_later(self._ranks[one], self._ranks[other])[:, None]
            one, other = np.where(is_later, other, one), np.where(is_later, one, other)
        raw, told = self._heard(one, other)
        joined, parted = self._may_join(one, other), self._may_shift(one, other)
        kept = np.flatnonzero((self._most(one, other, told) >= need) | joined | parted)
        scores, why = np.zeros(len(one), dtype=np.int64), np.zeros(len(one), dtype=np.int64)
        reasons = {_DIFFER: 0}
        if one.shape[1] != other.shape[1]:
            scores[kept] = -1
            return Alike(scores, why, tuple(reasons))
        found = self._to_the_end(one[kept], other[kept], raw[kept], told[kept])
        closer = (joined[kept] & (found.scores < SURE)) | (parted[kept] & (found.scores < ALIKE))
        scores[kept] = np.where(closer, -1, found.scores)
        why[kept] = _merged(reasons, found.reasons)[found.why]
        return Alike(scores, why, tuple(reasons))

    def _heard(self, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
        """Gives how alike each part is to each other, as heard, and as known of names that are different, or one."""
        many = len(self._weights)
        low, high = np.minimum(one[:, :, None], other[:, None, :]), np.maximum(one[:, :, None], other[:, None, :])
        pairs, where = np.unique(low * many + high, return_inverse=True)
        low, high = pairs // many, pairs % many
        raw = self._ears.likeness(low, high)
        told = raw.copy()
        for at in np.flatnonzero(self._known[low] & self._known[high]).tolist():
            told[at] = tell_apart(self._names.tokens[low[at]], self._names.tokens[high[at]], int(raw[at]))
        shape = (*one.shape, other.shape[1])
        return raw[where].reshape(shape), told[where].reshape(shape)

    def _score(self, one: Numbers, other: Numbers, alike: Numbers) -> Numbers:
        """Gives the score of parts so paired: their weighed mean, and the least alike of them."""
        weights = np.minimum(self._weights[one], self._weights[other])
        mean = (weights * alike).sum(axis=1) // np.maximum(1, weights.sum(axis=1))
        scored: Numbers = (mean * (1000 - WEAKEST) + alike.min(axis=1) * WEAKEST) // 1000
        return scored

    def _most(self, one: Numbers, other: Numbers, told: Numbers) -> Numbers:
        """Gives the most that names can score: the best way to pair their parts, whatever is missing or in another order."""
        best = np.zeros(len(one), dtype=np.int64)
        for way in permutations(range(other.shape[1]), one.shape[1]):
            alike = np.stack([told[:, i, j] for i, j in enumerate(way)], axis=1)
            best = np.maximum(best, self._score(one, other[:, way], alike))
        return best

    def _may_join(self, one: Numbers, other: Numbers) -> Bools:
        """Whether neighbours on one side may be one part of the other: their consonants together are nearly those of it."""
        found = np.zeros(len(one), dtype=bool)
        for left, right in ((one, other), (other, one)):
            for many in (2, 3):
                for start in range(left.shape[1] - many + 1):
                    run = left[:, start : start + many]
                    for part in range(right.shape[1]):
                        near = np.abs(self._lengths[run].sum(axis=1) - self._lengths[right[:, part]]) <= 1
                        at = np.flatnonzero(~found & near)
                        found[at] = self._are_near(run[at], right[at, part : part + 1])
        return found

    def _may_shift(self, one: Numbers, other: Numbers) -> Bools:
        """Whether both may be one name parted in other places: all consonants are nearly the same, one part begins another."""
        found = self._are_near(one, other)
        for at in np.flatnonzero(found).tolist():
            pairs = product(self._bones[one[at]], self._bones[other[at]])
            found[at] = any(len(a) != len(b) and (a.startswith(b) or b.startswith(a)) for a, b in pairs)
        return found

    def _are_near(self, one: Numbers, other: Numbers) -> Bools:
        """Whether the consonants of all these parts together are nearly those of the others."""
        glued = self._bones[one].sum(axis=1), self._bones[other].sum(axis=1)
        near: Bools = cpdist(*glued, scorer=Levenshtein.distance, dtype=np.int32) <= 1
        return near

    def _to_the_end(self, one: Numbers, other: Numbers, raw: Numbers, told: Numbers) -> Alike:
        """Compares names of equally many parts; a score below zero where parts compete for one partner."""
        nearest = raw.argmax(axis=2)
        is_plain = np.asarray((np.diff(np.sort(nearest, axis=1), axis=1) > 0).all(axis=1), dtype=bool)
        if one.shape[1] == len(_TURNED):
            at = np.flatnonzero(~is_plain)
            nearest[at] = self._settled(one[at], raw[at])
            is_plain[at] = True
        heard, alike = (np.take_along_axis(each, nearest[:, :, None], axis=2)[:, :, 0] for each in (raw, told))
        is_turned = (np.diff(nearest, axis=1) < 0).any(axis=1)
        scores = self._score(one, np.take_along_axis(other, nearest, axis=1), alike)
        scores = np.where(is_turned, scores * REORDERED // 1000, scores)
        is_same = (np.sort(one, axis=1) == np.sort(other, axis=1)).all(axis=1)
        crossed = self._script(one) != self._script(other)
        head = np.select([is_same, scores < 500, scores < ALIKE, crossed], [0, 1, 2, 3], 4)
        kind = np.where(scores == 0, -1, head * 4 + (alike < heard).any(axis=1) * 2 + is_turned)
        kinds, why = np.unique(kind, return_inverse=True)
        return Alike(np.where(is_plain, scores, -1), why, tuple(map(_reasons, kinds.tolist())))

    def _settled(self, one: Numbers, raw: Numbers) -> Numbers:
        """Pairs two parts that compete for one partner as `names` does: the better way in all, or that of the most alike."""
        weights = self._weights[one]
        straight, turned = (raw[:, 0, i] * weights[:, 0] + raw[:, 1, j] * weights[:, 1] for i, j in ((0, 1), _TURNED))
        nearer = np.maximum(raw[:, 0, 1], raw[:, 1, 0]) > np.maximum(raw[:, 0, 0], raw[:, 1, 1])
        is_turned = (turned > straight) | ((turned == straight) & nearer)
        return np.where(is_turned[:, None], _TURNED, (0, 1))

    def _script(self, tokens: Numbers) -> Numbers:
        """Gives the script of names by number: that of their parts, or of most of their letters where these differ."""
        own = self._scripts[tokens]
        script = own[:, 0].copy()
        for at in np.flatnonzero((own != own[:, :1]).any(axis=1)).tolist():
            text = " ".join(self._names.tokens[token] for token in tokens[at].tolist())
            script[at] = self._script_of.setdefault(script_of(text), len(self._script_of))
        return script


def _merged(reasons: dict[str, int], more: Sequence[str]) -> Numbers:
    return np.array([reasons.setdefault(text, len(reasons)) for text in more], dtype=np.int64)


def _is_later(one: Numbers, other: Numbers) -> Bools:
    """Whether one text of parts comes after the other in order."""
    first, rows = (one != other).argmax(axis=1), np.arange(len(one))
    later: Bools = one[rows, first] > other[rows, first]
    return later


def _reasons(kind: int) -> str:
    if kind < 0:
        return _DIFFER
    head = (_SAME, _DIFFER, "link.names-partly-alike", "link.same-in-other-script", "link.spelled-otherwise")[kind // 4]
    return " ".join((head, *(("link.known-different",) if kind & 2 else ()), *(("link.reordered",) if kind & 1 else ())))
