"""The log-linear models that are tried, as terms, and their designs: one column a term, one row a history that can be seen.

A term is a set of lists (bit j is list j): 0 the intercept, one bit a list, two bits a pair that go together more or less often
than chance. A model is hierarchical: it holds every part of its terms. The term of all lists together is left out, since what
no list has cannot be told from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain, combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

ALL_MODELS: Final = 4
"""Up to so many lists every hierarchical model is tried; with one more, every set of pairs."""
ALL_PAIRS: Final = 5

Model = tuple[int, ...]
"""The interactions of a model, as ascending codes of two bits and more."""


@cache
def models(k: int) -> tuple[Model, ...]:
    """Gives every model tried for k lists, plainest first; from six lists on, none: they are searched step by step."""
    if k > ALL_PAIRS:
        return ()
    pairs = [code for code in range(1 << k) if code.bit_count() == 2]
    found = [tuple(chosen) for size in range(len(pairs) + 1) for chosen in combinations(pairs, size)]
    if k <= ALL_MODELS:
        for order in range(3, k):
            found = [wider for model in found for wider in _widened(model, order, k)]
    return tuple(sorted((model for model in found if (1 << k) - 1 not in model), key=lambda model: (len(model), model)))


def _widened(model: Model, order: int, k: int) -> Iterable[Model]:
    """Gives a model with every set of the terms of one order that its own terms allow."""
    held = set(model)
    allowed = [
        code
        for code in range(1 << k)
        if code.bit_count() == order and all(code & ~(1 << at) in held for at in range(k) if code >> at & 1)
    ]
    chosen = chain.from_iterable(combinations(allowed, size) for size in range(len(allowed) + 1))
    return (tuple(sorted((*model, *more))) for more in chosen)


def neighbours(model: Model, k: int) -> tuple[Model, ...]:
    """Gives the models with one pair of lists more or less."""
    pairs = [code for code in range(1 << k) if code.bit_count() == 2]
    return tuple(tuple(sorted(set(model) ^ {pair})) for pair in pairs)


def terms(model: Model, k: int) -> tuple[int, ...]:
    """Gives all terms of a model: the intercept, each list, and the interactions."""
    return (0, *(1 << at for at in range(k)), *model)


def design(of: Iterable[int], k: int) -> NDArray[np.float64]:
    """Gives the design over all 2^k histories by code: 1 where a history holds every list of a term."""
    codes = np.arange(1 << k)
    return np.stack([(codes & term == term).astype(np.float64) for term in of], axis=1)


def written(model: Model, k: int) -> str:
    """Writes a model by its largest terms, as the literature does: `[123,14,34]`, with lists numbered from 1."""
    largest = [one for one in terms(model, k)[1:] if not any(one != other and one & other == one for other in model)]
    groups = ["".join(_sign(at, k) for at in range(k) if one >> at & 1) for one in largest]
    return "[" + ",".join(sorted(groups, key=lambda group: (-len(group), group))) + "]"


def _sign(at: int, k: int) -> str:
    return str(at + 1) if k < 10 else f"{at + 1}."
