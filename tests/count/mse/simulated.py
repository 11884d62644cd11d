"""People drawn from the latent-class model's own prior, and how a sampler ranks the truth among its draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from govah.count.mse.interface import Priors, Request
from govah.count.mse.lcm.chance import states
from govah.count.mse.lcm.sampling import Target, started, target_of, warm
from govah.count.mse.table import Table, table_of

MOST: Final = 2000
DRAWS: Final = 31
APART: Final = 25


@dataclass(frozen=True, slots=True)
class Drawn:
    """A truth and the table that it gave."""

    people: int
    alpha: float
    table: Table


def drawn(chance: np.random.Generator, priors: Priors, lists: int) -> Drawn:
    """Draws N, alpha, sticks and lambda from the prior, and the table they give; at least thirty people are seen."""
    sizes = np.arange(1, MOST + 1)
    while True:
        people = int(chance.choice(sizes, p=(1 / sizes) / (1 / sizes).sum()))
        alpha = chance.gamma(priors.alpha_shape, 1 / priors.alpha_rate)
        sticks = np.append(chance.beta(1, np.maximum(alpha, 1e-300), priors.classes - 1), 1.0)
        weights = sticks * np.append(1, np.cumprod(1 - sticks[:-1]))
        on = chance.random((priors.classes, lists))
        classes = chance.choice(priors.classes, size=people, p=weights / weights.sum())
        histories, counts = np.unique(chance.random((people, lists)) < on[classes], axis=0, return_counts=True)
        rows = zip(histories.astype(int).tolist(), counts.tolist(), strict=True)
        table = table_of([f"list {at}" for at in range(lists)], rows)
        if table.people >= 30:
            return Drawn(people, alpha, table)


def target(table: Table, priors: Priors) -> Target:
    """Gives the posterior of a table under the prior that it was drawn from."""
    return target_of(table, Request(bound=MOST, priors=priors))


def rank(truth: Drawn, priors: Priors, seed: int) -> tuple[int, int]:
    """Gives the ranks of the true N and alpha among thinned draws of one chain, ties broken by chance: uniform if right."""
    posterior = target(truth.table, priors)
    (chain,) = started(posterior, states(seed, 1))
    warm(posterior, [chain])
    kept = posterior.advance(chain, DRAWS * APART)[::APART]
    jitter = np.random.default_rng(seed).random(DRAWS + 1)
    below = (kept[:, 0] + jitter[1:] < truth.people + jitter[0]).sum()
    return int(below), int((kept[:, 2] < truth.alpha).sum())
