"""Sampling N under the latent-class model: dispersed chains side by side, until they agree and are worth enough, or not.

The model is that of Manrique-Vallier (2016), Biometrics 72, 1246-1254; the sampler is the hybrid of `chain`. Chains that do not
agree are run again with tempering; where they still do not, there is no interval, only where each of them went.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from govah.count.mse.convergence import Convergence, convergence
from govah.count.mse.interface import Request, unseen_bound
from govah.count.mse.lcm.agreement import LEAST_DRAWS, RHAT
from govah.count.mse.lcm.chain import ALPHA, ERROR_MEAN, LOG_STEP_MEAN, STEP, SWEEPS, TAKEN, TUNED, run
from govah.count.mse.lcm.chance import State, states
from govah.count.mse.table import Cells, Table

WELL_AGREED: Final = 1.005
"""R-hat at which sampling stops before its longest."""
GROWING: Final = (0.01, 0.03, 0.08, 0.2, 0.4, 0.7)
"""The shares of the table on which the chains begin."""
GROWTH: Final = 80
FIRST: Final = 200
SECOND: Final = 500
LEAPS: Final = 80
CENTRES: Final = (-4.0, -2.0, 0.0, 1.0)
"""Where the chains start: around which logit of being on a list. The first means a large N, the last a small one."""


@dataclass(slots=True)
class Chain:
    """One chain: its random state, where it stands, and what it has learned. Changed in place by the compiled sampler."""

    state: State
    point: Cells
    dial: Cells
    mass: Cells


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """What the chains drew."""

    draws: Cells
    """(chains, sweeps): N after each sweep."""
    agreement: Convergence
    taken: tuple[float, ...]
    """The share of Hamiltonian moves that each chain took."""
    tempered: bool
    seconds: float

    @property
    def is_agreed(self) -> bool:
        """Answers whether the chains agree and are worth enough draws for an interval."""
        return self.agreement.rhat < RHAT and min(self.agreement.bulk, self.agreement.tail) >= LEAST_DRAWS


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """The posterior that is sampled: a table, its bound, and the priors."""

    table: Table
    counts: Cells
    most: float
    request: Request

    def cooled(self, share: float) -> Target:
        """Gives the posterior of a table with a share of the people, counts rounded."""
        return replace(self, counts=np.rint(self.counts * share), most=float(np.rint(self.most * share)))

    def advance(self, chain: Chain, sweeps: int, *, tuning: bool = False) -> Cells:
        """Runs a chain on, in place; gives N, log-likelihood and alpha of each sweep."""
        out = np.empty((sweeps, 3))
        priors = self.request.priors
        run(
            chain.state, chain.point, chain.dial, chain.mass, priors.classes, self.table.histories, self.counts, self.most,
            priors.alpha_shape, priors.alpha_rate, sweeps, LEAPS, tuning, out,
        )  # fmt: skip
        return out


def target_of(table: Table, request: Request) -> Target:
    """Gives the posterior of a table."""
    return Target(table, table.counts.astype(np.float64), float(unseen_bound(table.people, request.bound)), request)


def sample(table: Table, request: Request) -> Sampled:
    """Samples N until the chains agree and are worth the draws asked for, or have run their longest."""
    target = target_of(table, request)
    chains = started(target, states(request.seed, request.chains))
    target.advance(chains[0], 0)  # loads or compiles the sampler before the clock runs
    began = time.process_time()
    warm(target, chains)
    kept: list[Cells] = []
    while True:
        kept.append(np.stack(together(lambda chain: target.advance(chain, request.block)[:, 0], chains)))
        draws = np.concatenate(kept, axis=1)
        agreement = convergence(draws)
        enough = agreement.rhat < WELL_AGREED and min(agreement.bulk, agreement.tail) >= request.draws
        if (enough and len(kept) > 1) or draws.shape[1] >= request.longest:
            break
    taken = tuple(float(chain.dial[TAKEN]) / draws.shape[1] for chain in chains)
    return Sampled(draws, agreement, taken, tempered=False, seconds=time.process_time() - began)


def started(target: Target, dice: Sequence[State]) -> list[Chain]:
    """Makes chains that stand far apart, each from its own random state."""
    classes, lists = target.request.priors.classes, target.table.width
    made = []
    for at, state in enumerate(dice):
        chance = np.random.default_rng(state)
        point = chance.normal(0, 1.5, classes * lists + classes - 1)
        point[: classes * lists] += CENTRES[at % len(CENTRES)]
        dial = np.zeros(8)
        dial[ALPHA] = chance.uniform(0.2, 2)
        dial[STEP] = 0.1
        made.append(Chain(state, point, dial, np.ones(len(point))))
    return made


def warm(target: Target, chains: Sequence[Chain]) -> None:
    """Lets chains find their way and learn their step and masses: on a growing table, then on the whole one, step learned anew.

    On a table with few people the chains move freely between the humps that the whole table sets apart.
    """
    lengths = [round(length * target.request.warming) for length in (GROWTH, FIRST, SECOND)]
    for share in GROWING:
        _tune(target.cooled(share), chains, lengths[0])
    for length in lengths[1:]:
        for chain in chains:
            chain.dial[SWEEPS] = 0
        _tune(target, chains, length)
    for chain in chains:
        chain.dial[TAKEN] = 0


def _tune(target: Target, chains: Sequence[Chain], sweeps: int) -> None:
    for chain in chains:
        chain.dial[[TUNED, ERROR_MEAN, LOG_STEP_MEAN]] = 0
    together(lambda chain: target.advance(chain, sweeps, tuning=True), chains)
    for chain in chains:
        chain.dial[STEP] = np.exp(chain.dial[LOG_STEP_MEAN])


def together(step: Callable[[Chain], Cells], chains: Sequence[Chain]) -> list[Cells]:
    """Does one step for each chain at once, in threads: the compiled sampler lets others run."""
    if len(chains) == 1:
        return [step(chains[0])]
    with ThreadPoolExecutor() as pool:
        return list(pool.map(step, chains))
