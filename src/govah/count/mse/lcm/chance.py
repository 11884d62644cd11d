"""Random numbers for the sampler: one explicit state a chain, four 64-bit words, so that a chain reruns bit-equal from its seed.

xoshiro256++ (Blackman & Vigna 2021); normals by the polar method (Marsaglia & Bray 1964); gammas by Marsaglia & Tsang (2000),
on the log scale; Poisson and binomial counts by transformed rejection (Hörmann 1993, PTRS and BTRS).
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from govah.count.mse.lcm.compiled import compiled

State = NDArray[np.uint64]

ROTATE_A: Final = np.uint64(23)
ROTATE_B: Final = np.uint64(41)
ROTATE_C: Final = np.uint64(45)
ROTATE_D: Final = np.uint64(19)
SHIFT: Final = np.uint64(17)
DROP: Final = np.uint64(11)
UNIT: Final = 2.0**-53
FEW: Final = 10.0


def states(seed: int, chains: int) -> list[State]:
    """Gives one state for each chain, independent of each other, from one seed."""
    return [
        np.asarray(child.generate_state(4, np.uint64), dtype=np.uint64) for child in np.random.SeedSequence(seed).spawn(chains)
    ]


@compiled
def uniform(state: State) -> float:
    """Draws a number above 0 and below 1."""
    mixed = state[0] + state[3]
    result = ((mixed << ROTATE_A) | (mixed >> ROTATE_B)) + state[0]
    shifted = state[1] << SHIFT
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = (state[3] << ROTATE_C) | (state[3] >> ROTATE_D)
    return float((np.float64(result >> DROP) + 0.5) * UNIT)


@compiled
def normal(state: State) -> float:
    """Draws from the standard normal distribution."""
    while True:
        one = 2 * uniform(state) - 1
        other = 2 * uniform(state) - 1
        square = one * one + other * other
        if 0 < square < 1:
            return one * math.sqrt(-2 * math.log(square) / square)


@compiled
def log_gamma(state: State, shape: float) -> float:
    """Draws the log of a gamma variable of scale 1; for a shape near 0 it may lie far below what its exponential can hold."""
    lift = 0.0
    if shape < 1:
        lift = math.log(uniform(state)) / shape
        shape += 1
    base = shape - 1 / 3
    slope = 1 / math.sqrt(9 * base)
    while True:
        drawn = normal(state)
        cube = 1 + slope * drawn
        if cube <= 0:
            continue
        cube = cube * cube * cube
        if math.log(uniform(state)) < drawn * drawn / 2 + base - base * cube + base * math.log(cube):
            return math.log(base * cube) + lift


@compiled
def poisson(state: State, mean: float) -> float:
    """Draws a Poisson count, as a float."""
    if mean < FEW:
        limit = math.exp(-mean)
        count = 0.0
        product = uniform(state)
        while product > limit:
            product *= uniform(state)
            count += 1
        return count
    root = math.sqrt(mean)
    b = 0.931 + 2.53 * root
    a = -0.059 + 0.02483 * b
    inverse = 1.1239 + 1.1328 / (b - 3.4)
    rate = 0.9277 - 3.6224 / (b - 2)
    log_mean = math.log(mean)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        count = math.floor((2 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and v <= rate:
            return count
        if count < 0 or (us < 0.013 and v > us):
            continue
        if math.log(v * inverse / (a / (us * us) + b)) <= count * log_mean - mean - math.lgamma(count + 1):
            return count


@compiled
def binomial(state: State, trials: float, chance: float) -> float:
    """Draws how many of some trials succeed, as a float."""
    if trials <= 0 or chance <= 0:
        return 0.0
    if chance >= 1:
        return trials
    if chance > 0.5:
        return trials - binomial_low(state, trials, 1 - chance)
    return binomial_low(state, trials, chance)


@compiled
def binomial_low(state: State, trials: float, chance: float) -> float:
    """Draws how many of some trials succeed where the chance of each is at most one half."""
    odds = chance / (1 - chance)
    if trials * chance < FEW:
        left = uniform(state)
        weight = math.exp(trials * math.log1p(-chance))
        count = 0.0
        while left > weight and count < trials:
            left -= weight
            count += 1
            weight *= odds * (trials - count + 1) / count
        return count
    spread = math.sqrt(trials * chance * (1 - chance))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    centre = trials * chance + 0.5
    inverse = (2.83 + 5.1 / b) * spread
    rate = 0.92 - 4.2 / b
    log_odds = math.log(odds)
    mode = math.floor((trials + 1) * chance)
    height = math.lgamma(mode + 1) + math.lgamma(trials - mode + 1)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        count = math.floor((2 * a / us + b) * u + centre)
        if count < 0 or count > trials:
            continue
        if us >= 0.07 and v <= rate:
            return count
        tested = math.log(v * inverse / (a / (us * us) + b))
        if tested <= height - math.lgamma(count + 1) - math.lgamma(trials - count + 1) + (count - mode) * log_odds:
            return count
