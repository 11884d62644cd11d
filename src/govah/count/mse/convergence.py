"""Whether chains agree, and what they are worth: rank-normalised R-hat, bulk and tail effective sample size.

Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021), "Rank-normalization, folding, and localization: an improved R-hat for
assessing convergence of MCMC", Bayesian Analysis 16, 667-718. Draws come as (chains, draws); chains are split in halves
throughout.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from govah.count.mse.table import Cells


@dataclass(frozen=True, slots=True)
class Convergence:
    """What the chains say about themselves."""

    rhat: float
    bulk: float
    tail: float


def convergence(draws: Cells) -> Convergence:
    """Gives rank R-hat (the worse of plain and folded), and bulk and tail effective sample size, of chains of one quantity."""
    split = _split(draws)
    if split.shape[1] < 4 or not np.isfinite(split).all():
        return Convergence(math.inf, 0.0, 0.0)
    if np.ptp(split) == 0:
        return Convergence(1.0, float(split.size), float(split.size))
    folded = np.abs(split - np.median(split))
    ranked = _normal_scores(split)
    low, high = (float(effective((split <= np.quantile(split, share)).astype(np.float64))) for share in (0.05, 0.95))
    return Convergence(max(_rhat(ranked), _rhat(_normal_scores(folded))), effective(ranked), min(low, high))


def effective(chains: Cells) -> float:
    """Gives the effective sample size of (chains, draws), by Geyer's initial monotone sequence over all chains together."""
    count, length = chains.shape
    if np.ptp(chains) == 0:
        return float(chains.size)
    centred = chains - chains.mean(axis=1, keepdims=True)
    size = 1 << (2 * length - 1).bit_length()
    power = np.abs(np.fft.rfft(centred, n=size, axis=1)) ** 2
    covariance = np.fft.irfft(power, n=size, axis=1)[:, :length] / length
    within = covariance[:, 0].mean() * length / (length - 1)
    total = within * (length - 1) / length + (chains.mean(axis=1).var(ddof=1) if count > 1 else 0.0)
    if total <= 0:
        return float(chains.size)
    correlation = 1 - (within - covariance.mean(axis=0) * length / (length - 1)) / total
    correlation[0] = 1
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs)
    time = -1 + 2 * float(np.minimum.accumulate(pairs[: max(stop, 1)]).sum())
    total_draws = chains.size
    return float(total_draws / max(time, 1 / math.log10(total_draws)))


def _split(draws: Cells) -> Cells:
    half = draws.shape[1] // 2
    split: Cells = np.concatenate([draws[:, :half], draws[:, draws.shape[1] - half :]], axis=0)
    return split


def _rhat(chains: Cells) -> float:
    length = chains.shape[1]
    within = float(chains.var(axis=1, ddof=1).mean())
    between = length * float(chains.mean(axis=1).var(ddof=1))
    if within <= 0:
        return math.inf if between > 0 else 1.0
    return math.sqrt((between / within + length - 1) / length)


def _normal_scores(values: Cells) -> Cells:
    """Gives each value's rank among all (ties share the mean), as a quantile of the standard normal."""
    flat = values.ravel()
    kinds, place, counts = np.unique(flat, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    scores: Cells = _quantile((ranks - 3 / 8) / (len(flat) + 1 / 4)).reshape(values.shape)
    return scores if len(kinds) else values


def _quantile(share: Cells) -> Cells:
    from scipy.special import ndtri  # noqa: PLC0415 - scipy is heavy, and only this needs it

    found: Cells = ndtri(share)
    return found
