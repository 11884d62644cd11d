"""Moves that a Gibbs sweep does not make: two classes trade places; a class is made rarer to see, while as many are seen.

Trading labels after Papaspiliopoulos & Roberts (2008), Biometrika 95, 169-186, here on the posterior without labels. The second
move runs along the ridge on which a small class often seen and a large class hardly seen explain the same table.
"""

from __future__ import annotations

import math

import numpy as np

from govah.count.mse.lcm.chance import State, normal, uniform
from govah.count.mse.lcm.compiled import compiled
from govah.count.mse.lcm.density import Seen, Vector, likelihood, log_weights, soft


@compiled
def log_add(one: float, other: float) -> float:
    """Gives log(exp one + exp other)."""
    high = max(one, other)
    if high == -math.inf:
        return -math.inf
    return float(high + math.log1p(math.exp(min(one, other) - high)))


@compiled
def trade_neighbours(state: State, point: Vector, alpha: float, classes: int, lists: int, k: int) -> bool:
    """Proposes that classes k and k + 1 trade lambdas and weights: the likelihood stays, the sticks' prior and volume change."""
    base = classes * lists
    kept, left = -soft(-point[base + k]), -soft(point[base + k])
    if k + 1 < classes - 1:
        next_kept, next_left = -soft(-point[base + k + 1]), -soft(point[base + k + 1])
        first = next_kept + left
        first_left = log_add(kept, left + next_left)
        accepted = math.log(uniform(state)) < left - first_left
        if accepted:
            point[base + k] = first - first_left
            point[base + k + 1] = kept - (left + next_left)
    else:
        accepted = math.log(uniform(state)) < (alpha - 1) * (kept - left)
        if accepted:
            point[base + k] = left - kept
    if accepted:
        for j in range(lists):
            one, other = j * classes + k, j * classes + k + 1
            point[one], point[other] = point[other], point[one]
    return accepted


@compiled
def log_ratio_density(weights: Vector, alpha: float, classes: int) -> float:
    """Gives the log prior density of the weights in log ratios, where making one class heavier by a factor keeps volumes."""
    total = weights[classes - 1]
    left = weights[classes - 1]
    for k in range(classes - 2, -1, -1):
        rest = left
        left = log_add(left, weights[k])
        total += weights[k] + (alpha - 1) * (rest - left) - left
    return float(total)


@compiled
def log_seen(point: Vector, k: int, classes: int, lists: int, by: float) -> float:
    """Gives the log of the probability that somebody of a class is on some list, its logits moved by so much."""
    none = 0.0
    for j in range(lists):
        none -= soft(point[j * classes + k] + by)
    if none > -1e-8:
        some = -math.inf
        for j in range(lists):
            some = log_add(some, -soft(-(point[j * classes + k] + by)))
        return some
    return math.log(-math.expm1(none))


@compiled
def shift(  # noqa: PLR0913, PLR0917 - compiled code takes its arrays one by one
    state: State, point: Vector, alpha: float, classes: int, seen: Seen, counts: Vector, most: float, current: float, width: float
) -> tuple[bool, float]:
    """Proposes to move one class's logits together, its observed mass held fixed; gives whether it did, and the likelihood."""
    lists = seen.shape[1]
    k = int(uniform(state) * classes)
    by = width * normal(state)
    weights = np.empty(classes)
    log_weights(point, classes, lists, weights)
    change = -log_ratio_density(weights, alpha, classes)
    proposed = point.copy()
    weights[k] += log_seen(point, k, classes, lists, 0.0) - log_seen(point, k, classes, lists, by)
    left = -math.inf
    for one in range(classes):
        left = log_add(left, weights[one])
    for one in range(classes):
        weights[one] -= left
    for j in range(lists):
        at = j * classes + k
        proposed[at] += by
        change += soft(point[at]) + soft(-point[at]) - soft(proposed[at]) - soft(-proposed[at])
    left = weights[classes - 1]
    for one in range(classes - 2, -1, -1):
        proposed[classes * lists + one] = weights[one] - left
        left = log_add(left, weights[one])
    change += log_ratio_density(weights, alpha, classes)
    reached = likelihood(proposed, classes, seen, counts, most)
    if math.log(uniform(state)) < change + reached - current:
        point[:] = proposed
        return True, reached
    return False, current
