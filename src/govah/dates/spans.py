"""What a date is seen from, and the days it comes to: the small records between the parts of a date and its EDTF."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from govah.dates import solar
from govah.dates.edtf import Edtf


class Context(NamedTuple):
    """What a date is seen from."""

    published: Edtf | None = None
    is_future: bool = False
    "Whether the words around it look ahead."
    is_limit: bool = False
    "Whether it follows `until`: then the nearer day is meant, past or coming."

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        known = self.published
        return known.last if known is not None and known.first == known.last else None

    @property
    def first(self) -> date | None:
        """The first day that the publication may be of."""
        return self.published.first if self.published is not None else None

    @property
    def last(self) -> date | None:
        """The last day that the publication may be of."""
        return self.published.last if self.published is not None else None


class Span(NamedTuple):
    """The days that an expression allows, as two ends in EDTF and as dates."""

    start: str
    end: str
    first: date
    last: date
    calendar: str
    impossible: bool = False

    def edtf(self) -> str:
        """Gives it as EDTF."""
        return self.start if self.start == self.end else f"{self.start}/{self.end}"


def span(first: date, last: date, calendar: str, mark: str = "", *, impossible: bool = False) -> Span:
    """Gives the days from first to last, as a Gregorian month or year where they are just that; Lunar dates are approximate."""
    if calendar == "lunar_hijri":
        mark = "%" if "?" in mark or "%" in mark else "~"
    known = Edtf.between(first, last) if calendar == "gregorian" else None
    if known is not None and not known.is_interval:
        return Span(f"{known}{mark}", f"{known}{mark}", first, last, calendar, impossible)
    return Span(f"{first}{mark}", f"{last}{mark}", first, last, calendar, impossible)


def whole(calendar: str, year: int, month: int = 0) -> tuple[date, date]:
    """Gives the first and last day of a year or month of a calendar."""
    if calendar == "solar_hijri":
        if month:
            return solar.solar_month(year, month)
        return solar.from_solar(year, 1, 1), solar.from_solar(year + 1, 1, 1) - timedelta(days=1)
    if calendar == "lunar_hijri":
        following = (year + 1, 1) if month in {0, 12} else (year, month + 1)
        return solar.from_lunar(year, month or 1, 1), solar.from_lunar(*following, 1) - timedelta(days=1)
    if month:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)


def year_of(calendar: str, day: date) -> int:
    """Gives the year that a day lies in, in that calendar."""
    if calendar == "solar_hijri":
        return solar.to_solar(day)[0]
    return solar.to_lunar(day)[0] if calendar == "lunar_hijri" else day.year


def months_from(calendar: str, day: date, months: int) -> tuple[int, int]:
    """Gives (year, month) so many months from the month that a day lies in."""
    year, month = solar.to_solar(day)[:2] if calendar == "solar_hijri" else (day.year, day.month)
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return year, month + 1
