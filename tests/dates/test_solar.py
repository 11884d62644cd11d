"""The calendars: every day of 1206 to 1498 against jdatetime, known days by hand, and the Lunar calendar within its promise."""

from __future__ import annotations

from datetime import date, timedelta

import jdatetime  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.dates import from_solar, to_solar
from govah.dates.solar import FIRST_YEAR, LAST_YEAR, from_lunar, is_leap, lunar_month_days, month_days, solar_month, to_lunar

KNOWN = [
    ((1404, 1, 1), "2025-03-21"), ((1404, 10, 30), "2026-01-20"), ((1405, 2, 23), "2026-05-13"), ((1403, 12, 30), "2025-03-20"),
    ((1357, 11, 22), "1979-02-11"), ((1398, 8, 24), "2019-11-15"), ((1401, 6, 25), "2022-09-16"), ((1404, 10, 1), "2025-12-22"),
    ((1395, 1, 1), "2016-03-20"), ((1396, 1, 1), "2017-03-21"), ((1399, 12, 30), "2021-03-20"), ((1400, 1, 1), "2021-03-21"),
    ((1408, 12, 30), "2030-03-20"), ((1206, 1, 1), "1827-03-22"), ((1300, 1, 1), "1921-03-21"), ((1498, 12, 30), "2120-03-20"),
    ((1332, 5, 28), "1953-08-19"),
]  # fmt: skip

LUNAR = [
    ((1447, 1, 1), "2025-06-27"), ((1447, 9, 1), "2026-02-18"), ((1445, 1, 1), "2023-07-19"), ((1, 1, 1), "0622-07-19"),
    ((1400, 1, 1), "1979-11-21"), ((1443, 12, 10), "2022-07-09"), ((1446, 9, 1), "2025-03-01"),
]  # fmt: skip


def test_every_day_agrees_with_jdatetime() -> None:
    """All 107,000 days of the years for which the rule holds convert as jdatetime converts them, and back."""
    day, last = from_solar(FIRST_YEAR, 1, 1), from_solar(LAST_YEAR, 12, 29)
    wrong = []
    while day <= last:
        ours = to_solar(day)
        theirs = jdatetime.date.fromgregorian(date=day)
        if ours != (theirs.year, theirs.month, theirs.day) or from_solar(*ours) != day:
            wrong.append(day)
        day += timedelta(days=1)

    assert wrong == []


@pytest.mark.parametrize(("solar", "gregorian"), KNOWN)
def test_known_days(solar: tuple[int, int, int], gregorian: str) -> None:
    """Days that history gives in both calendars."""
    assert from_solar(*solar).isoformat() == gregorian
    assert to_solar(date.fromisoformat(gregorian)) == solar


@pytest.mark.parametrize("year", [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420])
def test_leap_years(year: int) -> None:
    """The leap years of these decades are those of the official calendar, and their neighbours are none."""
    assert is_leap(year)
    assert not is_leap(year + 1)
    assert month_days(year, 12) == 30


@pytest.mark.parametrize("wrong", [(1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1404, 0, 1), (1404, 1, 32), (1404, 1, 0)])
def test_days_that_are_not(wrong: tuple[int, int, int]) -> None:
    """A day that its month lacks is refused."""
    with pytest.raises(ValueError, match="-"):
        from_solar(*wrong)


@settings(deadline=None)
@given(st.dates(date(622, 3, 22), date(9000, 1, 1)))
def test_conversion_is_its_own_inverse(day: date) -> None:
    """Any day comes back, within the rule's years and outside."""
    assert from_solar(*to_solar(day)) == day


@settings(deadline=None)
@given(st.dates(date(1827, 3, 22), date(2120, 3, 19)))
def test_days_follow_each_other(day: date) -> None:
    """The next Gregorian day is the next Solar one."""
    assert to_solar(day) < to_solar(day + timedelta(days=1))


@settings(deadline=None)
@given(st.integers(1206, 1498), st.integers(1, 12))
def test_months_are_whole(year: int, month: int) -> None:
    """A month runs from its first day to the eve of the next."""
    first, last = solar_month(year, month)

    assert to_solar(first) == (year, month, 1)
    assert to_solar(last + timedelta(days=1))[2] == 1
    assert (last - first).days + 1 == month_days(year, month)


@pytest.mark.parametrize(("lunar", "gregorian"), LUNAR)
def test_lunar_days(lunar: tuple[int, int, int], gregorian: str) -> None:
    """Lunar days lie within two days of those of the published calendars."""
    assert abs(from_lunar(*lunar) - date.fromisoformat(gregorian)) <= timedelta(days=2)


@settings(deadline=None)
@given(st.dates(date(622, 7, 20), date(2500, 1, 1)))
def test_lunar_inverse(day: date) -> None:
    """The tabular Lunar calendar is its own inverse, and no day lies outside its month."""
    year, month, number = to_lunar(day)

    assert from_lunar(year, month, number) == day
    assert 1 <= number <= lunar_month_days(year, month)
