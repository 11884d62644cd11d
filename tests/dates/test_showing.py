"""Dates as people read them, in both calendars and both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.dates import show

SHOWN = [
    ("2026-01-20", "20 January 2026 (30 Dey 1404)", "۳۰ دی ۱۴۰۴ (۲۰ ژانویهٔ ۲۰۲۶)"),
    ("2026-05-13", "13 May 2026 (23 Ordibehesht 1405)", "۲۳ اردیبهشت ۱۴۰۵ (۱۳ مه ۲۰۲۶)"),
    ("2025-12-22/2026-01-20", "22 December 2025 – 20 January 2026 (Dey 1404)", "دی ۱۴۰۴ (۲۲ دسامبر ۲۰۲۵ تا ۲۰ ژانویهٔ ۲۰۲۶)"),
    ("2025-03-21/2026-03-20", "21 March 2025 – 20 March 2026 (the year 1404)", "سال ۱۴۰۴ (۲۱ مارس ۲۰۲۵ تا ۲۰ مارس ۲۰۲۶)"),
    (
        "2019-03-21/2023-03-20",
        "21 March 2019 – 20 March 2023 (the years 1398–1401)",
        "سال‌های ۱۳۹۸ تا ۱۴۰۱ (۲۱ مارس ۲۰۱۹ تا ۲۰ مارس ۲۰۲۳)",
    ),
    ("2025-12-22/2026-03-20", "22 December 2025 – 20 March 2026 (winter 1404)", "زمستان ۱۴۰۴ (۲۲ دسامبر ۲۰۲۵ تا ۲۰ مارس ۲۰۲۶)"),
    ("2026-01", "January 2026 (11 Dey – 11 Bahman 1404)", "۱۱ دی تا ۱۱ بهمن ۱۴۰۴ (ژانویهٔ ۲۰۲۶)"),
    ("2026", "2026 (11 Dey 1404 – 10 Dey 1405)", "۱۱ دی ۱۴۰۴ تا ۱۰ دی ۱۴۰۵ (سال ۲۰۲۶)"),
    ("2026-01-20~", "about 20 January 2026 (about 30 Dey 1404)", "حدود ۳۰ دی ۱۴۰۴ (حدود ۲۰ ژانویهٔ ۲۰۲۶)"),
    ("2026-01-20?", "20 January 2026 (30 Dey 1404), doubtful", "۳۰ دی ۱۴۰۴ (۲۰ ژانویهٔ ۲۰۲۶)، نامطمئن"),
    ("2026-01-20%", "about 20 January 2026 (about 30 Dey 1404), doubtful", "حدود ۳۰ دی ۱۴۰۴ (حدود ۲۰ ژانویهٔ ۲۰۲۶)، نامطمئن"),
    (
        "2025-10~/2026-02~",
        "about October 2025 – February 2026 (about Mehr – Esfand 1404)",
        "حدود مهر تا اسفند ۱۴۰۴ (حدود اکتبر ۲۰۲۵ تا فوریهٔ ۲۰۲۶)",
    ),
    (
        "2025-12-22~/2025-12-31~",
        "about 22–31 December 2025 (about 1–10 Dey 1404)",
        "حدود ۱ تا ۱۰ دی ۱۴۰۴ (حدود ۲۲ تا ۳۱ دسامبر ۲۰۲۵)",
    ),
    ("2026-01-08/2026-01-09", "8–9 January 2026 (18–19 Dey 1404)", "۱۸ تا ۱۹ دی ۱۴۰۴ (۸ تا ۹ ژانویهٔ ۲۰۲۶)"),
    (
        "2026-01-08/2026-02-03",
        "8 January – 3 February 2026 (18 Dey – 14 Bahman 1404)",
        "۱۸ دی تا ۱۴ بهمن ۱۴۰۴ (۸ ژانویه تا ۳ فوریهٔ ۲۰۲۶)",
    ),
    ("2026-01/..", "since January 2026 (since 11 Dey 1404)", "از ۱۱ دی ۱۴۰۴ به بعد (از ژانویهٔ ۲۰۲۶ به بعد)"),
    ("2026-01-20/..", "since 20 January 2026 (since 30 Dey 1404)", "از ۳۰ دی ۱۴۰۴ به بعد (از ۲۰ ژانویهٔ ۲۰۲۶ به بعد)"),
    ("../2026-01", "until January 2026 (until 11 Bahman 1404)", "تا ۱۱ بهمن ۱۴۰۴ (تا ژانویهٔ ۲۰۲۶)"),
    (
        "2026-01-20/",
        "from 20 January 2026 to a day that is not known (from 30 Dey 1404 to a day that is not known)",
        "از ۳۰ دی ۱۴۰۴ تا روزی نامعلوم (از ۲۰ ژانویهٔ ۲۰۲۶ تا روزی نامعلوم)",
    ),
    ("2022-22", "summer 2022 (11 Khordad – 9 Shahrivar 1401)", "۱۱ خرداد تا ۹ شهریور ۱۴۰۱ (تابستان ۲۰۲۲)"),
    ("198X", "the 1980s (11 Dey 1358 – 10 Dey 1368)", "۱۱ دی ۱۳۵۸ تا ۱۰ دی ۱۳۶۸ (دههٔ ۱۹۸۰)"),
    ("2020/2021", "2020–2021 (11 Dey 1398 – 10 Dey 1400)", "۱۱ دی ۱۳۹۸ تا ۱۰ دی ۱۴۰۰ (سال‌های ۲۰۲۰ تا ۲۰۲۱)"),
    (
        "2026-01-20~/2026-02-01",
        "about 20 January 2026 – 1 February 2026 (about 30 Dey 1404 – 12 Bahman 1404)",
        "حدود ۳۰ دی ۱۴۰۴ تا ۱۲ بهمن ۱۴۰۴ (حدود ۲۰ ژانویهٔ ۲۰۲۶ تا ۱ فوریهٔ ۲۰۲۶)",
    ),
    ("", "not known", "نامعلوم"),
]


@pytest.mark.parametrize(("edtf", "english", "persian"), SHOWN)
def test_shown(edtf: str, english: str, persian: str) -> None:
    """A date reads naturally in each language, its own calendar first."""
    assert (show(edtf, "en"), show(edtf, "fa")) == (english, persian)


@pytest.mark.parametrize(
    ("calendars", "english", "persian"),
    [("gregorian", "20 January 2026", "۲۰ ژانویهٔ ۲۰۲۶"), ("solar", "30 Dey 1404", "۳۰ دی ۱۴۰۴")],
)
def test_one_calendar(calendars: str, english: str, persian: str) -> None:
    """Either calendar can be asked for alone."""
    assert (show("2026-01-20", "en", calendars), show("2026-01-20", "fa", calendars)) == (english, persian)


@settings(deadline=None)
@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(["", "~", "?", "/..", "~/.."]))
def test_persian_has_persian_digits(day: date, rest: str) -> None:
    """No Latin letter or digit is left in what a Persian reader sees."""
    shown = show(f"{day}{rest}", "fa")

    assert not any(letter.isascii() and letter.isalnum() for letter in shown)
