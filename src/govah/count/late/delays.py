"""The delay law: reverse-time hazards of reporting, by days since the event and weekday of the report, strata leaning on all.

The hazard is P(D = d | D ≤ d) (Lagakos, Barraj & De Gruttola 1988; Kalbfleisch & Lawless 1991): among those known to be
reported by day d, the share that came on it. It uses rows that are not complete yet, and needs no guess at what is still to come.
Chain-ladder reserving is the same estimate without weekdays (Mack 1993).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.float64]

HALF_LIFE: Final = 14.0
"""Days after which a report weighs half as much for the delay law: habits of reporting drift."""
WINDOW: Final = 90
"""Days back from which reports are heard; the half-life has silenced older ones."""
WEEK: Final = 7
_JOINED: Final = 7
"""Delays up to this one have a weekday pattern of their own."""
_SPREAD: Final = 1.5
"""Reports come in lots: binomial information is divided by this."""
_STEPS: Final = 12
_NEAR: Final = 1e-4
_FAR: Final = 3.0


@dataclass(frozen=True, slots=True)
class Law:
    """Hazards, shape (strata, delays 1…M, seven weekdays of the report); `start` is the weekday of row 0."""

    hazards: Floats
    start: int

    @property
    def longest(self) -> int:
        """The longest delay that the law knows of, in days."""
        return int(self.hazards.shape[1])

    def shares(self, rows: NDArray[np.intp]) -> Floats:
        """The share of a day's events that is reported within d days: shape (strata, rows, M + 1), the last column 1."""
        delays = np.arange(1, self.longest + 1)
        weekday = (self.start + rows[:, None] + delays[None, :]) % WEEK
        kept = np.log1p(-self.hazards)[:, np.arange(self.longest)[None, :], weekday]
        later = kept[:, :, ::-1].cumsum(axis=2)[:, :, ::-1]
        whole = np.zeros((*later.shape[:2], 1))
        result: Floats = np.exp(np.concatenate([later, whole], axis=2))
        return result


def fit(counts: Floats, usable: NDArray[np.bool_], start: int, longest: int) -> Law:
    """Fits the law to a triangle as known today.

    `counts`: (strata, days, delays); `usable`: (days, delays), true for the cells that were observed in the open; `start`: the
    weekday of row 0 (Monday 0); `longest`: M, the longest delay reckoned with, in days.
    """
    came, trials = _cells(counts[:, :, : longest + 1], usable[:, : longest + 1], start)
    strata = counts.shape[0]
    came, trials = came[:, 1:].reshape(strata, -1), trials[:, 1:].reshape(strata, -1)
    frame = _frame(longest)
    together = _ridge(frame, came.sum(0), trials.sum(0), _penalty(longest, steady=1e-3, week=2.0), np.full(frame.shape[0], -3.0))
    if strata == 1:
        own = together[None, :]
    else:
        pull = _penalty(longest, steady=10.0, week=5.0)
        own = np.stack([_ridge(frame, came[at], trials[at], pull, together) for at in range(strata)])
    return Law(expit(own).reshape(strata, longest, WEEK), start)


def _cells(counts: Floats, usable: NDArray[np.bool_], start: int) -> tuple[Floats, Floats]:
    """Adds up, by delay and weekday of the report, those that came on that day and those that had come by it."""
    strata, days, delays = counts.shape
    by = counts.cumsum(axis=2)
    rows, late = np.arange(days)[:, None], np.arange(delays)[None, :]
    seen = usable & (rows + late < days)
    newest = int(np.where(seen, rows + late, 0).max(initial=0))
    age = newest - rows - late
    weight = np.where(seen & (age < WINDOW), np.exp2(-np.maximum(age, 0) / HALF_LIFE), 0.0)
    weekday = (start + rows + late) % WEEK
    came, trials = np.zeros((strata, delays, WEEK)), np.zeros((strata, delays, WEEK))
    for day in range(WEEK):
        of_day = weight * (weekday == day)
        came[:, :, day] = np.einsum("std,td->sd", counts, of_day)
        trials[:, :, day] = np.einsum("std,td->sd", by, of_day)
    return came, trials


def _frame(longest: int) -> Floats:
    """The design: a level for each delay, one for each weekday, and one for each pair of a short delay and a weekday."""
    joined = min(_JOINED, longest)
    frame = np.zeros((longest, WEEK, longest + WEEK + joined * WEEK))
    for late in range(longest):
        for day in range(WEEK):
            frame[late, day, late] = 1
            frame[late, day, longest + day] = 1
            if late < joined:
                frame[late, day, longest + WEEK + late * WEEK + day] = 1
    return frame.reshape(longest * WEEK, -1)


def _penalty(longest: int, *, steady: float, week: float) -> Floats:
    """Pulls neighbouring delays together, and all effects towards none: with few reports the law is smooth, never wild."""
    size = longest + WEEK + min(_JOINED, longest) * WEEK
    pull = np.zeros((size, size))
    bends = np.diff(np.eye(longest), 2, axis=0) if longest > 2 else np.zeros((0, longest))
    pull[:longest, :longest] = bends.T @ bends + steady * np.eye(longest)
    rest = np.arange(longest, size)
    pull[rest, rest] += week
    return pull


def _ridge(frame: Floats, came: Floats, trials: Floats, pull: Floats, offset: Floats) -> Floats:
    """Penalised logistic regression by Newton's steps; gives the linear predictor of each cell."""
    came, trials = came / _SPREAD, trials / _SPREAD
    at = np.zeros(frame.shape[1])
    for _ in range(_STEPS):
        share = expit(np.clip(frame @ at + offset, -14, 14))
        slope = frame.T @ (came - trials * share) - pull @ at
        bend = (frame * (trials * share * (1 - share) + 1e-9)[:, None]).T @ frame + pull
        step = np.clip(np.linalg.solve(bend, slope), -_FAR, _FAR)
        at = at + step
        if np.abs(step).max() < _NEAR:
            break
    return frame @ at + offset
