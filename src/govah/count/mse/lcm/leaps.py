"""Hamiltonian moves on the posterior without labels: far along its ridges in one step, with a gradient of some microseconds.

Neal (2011), "MCMC using Hamiltonian dynamics"; the step by dual averaging (Hoffman & Gelman 2014, JMLR 15, 1593-1623), the
masses from the running mean of the complete-data information, both learned in the warm-up only.
"""

from __future__ import annotations

import math

import numpy as np

from govah.count.mse.lcm.chance import State, normal, uniform
from govah.count.mse.lcm.compiled import compiled
from govah.count.mse.lcm.density import Matrix, Seen, Vector, gradient, likelihood, prior, sigmoid


@compiled
def information(point: Vector, alpha: float, classes: int, lists: int, held: Vector, out: Vector) -> None:
    """Writes the complete-data information of each logit, given the people in each class."""
    behind = 0.0
    for k in range(classes - 1, -1, -1):
        for j in range(lists):
            share = sigmoid(point[j * classes + k])
            out[j * classes + k] = (held[k] + 2) * share * (1 - share)
        if k < classes - 1:
            share = sigmoid(point[classes * lists + k])
            out[classes * lists + k] = (held[k] + behind + 1 + alpha) * share * (1 - share)
        behind += held[k]


@compiled
def leap(  # noqa: PLR0913, PLR0917 - compiled code takes its arrays one by one
    state: State,
    point: Vector,
    alpha: float,
    classes: int,
    seen: Seen,
    counts: Vector,
    most: float,
    current: float,
    mass: Vector,
    step: float,
    steps: int,
    both: Matrix,
    weight: Vector,
    part: Vector,
    held: Vector,
) -> tuple[float, float]:
    """Makes one Hamiltonian move in place; gives the chance with which it was taken, and the log-likelihood after it."""
    lists = seen.shape[1]
    size = len(point)
    slope = np.empty(size)
    moved = point.copy()
    push = np.empty(size)
    energy = current + prior(point, alpha, classes, lists)
    for at in range(size):
        push[at] = normal(state) * math.sqrt(mass[at])
        energy -= push[at] * push[at] / (2 * mass[at])
    gradient(moved, alpha, classes, seen, counts, most, both, weight, part, held, slope)
    for turn in range(steps):
        for at in range(size):
            push[at] += (step if turn else step / 2) * slope[at]
            moved[at] += step * push[at] / mass[at]
        gradient(moved, alpha, classes, seen, counts, most, both, weight, part, held, slope)
    reached = likelihood(moved, classes, seen, counts, most)
    after = reached + prior(moved, alpha, classes, lists)
    for at in range(size):
        push[at] += step / 2 * slope[at]
        after -= push[at] * push[at] / (2 * mass[at])
    chance = math.exp(min(0.0, after - energy)) if after - energy == after - energy else 0.0
    if uniform(state) < chance:
        point[:] = moved
        return chance, reached
    return chance, current
