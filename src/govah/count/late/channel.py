"""What a shutdown does to reports: two mechanisms, and which of them the days before it speak for.

*Time change*: the clock of reporting runs at the speed of the network (Daley & Vere-Jones 2003, section 7.4).
*Queue*: a report due while the network is shut passes with a small probability, or waits and leaves after it opens, at a rate.
Events from before the shutdown are the control: how many of their reports were still to come is known, so that their coming
weighs every setting of both mechanisms (stacking by predictive score, Yao et al. 2018, with Bayes' weights).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from govah.count.late.delays import Floats
from govah.count.late.level import Level, log_negative_binomial
from govah.count.late.openness import SHUT

Mechanism = Literal["open", "time-change", "queue"]

LEAKS: Final = (0.01, 0.03, 0.06, 0.1, 0.17, 0.3, 0.5)
"""Shares of reports, or of speed, that a shut day lets through."""
RATES: Final = (1.0, 0.6, 0.33, 0.2, 0.1, 0.05)
"""Shares of the waiting reports that leave in a day once the network is open."""
_DAILY: Final = 6.0
"""Size of the negative binomial of the control's daily reports: days differ more than by chance."""
_TEMPER: Final = 0.6
"""Strata share their reporters: their evidence is not independent."""
_COHORT: Final = 40
"""Days before a shutdown whose events are its control."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One mechanism with its figures: `leak` (0 … 1) and, for the queue, `rate` a day."""

    mechanism: Mechanism
    leak: float = 1.0
    rate: float = 1.0


@dataclass(frozen=True, slots=True)
class Channel:
    """Settings and their weights, which sum to 1."""

    settings: tuple[Setting, ...]
    weights: Floats

    def by_mechanism(self) -> dict[str, float]:
        """The weight of each mechanism."""
        return {
            name: float(sum(weight for one, weight in zip(self.settings, self.weights, strict=True) if one.mechanism == name))
            for name in dict.fromkeys(one.mechanism for one in self.settings)
        }


OPEN: Final = Channel((Setting("open"),), np.ones(1))
SETTINGS: Final = (
    *(Setting("time-change", leak) for leak in LEAKS),
    *(Setting("queue", leak, rate) for leak in LEAKS for rate in RATES),
)


def share_by(setting: Setting, shares: Floats, rows: NDArray[np.intp], openness: Floats, today: int) -> Floats:
    """The share of each row's events known by `today` under a setting.

    `shares`: (strata, rows, M + 1) by the open law; `openness`: one value a day, from row 0; gives (strata, rows).
    """
    if setting.mechanism == "queue":
        return _queued(setting, shares, rows, openness, today)
    speed = openness if setting.mechanism == "open" else setting.leak + (1 - setting.leak) * openness
    run = np.concatenate([[0.0], speed.cumsum()])
    elapsed = np.maximum(run[today + 1] - run[np.minimum(rows, today + 1)], 0.0)
    whole = np.floor(elapsed).astype(int)
    part = elapsed - whole
    padded = np.concatenate([np.zeros((*shares.shape[:2], 1)), shares], axis=2)
    longest = padded.shape[2] - 1
    below = _at(padded, np.minimum(whole, longest))
    above = _at(padded, np.minimum(whole + 1, longest))
    result: Floats = below + part[None, :] * (above - below)
    return result


def _at(padded: Floats, places: NDArray[np.intp]) -> Floats:
    index = np.broadcast_to(places[None, :, None], (padded.shape[0], padded.shape[1], 1))
    return np.take_along_axis(padded, index, axis=2)[:, :, 0]


def _queued(setting: Setting, shares: Floats, rows: NDArray[np.intp], openness: Floats, today: int) -> Floats:
    """Adds up, over the days on which reports are due, those that pass at once or have left the queue by today."""
    due = np.diff(shares, axis=2, prepend=0.0)
    days = np.minimum(rows[:, None] + np.arange(shares.shape[2])[None, :], today + 1)
    passes = setting.leak + (1 - setting.leak) * openness
    stays = np.log1p(-np.minimum(setting.rate * openness, 1 - 1e-9)).cumsum()
    left = np.append(1 - (1 - passes[: today + 1]) * np.exp(stays[today] - stays[: today + 1]), 0.0)
    result: Floats = (due * left[days][None]).sum(2)
    return result


def first_shut(openness: Floats) -> tuple[int, ...]:
    """The first day of each shutdown."""
    shut = openness < SHUT
    return tuple(int(at) for at in np.flatnonzero(shut & ~np.concatenate([[False], shut[:-1]])))


def weigh(counts: Floats, shares: Floats, prior: Level, openness: Floats) -> Channel:
    """Weighs every setting by how the reports on events before each shutdown came in during it and after.

    `counts`: (strata, days, delays) as known today; `shares`: (strata, days, M + 1) by the open law; `prior`: that of each day as
    it stood in the open.
    """
    score = np.zeros(len(SETTINGS))
    days = counts.shape[1]
    for start in first_shut(openness):
        rows = np.arange(max(0, start - _COHORT), start)
        if not rows.size or start >= days:
            continue
        known = share_by(Setting("open"), shares[:, rows], rows, np.ones(days), start - 1)
        expected, arrived = _awaited(counts, prior, known, rows, start)
        until = start + arrived.shape[1] - 1
        score += _scores(shares[:, rows], rows, openness, range(start - 1, until + 1), expected, arrived)
    weight = np.exp(score - score.max()) * np.array([_prior(one) for one in SETTINGS])
    return Channel(SETTINGS, weight / weight.sum())


def _prior(setting: Setting) -> float:
    """Both mechanisms alike, and within each every figure alike."""
    return 0.5 / len(LEAKS) if setting.mechanism == "time-change" else 0.5 / (len(LEAKS) * len(RATES))


def _awaited(counts: Floats, prior: Level, known: Floats, rows: NDArray[np.intp], start: int) -> tuple[Floats, Floats]:
    """How many events there were on each row, by what was known before `start`, and the reports on them on each day since."""
    days, delays = counts.shape[1], counts.shape[2]
    until = min(days - 1, start + delays)
    arrived = np.zeros((counts.shape[0], until - start + 1))
    before = np.zeros((counts.shape[0], rows.size))
    for at, row in enumerate(rows):
        before[:, at] = counts[:, row, : start - row].sum(1)
        coming = counts[:, row, start - row : until - row + 1]
        arrived[:, : coming.shape[1]] += coming
    mean, size = prior.mean[:, rows], prior.size[:, rows]
    return (size + before) / (size / mean + known), arrived


def _scores(
    shares: Floats, rows: NDArray[np.intp], openness: Floats, days: range, expected: Floats, arrived: Floats,
) -> Floats:  # fmt: skip
    """Log score of each setting by the daily reports on the control's events."""
    score = np.zeros(len(SETTINGS))
    for place, setting in enumerate(SETTINGS):
        by = np.stack([share_by(setting, shares, rows, openness, day) for day in days], axis=2)
        daily = np.maximum((expected[:, :, None] * np.diff(by, axis=2)).sum(1), 1e-3)
        one = log_negative_binomial(arrived, daily, _DAILY).sum(1)
        score[place] = one.sum() * (_TEMPER if len(one) > 1 else 1.0)
    return score
