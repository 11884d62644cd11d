"""From a matched form to its parts: which year, month, day, weekday… the words name, before anything is reckoned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from govah.dates.grammar import Form
from govah.dates.tokens import Token, Tokens

_OFFSETS: Final = {"last_year": -1, "this_year": 0, "next_year": 1}


@dataclass(frozen=True, slots=True)
class Parts:
    """What the words of one date expression name; None or empty where they name no such thing."""

    form: str
    calendar: str = ""
    "`gregorian`, `solar_hijri`, `lunar_hijri`; empty where the words alone do not tell."
    is_latin: bool = True
    year: int | None = None
    offset: int | None = None
    "Years from the publication's own year."
    month: int = 0
    day: int = 0
    day2: int = 0
    join: str = ""
    season: int | None = None
    weekday: int | None = None
    qualifier: str = ""
    is_about: bool = False
    turn: int | None = None
    "last −1, this 0, next +1."
    week: int | None = None
    unit: str = ""
    count: int = 0
    days: int | None = None
    "Days from the publication."
    decade: int | None = None
    year2: int | None = None
    is_backwards: bool = False
    "Whether it is a span that ends at the publication (`the past two weeks`)."


def parts_of(form: Form, tokens: Tokens) -> Parts | None:
    """Gives the parts of a form, or None where its numbers make no date."""
    named = {name: tokens.items[place] for name, place in form.places.items()}
    if "numeric" in named or "iso" in named:
        return _numeric(form, str((named.get("numeric") or named["iso"]).value), named, tokens)
    month = named.get("month")
    calendar, number = month.value if month else ("", 0)
    year = _year(named, calendar, is_latin=_latin(form, tokens))
    day = named.get("day")
    facts = Parts(
        form=form.name,
        calendar=_calendar(named, calendar, year),
        is_latin=_latin(form, tokens),
        year=year,
        offset=_offset(named),
        month=number,
        day=int(day.value) if day else 0,
        day2=int(named["day2"].value) if "day2" in named else 0,
        join=named["join"].kind if "join" in named else "",
        season=_int(named, "season"),
        weekday=_int(named, "weekday"),
        qualifier=str(named["qualifier"].value) if "qualifier" in named else "",
        is_about="about" in named,
        turn=_turn(named),
        week=-1 if "past_week" in named else None,
        unit=named["unit"].kind if "unit" in named else "",
        count=_count(named, form),
        days=_int(named, "offset"),
        decade=_decade(named),
        year2=_int(named, "year2"),
        is_backwards=_is_backwards(named, tokens, form),
    )
    return facts


def _latin(form: Form, tokens: Tokens) -> bool:
    core = [tokens.items[place] for place in form.places.values()]
    worded = [token for token in core if token.kind in "MmvWwSRZLlXeHQDEOAGVY"] or list(tokens.items[form.start : form.end])
    return all(token.is_latin for token in worded)


def _int(named: dict[str, Token], name: str) -> int | None:
    return int(named[name].value) if name in named else None


def _year(named: dict[str, Token], calendar: str, *, is_latin: bool) -> int | None:
    if "year" in named:
        return int(named["year"].value)
    if "short" not in named:
        return None
    short = int(named["short"].value)
    if calendar in {"solar", "lunar"}:
        return (1300 if short > 30 else 1400) + short
    return None if is_latin else (1900 if short > 40 else 2000) + short


def _offset(named: dict[str, Token]) -> int | None:
    if "named_year" in named:
        return int(named["named_year"].value)
    return next((offset for name, offset in _OFFSETS.items() if name in named), None)


def _calendar(named: dict[str, Token], calendar: str, year: int | None) -> str:
    if not calendar and "calendar" in named:
        calendar = str(named["calendar"].value)
    if not calendar and year is not None:
        calendar = "solar" if year < 1500 else "gregorian"
    return {"solar": "solar_hijri", "lunar": "lunar_hijri"}.get(calendar, calendar)


def _turn(named: dict[str, Token]) -> int | None:
    return next((turn for name, turn in (("past", -1), ("this", 0), ("coming", 1)) if name in named), None)


def _count(named: dict[str, Token], form: Form) -> int:
    if "count" in named:
        return int(named["count"].value)
    return 1 if form.name == "ago" else 0


def _decade(named: dict[str, Token]) -> int | None:
    if "decade" in named:
        return int(named["decade"].value)
    if "sixties" in named:
        value = int(named["sixties"].value)
        return value if value > 99 else 1300 + value
    return None


def _is_backwards(named: dict[str, Token], tokens: Tokens, form: Form) -> bool:
    if form.name not in {"ago", "span"} or "ago" not in named:
        return False
    token = named["ago"]
    return tokens.text[token.start : token.end].startswith("گذشت")


def _numeric(form: Form, written: str, named: dict[str, Token], tokens: Tokens) -> Parts | None:
    """Reads `2026-01-20`, `14/10/1404`, `1404/10`… : the year is where four digits are; day before month, unless that cannot be."""
    numbers = [int(part) for part in re.split("[/.-]", written)]
    widths = [len(part) for part in re.split("[/.-]", written)]
    if len(numbers) == 2:
        year, month, day = numbers[0], numbers[1], 0
    elif widths[0] == 4:
        year, month, day = numbers
    elif widths[2] == 4:
        day, month, year = numbers
    else:
        year, month, day = 1300 + numbers[0], numbers[1], numbers[2]
        if numbers[0] <= 30:
            return None
    doubtful = widths[0] != 4 and len(numbers) == 3 and year >= 1500 and day <= 12 and day != month and "-" not in written
    if month > 12 >= day and year >= 1500:
        day, month, doubtful = month, day, False
    if not (1250 <= year <= 1499 or 1800 <= year <= 2099) or not 1 <= month <= 12 or day > 31:
        return None
    return Parts(
        form=form.name,
        calendar="solar_hijri" if year < 1500 else "gregorian",
        is_latin=_latin(form, tokens),
        year=year,
        month=month,
        day=day,
        weekday=_int(named, "weekday"),
        qualifier="?" if doubtful else "",
    )
