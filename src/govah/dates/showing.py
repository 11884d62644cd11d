"""A date for people: in both calendars, in English or Persian, with its doubt said in words."""

from __future__ import annotations

from datetime import date
from typing import Final

from govah.dates import solar
from govah.dates.edtf import Edtf, End
from govah.text import to_persian_digits
from govah.words import say, table

_SILENT: Final = ("ژانویه", "فوریه", "ژوئیه")
"""Persian month names whose last heh is silent: a year after them takes a hamza."""


def show(edtf_text: str, lang: str, calendars: str = "both") -> str:
    """Gives a date as a person reads it: `20 January 2026 (30 Dey 1404)`, `۳۰ دی ۱۴۰۴ (۲۰ ژانویهٔ ۲۰۲۶)`.

    `calendars` is `both`, `gregorian` or `solar`. Persian puts the Solar date first. An empty text reads as "not known".
    """
    if not edtf_text:
        return say("dates.unknown", lang)
    value = Edtf.parse(edtf_text)
    if calendars != "both":
        return _doubted(_whole(value, lang, calendars), value, lang)
    order = ("solar", "gregorian") if lang == "fa" else ("gregorian", "solar")
    first, second = (_whole(value, lang, calendar) for calendar in order)
    return _doubted(say("dates.both", lang, first=first, second=second), value, lang)


def month_name(calendar: str, month: int, lang: str) -> str:
    """Gives the name of a month of the `gregorian`, `solar` or `lunar` calendar, as shown."""
    name: str = table("reading/calendar/months")[calendar][month - 1]["show"][lang]
    return name


def _doubted(shown: str, value: Edtf, lang: str) -> str:
    """The doubt about the whole of it, said once at the end."""
    return say("dates.doubtful", lang, date=shown) if _common(value) in {"?", "%"} else shown


def _common(value: Edtf) -> str:
    """The qualifier that all its ends bear."""
    marks = {end.qualifier for end in (value.start, value.end) if end.first is not None}
    return marks.pop() if len(marks) == 1 else ""


def _whole(value: Edtf, lang: str, calendar: str) -> str:
    start, end = value.start, value.end
    if start.first is None or end.first is None:
        return _open(value, lang, calendar)
    if not value.is_interval or start.qualifier == end.qualifier:
        return _about(_days(start, end, lang, calendar), start.qualifier, lang)
    left, right = (_marked(_days(one, one, lang, calendar), one.qualifier, lang) for one in (start, end))
    return say("dates.range", lang, first=left, last=right)


def _open(value: Edtf, lang: str, calendar: str) -> str:
    """One end only. In the calendar that the date was not given in, a vague end is its first or last day."""
    is_until = value.start.first is None
    known = value.end if is_until else value.start
    edge = known.last if is_until else known.first
    if calendar == "solar" and known.precision != "day" and edge is not None:
        shown = _day(_ymd(edge, calendar), lang, calendar)
    else:
        shown = _days(known, known, lang, calendar)
    shown = _about(shown, known.qualifier, lang)
    if is_until:
        return say("dates.until" if value.start.text == ".." else "dates.from-unknown", lang, last=shown)
    return say("dates.since" if value.end.text == ".." else "dates.to-unknown", lang, first=shown)


def _about(shown: str, qualifier: str, lang: str) -> str:
    return say("dates.about", lang, date=shown) if qualifier in {"~", "%"} else shown


def _marked(shown: str, qualifier: str, lang: str) -> str:
    about = _about(shown, qualifier, lang)
    return say("dates.doubtful", lang, date=about) if qualifier in {"?", "%"} else about


def _days(left: End, right: End, lang: str, calendar: str) -> str:
    """The days from one end's first to the other's last, as whole months, a season or years where they are just that."""
    is_vague = (left.precision, right.precision) != ("day", "day")
    if calendar == "gregorian" and is_vague:
        return _gregorian_vague(left, right, lang)
    first, last = left.first or date.min, right.last or date.max
    a, b = _ymd(first, calendar), _ymd(last, calendar)
    if a == b:
        return _day(a, lang, calendar)
    if (is_vague and left.qualifier in {"~", "%"}) or (a[2] == 1 and _is_month_end(last, calendar)):
        return _months(a, b, lang, calendar)
    if a[:2] == b[:2]:
        numbers, name = _numbers(a[2], b[2], lang), _named(calendar, b[1], lang)
        return say("dates.day", lang, day=numbers, month=name, year=_digits(b[0], lang))
    if a[0] == b[0]:
        left_day = say("dates.day-in-month", lang, day=_digits(a[2], lang), month=month_name(calendar, a[1], lang))
        return say("dates.range", lang, first=left_day, last=_day(b, lang, calendar))
    return say("dates.range", lang, first=_day(a, lang, calendar), last=_day(b, lang, calendar))


def _gregorian_vague(left: End, right: End, lang: str) -> str:
    """Gregorian months, seasons and years as EDTF gives them."""
    if left.text == right.text:
        return _gregorian_one(left, lang)
    if left.precision == right.precision == "year" and "X" not in left.text + right.text:
        return say("dates.years", lang, first=_digits(int(left.text), lang), last=_digits(int(right.text), lang))
    return say("dates.range", lang, first=_gregorian_one(left, lang), last=_gregorian_one(right, lang))


def _gregorian_one(end: End, lang: str) -> str:
    if end.precision == "day":
        return _days(end, end, lang, "gregorian")
    parts = end.text.split("-")
    if "X" in parts[0]:
        code = "dates.decade" if parts[0].count("X") == 1 else "dates.year-digits"
        return say(code, lang, year=_digits(parts[0].replace("X", "0" if code == "dates.decade" else "x"), lang))
    year = _digits(int(parts[0]), lang)
    if end.precision == "season":
        return say("dates.season", lang, season=_season(int(parts[1]) - 21, lang), year=year)
    if end.precision == "month":
        return say("dates.month", lang, month=_named("gregorian", int(parts[1]), lang), year=year)
    return say("dates.year", lang, year=year)


def _months(a: tuple[int, int, int], b: tuple[int, int, int], lang: str, calendar: str) -> str:
    """A span of whole months: a month, a season, a year, or from one to another."""
    year, last_year = _digits(a[0], lang), _digits(b[0], lang)
    if (a[1], b[1]) == (1, 12):
        code = "dates.solar-year" if calendar == "solar" else "dates.year"
        return say(code, lang, year=year) if a[0] == b[0] else say(f"{code}s", lang, first=year, last=last_year)
    right = say("dates.month", lang, month=_named(calendar, b[1], lang), year=last_year)
    if a[:2] == b[:2]:
        return right
    if a[0] != b[0]:
        left = say("dates.month", lang, month=_named(calendar, a[1], lang), year=year)
    elif calendar == "solar" and a[1] % 3 == 1 and b[1] == a[1] + 2:
        return say("dates.season", lang, season=_season(a[1] // 3, lang), year=year)
    else:
        left = month_name(calendar, a[1], lang)
    return say("dates.range", lang, first=left, last=right)


def _season(number: int, lang: str) -> str:
    name: str = table("reading/calendar/seasons")[number]["show"][lang]
    return name


def _named(calendar: str, month: int, lang: str) -> str:
    """A month's name as a year follows it."""
    name = month_name(calendar, month, lang)
    return f"{name}ٔ" if name in _SILENT else name


def _day(ymd: tuple[int, int, int], lang: str, calendar: str) -> str:
    year, month, day = ymd
    return say("dates.day", lang, day=_digits(day, lang), month=_named(calendar, month, lang), year=_digits(year, lang))


def _numbers(first: int, last: int, lang: str) -> str:
    return _digits(first, lang) + ("–" if lang == "en" else " تا ") + _digits(last, lang)


def _digits(number: int | str, lang: str) -> str:
    return to_persian_digits(str(number)) if lang == "fa" else str(number)


def _ymd(day: date, calendar: str) -> tuple[int, int, int]:
    return solar.to_solar(day) if calendar == "solar" else (day.year, day.month, day.day)


def _is_month_end(day: date, calendar: str) -> bool:
    if calendar == "solar":
        year, month, number = solar.to_solar(day)
        return number == solar.month_days(year, month)
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1
