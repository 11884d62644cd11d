"""The posterior of the latent-class model with N and the labels summed out, and its gradient.

A point is one vector: the logits of lambda, list by list (J x K), then the logits of the K - 1 sticks. Nothing is clipped: the
logs of weights come from the logits, since a stick within 1e-300 of its end is where much of the prior lies when alpha is
small.

With the prior 1/N up to a bound, summing N out of the likelihood leaves sum_c n_c log p_c - n log(1 - p_0) + log F, where F is
the probability that a negative binomial of n and 1 - p_0 is at most the bound less n (Manrique-Vallier 2016, Biometrics 72,
1246-1254, has the model; Johndrow, Lum & Manrique-Vallier 2019, Biometrika 106, 201-213, the trouble with small p).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from govah.count.mse.lcm.compiled import compiled, summed

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Seen = NDArray[np.uint8]


@compiled
def soft(x: float) -> float:
    """Gives log(1 + exp x), without loss at either end."""
    if x > 0:
        return x + math.log1p(math.exp(-x))
    return math.log1p(math.exp(x))


@compiled
def sigmoid(x: float) -> float:
    """Gives 1 / (1 + exp -x)."""
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    grown = math.exp(x)
    return grown / (1 + grown)


@compiled
def log_weights(point: Vector, classes: int, lists: int, out: Vector) -> None:
    """Writes the log of each class's weight."""
    left = 0.0
    for k in range(classes - 1):
        stick = point[classes * lists + k]
        out[k] = left - soft(-stick)
        left -= soft(stick)
    out[classes - 1] = left


@compiled
def log_beta_tail(seen: float, most: float, missed: float) -> tuple[float, float]:
    """Gives log F and its derivative by p_0, where a person is missed with probability p_0 and at most `most` people may be.

    F is the regularised incomplete beta function I at 1 - p_0 with seen and most + 1, by its continued fraction (Lentz).
    """
    x = 1 - missed
    mean = seen * missed / x
    if most > mean + 10 * math.sqrt(mean / x) + 60:
        return 0.0, 0.0
    a, b = seen, most + 1
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(missed)
    flipped = x > (a + 1) / (a + b + 2)
    if flipped:
        a, b, x = b, a, missed
    log_part = front + math.log(fraction(a, b, x)) - math.log(a)
    log_f = log_part
    if flipped:
        log_f = math.log1p(-min(math.exp(log_part), 1 - 1e-15))
    slope = -math.exp(front - math.log(1 - missed) - math.log(missed) - log_f)
    return log_f, slope


@compiled
def fraction(a: float, b: float, x: float) -> float:
    """Gives the continued fraction of the incomplete beta function."""
    tiny = 1e-300
    c = 1.0
    d = 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    h = d
    for m in range(1, 2000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 + even * d
        d = 1 / (d if abs(d) > tiny else tiny)
        c = 1 + even / c
        c = c if abs(c) > tiny else tiny
        h *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 + odd * d
        d = 1 / (d if abs(d) > tiny else tiny)
        c = 1 + odd / c
        c = c if abs(c) > tiny else tiny
        h *= d * c
        if abs(d * c - 1) < 1e-13:
            break
    return h


@compiled
def fill(point: Vector, classes: int, lists: int, both: Matrix, weight: Vector) -> None:
    """Writes the classes' weights as plain numbers, and 1 - lambda and lambda of list j to rows 2j and 2j + 1 (2J x K)."""
    log_weights(point, classes, lists, weight)
    for k in range(classes):
        weight[k] = math.exp(weight[k])
    for j in range(lists):
        for k in range(classes):
            x = point[j * classes + k]
            grown = math.exp(-abs(x))
            high = 1 / (1 + grown)
            low = grown * high
            both[2 * j + 1, k] = high if x >= 0 else low
            both[2 * j, k] = low if x >= 0 else high


@summed
def cell(seen: Seen, c: int, both: Matrix, weight: Vector, part: Vector) -> float:
    """Writes each class's share of the probability of history c, and gives their sum."""
    classes = len(weight)
    first = seen[c, 0]
    for k in range(classes):
        part[k] = weight[k] * both[first, k]
    for j in range(1, seen.shape[1]):
        row = 2 * j + seen[c, j]
        for k in range(classes):
            part[k] *= both[row, k]
    total = 0.0
    for k in range(classes):
        total += part[k]
    return total


@summed
def missing(both: Matrix, weight: Vector, part: Vector) -> tuple[float, float]:
    """Writes each class's share of being on no list; gives that probability and one less it, without cancellation."""
    lists, classes = both.shape[0] // 2, both.shape[1]
    missed = 0.0
    caught = 0.0
    for k in range(classes):
        none = 1.0
        some = 0.0
        for j in range(lists):
            some += none * both[2 * j + 1, k]
            none *= both[2 * j, k]
        part[k] = weight[k] * none
        missed += part[k]
        caught += weight[k] * some
    return missed, caught


@compiled
def likelihood(point: Vector, classes: int, seen: Seen, counts: Vector, most: float) -> float:
    """Gives the log-likelihood with N and the labels summed out."""
    cells, lists = seen.shape
    both = np.empty((2 * lists, classes))
    weight = np.empty(classes)
    part = np.empty(classes)
    fill(point, classes, lists, both, weight)
    total = 0.0
    people = 0.0
    for c in range(cells):
        total += counts[c] * math.log(cell(seen, c, both, weight, part))
        people += counts[c]
    missed, caught = missing(both, weight, part)
    return total - people * math.log(caught) + log_beta_tail(people, most, missed)[0]


@compiled
def prior(point: Vector, alpha: float, classes: int, lists: int) -> float:
    """Gives the log prior of a point given alpha, on the logit scale: lambda uniform, sticks Beta(1, alpha)."""
    total = 0.0
    for at in range(classes * lists):
        total -= soft(point[at]) + soft(-point[at])
    for at in range(classes * lists, len(point)):
        total -= soft(-point[at]) + alpha * soft(point[at])
    return total + (classes - 1) * math.log(alpha)


@summed
def expected(  # noqa: PLR0913, PLR0917 - compiled code takes its arrays one by one
    seen: Seen, counts: Vector, both: Matrix, weight: Vector, part: Vector, held: Vector, out: Vector
) -> float:
    """Adds up the expected people of each class (`held`), and of each class on each list (`out`), over the histories seen."""
    cells, lists = seen.shape
    classes = len(weight)
    out[:] = 0
    held[:] = 0
    people = 0.0
    for c in range(cells):
        share = counts[c] / cell(seen, c, both, weight, part)
        people += counts[c]
        for k in range(classes):
            part[k] *= share
            held[k] += part[k]
        for j in range(lists):
            if seen[c, j]:
                base = j * classes
                for k in range(classes):
                    out[base + k] += part[k]
    return people


@compiled
def gradient(  # noqa: PLR0913, PLR0917 - compiled code takes its arrays one by one
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
    out: Vector,
) -> None:
    """Writes the gradient of the log posterior: the expected complete-data score. `held` gets the expected people of a class."""
    lists = seen.shape[1]
    fill(point, classes, lists, both, weight)
    people = expected(seen, counts, both, weight, part, held, out)
    missed, caught = missing(both, weight, part)
    share = people / caught + log_beta_tail(people, most, missed)[1]
    for k in range(classes):
        held[k] += part[k] * share
    for j in range(lists):
        base = j * classes
        for k in range(classes):
            out[base + k] += 1 - (held[k] + 2) * both[2 * j + 1, k]
    behind = held[classes - 1]
    for k in range(classes - 2, -1, -1):
        stick = sigmoid(point[classes * lists + k])
        out[classes * lists + k] = (held[k] + 1) * (1 - stick) - (behind + alpha) * stick
        behind += held[k]
