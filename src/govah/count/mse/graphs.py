"""The decomposable graphs of k lists, as signed sets of lists: a likelihood is a product over cliques and separators.

A graph is decomposable when its vertices can be taken off one by one, each with neighbours that all know each other. A vertex v
with later neighbours N gives the factor h(N + v) / h(N); so a graph is a row of +1 and -1 over the 2^k subsets of lists. The
graphs with chords only in that sense number 8, 61, 822 and 18,154 for 3, 4, 5 and 6 lists (OEIS A048193 counts them).
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST_LISTS: Final = 6


@cache
def decomposable(k: int) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Gives every decomposable graph of k lists, fewest edges first.

    Returns:
        The edges, (g,): bit e of a code says that the e-th pair of `combinations(range(k), 2)` is joined; and the factors,
        (g, 2^k): how often the marginal table of each subset (bit j is list j) stands in the product, the empty one left at 0.
    """
    pairs = list(combinations(range(k), 2))
    edges = np.arange(1 << len(pairs), dtype=np.int64)
    near = np.zeros((len(edges), k), dtype=np.int64)
    for at, (one, other) in enumerate(pairs):
        joined = (edges >> at) & 1
        near[:, one] |= joined << other
        near[:, other] |= joined << one
    factors = np.zeros((len(edges), 1 << k), dtype=np.int8)
    left = np.full(len(edges), (1 << k) - 1, dtype=np.int64)
    for _ in range(k):
        vertex, around = _simplicial(near, left)
        rows = np.flatnonzero(vertex >= 0)
        edges, near, factors, left = edges[rows], near[rows], factors[rows], left[rows]
        vertex, around = vertex[rows], around[rows]
        own = np.arange(len(rows))
        factors[own, around | (np.int64(1) << vertex)] += 1
        factors[own, around] -= 1
        left &= ~(np.int64(1) << vertex)
    factors[:, 0] = 0
    order = np.lexsort((edges, np.bitwise_count(edges)))
    return edges[order], factors[order]


def _simplicial(near: NDArray[np.int64], left: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Gives, for each graph, the first vertex left whose neighbours left all know each other (or -1), and those neighbours."""
    count, k = near.shape
    vertex = np.full(count, -1, dtype=np.int64)
    around = np.zeros(count, dtype=np.int64)
    for at in range(k):
        beside = near[:, at] & left
        fits = (vertex < 0) & ((left >> at) & 1 == 1)
        for other in range(k):
            known = near[:, other] | (np.int64(1) << other)
            fits &= ((beside >> other) & 1 == 0) | (beside & ~known == 0)
        vertex[fits] = at
        around[fits] = beside[fits]
    return vertex, around


def named(edges: int, k: int) -> tuple[tuple[int, ...], ...]:
    """Gives the cliques of a decomposable graph, each as positions of lists: {(0, 1), (2,)} for one edge among three."""
    pairs = list(combinations(range(k), 2))
    joined = {pair for at, pair in enumerate(pairs) if edges >> at & 1}
    whole = [
        group
        for size in range(k, 0, -1)
        for group in combinations(range(k), size)
        if all(pair in joined for pair in combinations(group, 2))
    ]
    return tuple(one for one in whole if not any(set(one) < set(other) for other in whole))
