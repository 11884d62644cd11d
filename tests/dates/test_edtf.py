"""EDTF round-trips, bounds are right, and two other readers of EDTF agree but for their known faults.

`undate` 0.8 drops `~ ? %` silently, turns an unknown end into an open one and knows no seasons; `edtf` 5 fails on open ends,
invents ten years for an unknown one, and ends winter with its December. Where they fail they are not asked.
"""

from __future__ import annotations

from datetime import date, timedelta

import edtf as edtf_oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from undate import Undate  # type: ignore[import-untyped]

from govah.dates import Edtf
from govah.errors import UsageError

YEARS = st.integers(1, 9999).map("{:04}".format)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
PLAIN = st.one_of(
    YEARS,
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: f"{day.isoformat()[:7]}-XX"),
    YEARS.map("{}-XX".format),
    YEARS.map("{}-XX-XX".format),
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
)
SEASONS = st.tuples(st.integers(1, 9998), st.integers(21, 24)).map(lambda pair: f"{pair[0]:04}-{pair[1]}")
MARKS = st.sampled_from(["", "~", "?", "%"])

BOUNDS = [
    ("2026", "2026-01-01", "2026-12-31"), ("2026~", "2026-01-01", "2026-12-31"),
    ("2026-02", "2026-02-01", "2026-02-28"),
    ("2024-02", "2024-02-01", "2024-02-29"), ("2026-01-20", "2026-01-20", "2026-01-20"),
    ("2026-01-20?", "2026-01-20", "2026-01-20"),
    ("198X", "1980-01-01", "1989-12-31"), ("19XX", "1900-01-01", "1999-12-31"), ("2XXX", "2000-01-01", "2999-12-31"),
    ("2026-XX", "2026-01-01", "2026-12-31"), ("2026-01-XX", "2026-01-01", "2026-01-31"),
    ("2026-XX-XX", "2026-01-01", "2026-12-31"),
    ("2025-21", "2025-03-01", "2025-05-31"), ("2025-22", "2025-06-01", "2025-08-31"),
    ("2025-23", "2025-09-01", "2025-11-30"),
    ("2025-24", "2025-12-01", "2026-02-28"), ("2023-24", "2023-12-01", "2024-02-29"),
    ("2025-12/2026-01", "2025-12-01", "2026-01-31"),
    ("2025-10~/2026-02~", "2025-10-01", "2026-02-28"), ("2025/2026-01-20", "2025-01-01", "2026-01-20"),
    ("2026-01/..", "2026-01-01", ""),
    ("../2026-01", "", "2026-01-31"), ("2026-01/", "2026-01-01", ""), ("/2026", "", "2026-12-31"),
    ("2025-24/2026-21", "2025-12-01", "2026-05-31"),
    ("0001", "0001-01-01", "0001-12-31"), ("9999-12", "9999-12-01", "9999-12-31"),
]  # fmt: skip

WRONG = [
    "", "..", "/", "../..", "2026-13", "2026-00", "2026-02-30", "2025-02-29", "2026-1-2", "26", "20260120",
    "2026-01-20T10:00:00", "Y12026", "-2026", "2026~?", "~2026", "2026-~01", "[2025,2026]", "{2025..2026}",
    "2026/2025", "2026-01-20/2026-01-19", "2026/2027/2028", " 2026", "2026 ", "20X6", "X026", "2026-X1",
    "2026-01-2X", "202X-01", "2026-XX-01", "2026-25", "2026-21-01", "۲۰۲۶", "0000", "two", "2026-01-32",
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last"), BOUNDS)
def test_bounds(text: str, first: str, last: str) -> None:
    """An expression allows the days from its first to its last, and comes back as it was."""
    value = Edtf.parse(text)

    assert (value.first, value.last) == (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
    assert str(value) == text


@pytest.mark.parametrize("text", WRONG)
def test_wrong(text: str) -> None:
    """What is not EDTF of level 1, or ends before it begins, is refused and never mended."""
    with pytest.raises(UsageError):
        Edtf.parse(text)


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("2026", ""),
        ("2026~", "~"),
        ("2026?", "?"),
        ("2026%", "%"),
        ("2025~/2026", "~"),
        ("2025~/2026~", "~"),
        ("2025~/2026?", "~?"),
    ],
)
def test_qualifiers(text: str, qualifiers: str) -> None:
    """The qualifiers of both ends are told, each once."""
    assert Edtf.parse(text).qualifiers == qualifiers


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2026", "year"),
        ("198X", "year"),
        ("2026-XX", "year"),
        ("2026-01", "month"),
        ("2026-01-XX", "month"),
        ("2026-01-20", "day"),
        ("2025-24", "season"),
    ],
)
def test_precision(text: str, precision: str) -> None:
    """An end knows how exact it is."""
    assert Edtf.parse(text).start.precision == precision


@settings(deadline=None)
@given(st.one_of(PLAIN, SEASONS), MARKS)
def test_round_trip(text: str, mark: str) -> None:
    """What is read is written again, letter for letter."""
    assert str(Edtf.parse(text + mark)) == text + mark


@settings(deadline=None)
@given(DAYS, DAYS, MARKS, MARKS)
def test_interval_round_trip(one: date, other: date, left: str, right: str) -> None:
    """Intervals keep both ends and their qualifiers, and allow the days from one to the other."""
    first, last = sorted((one, other))
    value = Edtf.parse(f"{first}{left}/{last}{right}")

    assert str(value) == f"{first}{left}/{last}{right}"
    assert (value.first, value.last) == (first, last)


@settings(deadline=None)
@given(PLAIN)
def test_edtf_agrees(text: str) -> None:
    """The `edtf` package gives the same first and last day."""
    value, other = Edtf.parse(text), edtf_oracle.parse_edtf(text)

    assert value.first is not None
    assert value.last is not None
    assert value.first.timetuple()[:3] == tuple(other.lower_strict())[:3]
    assert value.last.timetuple()[:3] == tuple(other.upper_strict())[:3]


@settings(deadline=None)
@given(PLAIN)
def test_undate_agrees(text: str) -> None:
    """The `undate` package gives the same first and last day."""
    value, other = Edtf.parse(text), Undate.parse(text, "EDTF")

    assert (str(value.first), str(value.last)) == (str(other.earliest), str(other.latest))


@settings(deadline=None)
@given(st.dates(date(1, 1, 1), date(9998, 12, 31)), st.integers(0, 800))
def test_between(first: date, days: int) -> None:
    """The shortest EDTF of a run of days allows just those days."""
    last = min(first + timedelta(days=days), date(9999, 12, 30))
    value = Edtf.between(first, last)

    assert (value.first, value.last) == (first, last)
