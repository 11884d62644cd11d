"""Averaging over decomposable graphs, exactly: which lists depend on which, and how many people no list has.

Madigan & York (1997), "Bayesian methods for estimation of the size of a closed population", Biometrika 84, 19-31: a hyper-
Dirichlet prior with `delta` in every cell, a uniform prior on graphs, and 1/N up to a bound. No chain is run: the posterior of
N is summed over every graph and every N, save where both together weigh less than 1e-13 of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from govah.count.mse.graphs import MOST_LISTS, decomposable, named
from govah.count.mse.table import Cells, Table, full

LEAST_LISTS: Final = 3
GRID: Final = 60
"""Values of N at which all graphs are weighed first, to find the ones, and the range of N, that matter."""
NEGLIGIBLE: Final = 32.0
"""Nats below the highest graph and N together (1e-14 of it): such a pair is left out."""
EXACT: Final = 400_000
"""Above this many values of N the posterior is laid out on as many steps of equal width."""


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What is believed of N: values, ascending, and how probable each is."""

    values: Cells
    weights: Cells

    @property
    def mean(self) -> float:
        """Gives the mean of N."""
        return float(self.values @ self.weights)

    def quantile(self, share: float) -> int:
        """Gives the least value at which the cumulated probability reaches a share."""
        at = int(np.searchsorted(np.cumsum(self.weights), share * (1 - 1e-12)))
        return int(self.values[min(at, len(self.values) - 1)])


@dataclass(frozen=True, slots=True, eq=False)
class Averaged:
    """The result of averaging: the posterior of N, and how much each graph weighs."""

    posterior: Posterior
    graphs: tuple[tuple[tuple[tuple[int, ...], ...], float], ...]
    """The heaviest graphs, as cliques of list positions, with their weights."""
    saturated: float
    """The weight of the graph in which every list depends on every other: there only the prior speaks about N."""


def dga(table: Table, *, delta: float | None = None, most: int | None = None) -> Averaged:
    """Averages over all decomposable graphs of 3 to 6 lists.

    Args:
        table: the counts.
        delta: the prior count of a cell; 2^-k where nothing is said, as in the R package of the method.
        most: the highest number of people whom no list has; 20 times the people seen where nothing is said.

    Raises:
        ValueError: for fewer than three or more than six lists.
    """
    if not LEAST_LISTS <= table.width <= MOST_LISTS:
        raise ValueError(table.width)
    prior = 2.0**-table.width if delta is None else delta
    bound = 20 * table.people if most is None else most
    edges, factors = decomposable(table.width)
    unseen = _grid(bound)
    coarse = _log_weights(table, factors, unseen, prior)
    top = float(coarse.max())
    kept = np.flatnonzero(coarse.max(axis=1) > top - NEGLIGIBLE)
    coarse, factors = coarse[kept], factors[kept]
    fine = _steps(unseen, coarse.max(axis=0) > top - NEGLIGIBLE, bound)
    by_graph = np.zeros(len(kept))
    by_value = np.zeros(len(fine))
    for part, near in _parts(fine, unseen):
        rows = np.flatnonzero(coarse[:, near].max(axis=1) > top - NEGLIGIBLE)
        weights = np.exp(_log_weights(table, factors[rows], fine[part], prior) - top)
        by_graph[rows] += weights.sum(axis=1)
        by_value[part] = weights.sum(axis=0)
    by_graph /= by_value.sum()
    by_value /= by_value.sum()
    heavy = np.argsort(-by_graph, kind="stable")[:10]
    whole = np.flatnonzero(edges[kept] == (1 << table.width * (table.width - 1) // 2) - 1)
    return Averaged(
        Posterior(table.people + fine, by_value),
        tuple((named(int(edges[kept[at]]), table.width), float(by_graph[at])) for at in heavy),
        float(by_graph[whole].sum()),
    )


def _grid(bound: int) -> Cells:
    steps: Cells = np.unique(np.rint(np.geomspace(1, max(bound, 1), GRID)))
    return steps


def _steps(unseen: Cells, matters: NDArray[np.bool_], bound: int) -> Cells:
    """Gives every number of unseen people between the ends of what matters, one grid step wider on both sides."""
    inside = np.flatnonzero(matters)
    low = int(unseen[max(inside[0] - 1, 0)])
    high = int(unseen[min(inside[-1] + 1, len(unseen) - 1)])
    if high - low < EXACT:
        return np.arange(low, min(high, bound) + 1, dtype=np.float64)
    spaced: Cells = np.unique(np.rint(np.linspace(low, high, EXACT)))
    return spaced


def _parts(fine: Cells, unseen: Cells) -> Iterator[tuple[slice, slice]]:
    """Gives pieces of the fine steps, each with the stretch of the first grid that holds it."""
    start = 0
    while start < len(fine):
        stop = min(len(fine), start + max(256, int(fine[start]) // 4))
        low = max(int(np.searchsorted(unseen, fine[start], side="right")) - 1, 0)
        high = int(np.searchsorted(unseen, fine[stop - 1])) + 1
        yield slice(start, stop), slice(low, high)
        start = stop


def _log_weights(table: Table, factors: NDArray[np.int8], unseen: Cells, delta: float) -> Cells:
    """Gives the log posterior, up to one constant, of each graph (rows) at each number of unseen people (columns)."""
    from scipy.special import gammaln  # noqa: PLC0415 - scipy is heavy, and only this needs it

    k, people = table.width, table.people
    cells = full(table)
    mass = delta * (1 << k)
    used = np.flatnonzero(np.any(factors != 0, axis=0))
    whole = gammaln(mass) - gammaln(people + unseen + mass)
    fixed = np.empty(len(used))
    moving = np.empty((len(used), len(unseen)))
    for at, subset in enumerate(used):
        margin = _margin(cells, int(subset), k)
        prior = delta * (1 << k) / len(margin)
        fixed[at] = gammaln(margin[1:] + prior).sum() - len(margin) * gammaln(prior)
        moving[at] = gammaln(margin[0] + unseen + prior) + whole
    rows = factors[:, used].astype(np.float64)
    choose = gammaln(people + unseen + 1) - gammaln(unseen + 1) - np.log(people + unseen)
    graphs: Cells = rows @ moving
    graphs += (rows @ fixed)[:, None] + choose
    return graphs


def _margin(cells: Cells, subset: int, k: int) -> Cells:
    """Gives the counts of the marginal table of some lists; its first cell lacks the people on no list."""
    gone = tuple(k - 1 - at for at in range(k) if not subset >> at & 1)
    margin: Cells = cells.reshape((2,) * k).sum(axis=gone).ravel()
    return margin
