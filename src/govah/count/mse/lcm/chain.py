"""One chain of the hybrid sampler: Gibbs, traded labels, shifted classes, a Hamiltonian move; and N drawn after each sweep."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from govah.count.mse.lcm.chance import State, normal, uniform
from govah.count.mse.lcm.compiled import compiled
from govah.count.mse.lcm.density import Matrix, Seen, Vector, fill, likelihood, missing
from govah.count.mse.lcm.gibbs import draw_alpha, draw_unseen, sweep
from govah.count.mse.lcm.leaps import information, leap
from govah.count.mse.lcm.moves import shift, trade_neighbours

ALPHA: Final = 0
STEP: Final = 1
LOG_STEP_MEAN: Final = 2
ERROR_MEAN: Final = 3
SWEEPS: Final = 4
TAKEN: Final = 5
TUNED: Final = 6
"""Places in a chain's dial: alpha, the Hamiltonian step and what its tuning remembers."""

WANTED: Final = 0.8
LEAST_MASS: Final = 0.05


@compiled
def run(  # noqa: PLR0913, PLR0917 - compiled code takes its arrays one by one
    state: State,
    point: Vector,
    dial: Vector,
    mass: Vector,
    classes: int,
    seen: Seen,
    counts: Vector,
    most: float,
    shape: float,
    rate: float,
    sweeps: int,
    leaps: int,
    tuning: bool,
    out: Matrix,
) -> None:
    """Runs so many sweeps from where the chain stands, in place; `out` gets N, log-likelihood and alpha of each (rows).

    While tuning, the step and the masses are learned; afterwards they stay, so that what is drawn has the right distribution.
    """
    lists = seen.shape[1]
    people = counts.sum()
    both = np.empty((2 * lists, classes))
    weight = np.empty(classes)
    part = np.empty(classes)
    held = np.empty(classes)
    found = np.empty(len(point))
    alpha = dial[ALPHA]
    for turn in range(sweeps):
        alpha = sweep(state, point, alpha, classes, seen, counts, most, both, weight, part, held, shape, rate)
        if tuning:
            information(point, alpha, classes, lists, held, found)
            learn_mass(mass, found, dial)
        alpha = draw_alpha(state, point, classes, lists, shape, rate)
        for k in range(classes - 1):
            trade_neighbours(state, point, alpha, classes, lists, k)
        current = likelihood(point, classes, seen, counts, most)
        for _ in range(3):
            _, current = shift(state, point, alpha, classes, seen, counts, most, current, math.exp(1.5 * normal(state) - 1))
        if leaps:
            steps = 1 + int(uniform(state) * leaps)
            step = dial[STEP] * (0.4 + 0.8 * uniform(state))
            chance, current = leap(
                state, point, alpha, classes, seen, counts, most, current, mass, step, steps, both, weight, part, held
            )
            dial[TAKEN] += chance
            if tuning:
                learn_step(dial, chance)
        fill(point, classes, lists, both, weight)
        missed, caught = missing(both, weight, part)
        out[turn, 0] = people + draw_unseen(state, people, missed, caught, most)
        out[turn, 1] = current
        out[turn, 2] = alpha
    dial[ALPHA] = alpha


@compiled
def learn_mass(mass: Vector, found: Vector, dial: Vector) -> None:
    """Moves the masses towards the information of this sweep: a mean over the last half of the sweeps so far."""
    share = 1 / (1 + dial[SWEEPS] / 2)
    dial[SWEEPS] += 1
    for at in range(len(mass)):
        mass[at] = max(LEAST_MASS, mass[at] + share * (found[at] - mass[at]))


@compiled
def learn_step(dial: Vector, chance: float) -> None:
    """Moves the step so that the wanted share of moves is taken (dual averaging)."""
    dial[TUNED] += 1
    count = dial[TUNED]
    share = 1 / (count + 10)
    dial[ERROR_MEAN] = (1 - share) * dial[ERROR_MEAN] + share * (WANTED - chance)
    log_step = math.log(0.5) - math.sqrt(count) / 0.05 * dial[ERROR_MEAN]
    weight = count**-0.75
    dial[LOG_STEP_MEAN] = weight * log_step + (1 - weight) * dial[LOG_STEP_MEAN]
    dial[STEP] = math.exp(log_step)
