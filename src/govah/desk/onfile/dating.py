"""Dates that a person types, as the records keep them."""

from __future__ import annotations

from datetime import date

from govah import dates
from govah.errors import UsageError
from govah.records import When


def edtf_of(words: str) -> str:
    """Gives the EDTF of words that a person typed, in either calendar; raises `UsageError` where they are no date."""
    return when_of(words).edtf


def when_of(words: str) -> When:
    """Gives a time from words that a person typed; raises `UsageError` where they are no date."""
    try:
        read = dates.parse(words)
    except UsageError:
        raise UsageError("date-unread", words=words[:40]) from None
    if not read.edtf:
        raise UsageError("date-unread", words=words[:40])
    return When(read.edtf, words, read.calendar)


def last_day_of(words: str) -> date:
    """Gives the last day that words allow: "as of Dey 1404" is as of its last day; raises `UsageError` where they have none."""
    last = dates.Edtf.parse(edtf_of(words)).last
    if last is None:
        raise UsageError("date-unread", words=words[:40])
    return last


def first_day_of(words: str) -> date:
    """Gives the first day that words allow; raises `UsageError` where they have none."""
    first = dates.Edtf.parse(edtf_of(words)).first
    if first is None:
        raise UsageError("date-unread", words=words[:40])
    return first
