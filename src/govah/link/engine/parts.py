"""Many names held by their parts: each part once, each name as the numbers of its parts, so that millions of them stay small."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import Any, Final, overload

import numpy as np
from numpy.typing import NDArray

from govah.link.keys import PARTICLES, consonants
from govah.link.names import Forms, forms
from govah.link.phonetics import skeleton
from govah.text import script_of

Numbers = NDArray[np.int64]
_SMOOTH: Final = 200
_RAREST: Final = 13.0
"""Bits that one part of a name can be worth."""
_SOME: Final = 20_000
"""Names whose words are looked at together, so that they stay in the cache of a processor."""


class Names(Sequence[Forms]):
    """Distinct names in their forms, by their number."""

    def __init__(self, tokens: Sequence[str], parts: Numbers, form_starts: Numbers, name_starts: Numbers) -> None:
        self.tokens: Final = tokens
        "The distinct parts, folded."
        self.parts: Final = parts
        "The numbers of the parts of all forms, one after another."
        self.form_starts: Final = form_starts
        "Where each form begins in `parts`; one more than there are forms."
        self.name_starts: Final = name_starts
        "Where each name begins among the forms; one more than there are names."

    def __len__(self) -> int:
        """Gives how many names there are."""
        return len(self.name_starts) - 1

    @overload
    def __getitem__(self, at: int) -> Forms: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Forms]: ...
    def __getitem__(self, at: int | slice) -> Forms | Sequence[Forms]:
        """Gives a name in its forms, as `forms` does."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        first, last = self.name_starts[at % len(self)], self.name_starts[at % len(self) + 1]
        bounds = self.form_starts[first : last + 1].tolist()
        return tuple(tuple(self.tokens[part] for part in self.parts[start:end].tolist()) for start, end in pairwise(bounds))

    def form_of_part(self) -> Numbers:
        """Gives, for each of `parts`, the number of its form."""
        return np.repeat(np.arange(len(self.form_starts) - 1), np.diff(self.form_starts))

    def name_of_form(self) -> Numbers:
        """Gives, for each form, the number of its name."""
        return np.repeat(np.arange(len(self)), np.diff(self.name_starts))


def in_full(names: Iterable[str]) -> Names:
    """Reads distinct names. Each comes once, and to remember its forms would only drive out others: so that is not done."""
    known: dict[str, int] = {}
    parts, form_ends, name_ends = array("i"), array("q", (0,)), array("q", (0,))
    for name in names:
        for tokens in forms.__wrapped__(name):
            for token in tokens:
                parts.append(known.setdefault(token, len(known)))
            form_ends.append(len(parts))
        name_ends.append(len(form_ends) - 1)
    return Names(list(known), _numbers(parts), _numbers(form_ends), _numbers(name_ends))


def word_by_word(names: Iterable[str]) -> Names:
    """Reads distinct names by their words alone, each read once: quick, and near enough for finding whom a name may mean."""
    words, waiting = dict[str, int](), iter(names)
    said, sizes, counts = array("i"), array("i"), array("i")
    while some := list(islice(waiting, _SOME)):
        written = [name.split(" | ") for name in some]
        counts.extend(map(len, written))
        split = [form.split() for name in written for form in name]
        sizes.extend(map(len, split))
        said.extend([words.setdefault(word, len(words)) for form in split for word in form])
    known: dict[str, int] = {}
    tokens = [[known.setdefault(token, len(known)) for token in _tokens_of(word)] for word in words]
    many, word = np.array(list(map(len, tokens)), dtype=np.int64), _numbers(said)
    held, first = np.array([token for of_word in tokens for token in of_word], dtype=np.int64), _starts(many)[:-1]
    before = _starts(many[word])
    parts = held[np.repeat(first[word] - before[:-1], many[word]) + np.arange(before[-1])]
    in_form = np.diff(before[_starts(_numbers(sizes))])
    in_name = np.diff(_starts(in_form > 0)[_starts(_numbers(counts))])
    return Names(list(known), parts, _starts(in_form[in_form > 0]), _starts(in_name))


def _tokens_of(word: str) -> Sequence[str]:
    """Gives the parts that a word alone is read as: of plain Latin letters, itself; the rest as `forms` reads it."""
    if word.isascii() and word.isalpha() and "ld" not in (plain := word.lower()) and "dd" not in plain:
        return (plain,)
    return next(iter(forms(word)), ())


def _numbers(held: array[int]) -> Numbers:
    """Gives numbers as numpy has them; of none an array without any."""
    return np.array(held, dtype=np.int64)


def _starts(sizes: NDArray[Any]) -> Numbers:
    """Gives where each of some begins that stand one after another, and where the last ends."""
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def _each_once(numbers: Numbers) -> Numbers:
    """Gives distinct numbers in order: by sorting, which takes a fifth of the time that numpy's own way takes for millions."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def rarities(names: Names, borne: Numbers) -> NDArray[np.float64]:
    """Gives how many bits each name is worth: how seldom its parts are written in these very lists, in its own script, smoothed.

    `borne` tells how many rows bear each name. Spellings are counted, not consonants: where one name is spelled in several ways
    its rarest looks rarer than it is, and the commoner of two names decides. Of several forms the least rare counts.
    """
    many = max(1, len(names.tokens))
    script, scripts = _scripts(names)
    times = borne[names.name_of_form()]
    totals = np.bincount(script, weights=times, minlength=scripts)
    written = _each_once(names.form_of_part() * many + names.parts)
    form, token = written // many, written % many
    _, kind = np.unique(script[form] * many + token, return_inverse=True)
    counts = np.bincount(kind, weights=times[form])
    bits = np.minimum(_RAREST, -np.log2((counts[kind] + 0.5) / (totals[script[form]] + _SMOOTH)))
    of_form = np.bincount(form, weights=bits, minlength=len(script))
    rare = np.full(len(names), _RAREST)
    has_form = np.diff(names.name_starts) > 0
    if len(of_form):
        rare[has_form] = np.minimum.reduceat(of_form, names.name_starts[:-1][has_form])
    return rare


def _scripts(names: Names) -> tuple[Numbers, int]:
    """Gives the script of each form by number, Latin 0, and how many there are: that of most letters of all its parts."""
    known = {"latn": 0}
    own = np.array([known.setdefault(script_of(token), len(known)) for token in names.tokens], dtype=np.int64)
    count = len(names.form_starts) - 1
    if not count:
        return np.zeros(0, dtype=np.int64), 1
    starts, of_part = names.form_starts[:-1], own[names.parts]
    script = of_part[starts]
    for form in np.flatnonzero(np.maximum.reduceat(of_part, starts) != np.minimum.reduceat(of_part, starts)).tolist():
        tokens = (names.tokens[part] for part in names.parts[starts[form] : names.form_starts[form + 1]].tolist())
        script[form] = known.setdefault(script_of("".join(tokens)), len(known))
    return script, len(known)


def scripts(names: Names) -> Numbers:
    """Gives the scripts that each name has a form in, a bit for each script, the lowest for Latin."""
    known = np.zeros(len(names), dtype=np.int64)
    script, _ = _scripts(names)
    has_form = np.diff(names.name_starts) > 0
    if len(script):
        known[has_form] = np.bitwise_or.reduceat(1 << np.minimum(script, 30), names.name_starts[:-1][has_form])
    return known


def parts_by_name(names: Names) -> tuple[Numbers, Numbers]:
    """Gives names and the consonants of their parts, both by number, each pair once: as `name_parts` gives them for one name."""
    known: dict[str, int] = {}
    own = np.array([known.setdefault(consonants(token), len(known)) for token in names.tokens], dtype=np.int64)
    plain = np.array([known.setdefault(skeleton(token), len(known)) for token in names.tokens], dtype=np.int64)
    particle = np.array([token in PARTICLES for token in names.tokens], dtype=bool)
    many = max(1, len(known))
    form, bare = names.form_of_part(), particle[names.parts]
    has_other = np.bincount(form, weights=~bare, minlength=len(names.form_starts) - 1) > 0
    kept = ~bare | ~has_other[form]
    heard = np.where(has_other[form], own[names.parts], plain[names.parts])
    each = _each_once(names.name_of_form()[form[kept]] * many + heard[kept])
    name, heard = each // many, each % many
    is_long = np.array([len(one) > 1 for one in known], dtype=bool)[heard]
    has_long = np.bincount(name, weights=is_long, minlength=len(names)) > 0
    worth = is_long | ~has_long[name]
    return name[worth], heard[worth]
