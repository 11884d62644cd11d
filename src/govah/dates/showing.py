"""A date for people: in both calendars, in English or Persian, with its doubt said in words."""

from __future__ import annotations

from datetime import date
from typing import Final

from govah.dates import solar
from govah.dates.edtf import Edtf, End
from govah.text import to_persian_digits
from govah.words import say, table

_DASHED: Final = {"en": " – ", "fa": " تا "}


def show(edtf_text: str, lang: str, calendars: str = "both") -> str:
    """Gives a date as a person reads it: `20 January 2026 (30 Dey 1404)`, `۳۰ دی ۱۴۰۴ (۲۰ ژانویهٔ ۲۰۲۶)`.

    `calendars` is `both`, `gregorian` or `solar`. Persian puts the Solar date first. An empty text reads as "not known".
    """
    if not edtf_text:
        return say("dates.unknown", lang)
    value = Edtf.parse(edtf_text)
    gregorian, persian = _whole(value, lang, "gregorian"), _whole(value, lang, "solar")
    if calendars == "gregorian":
        return gregorian
    if calendars == "solar":
        return persian
    first, second = (persian, gregorian) if lang == "fa" else (gregorian, persian)
    return say("dates.both", lang, first=first, second=second)


def _whole(value: Edtf, lang: str, calendar: str) -> str:
    one = value.start if value.start.first is not None else value.end
    if not value.is_interval:
        return _marked(_end(one, lang, calendar), one.qualifier, lang)
    if value.start.first is None or value.end.first is None:
        shown = _marked(_end(one, lang, calendar), one.qualifier, lang)
        return _open(value, shown, lang)
    if value.start.qualifier == value.end.qualifier:
        return _marked(_days(value.start, value.end, lang, calendar), value.start.qualifier, lang)
    left, right = (_marked(_end(end, lang, calendar), end.qualifier, lang) for end in (value.start, value.end))
    return say("dates.range", lang, first=left, last=right)


def _open(value: Edtf, shown: str, lang: str) -> str:
    if value.start.first is None:
        return say("dates.until" if value.start.text == ".." else "dates.from-unknown", lang, last=shown)
    return say("dates.since" if value.end.text == ".." else "dates.to-unknown", lang, first=shown)


def _marked(shown: str, qualifier: str, lang: str) -> str:
    code = {"~": "dates.about", "?": "dates.doubtful", "%": "dates.about-doubtful"}.get(qualifier)
    return say(code, lang, date=shown) if code else shown


def _end(end: End, lang: str, calendar: str) -> str:
    if calendar == "gregorian" and end.precision != "day":
        return _gregorian_vague(end, lang)
    return _days(end, end, lang, calendar)


def _gregorian_vague(end: End, lang: str) -> str:
    parts = end.text.split("-")
    if "X" in parts[0]:
        code = "dates.decade" if parts[0].count("X") == 1 else "dates.year-digits"
        return say(code, lang, year=_digits(parts[0].replace("X", "0" if code == "dates.decade" else "x"), lang))
    year = _digits(str(int(parts[0])), lang)
    if end.precision == "season":
        return say("dates.season", lang, season=table("reading/calendar/seasons")[int(parts[1]) - 21]["show"][lang], year=year)
    if end.precision == "month":
        return say("dates.month", lang, month=month_name("gregorian", int(parts[1]), lang), year=_genitive_year(year))
    return say("dates.year", lang, year=year)


def _genitive_year(year: str) -> str:
    return year


def _days(left: End, right: End, lang: str, calendar: str) -> str:
    """The days from one end's first to the other's last, as a whole month or year of that calendar where they are just that."""
    first, last = left.first or date.min, right.last or date.max
    a, b = _ymd(first, calendar), _ymd(last, calendar)
    if calendar == "gregorian" and (left.precision, right.precision) != ("day", "day"):
        return say("dates.range", lang, first=_end(left, lang, calendar), last=_end(right, lang, calendar))
    if a == b:
        return _day(a, lang, calendar)
    if a[2] == 1 and _is_month_end(last, calendar):
        return _months(a, b, lang, calendar)
    if a[:2] == b[:2]:
        return say("dates.day", lang, day=_numbers(a[2], b[2], lang), month=month_name(calendar, b[1], lang), year=_digits(str(b[0]), lang))
    if a[0] == b[0]:
        left_day = say("dates.day-in-month", lang, day=_digits(str(a[2]), lang), month=month_name(calendar, a[1], lang))
        return say("dates.range", lang, first=left_day, last=_day(b, lang, calendar))
    return say("dates.range", lang, first=_day(a, lang, calendar), last=_day(b, lang, calendar))


def _months(a: tuple[int, int, int], b: tuple[int, int, int], lang: str, calendar: str) -> str:
    """A span of whole months."""
    year, last_year = _digits(str(a[0]), lang), _digits(str(b[0]), lang)
    left, right = month_name(calendar, a[1], lang), month_name(calendar, b[1], lang)
    if a[0] == b[0]:
        if (a[1], b[1]) == (1, 12):
            return say("dates.year", lang, year=year)
        if a[1] == b[1]:
            return say("dates.month", lang, month=left, year=year)
        return say("dates.range", lang, first=left, last=say("dates.month", lang, month=right, year=year))
    if (a[1], b[1]) == (1, 12):
        return say("dates.range", lang, first=say("dates.year", lang, year=year), last=last_year)
    first = say("dates.month", lang, month=left, year=year)
    return say("dates.range", lang, first=first, last=say("dates.month", lang, month=right, year=last_year))


def month_name(calendar: str, month: int, lang: str) -> str:
    """Gives the name of a month of the `gregorian`, `solar` or `lunar` calendar, as shown."""
    name: str = table("reading/calendar/months")[calendar][month - 1]["show"][lang]
    return name


def _day(ymd: tuple[int, int, int], lang: str, calendar: str) -> str:
    year, month, day = ymd
    name = month_name(calendar, month, lang)
    if lang == "fa" and calendar == "gregorian" and name.endswith("ه"):
        name += "ٔ"
    return say("dates.day", lang, day=_digits(str(day), lang), month=name, year=_digits(str(year), lang))


def _numbers(first: int, last: int, lang: str) -> str:
    return _digits(f"{first}", lang) + ("–" if lang == "en" else " تا ") + _digits(f"{last}", lang)


def _digits(text: str, lang: str) -> str:
    return to_persian_digits(text) if lang == "fa" else text


def _ymd(day: date, calendar: str) -> tuple[int, int, int]:
    return solar.to_solar(day) if calendar == "solar" else (day.year, day.month, day.day)


def _is_month_end(day: date, calendar: str) -> bool:
    if calendar == "solar":
        year, month, number = solar.to_solar(day)
        return number == solar.month_days(year, month)
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1
