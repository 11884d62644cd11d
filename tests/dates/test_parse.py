"""One expression at a time: tables of words and the EDTF that they mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gathering import hold
from govah.dates import Dated, Edtf, from_solar, parse, show, to_solar
from govah.errors import UsageError

TABLES = Path(__file__).parent / "tables"
PUBLISHED = date(2026, 5, 13)


def rows(name: str) -> list[tuple[str, str]]:
    """The (words, expected) rows of one table."""
    lines = (TABLES / f"{name}.txt").read_text("utf-8").splitlines()
    parted = (line.rsplit("|", 1) for line in lines if line and not line.startswith("#"))
    return [(words.strip(), expected.strip()) for words, expected in parted]


def means(row: tuple[str, str]) -> None:
    """The words of a row mean its days."""
    words, expected = row
    if expected == "error":
        with pytest.raises(UsageError):
            parse(words, published=PUBLISHED)
        return
    dated = parse(words, published=PUBLISHED)

    assert dated.edtf + "!" * dated.impossible == expected
    assert dated.text == words


@pytest.mark.parametrize("name", ["english", "solar_english", "persian"])
def test_expression(name: str) -> None:
    """The words mean just these days, and are marked where they cannot be right."""
    hold(rows(name), means)


@pytest.mark.parametrize(
    "words", ["last Thursday", "۲۳ اردیبهشت", "yesterday", "دیروز", "Dey last year", "two weeks ago", "in June", "سال گذشته"]
)
def test_without_a_publication_nothing_is_fixed(words: str) -> None:
    """A relative expression is understood, and fixes nothing by itself."""
    assert parse(words).edtf == ""


@pytest.mark.parametrize(
    "words", ["", "foo", "Article 286", "five years in prison", "پنج سال حبس", "تیر خلاص", "1,404", "2026-13-45", "0/0/0", "/"]
)
def test_no_date(words: str) -> None:
    """What is no date is an error of ours that says so."""
    with pytest.raises(UsageError) as caught:
        parse(words, published=PUBLISHED)

    assert caught.value.code == "date-not-understood"


@pytest.mark.parametrize(
    ("published", "words", "expected"),
    [
        (date(2026, 7, 22), "پنجشنبه ۲۴ تیر", "2026-07-15?!"),
        (date(2026, 7, 22), "Thursday 24 Tir", "2026-07-15?!"),
        (date(2026, 8, 1), "دی ۱۴۰۵", "2025-12-22?/2026-01-20?!"),
        (date(2026, 8, 1), "۱۸ دی ۱۴۰۵", "2026-01-08?!"),
        (date(2025, 12, 12), "last week", "2025-12-01~/2025-12-07~"),
        (date(2020, 7, 15), "Tuesday morning", "2020-07-14"),
        (date(2021, 2, 9), "November 15", "2020-11-15"),
        (date(2021, 3, 15), "between December and January", "2020-12/2021-01"),
        (date(2026, 1, 1), "31 December", "2025-12-31"),
        (date(2026, 1, 1), "yesterday", "2025-12-31"),
        (date(2026, 3, 21), "دیروز", "2026-03-20"),
        (date(2026, 3, 21), "سال گذشته", "2025-03-21/2026-03-20"),
        (date(2026, 3, 20), "سال گذشته", "2024-03-20/2025-03-20"),
        (date(2026, 3, 21), "۲۹ اسفند", "2026-03-20"),
        (date(2026, 5, 13), "Thursday 28 May", "2026-05-28"),
        (date(2026, 5, 13), "until 30 May", "../2026-05-30"),
        (date(2026, 5, 13), "until 30 March", "../2026-03-30"),
        (date(2024, 2, 29), "a year ago", "2023~"),
        (date(2024, 3, 1), "29 February", "2024-02-29"),
        (Edtf.parse("2020"), "September 6", "2020-09-06"),
        (Edtf.parse("2020"), "late August", "2020-08-21~/2020-08-31~"),
        (Edtf.parse("2020"), "November 2 last year", "2019-11-02"),
        (Edtf.parse("2020"), "last Thursday", ""),
        (Edtf.parse("2020"), "last year", "2019"),
        (Edtf.parse("2020"), "سال گذشته", ""),
    ],
)
def test_seen_from(published: date | Edtf, words: str, expected: str) -> None:
    """The same words mean other days from another publication, known to the day or only to the year."""
    dated = parse(words, published=published)

    assert dated.edtf + "!" * dated.impossible == expected


@pytest.mark.parametrize(
    ("words", "calendar"),
    [
        ("20 January 2026", "gregorian"), ("30 Dey 1404", "solar_hijri"), ("۲۰ ژانویه ۲۰۲۶", "gregorian"),
        ("دی ۱۴۰۴", "solar_hijri"),
        ("15 Muharram 1447", "lunar_hijri"), ("دیروز", "solar_hijri"), ("yesterday", "gregorian"), ("2026-01-20", "gregorian"),
        ("1404/10/14", "solar_hijri"), ("the 1404 protests", "solar_hijri"), ("سال ۲۰۲۶", "gregorian"),
    ],
)  # fmt: skip
def test_calendar(words: str, calendar: str) -> None:
    """The calendar of the words is kept beside their days."""
    assert parse(words, published=PUBLISHED).calendar == calendar


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_what_is_shown_is_read_again(day: date) -> None:
    """A day as shown in either calendar and language reads back as that day."""
    for lang in ("en", "fa"):
        for calendar in ("gregorian", "solar"):
            assert parse(show(day.isoformat(), lang, calendar)).edtf == day.isoformat()


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1950, 1, 1), date(2099, 1, 1)))
def test_a_year_in_the_words_needs_no_publication(day: date, published: date) -> None:
    """A full date means the same from any publication that it does not lie ahead of."""
    year, month, number = to_solar(day)
    words = f"{year}/{month}/{number}"
    plain = parse(words)

    assert plain == Dated(day.isoformat(), words, "solar_hijri")
    if day <= published:
        assert parse(words, published=published) == plain


@settings(deadline=None)
@given(st.integers(1206, 1498), st.integers(1, 12), st.integers(1, 29))
def test_solar_words(year: int, month: int, day: int) -> None:
    """Every Solar day that can be written in digits reads as the day that the calendar says."""
    if 1279 <= year:
        assert parse(f"{day}/{month}/{year}").edtf == from_solar(year, month, day).isoformat()


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_ends_well(text: str) -> None:
    """Hostile text gives a date or our own error, never another."""
    try:
        dated = parse(text, published=PUBLISHED)
    except UsageError:
        return

    assert not dated.edtf or str(Edtf.parse(dated.edtf)) == dated.edtf
