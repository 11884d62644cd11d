"""Events counted by period, with the share of them that had been reported: what a change of rate is looked for in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from govah.errors import UsageError

Floats = NDArray[np.float64]
Step = Literal["day", "week", "month", "year"]

LEAST: Final = 8
"""Periods below which no change can be told from chance."""
MOST: Final = 1_000
"""Periods above which the exact method would take minutes: count by a longer period."""
_FLOOR: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Series:
    """Counts by period with draws of their exposure.

    `names`: one a period, in order; `counts`: shape (periods,), events known; `exposure`: shape (draws, periods), the share of
    the events of each period that is expected to be known (1: all), times its length where periods are not equally long.
    """

    names: tuple[str, ...]
    counts: Floats
    exposure: Floats


def series(names: Sequence[str], counts: Sequence[float] | Floats, exposure: Floats | None = None) -> Series:
    """Checks a series: whole numbers not below nought, exposure above nought, 8 to 1,000 periods; else `UsageError`."""
    found = np.asarray(counts, dtype=float)
    if len(found) < LEAST:
        raise UsageError("changes-too-short", count=len(found), least=LEAST)
    if len(found) > MOST:
        raise UsageError("changes-too-long", count=len(found), most=MOST)
    if (found < 0).any() or not np.isfinite(found).all() or (found != np.round(found)).any():
        raise UsageError("changes-not-counts")
    if found.sum() < LEAST:
        raise UsageError("changes-too-few", count=int(found.sum()), least=LEAST)
    share = np.ones((1, len(found))) if exposure is None else np.atleast_2d(np.asarray(exposure, dtype=float))
    if share.shape[1] != len(found) or not np.isfinite(share).all() or (share < 0).any():
        raise UsageError("changes-exposure")
    return Series(tuple(names), found, np.maximum(share, _FLOOR))


def by_step(days: Sequence[date], counts: Floats, share: Floats, step: Step) -> tuple[tuple[str, ...], Floats, Floats]:
    """Adds days up to weeks (from Monday), months or years; an unfinished period keeps the exposure of the days that it has.

    `counts`: (days,), `share`: (draws, days). Gives names, counts (periods,), exposure (draws, periods) in whole periods.
    """
    keys = [_key(day, step) for day in days]
    names = tuple(dict.fromkeys(keys))
    place = {name: at for at, name in enumerate(names)}
    at = np.array([place[key] for key in keys])
    summed: Floats = np.bincount(at, weights=counts, minlength=len(names)).astype(float)
    lengths = np.bincount(at, minlength=len(names))
    full = float(np.median(lengths))
    exposure = np.stack([np.bincount(at, weights=one, minlength=len(names)) for one in share]) / full
    return names, summed, exposure


def _key(day: date, step: Step) -> str:
    if step == "day":
        return day.isoformat()
    if step == "week":
        return date.fromordinal(day.toordinal() - day.weekday()).isoformat()
    return day.isoformat()[: 7 if step == "month" else 4]
