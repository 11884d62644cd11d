"""Vague and relative times to days: years, seasons, decades, weeks, weekdays, "two weeks ago".

Early, mid and late are of a month the days 1–10, 11–20 and from 21 or earlier, the last ten at least (`~` on both ends), and of a
year its months 1–2, 5–8 and 10–12.
A week begins on Monday in English and on Saturday in Persian words.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from govah.dates import solar
from govah.dates.edtf import Edtf
from govah.dates.parts import Parts
from govah.dates.spans import Context, Span, months_from, span, whole, year_of

_DAY: Final = timedelta(days=1)
_YEAR_PARTS: Final = {"early": (1, 2), "mid": (5, 8), "late": (10, 12)}
_SEASON_PARTS: Final = {"early": 0, "mid": 1, "late": 2}
_SLICES: Final = {"E": 7, "Y": 10, "U": 15}


def default_calendar(parts: Parts) -> str:
    """Gives the calendar of the words, or else that of their language."""
    return parts.calendar or ("gregorian" if parts.is_latin else "solar_hijri")


def year_in(parts: Parts, context: Context, calendar: str) -> int | None:
    """Gives the year that the words give, or that they count from the publication's; None where neither fixes one."""
    if parts.year is not None:
        return parts.year
    if parts.offset is None or context.first is None or context.last is None:
        return None
    at = year_of(calendar, context.last)
    return at + parts.offset if at == year_of(calendar, context.first) else None


def part_of(parts: Parts, first: date, last: date) -> tuple[date, date]:
    """Gives the early, mid or late days of a month, or its nth week, ten days or half."""
    if parts.nth:
        length = timedelta(days=_SLICES[parts.slice or "E"])
        if parts.nth < 0:
            return last - length + _DAY, last
        start = first + (parts.nth - 1) * length
        is_last = parts.slice in {"Y", "U"} and (parts.nth + 1) * length.days > 31
        return min(start, last), last if is_last else min(start + length - _DAY, last)
    ten = 10 * _DAY
    if parts.qualifier == "early":
        return first, first + ten - _DAY
    return (first + ten, first + 2 * ten - _DAY) if parts.qualifier == "mid" else (min(first + 2 * ten, last - ten + _DAY), last)


def year(parts: Parts, context: Context) -> Span | None:
    """Gives a year, or its early, mid or late months, or a half."""
    calendar = default_calendar(parts)
    at = year_in(parts, context, calendar)
    if at is None:
        return None
    months = _YEAR_PARTS.get(parts.qualifier)
    if parts.nth:
        months = {1: (1, 6), 2: (7, 12)}.get(parts.nth)
        if months is None:
            return None
    if months is None:
        return span(*whole(calendar, at), calendar, "~" if parts.is_about else "")
    first, last = whole(calendar, at, months[0])[0], whole(calendar, at, months[1])[1]
    mark = "~" if parts.qualifier else ""
    if calendar == "gregorian":
        return Span(f"{at}-{months[0]:02}{mark}", f"{at}-{months[1]:02}{mark}", first, last, calendar)
    return Span(f"{first}{mark}", f"{last}{mark}", first, last, calendar)


def years(parts: Parts, low: int, high: int) -> Span | None:
    """Gives a run of years, `2019–2021`; None where they do not run upwards in one calendar."""
    calendar = default_calendar(parts)
    if not low < high or (low < 1500) != (high < 1500):
        return None
    first, last = whole(calendar, low)[0], whole(calendar, high)[1]
    if calendar == "gregorian":
        return Span(f"{low}", f"{high}", first, last, calendar)
    return Span(f"{first}", f"{last}", first, last, calendar)


def decade(low: int) -> Span | None:
    """Gives the ten years from `low`, which must be a round one."""
    if low % 10:
        return None
    if low < 1500:
        first, last = whole("solar_hijri", low)[0], whole("solar_hijri", low + 9)[1]
        return Span(f"{first}", f"{last}", first, last, "solar_hijri")
    text = f"{low // 10}X"
    return Span(text, text, date(low, 1, 1), date(low + 9, 12, 31), "gregorian")


def season(parts: Parts, context: Context) -> Span | None:
    """Gives a season: three Solar months to the day, or EDTF's own season where the year is Gregorian."""
    calendar = default_calendar(parts)
    at = year_in(parts, context, calendar)
    if at is None:
        at = _turned_season(parts, context, calendar)
    if at is None:
        return None
    number = parts.season or 0
    first, last = _season_days(calendar, at, number)
    if parts.qualifier:
        month = number * 3 + _SEASON_PARTS[parts.qualifier] + (1 if calendar == "solar_hijri" else 3)
        return span(*whole(calendar, at + (month - 1) // 12, (month - 1) % 12 + 1), calendar, "~")
    mark = "~" if parts.is_about else ""
    if calendar == "gregorian":
        text = f"{at:04}-{21 + number}{mark}"
        return Span(text, text, first, last, calendar)
    return span(first, last, calendar, mark)


def _season_days(calendar: str, at: int, number: int) -> tuple[date, date]:
    if calendar == "solar_hijri":
        return solar.from_solar(at, number * 3 + 1, 1), solar.solar_month(at, number * 3 + 3)[1]
    known = Edtf.parse(f"{at:04}-{21 + number}")
    return known.first or date(at, 1, 1), known.last or date(at, 12, 31)


def _turned_season(parts: Parts, context: Context, calendar: str) -> int | None:
    """The year of `last winter`, `this summer`, `زمستان گذشته`."""
    today = context.day
    if today is None or parts.turn is None or parts.offset is not None:
        return None
    about = year_of(calendar, today)
    tried = [(at, *_season_days(calendar, at, parts.season or 0)) for at in range(about - 2, about + 3)]
    if parts.turn == 1:
        return next(at for at, first, _ in tried if first > today)
    return [at for at, first, last in tried if (last < today if parts.turn else first <= today)][-1]


def weekday(parts: Parts, context: Context) -> Span | None:
    """Gives the nearest past day of that name, the day of publication among them; `last` leaves that one out."""
    today = context.day
    if today is None or parts.weekday is None:
        return None
    back = (today.weekday() - parts.weekday) % 7
    if parts.week is not None:
        start = week_start(today, is_latin=parts.is_latin) + timedelta(weeks=parts.week)
        found = start + timedelta(days=(parts.weekday - start.weekday()) % 7)
    elif parts.turn == 1 or (context.is_future and parts.turn is None):
        found = today + timedelta(days=-back % 7 or (7 if parts.turn else 0))
    else:
        found = today - timedelta(days=back or (7 if parts.turn == -1 else 0))
    return span(found, found, default_calendar(parts))


def week_start(today: date, *, is_latin: bool) -> date:
    """Gives the Monday of a day's week, or the Saturday where the words are Persian."""
    return today - timedelta(days=today.weekday() if is_latin else (today.weekday() + 2) % 7)


def relative_day(parts: Parts, context: Context) -> Span | None:
    """Gives today, yesterday and their kin."""
    if context.day is None:
        return None
    found = context.day + timedelta(days=parts.days or 0)
    return span(found, found, default_calendar(parts))


def period(parts: Parts, context: Context) -> Span | None:
    """Gives `last week`, `this month`, `late last year`, `two weeks ago`, `the past two months`."""
    calendar = default_calendar(parts)
    if parts.unit == "A" and parts.form == "period" and not parts.is_backwards:
        return year(parts._replace(offset=parts.turn), context)
    today = context.day
    if today is None:
        return None
    if parts.form == "ago" or parts.is_backwards:
        return _ago(parts, today, calendar)
    turn = parts.turn or 0
    if parts.unit == "E":
        start = week_start(today, is_latin=parts.is_latin) + timedelta(weeks=turn)
        return Span(f"{start}~", f"{start + 6 * _DAY}~", start, start + 6 * _DAY, calendar)
    return _month(parts, *whole(calendar, *months_from(calendar, today, turn)), calendar)


def _month(parts: Parts, first: date, last: date, calendar: str) -> Span | None:
    """This or last month: whole, its early, mid or late days, or one day of it."""
    if parts.day:
        found = first + (parts.day - 1) * _DAY
        return span(found, found, calendar) if found <= last else None
    if parts.qualifier:
        first, last = part_of(parts, first, last)
        return Span(f"{first}~", f"{last}~", first, last, calendar)
    return span(first, last, calendar)


def _ago(parts: Parts, today: date, calendar: str) -> Span | None:
    """A count of days is exact up to nine; weeks, months and years are approximate; `the past …` runs up to the publication."""
    count = parts.number or (1 if parts.form == "period" else 0)
    if not count:
        return None
    if parts.unit in "DE":
        first = last = today - timedelta(days=count * (7 if parts.unit == "E" else 1))
        mark = "~" if parts.unit == "E" or count > 9 else ""
    else:
        at, month = months_from(calendar, today, -count * (12 if parts.unit == "A" else 1))
        first, last = whole(calendar, at, month if parts.unit == "O" or parts.is_backwards else 0)
        mark = "~"
    if parts.is_backwards:
        return Span(f"{first}~", f"{today}", first, today, calendar)
    return span(first, last, calendar, mark)
