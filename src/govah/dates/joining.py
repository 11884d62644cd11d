"""Dates beside each other: from … to …, between … and …, since and until, "5 and 9 January", "June and July 2011"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from govah.dates.edtf import Edtf
from govah.dates.parts import Parts
from govah.dates.resolve import resolve
from govah.dates.spans import Context, Span
from govah.dates.tokens import Tokens

THAN: Final = frozenset({"بیش", "بیشتر", "کمتر", "یکی", "برخی"})
"""Persian words after which "از" is no "since": more than, less than, one of."""


class Hit(NamedTuple):
    """One form that is a date, by its first token and the one after its last."""

    start: int
    end: int
    parts: Parts


class Joined(NamedTuple):
    """One date of the text, by characters, with its EDTF."""

    start: int
    end: int
    edtf: str
    calendar: str
    impossible: bool = False


Contexts = Callable[[Hit], Context]
"""Gives what a hit is seen from."""


def joined(found: Tokens, given: Iterable[Hit], context: Contexts) -> Iterator[Joined]:
    """Gives the dates of a text, neighbours that make one interval as one."""
    hits = list(given)
    place = 0
    while place < len(hits):
        pair = hits[place : place + 2]
        one = _range(found, pair[0], pair[1], context) if len(pair) == 2 else None
        if one is not None:
            yield one
            place += 2
            continue
        lender = pair[1] if len(pair) == 2 and _borrows(found, *pair) else None
        yield from _single(found, pair[0], context, lender)
        place += 1


def _between(found: Tokens, one: Hit, other: Hit) -> str:
    """What stands between two dates, small words apart: T, - or K where it joins them."""
    return found.kinds[one.end : other.start].translate({ord(kind): None for kind in "hipD,"})


def _join(found: Tokens, one: Hit, other: Hit) -> str:
    between = _between(found, one, other)
    if between in {"T", "-"}:
        return "T"
    if between != "K":
        return ""
    return "B" if "B" in found.kinds[max(0, one.start - 2) : one.start + 1] else "K"


def _borrows(found: Tokens, one: Hit, other: Hit) -> bool:
    """Whether the first takes its year from the second: `18 Dey and 5 Bahman 1404`."""
    a, b = one.parts, other.parts
    same = bool(a.month and b.month) and a.calendar == b.calendar and bool(a.day) == bool(b.day)
    return same and not a.is_fixed and b.is_fixed and _between(found, one, other) in {"K", ""} and other.start - one.end <= 2


def _range(found: Tokens, one: Hit, other: Hit, context: Contexts) -> Joined | None:
    """Two dates as one interval; a year that one of them leaves out comes from the other."""
    join = _join(found, one, other)
    if not join or (join == "K" and not _borrows(found, one, other)):
        return None
    left, right = _ends(one, other, context)
    start, end = found.items[one.start].start, found.items[other.end - 1].end
    calendar = one.parts.calendar or other.parts.calendar
    if left is None or right is None:
        unknown = left is None and right is None and join != "K" and context(one).last is None
        return Joined(start, end, "", calendar) if unknown else None
    is_run = left.first < right.first and left.last <= right.last
    if not is_run or (join == "K" and left.last + timedelta(days=1) != right.first):
        return None
    return Joined(start, end, f"{left.start}/{right.end}", left.calendar, left.impossible or right.impossible)


def _ends(one: Hit, other: Hit, context: Contexts) -> tuple[Span | None, Span | None]:
    right = resolve(other.parts, context(other))
    if one.parts.is_fixed:
        left = resolve(one.parts, context(one))
        if left is not None and not other.parts.is_fixed:
            right = resolve(other.parts, Context(Edtf.between(left.first, left.first), is_future=True))
        return left, right
    if right is None:
        return None, None
    return resolve(one.parts, Context(Edtf.between(right.first, right.first))), right


def _single(found: Tokens, hit: Hit, context: Contexts, lender: Hit | None) -> Iterator[Joined]:
    parts = hit.parts
    if parts.join == "K":
        yield from _each(found, hit, context)
        return
    seen_from = context(hit)
    if lender is not None and (lent := resolve(lender.parts, context(lender))) is not None:
        seen_from = Context(Edtf.between(lent.first, lent.first))
    spanned = resolve(parts, seen_from)
    start, end = found.items[hit.start].start, found.items[hit.end - 1].end
    if spanned is not None:
        yield Joined(start, end, _opened(found, hit, spanned), spanned.calendar, spanned.impossible)
    elif parts.form not in {"year-placed", "decade", "years"}:
        yield Joined(start, end, "", parts.calendar or ("gregorian" if parts.is_latin else "solar_hijri"))


def _each(found: Tokens, hit: Hit, context: Contexts) -> Iterator[Joined]:
    """`5 and 9 January`, `the years 1398 and 1401`: dates of their own, not what lies between them."""
    listed = [place for place in range(hit.start, hit.end) if found.kinds[place] in ("y" if hit.parts.year2 else "dgr")]
    listed = listed[: 1 + found.kinds[hit.start : hit.end].count("K") + found.kinds[hit.start : hit.end].count(",")]
    single = hit.parts._replace(join="", day2=0, year2=None)
    is_month_first = hit.parts.form.startswith("month")
    for number, place in enumerate(listed):
        value = found.items[place].value
        parts = single._replace(year=value) if hit.parts.year2 else single._replace(day=value)
        start = hit.start if is_month_first and number == 0 else place
        end = hit.end if number == len(listed) - 1 else place + 1
        spanned = resolve(parts, context(hit))
        edtf, impossible = (spanned.edtf(), spanned.impossible) if spanned else ("", False)
        yield Joined(found.items[start].start, found.items[end - 1].end, edtf, parts.calendar, impossible)


def _opened(found: Tokens, hit: Hit, spanned: Span) -> str:
    """Since, until, before and after make an open interval of a date."""
    if hit.parts.join:
        return spanned.edtf()
    lead = found.kinds[max(0, hit.start - 3) : hit.start].rstrip("hoADi")
    word, place = lead[-1:], max(0, hit.start - 3) + len(lead) - 1
    if word == "F" and place > 0 and found.items[place - 1].value in THAN:
        return spanned.edtf()
    if word == "F" or (word == "j" and spanned.first == spanned.last):
        return f"{spanned.start}/.."
    return f"../{spanned.end}" if word in {"T", "b"} else spanned.edtf()
