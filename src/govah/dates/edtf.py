"""Our own EDTF (ISO 8601-2:2019) of level 1: dates, unspecified digits, seasons, qualifiers, and intervals with open ends.

Law: `str(Edtf.parse(text)) == text`. Years have four digits. What is outside (times, sets, level 2, longer years) is a
`UsageError`, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from govah.errors import UsageError

QUALIFIERS: Final = "~?%"
"""`~` approximate, `?` uncertain, `%` both."""
_FORM: Final = (
    r"(?P<year>\d{4}|\d{3}X|\d\dXX|\dXXX|XXXX)(?:-(?P<month>0[1-9]|1[0-2]|XX|2[1-4])(?:-(?P<day>0[1-9]|[12]\d|3[01]|XX))?)?(?P<mark>[~?%]?)"
)
_SEASON_STARTS: Final = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True)
class End:
    """One date of EDTF: a whole expression, or one end of an interval."""

    text: str
    "As EDTF writes it, without its qualifier; `..` for an open end, empty for an unknown one."
    qualifier: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def precision(self) -> str:
        """Gives `day`, `month`, `season`, `year` or `none`."""
        if self.first is None:
            return "none"
        parts = self.text.split("-")
        if len(parts) == 3 and "X" not in parts[2]:
            return "day"
        if len(parts) >= 2 and "X" not in parts[1]:
            return "season" if int(parts[1]) > 20 else "month"
        return "year"

    def __str__(self) -> str:
        return self.text + self.qualifier


@dataclass(frozen=True, slots=True)
class Edtf:
    """A time that is never more exact than its source: one date, or an interval of two."""

    start: End
    end: End
    is_interval: bool = False

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Reads one expression; what is not EDTF of level 1 raises `UsageError`."""
        left, slash, right = text.partition("/")
        if not slash:
            end = _end(text, text, alone=True)
            return cls(end, end)
        start, end = _end(left, text), _end(right, text)
        if start.first is None and end.first is None:
            raise UsageError("edtf-not-understood", text=text[:60])
        if start.first is not None and end.last is not None and start.first > end.last:
            raise UsageError("edtf-backwards", text=text[:60])
        return cls(start, end, is_interval=True)

    @classmethod
    def between(cls, first: date, last: date, qualifier: str = "") -> Edtf:
        """Gives the shortest EDTF that means exactly the days from `first` to `last`."""
        if first == last:
            return cls.parse(first.isoformat() + qualifier)
        if first.day == 1 and (last + timedelta(days=1)).day == 1:
            if (first.year, first.month) == (last.year, last.month):
                return cls.parse(f"{first:%Y-%m}{qualifier}")
            if first.year == last.year and first.month == 1 and last.month == 12:
                return cls.parse(f"{first.year:04}{qualifier}")
        return cls.parse(f"{first.isoformat()}{qualifier}/{last.isoformat()}{qualifier}")

    @property
    def first(self) -> date | None:
        """The first day it allows, qualifiers apart; None where the start is open or unknown."""
        return self.start.first

    @property
    def last(self) -> date | None:
        """The last day it allows, qualifiers apart; None where the end is open or unknown."""
        return self.end.last

    @property
    def qualifiers(self) -> str:
        """The qualifiers of both ends, each once, such as `~` or `~?`."""
        return "".join(dict.fromkeys(self.start.qualifier + self.end.qualifier))

    @property
    def is_day(self) -> bool:
        """Answers whether it names one single day without qualifier."""
        return self.first is not None and self.first == self.last and not self.qualifiers

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.is_interval else str(self.start)


def _end(text: str, whole: str, *, alone: bool = False) -> End:
    if text in {"..", ""} and not alone:
        return End(text)
    form = re.fullmatch(_FORM, text, re.ASCII)
    bounds = _bounds(form["year"], form["month"] or "", form["day"] or "") if form else None
    if form is None or bounds is None:
        raise UsageError("edtf-not-understood", text=whole[:60])
    return End(text.rstrip(QUALIFIERS), form["mark"], *bounds)


def _bounds(year: str, month: str, day: str) -> tuple[date, date] | None:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if ("X" in year and month not in {"", "XX"}) or (month == "XX" and day not in {"", "XX"}) or high == 0:
        return None
    low = max(low, 1)
    if month in {"", "XX"}:
        return date(low, 1, 1), date(high, 12, 31)
    number = int(month)
    if number > 20:
        return None if day else _season(low, number)
    if day in {"", "XX"}:
        return date(low, number, 1), _month_end(low, number)
    try:
        exact = date(low, number, int(day))
    except ValueError:
        return None
    return exact, exact


def _season(year: int, season: int) -> tuple[date, date] | None:
    start = _SEASON_STARTS[season]
    if season == 24:
        return None if year == 9999 else (date(year, 12, 1), _month_end(year + 1, 2))
    return date(year, start, 1), _month_end(year, start + 2)


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
