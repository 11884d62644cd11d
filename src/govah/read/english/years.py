"""Which year a day without one belongs to, where the day of publication does not tell: that of the dates which stand beside it.

"Arrested on 4 October 2020. On 3 December he was freed" is of one story: the day is the one nearest to the full date told
before it, or else after it. Where a weekday stands with it, the year must have that weekday. A text that opens with its own day
is read from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from govah.dates import FoundDate, find
from govah.read.sequel import first_day

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH: Final = re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b")
_OWN_YEAR: Final = re.compile(r"(?i)\d{4}|\b(?:last|this|next|ago|same|that|today|tonight|tomorrow|yesterday)\b")
_WEEKDAY: Final = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_HALF: Final = timedelta(days=183)
_FAR: Final = timedelta(days=550)
"""How long before the publication a story lies of which the days are no longer reckoned from the publication."""
_SOON: Final = timedelta(days=92)
"""How long after a full date the next paragraph may go on."""
_NEAR: Final = 500
"""Characters within which a full date lends its year, where the publication would tell another."""
_HEAD: Final = 500
_ASIDE: Final = re.compile(r"[\s,.:;|()\[\]·•–—-]+")


def dateline(text: str) -> date | None:
    """Gives the day with which a text opens: alone on its line, or before the dash or colon of its first paragraph."""
    for one in find(text[:_HEAD], published=None, language="en"):
        if not _DAY.fullmatch(one.edtf):
            continue
        start, end = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end)
        line = text[start : end if end >= 0 else len(text)]
        rest = [word for word in _ASIDE.split(line[: one.start - start] + " " + line[one.end - start :]) if word]
        opens = one.start - start <= 60 and re.match(
            r"(?:\s*\([^)\n]{2,40}\))?\)?\s*(?:[:–—]|-{1,2} )", text[one.end : one.end + 60]
        )
        if len(rest) <= 6 or opens:
            return date.fromisoformat(one.edtf)
    return None


def with_years(text: str, found: Sequence[FoundDate], published: date | None) -> list[FoundDate]:
    """Gives the dates of a text, those without a year as their neighbours tell it where the publication does not."""
    found = [part for one in found for part in _parted(one, published)]
    written = [one for one in found if re.search(r"\d{4}", one.text) and (published is None or len(one.edtf) != _A_MONTH)]
    full = [(one.start, day) for one in written if (day := _full(one.edtf)) is not None]
    dated = [_with_year(text, one, full, published) for one in found] if full else list(found)
    return [_of_that_year(text, one, dated) for one in dated]


_OVER_A_STOP: Final = re.compile(
    r"(?P<first>.*\b(?:January|February|March|April|May|June|July|August|September|October|November|December))\.\s+In "
    r"(?P<year>\d{4})"
)


def _parted(one: FoundDate, published: date | None) -> list[FoundDate]:
    """As in "… since March. In 2018 she …": a month that ends a sentence and the year that opens the next are two."""
    told = _OVER_A_STOP.fullmatch(one.text)
    if told is None:
        return [one]
    seen = find(f"in {told['first']}", published=published, language="en")
    first = replace(one, end=one.start + told.end("first"), text=told["first"], edtf=seen[0].edtf if len(seen) == 1 else "")
    return [first, replace(one, start=one.start + told.start("year"), text=told["year"], edtf=told["year"])]


def _full(edtf: str) -> date | None:
    """The day of a date that names its year and month: "3 May 2022", "since 3 May 2022", "May 2022"."""
    known = _FULL.fullmatch(edtf)
    return date(int(known[1]), int(known[2]), int(known[3] or 1)) if known else None


_A_MONTH: Final = len("2022-05")
_FULL: Final = re.compile(r"(\d{4})-(0\d|1[0-2])(?:-(\d\d))?(?:/\.\.)?")
NAMED_YEAR: Final = re.compile(
    r"(?i)^,? ?(?:of |in )?(?:(?P<same>that|the same|that same)|(?P<next>the following|the next)) year\b"
)
"""Which year a month before it is of: "in September of the same year"."""


def _of_that_year(text: str, one: FoundDate, dated: Sequence[FoundDate]) -> FoundDate:
    """As in "in September of the same year", "in March of the following year": the year last named, or the one after it."""
    told = NAMED_YEAR.match(text[one.end : one.end + 40])
    if told is None or re.search(r"\d{4}", one.text) or one.calendar != "gregorian":
        return one
    before = [first for other in dated if other.start < one.start and other.edtf and (first := first_day(other.edtf))]
    if not before:
        return one
    seen = find(f"on {one.text} {before[-1].year + (1 if told['next'] else 0)}", published=None, language="en")
    return replace(one, edtf=seen[0].edtf) if len(seen) == 1 and seen[0].edtf and not seen[0].impossible else one


def _with_year(  # noqa: PLR0911 - rules, read from the top
    text: str, one: FoundDate, full: Sequence[tuple[int, date]], published: date | None
) -> FoundDate:
    if published is None and not one.edtf and re.search(r"(?i)\bthis year$", one.text):
        seen = find(f"in {one.text}", published=max(day for _, day in full), language="en")
        return replace(one, edtf=seen[0].edtf) if len(seen) == 1 and seen[0].edtf else one
    if one.calendar != "gregorian" or _OWN_YEAR.search(one.text):
        return one
    before = [(start, day) for start, day in full if start < one.start]
    start, base = before[-1] if before else full[0]
    if published is None and not _WEEKDAY.search(one.text) and not (before and _goes_on(text, one, start, base)):
        return _on_the_same_day(one, full)
    if published is not None and (abs(one.start - start) > _NEAR or published - base < _FAR or "\n\n" in text[start : one.start]):
        return one
    if not _MONTH.search(one.text):
        return _on_weekday(one, base)
    for years in range(6):
        lead = "on" if any(letter.isdigit() for letter in one.text) else "in"
        seen = find(f"{lead} {one.text}", published=base + _HALF + timedelta(days=365 * years), language="en")
        if len(seen) == 1 and seen[0].edtf and not seen[0].impossible:
            return replace(one, edtf=_opened(text, one, seen[0].edtf))
        if not _WEEKDAY.search(one.text):
            break
    return one


def _goes_on(text: str, one: FoundDate, start: int, base: date) -> bool:
    """Whether the story goes on from a full date to this day: in the same paragraph, or soon after it in time and in the text."""
    if not any(letter.isdigit() for letter in one.text):
        return "\n" not in text[start : one.start] and _MONTH.fullmatch(one.text.strip()) is not None
    if "\n" not in text[start : one.start]:
        return True
    seen = find(f"on {one.text}", published=base + _SOON, language="en")
    told = first_day(seen[0].edtf) if len(seen) == 1 else None
    return told is not None and one.start - start < _NEAR and timedelta(0) <= told - base <= _SOON


def _on_the_same_day(one: FoundDate, full: Sequence[tuple[int, date]]) -> FoundDate:
    """As in "On August 16 … On August 16, 2023": the same day and month, in full."""
    for _, day in full:
        seen = find(f"on {one.text}", published=day, language="en")
        if len(seen) == 1 and seen[0].edtf == str(day):
            return replace(one, edtf=str(day))
    return one


def _on_weekday(one: FoundDate, base: date) -> FoundDate:
    """As in "died on Wednesday", beside a date of that week that is a Wednesday."""
    named = _WEEKDAY.search(one.text)
    is_it = named is not None and not one.edtf and base.strftime("%A").lower() == named.group().lower()
    return replace(one, edtf=str(base)) if is_it else one


def _opened(text: str, one: FoundDate, edtf: str) -> str:
    """Since a day lasts on from it."""
    return (
        f"{edtf}/.."
        if re.search(r"(?i)\bsince (?:the )?$", text[max(0, one.start - 12) : one.start]) and first_day(edtf)
        else edtf
    )
