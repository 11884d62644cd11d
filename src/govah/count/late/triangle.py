"""The reporting triangle: how many events of each day were reported how many days later, as it was known on any day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from govah.errors import UsageError

Counts = NDArray[np.float64]

LONGEST: Final = 20_000
"""Days that a series may span: more is a year mistyped, not a series."""
LATEST: Final = 800
"""Days that a report may come late and still be told apart; what comes later is counted with the latest."""
STRATA: Final = 400
"""Series that one table may hold."""


@dataclass(frozen=True, slots=True)
class Report:
    """`count` events of one day and stratum that were first reported `delay` days later (count ≥ 0, delay ≥ 0)."""

    event: date
    delay: int
    count: int = 1
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Triangle:
    """Counts by stratum, day of the event and days to the report: shape (strata, days, delays), `first` the day of row 0."""

    strata: tuple[str, ...]
    first: date
    counts: Counts

    @property
    def days(self) -> int:
        """How many days of events there are."""
        return int(self.counts.shape[1])

    @property
    def last(self) -> date:
        """The last day of events."""
        return self.first + timedelta(days=self.days - 1)

    def day(self, at: int) -> date:
        """The day of a row."""
        return self.first + timedelta(days=at)

    def known_at(self, today: date) -> Triangle:
        """What had been reported by the end of `today`, with a row for every day up to it."""
        until = (today - self.first).days
        if until < 0:
            raise UsageError("nowcast-before-all", day=today.isoformat(), first=self.first.isoformat())
        strata, days, delays = self.counts.shape
        kept = np.zeros((strata, until + 1, delays))
        shared = min(days, until + 1)
        kept[:, :shared] = self.counts[:, :shared]
        late = np.arange(until + 1)[:, None] + np.arange(delays)[None, :] > until
        kept[:, late] = 0
        return Triangle(self.strata, self.first, kept)


def build(reports: Iterable[Report]) -> Triangle:
    """Adds reports up to a triangle; nothing at all, a negative count or an absurd span raises `UsageError`."""
    rows = list(reports)
    if not rows:
        raise UsageError("nowcast-empty")
    first, last = min(row.event for row in rows), max(row.event for row in rows)
    strata = tuple(sorted({row.stratum for row in rows}))
    if (last - first).days > LONGEST:
        raise UsageError("nowcast-too-long", first=first.isoformat(), last=last.isoformat())
    if len(strata) > STRATA:
        raise UsageError("nowcast-too-many-strata", count=len(strata), most=STRATA)
    widest = min(LATEST, max(row.delay for row in rows))
    counts = np.zeros((len(strata), (last - first).days + 1, widest + 1))
    place = {name: at for at, name in enumerate(strata)}
    for row in rows:
        counts[place[row.stratum], (row.event - first).days, min(row.delay, widest)] += row.count
    return Triangle(strata, first, counts)


def last_report(reports: Sequence[Report]) -> date:
    """The latest day of any report: the day that a table speaks for where nobody says another."""
    return max(row.event + timedelta(days=row.delay) for row in reports)


def plain(triangle: Triangle) -> dict[str, Any]:
    """What a reader needs to know of a triangle before its figures: its span, strata and number of reports."""
    return {
        "first": triangle.first.isoformat(),
        "last": triangle.last.isoformat(),
        "strata": list(triangle.strata),
        "reports": int(triangle.counts.sum()),
        "longest_delay": int(triangle.counts.shape[2] - 1),
    }
