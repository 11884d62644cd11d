"""Cells of lists: dates in two calendars and as numbers, ages, genders, and the many ways to say nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.dates import to_solar
from govah.read.lists.cells import Heed, cell_fault, is_unsaid, read_age, read_date, read_gender

PLAIN = Heed()


@pytest.mark.parametrize(
    ("text", "edtf", "calendar"),
    [
        ("2026-01-08", "2026-01-08", "gregorian"),
        ("2026-01-08 00:00:00", "2026-01-08", "gregorian"),
        ("2026-01-08T14:22:31Z", "2026-01-08", "gregorian"),
        ("20260108", "2026-01-08", "gregorian"),
        ("25/12/2025", "2025-12-25", "gregorian"),
        ("46030", "2026-01-08", "gregorian"),
        ("۱۴۰۴/۱۰/۱۸", "2026-01-08", "solar_hijri"),
        ("18/10/1404", "2026-01-08", "solar_hijri"),
        ("14041018", "2026-01-08", "solar_hijri"),
        ("۱۸ دی ۱۴۰۴", "2026-01-08", "solar_hijri"),
        ("دی ۱۴۰۴", "2025-12-22/2026-01-20", "solar_hijri"),
        ("2026-01", "2026-01", "gregorian"),
        ("1403/12/30", "2025-03-20", "solar_hijri"),
    ],
)
def test_a_date_is_read_in_its_calendar(text: str, edtf: str, calendar: str) -> None:
    """A date is read in the calendar it is written in, never more exactly than it says, and its words are kept."""
    read = read_date(text, PLAIN)

    assert (edtf, calendar, text, "") == (read.when.edtf, read.when.calendar, read.when.text, read.fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2026-02-30", "date-impossible"),
        ("1404/12/30", "date-impossible"),
        ("1404/13/01", "date-impossible"),
        ("0026-01-01", "date-impossible"),
        ("03/04/2026", "date-ambiguous"),
        ("last spring, they say", "date-unread"),
    ],
)
def test_a_date_that_cannot_be_is_kept_as_written(text: str, fault: str) -> None:
    """A date that is impossible, or that can be read two ways, fixes nothing: its words stay and a person is told."""
    read = read_date(text, PLAIN)

    assert ("", text, fault) == (read.when.edtf, read.when.text, read.fault)


def test_the_column_tells_day_from_month() -> None:
    """Where a column's other dates tell which comes first, a date in numbers is read so."""
    assert "2026-04-03" == read_date("03/04/2026", Heed("dmy")).when.edtf
    assert "2026-03-04" == read_date("03/04/2026", Heed("mdy")).when.edtf


def test_a_number_counts_from_the_workbooks_own_day() -> None:
    """The number of a day means another day in a workbook that counts from 1904."""
    assert "2026-01-09" == read_date("44569", Heed(from_1904=True)).when.edtf


def test_a_day_that_has_not_come_is_doubted() -> None:
    """A date after the day of the decision is a person's to judge."""
    assert "date-ahead" == read_date("2026-02-01", Heed(today=date(2026, 1, 31))).fault


@given(st.dates(date(1925, 1, 1), date(2069, 12, 31)))
def test_both_calendars_name_the_same_day(day: date) -> None:
    """A day written in Solar Hijri numbers is the same day as in Gregorian ones, with the year first or last."""
    year, month, number = to_solar(day)

    for text in (f"{year}/{month}/{number}", f"{number}/{month}/{year}", f"{year}{month:02}{number:02}"):
        assert day.isoformat() == read_date(text, PLAIN).when.edtf


@given(st.text(max_size=30))
def test_any_text_is_read_or_told(text: str) -> None:
    """Whatever stands in a cell, reading it ends, keeps the words, and never fixes a date that it doubts."""
    read = read_date(text, PLAIN)

    assert text == read.when.text
    assert not (read.fault and read.when.edtf)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("31", 31, 31), ("۳۱", 31, 31), ("25 years old", 25, 25), ("۲۲ ساله", 22, 22), ("30-35", 30, 35), ("۳۵-۳۰", 30, 35),
        ("30 to 35", 30, 35), ("18 months", 1, 1), ("۳ ماهه", 0, 0), ("0", 0, 0), ("~30", None, None), ("حدود ۳۰", None, None),
    ],
)  # fmt: skip
def test_an_age_is_a_number_a_range_or_open(text: str, low: int | None, high: int | None) -> None:
    """An age is read as exactly as it is told: one number, two ends, or none where the list says "about"."""
    read = read_age(text)

    assert (low, high, text, "") == (read.value.low, read.value.high, read.value.text, read.fault)


@pytest.mark.parametrize(
    ("text", "fault"), [("200", "age-impossible"), ("-3", "age-impossible"), ("30s", "age-unread"), ("17?", "age-doubted")]
)
def test_an_age_that_is_none_is_told(text: str, fault: str) -> None:
    """A number that nobody's age can be, words, and a doubt are kept as written, without a number."""
    read = read_age(text)

    assert (None, text, fault) == (read.value.low, read.value.text, read.fault)


@pytest.mark.parametrize(
    "text", ["", " ", "-", "—", "N/A", "undefined", "Unknown", "نامشخص", "نامعلوم", "؟", "...", "null", "غير معروف", "nenas"]
)
def test_nothing_said(text: str) -> None:
    """The ways in which lists say that they say nothing are an absence, and no value."""
    assert is_unsaid(text)


@pytest.mark.parametrize("text", ["Xavier", "No Ruz", "نا", "0", "m"])
def test_something_said(text: str) -> None:
    """A short word is not taken for an absence."""
    assert not is_unsaid(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [("#REF!", "cell-error"), ("#N/A", "cell-error"), ("=1+1", "cell-formula"), ("#1", ""), ("a=b", "")],
)
def test_errors_and_formulas(text: str, fault: str) -> None:
    """An error of the spreadsheet and a formula that stands as text are told as such."""
    assert fault == cell_fault(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [("m", "male"), ("F", "female"), ("مذکر", "male"), ("زن", "female"), ("ذكر", "male"), ("أنثى", "female"), ("jin", "female")],
)
def test_genders_in_five_languages(text: str, term: str) -> None:
    """A gender is read in English, Persian, Arabic, and both forms of Kurdish."""
    assert (term, "") == (read_gender(text).value.term, read_gender(text).fault)
