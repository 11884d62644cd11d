"""No restriction among the people seen: only one assumption, about the people on no list, and so the honest width.

Aleshin-Guendel, Sadinle & Wakefield (2024), "The central role of the identifying assumption in population size estimation",
Biometrics 80, ujad028 (arXiv 2101.09304): the probabilities of the histories that can be seen are free; the unseen are
identified by saying that all lists together interact not at all (no highest-order interaction), or by a stated factor of odds.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from govah.count.mse.table import Cells, Table, full

DRAWS: Final = 40_000
ROUNDS: Final = 6
"""Batches of draws after which a bound that hardly any draw keeps to has left all there will be."""
MOST_LISTS: Final = 12


def saturated(table: Table, *, seed: int, most: int, cell: float = 0.5, odds: float = 1.0) -> Cells:
    """Draws N: histories from their Dirichlet posterior, the unseen odds from the assumption, N from its negative binomial.

    Args:
        table: at most `MOST_LISTS` lists.
        seed: of the draws; the same seed gives the same draws.
        most: the bound on the unseen people: a draw above it is drawn again, as the prior 1/N up to the bound asks.
        cell: the prior count of every history.
        odds: how many times the unseen people are as many as without any interaction of the highest order.
    """
    chance = np.random.default_rng(np.random.SeedSequence([seed, 1]))
    counts = full(table)[1:]
    sizes = np.bitwise_count(np.arange(1, 1 << table.width))
    signs = np.where(sizes % 2 == 1, 1.0, -1.0)
    kept: list[Cells] = []
    for _ in range(ROUNDS):
        logs = _log_gammas(chance, counts + cell, DRAWS)
        # The total of the gammas is the scale that the unseen share is measured on; one sign more is odd than even.
        unseen = logs @ signs + np.log(odds)
        whole = np.logaddexp.reduce(logs, axis=1)
        rate = np.exp(np.minimum(unseen - whole, 600)) * chance.standard_gamma(table.people, DRAWS)
        drawn = chance.poisson(rate[rate < 2.0 * most + 1000])
        kept.append(drawn[drawn <= most].astype(np.float64))
        if sum(len(one) for one in kept) >= DRAWS:
            break
    found: Cells = table.people + np.concatenate(kept)[:DRAWS]
    return found


def _log_gammas(chance: np.random.Generator, shapes: Cells, count: int) -> Cells:
    """Draws logs of gammas; small shapes are lifted by one, since their draws would round to zero."""
    drawn = np.log(chance.standard_gamma(shapes + 1, size=(count, len(shapes))))
    lifted: Cells = drawn + np.log(chance.random((count, len(shapes)))) / shapes
    return lifted
