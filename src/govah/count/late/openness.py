"""How open the network was on each day, from dates of a shutdown or from a signal measured every half-hour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from govah.count.late.delays import Floats

Cells = NDArray[np.bool_]

SHUT: Final = 0.5
"""A day less open than this was shut."""
_USUAL: Final = 80
"""The percentile of a signal that stands for the open network: nights and outages of a provider stay below it."""


@dataclass(frozen=True, slots=True)
class Shutdown:
    """A stretch of days, both counted, on which the network was shut; `openness` what was left of it (0 … 1)."""

    first: date
    last: date
    openness: float = 0.0


def by_day(shutdowns: Sequence[Shutdown], first: date, days: int) -> Floats:
    """Gives the openness of each day from `first` on; 1 where no shutdown is known."""
    open_ = np.ones(days)
    for one in shutdowns:
        start, stop = (one.first - first).days, (one.last - first).days + 1
        open_[max(0, start) : max(0, stop)] = np.minimum(open_[max(0, start) : max(0, stop)], one.openness)
    return open_


def from_signal(values: Iterable[tuple[date, float]], first: date, days: int) -> Floats:
    """Gives the openness of each day from a signal (reachable networks, traffic; several values a day), against its usual height.

    A day without a value counts as open: absence of a measurement is no shutdown.
    """
    heights: dict[date, list[float]] = {}
    for day, value in values:
        heights.setdefault(day, []).append(value)
    if not heights:
        return np.ones(days)
    means = {day: sum(found) / len(found) for day, found in heights.items()}
    usual = float(np.percentile(list(means.values()), _USUAL))
    scale = usual if usual > 0 else 1.0
    return np.array([min(1.0, max(0.0, means.get(first + timedelta(days=at), scale) / scale)) for at in range(days)])


def closed(openness: Floats) -> Floats:
    """One where a day was shut, nought elsewhere."""
    return (openness < SHUT).astype(float)


def any_closed(openness: Floats, delays: int) -> Cells:
    """True for each cell (day, delay) that has a shut day from the event to the report, both counted; shape (days, delays)."""
    days = len(openness)
    until = np.concatenate([[0.0], closed(openness).cumsum()])
    rows, late = np.arange(days)[:, None], np.arange(delays)[None, :]
    stop = np.minimum(rows + late + 1, days)
    result: Cells = (until[stop] - until[rows]) > 0
    return result
