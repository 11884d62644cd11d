"""Many names held by their parts: each part once, each name as the numbers of its parts, so that millions of them stay small."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final, overload

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


class Names(Sequence[Forms]):
    """Distinct names in their forms, by their number.

    Each name comes once, and to remember its forms would only drive out others: so they are read without memory.
    """

    def __init__(self, names: Iterable[str], read: Callable[[str], Forms] = forms.__wrapped__) -> None:
        known: dict[str, int] = {}
        parts, form_ends, name_ends = array("i"), array("q", (0,)), array("q", (0,))
        for name in names:
            for tokens in read(name):
                for token in tokens:
                    parts.append(known.setdefault(token, len(known)))
                form_ends.append(len(parts))
            name_ends.append(len(form_ends) - 1)
        self.tokens: Final = list(known)
        "The distinct parts, folded."
        self.parts: Final = np.frombuffer(parts, dtype=np.int32).astype(np.int64) if parts else np.zeros(0, dtype=np.int64)
        "The numbers of the parts of all forms, one after another."
        self.form_starts: Final = np.array(form_ends, dtype=np.int64)
        "Where each form begins in `parts`; one more than there are forms."
        self.name_starts: Final = np.array(name_ends, dtype=np.int64)
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


def word_by_word() -> Callable[[str], Forms]:
    """Gives what reads a name by its words alone, each read once: quick, and near enough for finding whom a name may mean."""
    known: dict[str, tuple[str, ...]] = {}

    def tokens(word: str) -> tuple[str, ...]:
        if word not in known:
            known[word] = next(iter(forms(word)), ())
        return known[word]

    def read(name: str) -> Forms:
        written = (tuple(token for word in form.split() for token in tokens(word)) for form in name.split(" | "))
        return tuple(form for form in written if form)

    return read


def rarities(names: Names, borne: Numbers) -> NDArray[np.float64]:
    """Gives how many bits each name is worth: how seldom its parts are written in these very lists, in its own script, smoothed.

    `borne` tells how many rows bear each name. Spellings are counted, not consonants: where one name is spelled in several ways
    its rarest looks rarer than it is, and the commoner of two names decides. Of several forms the least rare counts.
    """
    many = max(1, len(names.tokens))
    script, scripts = _scripts(names)
    times = borne[names.name_of_form()]
    totals = np.bincount(script, weights=times, minlength=scripts)
    written = np.unique(names.form_of_part() * many + names.parts)
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
    """Gives the script of each form by number, and how many scripts there are: of most of its letters, all parts together."""
    known: dict[str, int] = {}
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
    each = np.unique(names.name_of_form()[form[kept]] * many + heard[kept])
    name, heard = each // many, each % many
    is_long = np.array([len(one) > 1 for one in known], dtype=bool)[heard]
    has_long = np.bincount(name, weights=is_long, minlength=len(names)) > 0
    worth = is_long | ~has_long[name]
    return name[worth], heard[worth]
