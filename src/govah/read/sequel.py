"""Days told by the day before them in the story: "two days later", «فردای آن روز», «سال بعد»; and how long something lasts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from govah.dates.solar import from_solar, to_solar
from govah.dates.spans import months_from, span, whole, year_of

_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        [
            "a/an/one/یک",
            "two/couple/دو",
            "three/سه",
            "four/چهار",
            "five/پنج",
            "six/شش",
            "seven/هفت",
            "eight/هشت",
            "nine/نه",
            "ten/ده",
        ],
        1,
    )
    for word in words.split("/")
} | {"eleven": 11, "twelve": 12, "fortnight": 14, "یازده": 11, "دوازده": 12, "بیست": 20, "سی": 30, "چهل": 40}
_UNITS: Final = {
    "day": 1,
    "night": 1,
    "روز": 1,
    "شب": 1,
    "week": 7,
    "هفته": 7,
    "fortnight": 14,
    "month": 30,
    "ماه": 30,
    "year": 365,
    "سال": 365,
}
_ENGLISH: Final = re.compile(
    r"(?i)\b(?P<same>(?:on )?(?:the |that )(?:very )?same (?:day|night|evening|morning|afternoon)|at (?:the same|that) time|"
    r"(?:a few|two|three|several|some|\w+) (?:hours|minutes) later|hours later|simultaneously|"
    r"(?:later )?that (?:day|night|evening|morning|afternoon))\b"
    r"|\b(?P<next>(?:the )?(?:next|following) (?:day|morning|night|evening|afternoon)|the day after)\b"
    r"|\b(?P<eve>(?:the )?(?:day|night|evening) before|the previous (?:day|night|evening))\b"
    r"|\b(?P<span>(?:over|within|in|during) the (?:next|following) (?:24 hours|day))\b"
    r"|\b(?P<n>\d+|[a-z]+) (?P<unit>day|week|month|year|fortnight)s? (?P<way>later|afterwards|after that|earlier|before that)\b"
    r"|\b(?P<whole>(?:later |earlier )?(?:that|the|that very) same (?P<of_it>year|month)|"
    r"(?:later |earlier )that (?P<that>year|month)|(?:in|during) that (?P<in_it>year|month))\b"
    r"|\bthe following (?P<coming>week|month|year)\b"
    r"|\bafter (?:about|around|nearly|some|just|only)? ?(?P<m>\d+|[a-z]+) (?P<of>day|week|month|fortnight)s?\b"
    r"(?! (?:of|in|on|behind|under)\b)"
)
_PERSIAN: Final = re.compile(
    r"(?P<same>(?<!\S)(?:(?:صبح|عصر|شب|ظهر|شامگاه|بامداد|غروب) )?(?:همان|همین) (?:روز|شب))(?!\S)"
    r"|(?P<next>(?<!\S)(?:فردای (?:ان|آن|همان) روز|روز بعد|فردایش|صبح روز بعد|شب بعد))(?!\S)"
    r"|(?P<eve>(?<!\S)(?:روز قبل|شب قبل|روز پیش از (?:ان|آن)))(?!\S)"
    r"|(?P<span>(?<!\S)(?:طی|ظرف) ۲۴ ساعت بعد)(?!\S)"
    r"|(?<!\S)(?:(?P<n>\d+|[^\W\d]+) )?(?P<unit>روز|هفته|ماه|سال) (?P<way>بعد|پس از (?:ان|آن)|بعدتر)(?!\S)"
)
_LASTING: Final = re.compile(
    r"(?i)\bfor (?:the (?:past|last) )?(?P<bound>more than|over|at least|nearly|almost|about|around|some)? ?(?P<n>\d+|[a-z]+) "
    r"(?P<unit>day|week|month|year)s?\b"
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_WHOLE: Final = re.compile(r"\d{4}(?:-\d\d)?")
"""A year or a month of the Gregorian calendar, whole."""


@dataclass(frozen=True, slots=True)
class Sequel:
    """What words tell of a time by the day before them: an EDTF string, and the words."""

    edtf: str
    words: str


def sequel(words: str, base: str, calendar: str) -> Sequel | None:
    """Gives the time that words tell by `base`, the time that the story named before; None where they tell none by it."""
    pattern = _PERSIAN if calendar == "solar_hijri" else _ENGLISH
    for found in pattern.finditer(words):
        edtf = _reckoned(found, base, calendar)
        if edtf:
            return Sequel(edtf, found.group().strip())
    return None


def _same(unit: str, base: str) -> str:
    """The year, or the month, of the time before: "later that year"."""
    return base[:4] if unit == "year" else base[:7] if re.match(r"\d{4}-\d\d", base) else ""


def _reckoned(found: re.Match[str], base: str, calendar: str) -> str:  # noqa: PLR0911 - rules, read from the top
    if found["same"]:
        return base
    told = found.groupdict()
    first = first_day(base)
    if told.get("whole"):
        return _same(told.get("of_it") or told.get("that") or told.get("in_it") or "", base) if first else ""
    if first is None:
        return ""
    if not (found["next"] or found["eve"] or found["span"]):
        count = _count(found["n"] or told.get("m") or "یک") * (-1 if found["way"] in {"earlier", "before that"} else 1)
        unit = _UNITS[(found["unit"] or told.get("coming") or told.get("of") or "day").lower()]
        exact = unit >= 30 or last_day([base])
        if not exact:  # "Arrested in 2022, she died three days later": in that month or year
            return base if 0 < count * unit < 15 and _WHOLE.fullmatch(base) else ""
        return _moved(first, count, unit, calendar) if count else ""
    if not last_day([base]):
        return base if _WHOLE.fullmatch(base) else ""
    if found["span"]:
        return f"{first}/{first + timedelta(1)}"
    return str(first + timedelta(1 if found["next"] else -1))


def _moved(first: date, count: int, unit: int, calendar: str) -> str:
    """Days are reckoned to the day, weeks about it; months and years give the whole month, about, and year."""
    if unit == 1:
        return str(first + timedelta(count))
    if unit in {7, 14}:
        return f"{first + timedelta(unit * count)}~"
    if unit == 365:
        return span(*whole(calendar, year_of(calendar, first) + count), calendar).edtf()
    return span(*whole(calendar, *months_from(calendar, first, count)), calendar, "~").edtf()


def in_that_year(edtf: str, base: str, calendar: str) -> str:
    """Gives a month or day of the year of `base` ("in December of that year", «در آذر همان سال»)."""
    first, after = first_day(edtf), first_day(base)
    if first is None or after is None:
        return edtf
    if calendar == "solar_hijri":
        _, month, day = to_solar(first)
        year = year_of(calendar, after)
        return str(from_solar(year, month, day)) if last_day([edtf]) else span(*whole(calendar, year, month), calendar).edtf()
    return re.sub(r"\d{4}(?=-\d\d)", f"{after.year:04}", edtf)


def lasting(words: str, published: date | None) -> Sequel | None:
    """Gives the time of what has lasted so long by the day of publication ("has been held for more than 260 days")."""
    found = _LASTING.search(words)
    count = _count(found["n"]) if found else 0
    if found is None or not count or published is None:
        return None
    unit = _UNITS[found["unit"].lower()]
    start = published - timedelta(count * unit)
    if unit == 365:
        start = published.replace(year=published.year - count, day=min(published.day, 28))
    return Sequel(f"{start}~/{published}", found.group().strip())


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower(), 0)


def first_day(base: str) -> date | None:
    """The first day that an EDTF string allows, where it has one."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[?~%]?(?=/|$)", base)
    if found is None or int(found[2] or 1) > 12:
        return None
    return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))


def last_day(found: Sequence[str]) -> str:
    """Gives the last of these EDTF strings that is one day, or nothing."""
    return next((one for one in reversed(found) if _DAY.fullmatch(one.strip("?~%"))), "")
