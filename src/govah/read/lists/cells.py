"""What one cell says: a date in either calendar or as a spreadsheet's number, an age, a gender, or that nothing is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final

from govah import dates
from govah.errors import UsageError
from govah.records import Value, When
from govah.text import fold, to_latin_digits
from govah.words import table

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+0?0:00(?::00(?:\.0+)?)?Z?)?")
_TIMED: Final = re.compile(r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_LAST_YEAR: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ]+0?0:00(?::00)?)?")
_DIGITS: Final = re.compile(r"\d{8}")
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_SPAN: Final = re.compile(r"(\d{1,3})\s*(?:-|–|—|/|to|تا|الى|إلى|و|or|یا|bo|ta)\s*(\d{1,3})")
_SERIALS: Final = range(18_000, 62_000)
"""Day numbers of 1949 to 2069: what a spreadsheet keeps for a date that somebody means."""
_SOLAR: Final = range(1250, 1500)
_GREGORIAN: Final = range(1800, 2100)
_OLDEST: Final = 120
_DITTO: Final = 8
LONGEST: Final = 300
"""Characters of a cell that can be a name, a place or a charge; a longer one is a story, for a person to read."""


@dataclass(frozen=True, slots=True)
class Heed:
    """What must be known to read the dates of a column."""

    order: str = ""
    "`dmy` or `mdy` of dates in numbers with the year last; empty where the column does not tell."
    from_1904: bool = False
    "Whether the workbook counts days from 1904."
    today: date | None = None
    "A date after this day is doubted."


@dataclass(frozen=True, slots=True)
class Dated:
    """A date cell read; `fault` is a code where a person must look."""

    when: When
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Valued:
    """A cell read as a value; `fault` is a code where a person must look."""

    value: Value
    fault: str = ""


@lru_cache(maxsize=4096)
def is_unsaid(text: str) -> bool:
    """Answers whether a cell says that nothing is said: empty, a dash, "N/A", "undefined", «نامشخص»."""
    bare = text.strip()
    if not bare.strip(_unsaid_marks()):
        return True
    return len(bare) <= 24 and bare.count(" ") < 3 and begins_unsaid(bare.split(None, 1)[0]) and _bare(bare) in _folded("unsaid")


@lru_cache(maxsize=4096)
def begins_unsaid(word: str) -> bool:
    """Answers whether a cell that begins so can say that nothing is said: to fold every name of a long list whole is dear."""
    bare = _bare(word.strip(_unsaid_marks()))
    return not bare or any(form == bare or form.startswith(f"{bare} ") for form in _folded("unsaid"))


@lru_cache(maxsize=4096)
def cell_fault(text: str) -> str:
    """Gives what is wrong with any cell: a spreadsheet's error, a formula as text, a mark for "as above"."""
    bare = text.strip()
    if bare.startswith(("#", "Err:")) and bare.lower() in table("reading/lists/cells")["errors"]:
        return "cell-error"
    if len(bare) < _DITTO and bare.lower() in _dittos():
        return "cell-ditto"
    return "cell-formula" if bare.startswith("=") else ""


@lru_cache(maxsize=20_000)
def read_date(text: str, heed: Heed) -> Dated:
    """Reads a date cell, never more exactly than it says; one that cannot be is kept as written, with the fault beside it."""
    said = " ".join(to_latin_digits(text).split())
    found = _numbers(said, text, heed) or _words(said, text)
    if not found.fault and found.when.edtf and heed.today and _begins(found.when.edtf) > heed.today.isoformat():
        return replace(found, fault="date-ahead")
    return found


def _numbers(said: str, text: str, heed: Heed) -> Dated | None:
    if whole := _ISO.fullmatch(said):
        return _day(int(whole[1]), int(whole[2]), int(whole[3]), text)
    if timed := _TIMED.fullmatch(said):
        return _numbers(timed[1], text, heed)
    if last := _LAST_YEAR.fullmatch(said):
        return _year_last(int(last[1]), int(last[2]), int(last[3]), text, heed.order)
    if _DIGITS.fullmatch(said):
        return _day(int(said[:4]), int(said[4:6]), int(said[6:]), text)
    serial = _SERIAL.fullmatch(said)
    if serial and int(serial[1]) in _SERIALS:
        start = date(1904, 1, 1) if heed.from_1904 else date(1899, 12, 30)
        return Dated(When((start + timedelta(days=int(serial[1]))).isoformat(), text, "gregorian"))
    return None


def _year_last(first: int, second: int, year: int, text: str, order: str) -> Dated:
    if year in _SOLAR or order == "dmy" or (first > 12 and not order):
        return _day(year, second, first, text)
    if order == "mdy" or (second > 12 and not order) or first == second:
        return _day(year, first, second, text)
    return Dated(When("", text), "date-ambiguous")


def _day(year: int, month: int, day: int, text: str) -> Dated:
    solar = year in _SOLAR
    if not solar and year not in _GREGORIAN:
        return Dated(When("", text), "date-impossible")
    try:
        made = dates.from_solar(year, month, day) if solar else date(year, month, day)
    except (ValueError, UsageError):
        return Dated(When("", text, "solar_hijri" if solar else "gregorian"), "date-impossible")
    return Dated(When(made.isoformat(), text, "solar_hijri" if solar else "gregorian"))


def _words(said: str, text: str) -> Dated:
    try:
        read = dates.parse(said)
    except UsageError:
        return Dated(When("", text), "date-unread")
    if read.impossible:
        return Dated(When("", text, read.calendar), "date-impossible")
    if not read.edtf:
        return Dated(When("", text, read.calendar), "date-unread")
    return Dated(When(read.edtf, text, read.calendar))


def _begins(edtf: str) -> str:
    first = dates.Edtf.parse(edtf).first
    return first.isoformat() if first else ""


@lru_cache(maxsize=4096)
def read_age(text: str) -> Valued:
    """Reads an age: a number, a range, "about 30", months of an infant; what is none is kept as written."""
    said, written = fold(text), text.strip()
    if said.isdecimal() and len(said) < 4 and int(said) <= _OLDEST:
        return Valued(Value(written, low=int(said), high=int(said)))
    if re.fullmatch(r"-?\d+(?:\.\d+)?", said):
        return Valued(Value(written), "age-impossible")
    if "?" in text or "؟" in text:
        return Valued(Value(written), "age-doubted")
    told = re.sub(r"[()~.,،]", " ", said).split()
    about = "~" in said or any(word in _folded("about_words") for word in told)
    bare = " ".join(word for word in told if word not in _folded("age_words") | _folded("about_words"))
    if span := _SPAN.fullmatch(bare):
        low, high = sorted((int(span[1]), int(span[2])))  # from right to left, the older may stand first
        return Valued(Value(written, low=low, high=high), "" if high <= _OLDEST else "age-impossible")
    number, _, unit = bare.partition(" ")
    if not number.isdecimal() or len(number) > 3 or (unit and unit not in _folded("month_words")):
        return Valued(Value(written), "age-unread")
    years = int(number) // 12 if unit else int(number)
    known = None if about else years
    return Valued(Value(written, low=known, high=known), "" if years <= _OLDEST else "age-impossible")


@lru_cache(maxsize=512)
def read_gender(text: str) -> Valued:
    """Reads a gender, in any of the languages of the headers."""
    term = _genders().get(_bare(text), "")
    return Valued(Value(text.strip(), term), "" if term else "gender-unread")


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Answers whether a row's first words say that it counts the others."""
    return len(text) < 24 and text.strip().count(" ") < 2 and _bare(text) in _folded("totals")


@cache
def _genders() -> dict[str, str]:
    known = table("reading/lists/cells")["genders"]
    return {_bare(form): term for term, forms in known.items() for form in forms}


@cache
def _dittos() -> frozenset[str]:
    return frozenset(table("reading/lists/cells")["ditto"])


@cache
def _unsaid_marks() -> str:
    return str(table("reading/lists/cells")["unsaid_marks"])


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(_bare(form) for form in table("reading/lists/cells")[name])


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
