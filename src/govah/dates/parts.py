"""From a matched form to its parts: which year, month, day, weekday… the words name, before anything is reckoned."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from govah.dates.grammar import Form
from govah.dates.tokens import Token, Tokens

_OFFSETS: Final = (("last_year", -1), ("this_year", 0), ("next_year", 1))
_TURNS: Final = (("past", -1), ("this", 0), ("coming", 1))
_WEEKS: Final = (("past_week", -1), ("this_week", 0), ("next_week", 1))
_WORDED: Final = frozenset("MmvWwSRZLlXeHQDEOAGVYrP")


class Parts(NamedTuple):
    """What the words of one date expression name; None, 0 or empty where they name no such thing."""

    form: str
    calendar: str = ""
    "`gregorian`, `solar_hijri`, `lunar_hijri`; empty where the words alone do not tell."
    is_latin: bool = True
    year: int | None = None
    year2: int | None = None
    offset: int | None = None
    "Years from the publication's own year."
    month: int = 0
    day: int = 0
    day2: int = 0
    join: str = ""
    season: int | None = None
    weekday: int | None = None
    qualifier: str = ""
    "`early`, `mid`, `late`; `?` for a numeric date of which day and month may be swapped."
    nth: int = 0
    "Which week (E), ten days (Y) or half (U) of a month or year; −1 is the last."
    slice: str = ""
    is_about: bool = False
    turn: int | None = None
    "last −1, this 0, next +1."
    week: int | None = None
    unit: str = ""
    "D, E, O or A: day, week, month, year."
    number: int = 0
    days: int | None = None
    "Days from the publication."
    decade: int | None = None
    is_backwards: bool = False
    "Whether it is a span that ends at the publication (`the past two weeks`)."

    @property
    def is_fixed(self) -> bool:
        """Answers whether its year does not hang on a neighbour."""
        return self.year is not None or self.offset is not None or self.days is not None


def parts_of(form: Form, tokens: Tokens) -> Parts | None:
    """Gives the parts of a form, or None where its numbers make no date."""
    named = {name: tokens.items[place] for name, place in form.places.items()}
    is_latin = _is_latin(form, tokens)
    if "numeric" in named or "iso" in named:
        return _numeric(form, str((named.get("numeric") or named["iso"]).value), named, is_latin=is_latin)
    calendar, month = named["month"].value if "month" in named else ("", 0)
    day = _int(named, "day") or 0
    if "feast" in named:
        calendar, month, day = _feast(str(named["feast"].value))
    year = _year(named, calendar, is_latin=is_latin)
    if "short" in named and year is None:
        return None
    return Parts(
        form=form.name,
        calendar=_calendar(named, calendar, year),
        is_latin=is_latin,
        year=year,
        year2=_int(named, "year2"),
        offset=_int(named, "named_year") if "named_year" in named else _first(_OFFSETS, named),
        month=month,
        day=day,
        day2=_int(named, "day2") or 0,
        join=_join(named, form, tokens),
        season=_int(named, "season"),
        weekday=_int(named, "weekday"),
        qualifier=str(named["qualifier"].value) if "qualifier" in named else "",
        nth=-1 if "final" in named else _int(named, "nth") or 0,
        slice=_slice(named),
        is_about="about" in named,
        turn=_first(_TURNS, named),
        week=_first(_WEEKS, named),
        unit=named["unit"].kind.replace("P", "D") if "unit" in named else "",
        number=_int(named, "count") or 0,
        days=-1 if "night" in named else _int(named, "offset"),
        decade=_decade(named),
        is_backwards=_is_backwards(named, tokens),
    )


def _feast(value: str) -> tuple[str, int, int]:
    """The calendar, month and day of a feast («عاشورا»), as the table writes it."""
    calendar, month, day = value.split()
    return calendar, int(month), int(day)


def _is_latin(form: Form, tokens: Tokens) -> bool:
    covered = tokens.items[form.start : form.end]
    return all(token.is_latin for token in [one for one in covered if one.kind in _WORDED] or covered)


def _int(named: dict[str, Token], name: str) -> int | None:
    return int(named[name].value) if name in named else None


def _first(choices: tuple[tuple[str, int], ...], named: dict[str, Token]) -> int | None:
    return next((value for name, value in choices if name in named), None)


def _year(named: dict[str, Token], calendar: str, *, is_latin: bool) -> int | None:
    """A year of four digits, or of two in a Solar date or in Persian words (`آبان ۹۸`, `سال ۸۸`)."""
    if "year" in named:
        return int(named["year"].value)
    if "short" not in named or calendar == "lunar" or (not calendar and is_latin):
        return None
    short = int(named["short"].value)
    if calendar == "gregorian":
        return None if is_latin else (1900 if short > 40 else 2000) + short
    return (1300 if short > 30 else 1400) + short


def _calendar(named: dict[str, Token], calendar: str, year: int | None) -> str:
    if not calendar and "calendar" in named:
        calendar = str(named["calendar"].value)
    if not calendar and year is not None:
        calendar = "solar" if year < 1500 else "gregorian"
    return {"solar": "solar_hijri", "lunar": "lunar_hijri"}.get(calendar, calendar)


def _join(named: dict[str, Token], form: Form, tokens: Tokens) -> str:
    """T where two numbers are the ends of a run, K where they are two of their own; 8, 9 and 10 are a run."""
    if "join" not in named:
        return ""
    if "between" in named or named["join"].kind != "K":
        return "T"
    if "day2" not in named:
        return "K"
    listed = [token.value for token in tokens.items[form.places["day"] : form.places["day2"] + 1] if token.kind in "dgr"]
    return "T" if listed == list(range(listed[0], listed[0] + len(listed))) else "K"


def _slice(named: dict[str, Token]) -> str:
    kind = named["slice"].kind if "slice" in named else ""
    return "U" if kind == "Q" else kind


def _decade(named: dict[str, Token]) -> int | None:
    if "decade" in named:
        return int(named["decade"].value)
    if "sixties" not in named:
        return None
    value = int(named["sixties"].value)
    return value if value > 99 else 1300 + value


def _is_backwards(named: dict[str, Token], tokens: Tokens) -> bool:
    token = named.get("ago") or named.get("past")
    if token is None:
        return False
    word = tokens.text[token.start : token.end].lower()
    return (word.startswith("گذشت") and "ago" in named) or word == "past" or (token.kind == "L" and "ago" in named)


def _numeric(form: Form, written: str, named: dict[str, Token], *, is_latin: bool) -> Parts | None:
    """Reads `2026-01-20`, `14/10/1404`, `1404/10`…: the year has four digits; day before month, unless it cannot be."""
    ymd = _ymd(re.split("[/.-]", written))
    if ymd is None:
        return None
    year, month, day, is_doubtful = ymd
    if not (1250 <= year <= 1499 or 1800 <= year <= 2099) or not 1 <= month <= 12 or day > 31:
        return None
    return Parts(
        form=form.name,
        calendar="solar_hijri" if year < 1500 else "gregorian",
        is_latin=is_latin,
        year=year,
        month=month,
        day=day,
        weekday=_int(named, "weekday"),
        qualifier="?" if is_doubtful and "/" in written else "",
    )


def _ymd(written: list[str]) -> tuple[int, int, int, bool] | None:
    """Gives year, month, day, and whether day and month may be swapped (only Gregorian dates are written both ways)."""
    numbers, widths = [int(part) for part in written], [len(part) for part in written]
    if len(numbers) == 2:
        return numbers[0], numbers[1], 0, False
    if widths[0] == 4:
        return numbers[0], numbers[1], numbers[2], False
    if widths[2] != 4:
        return (1300 + numbers[0], numbers[1], numbers[2], False) if numbers[0] > 30 else None
    day, month, year = numbers
    if month > 12 >= day and year >= 1500:
        return year, day, month, False
    return year, month, day, year >= 1500 and day <= 12 and day != month
