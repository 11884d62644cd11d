"""What a day's number may have been before any of its reports: a level that moves slowly, weekdays, and a negative binomial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from govah.count.late.delays import WEEK, Floats

_REACH: Final = 70
"""Days back that the level looks at."""
_NEAR: Final = 4.0
"""Days over which a neighbour's say falls by e."""
_TREND: Final = 7.0
_STEEP: Final = 1.15
"""A trend measured from days not yet complete is flattened; this much of it is given back."""
_FARTHEST: Final = 10.0
"""Days over which a trend is carried on: in a long dark stretch it is not known to go on."""
_STILL: Final = 4.0
_WANDER: Final = 0.02
"""Variance that the log of the level gathers in a day without news: after a fortnight it is known to within a factor of 2.8."""
_WEEKDAYS: Final = 45.0
_DARK: Final = 0.15
"""A day of whose events less than this share is expected to be known says nothing of the level."""
_SIZES: Final = np.exp(np.linspace(np.log(1.0), np.log(400.0), 25))
_USUAL: Final = 20.0
_DOUBT: Final = 1.5
_CAREFUL: Final = 0.8


@dataclass(frozen=True, slots=True)
class Level:
    """The prior of each day: mean and size of a negative binomial, both of shape (strata, days)."""

    mean: Floats
    size: Floats


def level(known: Floats, share: Floats, doubt: Floats, start: int) -> Level:
    """Draws the level through all days but the one asked for, so that no day is its own witness.

    `known`: events reported by today; `share`: the share of them expected to be known; `doubt`: the standard deviation of that
    share where the channel itself is in doubt. All of shape (strata, days); `start` is the weekday of row 0.
    """
    days = known.shape[1]
    first = max(0, days - _REACH)
    rows = np.arange(first, days)
    sure = np.clip(1 - 2 * doubt / np.maximum(share, 1e-9), 0.0, 1.0)
    news = np.where(share > _DARK, share * sure, 0.0)
    mean, size = _recent(known[:, rows], share[:, rows], news[:, rows], (start + rows) % WEEK)
    return Level(_before(mean, first), _before(size, first))


def _before(recent: Floats, missing: int) -> Floats:
    """Days before the reach are complete, and any prior serves: they take the oldest one known."""
    return np.concatenate([np.repeat(recent[:, :1], missing, axis=1), recent], axis=1)


def _recent(known: Floats, share: Floats, news: Floats, weekday: NDArray[np.intp]) -> tuple[Floats, Floats]:
    days = known.shape[1]
    whole = known / np.maximum(share, 1e-3)
    apart = np.arange(days)[None, :] - np.arange(days)[:, None]
    others = news[:, None, :] * np.where(apart == 0, 0.0, np.exp(-np.abs(apart) / _NEAR))[None]
    heard = np.maximum(others.sum(2), 1e-12)
    settled = np.where(news > 0.6, np.exp2(-np.arange(days)[::-1] / _WEEKDAYS), 0.0)
    week = np.ones((known.shape[0], WEEK))
    plain, smooth = whole, whole
    for _ in range(3):
        plain = whole / week[:, weekday]
        smooth = (others * plain[:, None, :]).sum(2) / heard
        week = _weekdays(whole, smooth, settled, weekday)
    distance = (others * apart[None]).sum(2) / heard
    gap = (others * np.abs(apart)[None]).sum(2) / heard
    rise = _STEEP * _slope(plain, news, apart) * np.clip(distance, -_FARTHEST, _FARTHEST)
    floor = np.maximum(0.2, 0.02 * whole.mean(1, keepdims=True))
    mean = np.maximum(smooth * np.exp(-np.clip(rise, -1.5, 1.5)) * week[:, weekday], floor)
    size = _sizes(np.round(whole), mean, np.where(news > 0.85, np.exp2(-np.arange(days)[::-1] / 30), 0.0))
    wander = _WANDER * np.maximum(gap - _NEAR, 0)
    return mean, 1 / (1 / size[:, None] + np.expm1(wander))


def _weekdays(whole: Floats, smooth: Floats, weight: Floats, weekday: NDArray[np.intp]) -> Floats:
    """The factor of each weekday, their geometric mean 1; with few events it stays near 1."""
    week = np.ones((whole.shape[0], WEEK))
    for day in range(WEEK):
        of_day = weight * (weekday == day)
        week[:, day] = ((of_day * whole).sum(1) + 2) / ((of_day * smooth).sum(1) + 2)
    log = np.log(np.maximum(week, 0.05))
    result: Floats = np.exp(log - log.mean(1, keepdims=True))
    return result


def _slope(plain: Floats, news: Floats, apart: NDArray[np.intp]) -> Floats:
    """The local slope of the log level at each day, weighted by closeness, news and size, drawn towards none."""
    high = np.maximum(plain, 0.3)
    weight = news[:, None, :] * np.where(apart == 0, 0.0, np.exp(-np.abs(apart) / _TREND))[None] * np.sqrt(high)[:, None, :]
    log = np.log(high)[:, None, :]
    total, first, second = weight.sum(2), (weight * apart).sum(2), (weight * apart**2).sum(2)
    summed, crossed = (weight * log).sum(2), (weight * apart * log).sum(2)
    slope: Floats = (total * crossed - first * summed) / np.maximum(total * second - first**2 + _STILL * total, 1e-9)
    return slope


def _sizes(whole: Floats, mean: Floats, weight: Floats) -> Floats:
    """The size of the negative binomial of each stratum, from how well the level told days that are complete."""
    size = _SIZES[None, None, :]
    number, centre = whole[:, :, None], mean[:, :, None]
    fit = np.einsum("stk,st->sk", log_negative_binomial(number, centre, size), weight)
    pooled = fit + 0.3 * (fit.sum(0, keepdims=True) - fit) * (3 / len(whole)) - 0.5 * (np.log(_SIZES / _USUAL) / _DOUBT) ** 2
    chance = np.exp(pooled - pooled.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    result: Floats = _CAREFUL * np.exp(chance @ np.log(_SIZES))
    return result


def log_negative_binomial(number: Floats, mean: Floats | float, size: Floats | float) -> Floats:
    """Log of the negative binomial by mean and size (variance mean + mean²/size); arrays broadcast."""
    result: Floats = (
        gammaln(number + size) - gammaln(size) - gammaln(number + 1)
        + np.multiply(size, np.log(size / np.add(size, mean))) + number * np.log(mean / np.add(size, mean))
    )  # fmt: skip
    return result
