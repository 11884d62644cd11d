"""A second opinion where chains disagree: parallel tempering, on tables with fewer and fewer people.

Geyer (1991); Swendsen & Wang (1986). A rung's table holds the counts of the one below times 0.82, rounded, so every rung is a
table like any other and is sampled by the same compiled sweep, Gibbs included; neighbours trade places by their likelihoods
under both tables.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from govah.count.mse.convergence import convergence
from govah.count.mse.interface import Request
from govah.count.mse.lcm.chance import states, uniform
from govah.count.mse.lcm.density import likelihood
from govah.count.mse.lcm.sampling import Chain, Sampled, Target, started, target_of, warm
from govah.count.mse.table import Cells, Table

COOLING: Final = 0.82
MOST_RUNGS: Final = 45
LEAST_PEOPLE: Final = 8
BETWEEN: Final = 4
ROUNDS: Final = 1500


def sample_tempered(table: Table, request: Request) -> Sampled:
    """Samples N with as many tempered ladders as chains are asked for; only their coldest rungs are kept."""
    began = time.process_time()
    rungs = _rungs(target_of(table, request))
    dice = states(request.seed ^ 0x7E3A, request.chains * len(rungs))
    ladders = [
        [started(rung, [dice[at * len(rungs) + step]])[0] for step, rung in enumerate(rungs)] for at in range(request.chains)
    ]
    with ThreadPoolExecutor() as pool:
        kept = list(pool.map(lambda ladder: _climbed(rungs, ladder), ladders))
    draws = np.stack(kept)
    return Sampled(draws, convergence(draws), (), tempered=True, seconds=time.process_time() - began)


def _rungs(cold: Target) -> list[Target]:
    made = [cold]
    for step in range(1, MOST_RUNGS):
        rung = cold.cooled(COOLING**step)
        if rung.counts.sum() < LEAST_PEOPLE:
            break
        made.append(rung)
    return made


def _climbed(rungs: Sequence[Target], ladder: Sequence[Chain]) -> Cells:
    """Runs one ladder, trading places after every few sweeps; gives N of the coldest rung."""
    for rung, chain in zip(rungs, ladder, strict=True):
        warm(rung, [chain])
    dice = ladder[0].state
    kept = []
    for turn in range(ROUNDS):
        for rung, chain in zip(rungs, ladder, strict=True):
            drawn = rung.advance(chain, BETWEEN)
            if rung is rungs[0]:
                kept.append(drawn[:, 0])
        for low in range(turn % 2, len(rungs) - 1, 2):
            _trade(rungs[low : low + 2], ladder[low : low + 2], uniform(dice))
    return np.concatenate(kept)


def _trade(rungs: Sequence[Target], pair: Sequence[Chain], drawn: float) -> None:
    """Lets two neighbours trade points and alpha, or not."""
    one, other = pair
    stay = _fit(rungs[0], one) + _fit(rungs[1], other)
    move = _fit(rungs[0], other) + _fit(rungs[1], one)
    if np.log(drawn) < move - stay:
        one.point, other.point = other.point, one.point
        one.dial[0], other.dial[0] = other.dial[0], one.dial[0]


def _fit(rung: Target, chain: Chain) -> float:
    return likelihood(chain.point, rung.request.priors.classes, rung.table.histories, rung.counts, rung.most)
