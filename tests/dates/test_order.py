"""Overlap, before and after in three values, and their laws."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.dates import Answer, Edtf, after, before, overlaps

NO, POSSIBLY, YES = Answer.NO, Answer.POSSIBLY, Answer.YES

OVERLAPS = [
    ("2026-01-20", "2026-01-20", YES), ("2026-01-20", "2026-01-21", NO), ("2026-01", "2026-01-20", YES),
    ("2026", "2026-01", YES),
    ("2025", "2026", NO), ("2025-12/2026-01", "2026-01-20", YES), ("2026-01/..", "2030", YES),
    ("../2026-01", "2026-02", NO),
    ("2026-01-20~", "2026-01-22", POSSIBLY), ("2026-01-20~", "2026-01-20", YES), ("2026-01-20~", "2026-03-01", NO),
    ("2026-01~", "2026-02-10", POSSIBLY), ("2026-01~", "2026-05", NO), ("2026-01-20?", "2026-01-20", POSSIBLY),
    ("2025-12-22/2026-01-20", "2026-01", YES), ("198X", "1988-08", YES), ("2025-10~/2026-02~", "2026-01-08", YES),
    ("2026-01/", "2027", YES), ("2025-24", "2026-01", YES),
]  # fmt: skip

BEFORE = [
    ("2026-01-20", "2026-01-21", YES), ("2026-01-20", "2026-01-20", NO), ("2026-01-21", "2026-01-20", NO),
    ("2025", "2026", YES),
    ("2026-01", "2026-01-20", POSSIBLY), ("2026-01", "2026-01-01", NO), ("2026-01-20", "2026-01", POSSIBLY),
    ("2026-01-31", "2026-01", NO),
    ("2026-01-20~", "2026-01-22", POSSIBLY), ("2026-01-20~", "2026-03-01", YES),
    ("2026-01-20?", "2026-03-01", POSSIBLY),
    ("2026-01/..", "2030", POSSIBLY), ("../2026-01", "2026-02", YES), ("../2026-01", "2025", POSSIBLY),
    ("2030", "2026-01/..", POSSIBLY),
    ("2030/..", "2026", NO), ("2026-05", "2026-01~", NO), ("2026-02-10", "2026-01~", POSSIBLY),
]  # fmt: skip

TIMES = st.tuples(
    st.dates(date(2020, 1, 1), date(2027, 12, 31)),
    st.dates(date(2020, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["", "~", "?", "%"]),
    st.sampled_from(["day", "month", "year", "interval", "since", "until"]),
).map(lambda made: _time(*made))


def _time(one: date, other: date, mark: str, shape: str) -> Edtf:
    first, last = sorted((one, other))
    forms = {
        "day": f"{one}{mark}", "month": f"{one:%Y-%m}{mark}", "year": f"{one:%Y}{mark}", "interval": f"{first}{mark}/{last}",
        "since": f"{one}{mark}/..", "until": f"../{one}{mark}",
    }  # fmt: skip
    return Edtf.parse(forms[shape])


@pytest.mark.parametrize(("one", "other", "answer"), OVERLAPS)
def test_overlaps(one: str, other: str, answer: Answer) -> None:
    """Two times share a day for certain, possibly, or not."""
    assert overlaps(one, other) is answer


@pytest.mark.parametrize(("one", "other", "answer"), BEFORE)
def test_before(one: str, other: str, answer: Answer) -> None:
    """One time lies before another for certain, possibly, or not."""
    assert before(one, other) is answer


@settings(deadline=None)
@given(TIMES, TIMES)
def test_overlap_is_mutual(one: Edtf, other: Edtf) -> None:
    """Overlap has no direction."""
    assert overlaps(one, other) is overlaps(other, one)


@settings(deadline=None)
@given(TIMES, TIMES)
def test_after_is_before_turned(one: Edtf, other: Edtf) -> None:
    """After is before, seen from the other side."""
    assert after(one, other) is before(other, one)


@settings(deadline=None)
@given(TIMES, TIMES)
def test_order_and_overlap_exclude_each_other(one: Edtf, other: Edtf) -> None:
    """What surely lies before neither overlaps nor lies after; and one of the three is always at least possible."""
    if before(one, other) is YES:
        assert overlaps(one, other) is NO
        assert after(one, other) is NO
    assert overlaps(one, other) or before(one, other) or after(one, other)


@settings(deadline=None)
@given(TIMES, TIMES, TIMES)
def test_before_carries_over(one: Edtf, two: Edtf, three: Edtf) -> None:
    """Surely before twice is surely before."""
    if before(one, two) is YES and before(two, three) is YES:
        assert before(one, three) is YES


@settings(deadline=None)
@given(TIMES)
def test_a_time_overlaps_itself(one: Edtf) -> None:
    """Nothing lies surely before itself, and every time may overlap itself."""
    assert overlaps(one, one)
    assert before(one, one) is not YES
