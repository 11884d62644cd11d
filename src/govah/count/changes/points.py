"""Exact Bayesian multiple change points of a rate, negative binomial, with exposure (Fearnhead 2006; Barry & Hartigan 1992).

Between change points the rate is constant; a count is negative binomial with that rate times the exposure of its period. Rates
and the dispersion stand on grids, so that every segment's marginal likelihood is a sum, and the recursions over all segmentations
are exact: O(n²) segments, no Markov chain. Draws of the exposure are carried through with equal weight: what the rate did may not
teach how complete the reports were.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.special import gammaln

from govah.count.changes.series import Floats, Series

RISE: Final = 1.25
"""A rate that rose by more than a quarter."""
SIZES: Final = (3.0, 10.0, 30.0, 100.0, 1e6)
"""Sizes of the negative binomial (the last is Poisson's law), equally likely before."""
_RATES: Final = 120
_CHANGES: Final = 2.0
"""Change points expected before any count is seen."""
_DRAWS: Final = 3_000
_MARGIN: Final = 4.0


@dataclass(frozen=True, slots=True)
class Options:
    """`recent`: the last periods, whose rate is compared with that of the `baseline` periods before (nothing: all before)."""

    recent: int = 4
    baseline: int | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Window:
    """Periods between which a change falls with a probability; `first` and `last` are places in the series, both counted."""

    first: int
    last: int
    probability: float


@dataclass(frozen=True, slots=True)
class Changes:
    """What the counts say of the rate.

    `rate`: shape (3, periods), the 2.5, 50 and 97.5 per cent points of the rate a period; `change`: shape (periods,), the
    probability that the rate changed at the start of each; `number`: the probabilities of 0, 1, 2 … changes; `rise`, `fall`: the
    probabilities that the recent rate is more than 25% above the baseline's, or that much below (divided by 1.25); `ratio`: the
    2.5, 50 and 97.5 per cent points of recent over baseline.
    """

    rate: Floats
    change: Floats
    number: Floats
    rise: float
    fall: float
    ratio: Floats
    size: float
    windows: tuple[Window, ...]


def changes(found: Series, options: Options) -> Changes:
    """Finds the changes of rate of a series; the same seed gives the same figures."""
    rng = np.random.default_rng(np.random.SeedSequence(options.seed))
    draws = len(found.exposure)
    each = max(40, -(-_DRAWS // draws))
    rates, change, number, sizes = [], np.zeros(len(found.counts)), np.zeros(len(found.counts)), 0.0
    for exposure in found.exposure:
        models = [_model(found.counts, exposure, size) for size in SIZES]
        evidence = np.array([model.evidence for model in models])
        weight = np.exp(evidence - evidence.max())
        weight /= weight.sum()
        for model, share in zip(models, weight, strict=True):
            change += share * model.change() / draws
        sizes += float(weight @ np.array(SIZES)) / draws
        for at, count in enumerate(rng.multinomial(each, weight)):
            for _ in range(count):
                rate, segments = models[at].draw(rng)
                rates.append(rate)
                number[segments - 1] += 1
    drawn = np.array(rates)
    ratio = _ratio(drawn, options)
    return Changes(
        np.percentile(drawn, [2.5, 50, 97.5], axis=0), change, number / number.sum(),
        float((ratio > RISE).mean()), float((ratio < 1 / RISE).mean()), np.percentile(ratio, [2.5, 50, 97.5]), sizes,
        windows(change),
    )  # fmt: skip


def _ratio(drawn: Floats, options: Options) -> Floats:
    periods = drawn.shape[1]
    recent = max(1, min(options.recent, periods - 1))
    before = periods - recent
    start = 0 if options.baseline is None else max(0, before - options.baseline)
    result: Floats = drawn[:, before:].mean(1) / drawn[:, start:before].mean(1)
    return result


def windows(change: Floats, least: float = 0.8) -> tuple[Window, ...]:
    """The narrowest stretches, none within another, in which a change falls with a probability of at least `least`.

    The probability is the sum over the periods of a stretch, at most an eighth of the series, capped at 1.
    """
    found: list[Window] = []
    taken = np.zeros(len(change), dtype=bool)
    run = np.concatenate([[0.0], change.cumsum()])
    for width in range(1, max(2, len(change) // 8 + 1)):
        sums = run[width:] - run[:-width]
        for first in np.argsort(-sums, kind="stable"):
            if sums[first] < least:
                break
            last = int(first) + width - 1
            if not taken[first : last + 1].any():
                taken[max(0, int(first) - 1) : last + 2] = True
                found.append(Window(int(first), last, min(1.0, float(sums[first]))))
    return tuple(sorted(found, key=lambda one: one.first))


@dataclass(frozen=True, slots=True)
class _Model:
    """The recursions for one exposure and size, on the log scale.

    `rates`: (grid,); `by`: (periods + 1, grid), running log likelihood; `prior`: (grid,); `segment`: (periods, periods), the
    log marginal of periods i … j with the prior of its length; `after`: (periods + 1,), all from i on, a change at i.
    """

    rates: Floats
    by: Floats
    prior: Floats
    segment: Floats
    after: Floats

    @property
    def evidence(self) -> float:
        """The log marginal likelihood of the whole series."""
        return float(self.after[0])

    def change(self) -> Floats:
        """The probability of a change at the start of each period; none at the first, where the series begins."""
        periods = len(self.after) - 1
        before = np.full(periods, -np.inf)
        before[0] = 0.0
        for at in range(1, periods):
            before[at] = _log_sum(before[:at] + self.segment[:at, at - 1])
        chance: Floats = np.exp(before + self.after[:periods] - self.after[0])
        chance[0] = 0.0
        return chance

    def draw(self, rng: np.random.Generator) -> tuple[Floats, int]:
        """Draws a segmentation and its rates: the rate of each period, and how many segments."""
        periods = len(self.after) - 1
        rate, at, segments = np.zeros(periods), 0, 0
        step = np.log(self.rates[1] / self.rates[0])
        while at < periods:
            last = at + _pick(self.segment[at, at:] + self.after[at + 1 :], rng)
            level = _pick(self.by[last + 1] - self.by[at] + self.prior, rng)
            rate[at : last + 1] = self.rates[level] * np.exp(step * (rng.random() - 0.5))
            at, segments = last + 1, segments + 1
        return rate, segments


def _pick(log: Floats, rng: np.random.Generator) -> int:
    chance = np.exp(log - log.max()).cumsum()
    return int(np.searchsorted(chance, rng.random() * chance[-1], side="right"))


def _model(counts: Floats, exposure: Floats, size: float) -> _Model:
    rates = _grid(counts, exposure)
    mean = rates[None, :] * exposure[:, None]
    number = counts[:, None]
    log = (
        gammaln(number + size) - gammaln(size) - gammaln(number + 1)
        - (number + size) * np.log1p(mean / size) + number * np.log(mean / size)
    )  # fmt: skip
    by = np.concatenate([np.zeros((1, len(rates))), log.cumsum(0)])
    usual = counts.sum() / exposure.sum()
    prior = np.log(rates) - rates / usual
    prior -= _log_sum(prior)
    periods = len(counts)
    hazard = min(0.5, _CHANGES / periods)
    segment = np.full((periods, periods), -np.inf)
    for start in range(periods):
        whole = _log_sum(by[start + 1 :] - by[start] + prior)
        lengths = np.arange(periods - start) * np.log1p(-hazard) + np.log(hazard)
        lengths[-1] = (periods - start - 1) * np.log1p(-hazard)
        segment[start, start:] = whole + lengths
    after = np.zeros(periods + 1)
    for start in range(periods - 1, -1, -1):
        after[start] = _log_sum(segment[start, start:] + after[start + 1 :])
    return _Model(rates, by, prior, segment, after)


def _log_sum(log: Floats) -> Any:
    """Log of the sum of exponentials along the last axis; ten times faster here than scipy's, which has more to look after."""
    highest = log.max(axis=-1, keepdims=True)
    return np.log(np.exp(log - highest).sum(axis=-1)) + highest[..., 0]


def _grid(counts: Floats, exposure: Floats) -> Floats:
    """Rates from well below the lowest stretch to well above the highest, evenly on the log scale."""
    width = min(len(counts), max(2, len(counts) // 8))
    summed = np.convolve(counts, np.ones(width), "valid")
    seen = np.convolve(exposure, np.ones(width), "valid")
    local = (summed + 0.5) / (seen + 0.5 * exposure.sum() / counts.sum())
    return np.exp(np.linspace(np.log(local.min() / _MARGIN), np.log(local.max() * _MARGIN), _RATES))
