"""Overlap and order of uncertain times, answered in three values: no, possibly, yes."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Final

from govah.dates.edtf import Edtf, End

_OPEN_PAST: Final = -(10**8)
_OPEN_FUTURE: Final = 10**8
_SLACK: Final = {"day": 5, "month": 31, "season": 92, "year": 366, "none": 0}
"""How many days a `~` or `?` may be off, by the precision of the date that bears it."""


class Answer(IntEnum):
    """What can be said; `if answer:` reads "possibly, at least"."""

    NO = 0
    POSSIBLY = 1
    YES = 2


def overlaps(one: Edtf | str, other: Edtf | str) -> Answer:
    """Answers whether two times share a day: `POSSIBLY` where only a qualifier's give lets them, or one is doubtful."""
    a, b = _edtf(one), _edtf(other)
    if not _meet(_span(a, widened=True), _span(b, widened=True)):
        return Answer.NO
    if _meet(_span(a), _span(b)) and not _is_doubtful(a) and not _is_doubtful(b):
        return Answer.YES
    return Answer.POSSIBLY


def before(one: Edtf | str, other: Edtf | str) -> Answer:
    """Answers whether the first lies before the second: `YES` where it does however both are read, `POSSIBLY` where it may."""
    a, b = _edtf(one), _edtf(other)
    if _span(a, widened=True)[1] < _span(b, widened=True)[0] and not _is_doubtful(a) and not _is_doubtful(b):
        return Answer.YES
    return Answer.POSSIBLY if _span(a, widened=True)[0] < _span(b, widened=True)[1] else Answer.NO


def after(one: Edtf | str, other: Edtf | str) -> Answer:
    """Answers whether the first lies after the second."""
    return before(other, one)


def _edtf(value: Edtf | str) -> Edtf:
    return Edtf.parse(value) if isinstance(value, str) else value


def _is_doubtful(value: Edtf) -> bool:
    return "?" in value.qualifiers or "%" in value.qualifiers


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _span(value: Edtf, *, widened: bool = False) -> tuple[int, int]:
    low = _ordinal(value.first, _OPEN_PAST) - (_slack(value.start) if widened else 0)
    high = _ordinal(value.last, _OPEN_FUTURE) + (_slack(value.end) if widened else 0)
    return low, high


def _ordinal(day: date | None, default: int) -> int:
    return default if day is None else day.toordinal()


def _slack(end: End) -> int:
    return _SLACK[end.precision] if end.qualifier else 0
