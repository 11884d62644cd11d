"""The Solar Hijri calendar, day for day, and the tabular Lunar Hijri one, which is right to a day or two.

The Solar leap years follow the 33-year rule (leap where `year mod 33` is one of eight), which gives the official calendar of Iran
and Afghanistan for every year from 1206 to 1498 (1827 to 2120). The Lunar dates are arithmetical; the real ones hang on the sight
of the moon.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

FIRST_YEAR: Final = 1206
LAST_YEAR: Final = 1498
"""Solar years for which the 33-year rule is known to hold."""

_LEAPS: Final = (1, 5, 9, 13, 17, 22, 26, 30)
_NEW_YEAR_1: Final = 226895
"""The proleptic Gregorian ordinal of 1 Farvardin 1 under this rule (checked by 1 Farvardin 1404 = 21 March 2025)."""
_LUNAR_EPOCH: Final = 227015
"""The ordinal of 1 Muharram 1 (16 July 622 of the Julian calendar)."""


def is_leap(year: int) -> bool:
    """Answers whether a Solar Hijri year has 366 days."""
    return year % 33 in _LEAPS


def month_days(year: int, month: int) -> int:
    """Gives the length of a Solar Hijri month."""
    if month <= 6:
        return 31
    return 30 if month <= 11 or is_leap(year) else 29


def _new_year(year: int) -> int:
    """The ordinal of 1 Farvardin."""
    cycles, rest = divmod(year - 1, 33)
    return _NEW_YEAR_1 + (year - 1) * 365 + cycles * 8 + sum(1 for leap in _LEAPS if leap <= rest)


def from_solar(year: int, month: int, day: int) -> date:
    """Gives the Gregorian day of a Solar Hijri one; a day that the month does not have is a `ValueError`."""
    if not (1 <= month <= 12 and 1 <= day <= month_days(year, month)):
        raise ValueError(f"{year}-{month}-{day}")
    before = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return date.fromordinal(_new_year(year) + before + day - 1)


def to_solar(day: date) -> tuple[int, int, int]:
    """Gives (year, month, day) of the Solar Hijri calendar."""
    ordinal = day.toordinal()
    year = day.year - 621
    if ordinal < _new_year(year):
        year -= 1
    rest = ordinal - _new_year(year)
    if rest < 186:
        return year, rest // 31 + 1, rest % 31 + 1
    return year, (rest - 186) // 30 + 7, (rest - 186) % 30 + 1


def solar_month(year: int, month: int) -> tuple[date, date]:
    """Gives the first and the last day of a Solar Hijri month."""
    first = from_solar(year, month, 1)
    return first, first + timedelta(days=month_days(year, month) - 1)


def lunar_month_days(year: int, month: int) -> int:
    """Gives the length of a month of the tabular Lunar Hijri calendar."""
    if month == 12 and (11 * year + 14) % 30 < 11:
        return 30
    return 30 if month % 2 else 29


def from_lunar(year: int, month: int, day: int) -> date:
    """Gives the Gregorian day near a Lunar Hijri one; the 30th of a short month reads as the day after its 29th."""
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(f"{year}-{month}-{day}")
    months = 29 * (month - 1) + month // 2
    return date.fromordinal(_LUNAR_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + months + day - 1)


def to_lunar(day: date) -> tuple[int, int, int]:
    """Gives (year, month, day) of the tabular Lunar Hijri calendar."""
    ordinal = day.toordinal()
    year = (30 * (ordinal - _LUNAR_EPOCH) + 10646) // 10631
    month = 12
    while month > 1 and from_lunar(year, month, 1).toordinal() > ordinal:
        month -= 1
    return year, month, ordinal - from_lunar(year, month, 1).toordinal() + 1
