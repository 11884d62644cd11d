"""From the parts of a date to days: which year is meant, and what cannot be right as written.

A month or day without a year is the nearest past one, seen from the publication, unless the words look ahead. A date of
the publication's own year that lies months ahead, in words that do not look ahead, is taken for a slip of the year ("Dey 1405" in
a text of the summer of 1405): the year before is meant, doubtfully. A day whose weekday is wrong is doubtful; of a day that its
month lacks only the month stands.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from govah.dates import solar
from govah.dates.parts import Parts
from govah.dates.spans import Context, Span, span, whole, year_of
from govah.dates.vague import decade, part_of, period, relative_day, season, weekday, year, year_in, years

_GIVE: Final = timedelta(days=1)
"""A date may lie a day after the publication: clocks and time zones differ."""
_SOON: Final = timedelta(days=240)
"""What is announced lies no further ahead; "a hearing expected in April" in a text of May is last month's."""
_AHEAD: Final = timedelta(days=45)
"""A date further ahead than this, in words that do not look ahead, is a slip; a nearer one may be an update or a plan."""


def resolve(parts: Parts, context: Context) -> Span | None:
    """Gives the days that the parts mean, or None where they and the publication do not fix them."""
    if parts.month:
        return _in_month(parts, context)
    for is_such, reckon in (
        (parts.days is not None, relative_day),
        (bool(parts.unit), period),
        (parts.season is not None, season),
        (parts.weekday is not None, weekday),
    ):
        if is_such:
            return reckon(parts, context)
    if parts.decade is not None:
        return decade(parts.decade)
    if parts.year2 is not None and parts.year is not None:
        return years(parts, parts.year, parts.year2)
    return year(parts, context)


def _in_month(parts: Parts, context: Context) -> Span | None:
    known = year_in(parts, context, parts.calendar)
    if known is None and parts.offset is not None:
        return None
    if parts.day and not _has_day(parts, known):
        return _impossible_day(parts, context, known)
    if known is None:
        return _yearless(parts, context)
    first, last = _days(parts, known)
    if _is_slip(parts, context, first, known):
        swapped = date(known, parts.day, parts.month) if parts.qualifier == "?" else first
        if swapped < first and not _is_slip(parts, context, swapped, known):
            return span(swapped, swapped, parts.calendar, "?")
        return _slipped(parts, known - 1)
    return _finish(parts, first, last)


def _days(parts: Parts, at: int) -> tuple[date, date]:
    """The days that month and day name in that year; a 30 Esfand or 29 February that it lacks is a `ValueError`."""
    if not parts.day:
        return whole(parts.calendar, at, parts.month)
    maker = {"solar_hijri": solar.from_solar, "lunar_hijri": solar.from_lunar}.get(parts.calendar, date)
    first = maker(at, parts.month, parts.day)
    return first, maker(at, parts.month, parts.day2) if parts.day2 else first


def _days_or_none(parts: Parts, at: int) -> tuple[date, date] | None:
    try:
        return _days(parts, at)
    except ValueError:
        return None


def _has_day(parts: Parts, known: int | None) -> bool:
    """Whether the month has the day, in that year or, where it is not known, in any."""
    leap = {"solar_hijri": 1403, "lunar_hijri": 1445}.get(parts.calendar, 2024)
    found = _days_or_none(parts, leap if known is None else known)
    return found is not None and found[0] <= found[1]


def _impossible_day(parts: Parts, context: Context, known: int | None) -> Span | None:
    """The month stands, doubtful: its day cannot be."""
    bare = parts._replace(day=0, day2=0, weekday=None)
    found = _yearless(bare, context) if known is None else span(*whole(parts.calendar, known, parts.month), parts.calendar)
    return None if found is None else span(found.first, found.last, found.calendar, "?", impossible=True)


def _is_slip(parts: Parts, context: Context, first: date, known: int) -> bool:
    if context.last is None or context.is_future or parts.offset is not None:
        return False
    return first > context.last + _AHEAD and known == year_of(parts.calendar, context.last)


def _slipped(parts: Parts, at: int) -> Span:
    """The year of writing given for the year before: the day that was meant, doubtful."""
    first, last = _days_or_none(parts, at) or whole(parts.calendar, at, parts.month)
    return span(first, last, parts.calendar, "?", impossible=True)


def _yearless(parts: Parts, context: Context) -> Span | None:
    """The nearest past one; the coming one where the words look ahead, or where it is nearer and alone has the weekday."""
    if context.last is None or context.first is None:
        return None
    limit = context.last + (_GIVE if parts.day else timedelta(0))
    about = year_of(parts.calendar, context.last)
    around = [found for at in range(about - 9, about + 9) if (found := _days_or_none(parts, at)) is not None]
    past = [found for found in around if found[0] <= limit]
    if parts.turn == -1:
        past = [found for found in past if found[1] < context.last]
    coming = next(found for found in around if found[1] >= context.last)
    is_near = coming[0] - context.last <= _SOON
    chosen = coming if parts.turn == 1 or (context.is_future and (is_near or parts.weekday is not None)) else past[-1]
    is_nearer = coming[0] - context.last < context.last - past[-1][1]
    if is_nearer and (context.is_limit or chosen[0].weekday() != parts.weekday == coming[0].weekday()):
        chosen = coming
    if context.day is None and chosen[0] < context.first:
        return None
    return _finish(parts, *chosen)


def _finish(parts: Parts, first: date, last: date) -> Span:
    """Applies early, mid, late, halves and about, and checks the weekday."""
    if parts.day:
        is_wrong = parts.weekday is not None and first.weekday() != parts.weekday and parts.calendar != "lunar_hijri"
        mark = "?" if is_wrong or parts.qualifier == "?" else ("~" if parts.is_about else "")
        return span(first, last, parts.calendar, mark, impossible=is_wrong)
    if parts.qualifier or parts.nth:
        first, last = part_of(parts, first, last)
        return Span(f"{first}~", f"{last}~", first, last, parts.calendar)
    return span(first, last, parts.calendar, "~" if parts.is_about else "")
