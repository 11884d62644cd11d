"""The timeline of a case: each dated fact as a bar over the days that its words allow, drawn in plain units; no style, no script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from govah.dates import Edtf
from govah.errors import UsageError
from govah.weigh import WeighedFact

WIDTH: Final = 1000
LABELS: Final = 250
ROW: Final = 24
HEAD: Final = 26
MOST: Final = 60
"""Bars drawn; the facts themselves are all in the list below."""
_LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One fact: from where to where it may have happened."""

    fact: WeighedFact
    when: str
    x: int
    y: int
    width: int
    is_open: bool
    kind: str
    "`told`, `denied` or `unreviewed`."


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month or year on the axis."""

    x: int
    edtf: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars and ticks in units of a drawing `WIDTH` wide."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    now: int
    height: int
    undated: int
    left_out: int
    width: int = WIDTH
    labels: int = LABELS


def timeline(facts: Iterable[WeighedFact], as_of: date) -> Timeline:
    """Gives the drawing of all facts that have a date; how many have none is told."""
    dated: list[tuple[date, date, bool, WeighedFact]] = []
    undated = 0
    for fact in facts:
        span = _span(fact.when, as_of)
        if span is None:
            undated += 1
        else:
            dated.append((*span, fact))
    dated.sort(key=lambda one: (one[0], one[1]))
    shown = dated[:MOST]
    if not shown:
        return Timeline((), (), 0, 0, undated, 0)
    first, last = min(one[0] for one in shown), max([as_of, *(one[1] for one in shown)])
    scale = _Scale(first - timedelta(days=2), last + timedelta(days=2))
    bars = tuple(_bar(scale, at, *one) for at, one in enumerate(shown))
    return Timeline(bars, tuple(scale.ticks()), scale.x(as_of), HEAD + ROW * len(bars) + 8, undated, len(dated) - len(shown))


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> int:
        days = max(1, (self.last - self.first).days)
        return LABELS + round((day - self.first).days / days * (WIDTH - LABELS - 10))

    def ticks(self) -> list[Tick]:
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next(one for one in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / one <= 7)
        found, year, month = [], self.first.year, self.first.month
        for _ in range(months + 1):
            day = date(year, month, 1)
            if day >= self.first and ((year * 12 + month - 1) % step == 0):
                found.append(Tick(self.x(day), f"{year:04d}" if step >= 12 else f"{year:04d}-{month:02d}"))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return found


def _bar(scale: _Scale, at: int, first: date, last: date, is_open: bool, fact: WeighedFact) -> Bar:  # noqa: PLR0913, PLR0917
    kind = "denied" if not fact.claims else "told" if fact.reviewed else "unreviewed"
    start = scale.x(first)
    return Bar(fact, fact.when, start, HEAD + ROW * at, max(_LEAST, scale.x(last) - start), is_open, kind)


def _span(edtf: str, as_of: date) -> tuple[date, date, bool] | None:
    """Gives first and last possible day, and whether an end is open; an open end reaches to the day as of which one looks."""
    if not edtf:
        return None
    try:
        found = Edtf.parse(edtf)
    except UsageError:
        return None
    first, last = found.start.first, found.end.last
    if first is None and last is None:
        return None
    start = first or (last or as_of) - timedelta(days=30)
    end = last or max(as_of, start)
    return start, end, first is None or last is None
