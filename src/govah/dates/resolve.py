"""From the parts of a date to days: which year is meant, what a vague word allows, and what cannot be right.

A date without a year is the nearest past one, seen from the publication, unless the words look ahead. Early, mid and late are the first,
middle and last ten days of a month (with `~` on both ends), and of a year its months 1–2, 5–8 and 10–12.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from govah.dates import solar
from govah.dates.edtf import Edtf
from govah.dates.parts import Parts

_GIVE: Final = timedelta(days=1)
"""A date may lie a day after the publication: clocks and time zones differ."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is seen from."""

    published: Edtf | None = None
    is_future: bool = False

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        known = self.published
        return known.last if known is not None and known.first == known.last else None

    @property
    def last(self) -> date | None:
        """The last day that the publication may be of."""
        return self.published.last if self.published is not None else None


@dataclass(frozen=True, slots=True)
class Span:
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


def resolve(parts: Parts, context: Context) -> Span | None:
    """Gives the days that the parts mean, or None where they and the publication do not fix them."""
    if parts.decade is not None:
        return _decade(parts)
    if parts.days is not None:
        return _relative_day(parts, context)
    if parts.unit:
        return _period(parts, context)
    if parts.year2 is not None and parts.year is not None:
        return _years(parts, parts.year, parts.year2)
    if parts.month:
        return _month_or_day(parts, context)
    if parts.season is not None:
        return _season(parts, context)
    if parts.weekday is not None:
        return _weekday(parts, context)
    return _year(parts, context)


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
        return date(year, month, 1), (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
    return date(year, 1, 1), date(year, 12, 31)


def year_of(calendar: str, day: date) -> int:
    """Gives the year that a day lies in, in that calendar."""
    if calendar == "solar_hijri":
        return solar.to_solar(day)[0]
    return solar.to_lunar(day)[0] if calendar == "lunar_hijri" else day.year


def span(first: date, last: date, calendar: str, mark: str = "", *, impossible: bool = False) -> Span:
    """Gives the days from first to last, as a Gregorian month or year where they are just that."""
    if calendar == "lunar_hijri" and "~" not in mark:
        mark = "%" if mark == "?" else "~"
    known = Edtf.between(first, last) if calendar == "gregorian" else None
    if known is not None and not known.is_interval:
        return Span(f"{known}{mark}", f"{known}{mark}", first, last, calendar, impossible)
    return Span(f"{first}{mark}", f"{last}{mark}", first, last, calendar, impossible)


def _default(parts: Parts) -> str:
    return parts.calendar or ("gregorian" if parts.is_latin else "solar_hijri")


def _given_year(parts: Parts, context: Context, calendar: str) -> int | None:
    if parts.year is not None:
        return parts.year
    if parts.offset is None or context.published is None or context.published.first is None or context.last is None:
        return None
    year = year_of(calendar, context.last)
    return year + parts.offset if year == year_of(calendar, context.published.first) else None


def _month_or_day(parts: Parts, context: Context) -> Span | None:
    calendar = parts.calendar
    year = _given_year(parts, context, calendar)
    if year is None and parts.offset is not None:
        return None
    if parts.day and not _day_exists(parts, calendar, year):
        return _impossible_day(parts, context, year)
    if year is not None:
        return _explicit(parts, context, year)
    return _yearless(parts, context)


def _days(parts: Parts, year: int) -> tuple[date, date]:
    """The days that month and day name in that year; a 30 Esfand or 29 February that it lacks is a `ValueError`."""
    if not parts.day:
        return whole(parts.calendar, year, parts.month)
    maker = {"solar_hijri": solar.from_solar, "lunar_hijri": solar.from_lunar}.get(parts.calendar, date)
    first = maker(year, parts.month, parts.day)
    return first, maker(year, parts.month, parts.day2) if parts.day2 else first


def _day_exists(parts: Parts, calendar: str, year: int | None) -> bool:
    if calendar == "lunar_hijri":
        return max(parts.day, parts.day2) <= 30
    tried = (year,) if year is not None else ((1403, 1404) if calendar == "solar_hijri" else (2023, 2024))
    for one in tried:
        try:
            first, last = _days(parts, one)
        except ValueError:
            continue
        return first <= last
    return False


def _impossible_day(parts: Parts, context: Context, year: int | None) -> Span | None:
    """The month stands, doubtful: its day cannot be."""
    if year is None:
        found = _yearless(replace(parts, day=0, day2=0, weekday=None), context)
        return None if found is None else span(found.first, found.last, found.calendar, "?", impossible=True)
    first, last = whole(parts.calendar, year, parts.month)
    return span(first, last, parts.calendar, "?", impossible=True)


def _explicit(parts: Parts, context: Context, year: int) -> Span | None:
    first, last = _days(parts, year)
    ahead = context.last is not None and first > context.last + _GIVE
    if ahead and not context.is_future and parts.offset is None and context.last is not None:
        if year == year_of(parts.calendar, context.last) and not parts.qualifier:
            return _slipped(parts, year - 1)
    return _finish(parts, first, last)


def _slipped(parts: Parts, year: int) -> Span | None:
    """The year of writing given for the year before: the day that was meant, doubtful."""
    try:
        first, last = _days(parts, year)
    except ValueError:
        first, last = whole(parts.calendar, year, parts.month)
    return span(first, last, parts.calendar, "?", impossible=True)


def _yearless(parts: Parts, context: Context) -> Span | None:
    if context.last is None or context.published is None:
        return None
    limit = context.last + (_GIVE if parts.day else timedelta(0))
    year = year_of(parts.calendar, context.last)
    around = [found for at in range(year - 5, year + 6) if (found := _try_days(parts, at)) is not None]
    past = [found for found in around if found[0] <= limit]
    future = [found for found in around if found[1] >= context.last]
    if parts.turn == -1:
        past = [found for found in past if found[1] < context.last]
    chosen = future[0] if (context.is_future or parts.turn == 1) and future else (past[-1] if past else None)
    if chosen is None or (context.day is None and context.published.first is not None and chosen[0] < context.published.first):
        return None
    if parts.weekday is not None and chosen[0].weekday() != parts.weekday:
        chosen = next((found for found in future[:1] if found[0].weekday() == parts.weekday), chosen)
    return _finish(parts, *chosen)


def _try_days(parts: Parts, year: int) -> tuple[date, date] | None:
    try:
        return _days(parts, year)
    except ValueError:
        return None


def _finish(parts: Parts, first: date, last: date) -> Span | None:
    """Applies early, mid, late and about, and checks the weekday."""
    if parts.day:
        wrong = parts.weekday is not None and first.weekday() != parts.weekday and parts.calendar != "lunar_hijri"
        mark = "?" if wrong or parts.qualifier == "?" else ("~" if parts.is_about else "")
        return span(first, last, parts.calendar, mark, impossible=wrong)
    if parts.qualifier in {"early", "mid", "late"}:
        first, last = _tenth(first, last, parts.qualifier)
        return Span(f"{first}~", f"{last}~", first, last, parts.calendar)
    return span(first, last, parts.calendar, "~" if parts.is_about else "")


def _tenth(first: date, last: date, qualifier: str) -> tuple[date, date]:
    ten = timedelta(days=10)
    if qualifier == "early":
        return first, first + ten - _GIVE
    if qualifier == "mid":
        return first + ten, first + 2 * ten - _GIVE
    return first + 2 * ten, last


def _year(parts: Parts, context: Context) -> Span | None:
    calendar = _default(parts)
    year = _given_year(parts, context, calendar)
    if year is None:
        return None
    if parts.qualifier:
        low, high = {"early": (1, 2), "mid": (5, 8), "late": (10, 12)}[parts.qualifier]
        first, last = whole(calendar, year, low)[0], whole(calendar, year, high)[1]
        if calendar == "gregorian":
            return Span(f"{year}-{low:02}~", f"{year}-{high:02}~", first, last, calendar)
        return Span(f"{first}~", f"{last}~", first, last, calendar)
    return span(*whole(calendar, year), calendar, "~" if parts.is_about else "")


def _years(parts: Parts, low: int, high: int) -> Span | None:
    calendar = _default(parts)
    if not low < high or (low < 1500) != (high < 1500):
        return None
    first, last = whole(calendar, low)[0], whole(calendar, high)[1]
    if calendar == "gregorian":
        return Span(f"{low}", f"{high}", first, last, calendar)
    return Span(f"{first}", f"{last}", first, last, calendar)


def _decade(parts: Parts) -> Span | None:
    low = parts.decade or 0
    if low % 10:
        return None
    if low < 1500:
        first, last = solar.from_solar(low, 1, 1), solar.from_solar(low + 10, 1, 1) - timedelta(days=1)
        return Span(f"{first}", f"{last}", first, last, "solar_hijri")
    return Span(f"{low // 10}X", f"{low // 10}X", date(low, 1, 1), date(low + 9, 12, 31), "gregorian")


def _season_days(calendar: str, year: int, season: int) -> tuple[date, date]:
    if calendar == "solar_hijri":
        return solar.from_solar(year, season * 3 + 1, 1), solar.solar_month(year, season * 3 + 3)[1]
    known = Edtf.parse(f"{year:04}-{21 + season}")
    return known.first or date(year, 1, 1), known.last or date(year, 12, 31)


def _season(parts: Parts, context: Context) -> Span | None:
    season, calendar = parts.season or 0, _default(parts)
    year = _given_year(parts, context, calendar)
    if year is None:
        if parts.offset is not None or parts.turn is None or context.day is None:
            return None
        today = context.day
        tried = [_season_days(calendar, at, season) for at in range(year_of(calendar, today) - 2, year_of(calendar, today) + 2)]
        past = [found for found in tried if (found[1] if parts.turn == -1 else found[0]) <= today]
        first, last = past[-1] if parts.turn <= 0 else next(found for found in tried if found[0] > today)
    else:
        first, last = _season_days(calendar, year, season)
    if parts.qualifier:
        start = (first.year * 12 + first.month - 1) + {"early": 0, "mid": 1, "late": 2}[parts.qualifier]
        if calendar == "gregorian":
            first, last = whole(calendar, start // 12, start % 12 + 1)
            return span(first, last, calendar, "~")
        at, month = solar.to_solar(first)[0], season * 3 + 1 + {"early": 0, "mid": 1, "late": 2}[parts.qualifier]
        first, last = whole(calendar, at, month)
        return span(first, last, calendar, "~")
    if calendar == "gregorian":
        text = f"{first.year:04}-{21 + season}" + ("~" if parts.is_about else "")
        return Span(text, text, first, last, calendar)
    return span(first, last, calendar, "~" if parts.is_about else "")


def _weekday(parts: Parts, context: Context) -> Span | None:
    today = context.day
    if today is None or parts.weekday is None:
        return None
    if parts.week is not None:
        start = _week_start(today, is_latin=parts.is_latin) + timedelta(weeks=parts.week)
        found = start + timedelta(days=(parts.weekday - start.weekday()) % 7)
    elif parts.turn == 1 or (context.is_future and parts.turn is None):
        found = today + timedelta(days=(parts.weekday - today.weekday()) % 7 or (7 if parts.turn else 0))
    else:
        back = (today.weekday() - parts.weekday) % 7
        found = today - timedelta(days=back or (7 if parts.turn == -1 else 0))
    return span(found, found, "gregorian" if parts.is_latin else "solar_hijri")


def _week_start(today: date, *, is_latin: bool) -> date:
    """Monday, or Saturday for Persian words."""
    return today - timedelta(days=today.weekday() if is_latin else (today.weekday() + 2) % 7)


def _relative_day(parts: Parts, context: Context) -> Span | None:
    if context.day is None:
        return None
    found = context.day + timedelta(days=parts.days or 0)
    return span(found, found, "gregorian" if parts.is_latin else "solar_hijri")


def _period(parts: Parts, context: Context) -> Span | None:
    """`last week`, `this month`, `two weeks ago`."""
    calendar = "gregorian" if parts.is_latin else "solar_hijri"
    if parts.unit == "A" and parts.turn is not None and not parts.count:
        return _year(replace(parts, offset=parts.turn, unit=""), context)
    today = context.day
    if today is None:
        return None
    if parts.form == "ago":
        return _ago(parts, today, calendar)
    turn = parts.turn or 0
    if parts.unit == "E":
        start = _week_start(today, is_latin=parts.is_latin) + timedelta(weeks=turn)
        return Span(f"{start}~", f"{start + timedelta(days=6)}~", start, start + timedelta(days=6), calendar)
    first, last = whole(calendar, *_months_on(calendar, today, turn))
    return _finish(replace(parts, calendar=calendar), first, last)


def _months_on(calendar: str, today: date, months: int) -> tuple[int, int]:
    year, month = solar.to_solar(today)[:2] if calendar == "solar_hijri" else (today.year, today.month)
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return year, month + 1


def _ago(parts: Parts, today: date, calendar: str) -> Span | None:
    if not parts.count:
        return None
    if parts.unit in "DE":
        found = today - timedelta(days=parts.count * (7 if parts.unit == "E" else 1))
        mark = "~" if parts.unit == "E" or parts.count > 9 else ""
        if parts.is_backwards:
            return Span(f"{found}~", f"{today}", found, today, calendar)
        return span(found, found, calendar, mark)
    if parts.unit == "O":
        first, last = whole(calendar, *_months_on(calendar, today, -parts.count))
    else:
        first, last = whole(calendar, year_of(calendar, today) - parts.count)
    if parts.is_backwards:
        return Span(f"{first}~", f"{today}", first, today, calendar)
    return span(first, last, calendar, "~")
