"""The timeline of a case: each dated fact as a bar over the days that its words allow, drawn in plain units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from govah.dates import Edtf, from_solar, to_solar
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
    """The first day of a month on the axis."""

    x: int
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars and ticks in units of a drawing `WIDTH` wide."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    now: int
    height: int
    undated: int
    left_out: int
    calendar: str = "gregorian"
    "Whose months the axis has: `gregorian` or `solar`."
    is_rtl: bool = False
    width: int = WIDTH
    labels: int = LABELS


def timeline(facts: Iterable[WeighedFact], as_of: date, *, calendar: str = "gregorian", is_rtl: bool = False) -> Timeline:
    """Gives the drawing of all facts that have a date; how many have none is told.

    Args:
        facts: the facts of a case.
        as_of: the day from which one looks; a line marks it.
        calendar: whose months stand on the axis.
        is_rtl: whether time runs from right to left, as in a Persian text.
    """
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
    scale = _Scale(first - timedelta(days=2), last + timedelta(days=2), is_rtl)
    bars = tuple(_bar(scale, at, one) for at, one in enumerate(shown))
    height = HEAD + ROW * len(bars) + 8
    ticks = tuple(scale.ticks(calendar))
    return Timeline(bars, ticks, scale.x(as_of), height, undated, len(dated) - len(shown), calendar, is_rtl)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    is_rtl: bool

    def x(self, day: date) -> int:
        days = max(1, (self.last - self.first).days)
        across = round((day - self.first).days / days * (WIDTH - LABELS - 10))
        return WIDTH - LABELS - across if self.is_rtl else LABELS + across

    def ticks(self, calendar: str) -> Iterator[Tick]:
        """Gives months at such a distance that their names fit."""
        year, month = _month_of(self.first, calendar)
        last_year, last_month = _month_of(self.last, calendar)
        months = (last_year - year) * 12 + last_month - month
        step = next(one for one in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / one <= 7)
        for _ in range(months + 1):
            day = from_solar(year, month, 1) if calendar == "solar" else date(year, month, 1)
            if day >= self.first and (year * 12 + month - 1) % step == 0:
                yield Tick(self.x(day), year, month)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _month_of(day: date, calendar: str) -> tuple[int, int]:
    if calendar == "solar":
        year, month, _ = to_solar(day)
        return year, month
    return day.year, day.month


def _bar(scale: _Scale, at: int, dated: tuple[date, date, bool, WeighedFact]) -> Bar:
    first, last, is_open, fact = dated
    kind = "denied" if not fact.claims else "told" if fact.reviewed else "unreviewed"
    ends = sorted((scale.x(first), scale.x(last)))
    return Bar(fact, fact.when, ends[0], HEAD + ROW * at, max(_LEAST, ends[1] - ends[0]), is_open, kind)


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
