"""One Gibbs sweep: the people on no list, everybody's class, alpha, then lambda and the sticks; exact on the log scale.

Manrique-Vallier (2016), Biometrics 72, 1246-1254, after Dunson & Xing (2009), JASA 104, 1042-1051. Without this sweep the chain
does not find the prior's mass at alpha near 0, and N comes out a few percent off with every diagnostic at ease.
"""

from __future__ import annotations

import math

import numpy as np

from govah.count.mse.lcm.chance import State, binomial, log_gamma, normal, poisson, uniform
from govah.count.mse.lcm.compiled import compiled
from govah.count.mse.lcm.density import Matrix, Seen, Vector, cell, fill, log_beta_tail, missing, soft


@compiled
def draw_alpha(state: State, point: Vector, classes: int, lists: int, shape: float, rate: float) -> float:
    """Draws alpha given the sticks, from its gamma."""
    for at in range(classes * lists, len(point)):
        rate += soft(point[at])
    return math.exp(log_gamma(state, shape + classes - 1) - math.log(rate))


@compiled
def log_alpha_density(alpha: float, held: Vector, shape: float, rate: float) -> float:
    """Gives the log density of log alpha given only how many people each class has, the sticks summed out, up to a constant."""
    classes = len(held)
    total = shape * math.log(alpha) - rate * alpha
    behind = held[classes - 1]
    for k in range(classes - 2, -1, -1):
        if behind > 0:
            total += math.log(alpha) + math.lgamma(alpha + behind) - math.lgamma(1 + alpha + behind + held[k])
        elif held[k] > 0:
            total += math.lgamma(1 + alpha) - math.lgamma(1 + alpha + held[k])
        behind += held[k]
    return total


@compiled
def walk_alpha(state: State, alpha: float, held: Vector, shape: float, rate: float) -> float:
    """Moves alpha by Metropolis steps, large and small, with the sticks summed out: with them it would hardly move at all."""
    height = log_alpha_density(alpha, held, shape, rate)
    for turn in range(4):
        proposed = alpha * math.exp((4.0 if turn % 2 else 1.0) * normal(state))
        if proposed < 1e-280 or proposed > 1e6:
            continue
        reached = log_alpha_density(proposed, held, shape, rate)
        if math.log(uniform(state)) < reached - height:
            alpha, height = proposed, reached
    return alpha


@compiled
def draw_unseen(state: State, people: float, missed: float, caught: float, most: float) -> float:
    """Draws how many people are on no list: a negative binomial, cut at the bound; by inversion where most draws lie above it."""
    for _ in range(50):
        rate = math.exp(log_gamma(state, people)) * missed / caught
        if rate < 1e15:
            drawn = poisson(state, rate)
            if drawn <= most:
                return drawn
    low = -1.0
    high = most
    wanted = math.log(uniform(state)) + log_beta_tail(people, most, missed)[0]
    while high - low > 1:
        middle = math.floor((low + high) / 2)
        if log_beta_tail(people, middle, missed)[0] >= wanted:
            high = middle
        else:
            low = middle
    return high


@compiled
def share_out(state: State, total: float, part: Vector, whole: float, out: Vector) -> None:
    """Writes how many of some people fall in each class, by the classes' shares of a history's probability."""
    left = total
    mass = whole
    for k in range(len(part) - 1):
        if left <= 0:
            out[k] = 0.0
            continue
        drawn = binomial(state, left, part[k] / mass if mass > 0 else 1.0)
        out[k] = drawn
        left -= drawn
        mass -= part[k]
    out[len(part) - 1] = left


@compiled
def sweep(  # noqa: PLR0913, PLR0917 - compiled code takes its arrays one by one
    state: State,
    point: Vector,
    alpha: float,
    classes: int,
    seen: Seen,
    counts: Vector,
    most: float,
    both: Matrix,
    weight: Vector,
    part: Vector,
    held: Vector,
    shape: float,
    rate: float,
) -> float:
    """Draws a new point in place, and gives the new alpha."""
    cells, lists = seen.shape
    fill(point, classes, lists, both, weight)
    listed = np.zeros((classes, lists))
    placed = np.empty(classes)
    held[:] = 0
    people = 0.0
    for c in range(cells):
        whole = cell(seen, c, both, weight, part)
        share_out(state, counts[c], part, whole, placed)
        people += counts[c]
        for k in range(classes):
            held[k] += placed[k]
            for j in range(lists):
                if seen[c, j]:
                    listed[k, j] += placed[k]
    missed, caught = missing(both, weight, part)
    unseen = draw_unseen(state, people, missed, caught, most)
    share_out(state, unseen, part, missed, placed)
    for k in range(classes):
        held[k] += placed[k]
    alpha = walk_alpha(state, alpha, held, shape, rate)
    behind = 0.0
    for k in range(classes - 1, -1, -1):
        for j in range(lists):
            if held[k] > 0:
                up = log_gamma(state, 1 + listed[k, j])
                point[j * classes + k] = up - log_gamma(state, 1 + held[k] - listed[k, j])
            else:
                drawn = uniform(state)
                point[j * classes + k] = math.log(drawn / (1 - drawn))
        if k < classes - 1:
            up = log_gamma(state, 1 + held[k])
            point[classes * lists + k] = up - log_gamma(state, alpha + behind)
        behind += held[k]
    return alpha
