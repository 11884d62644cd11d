"""The small values that claims are made of: what, when, where, and the exact words they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """What a speaker commits to; `words/stances/` says each in full."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    ALLEGED = "alleged"
    DENIED = "denied"
    UNKNOWN = "unknown"


AFFIRMED = frozenset({Stance.ASSERTED, Stance.REPORTED, Stance.ALLEGED})
"""Stances that put a thing forward; a denial or an "it is not known" never does."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a claim says, by the predicate's type."""

    text: str = ""
    "The words, or a short gloss where the source's words are in the quote."
    term: str = ""
    "A word of the vocabulary, where one fits (`moharebeh`, `evin`)."
    low: int | None = None
    high: int | None = None
    "A number is low == high; a range has both; an open end is None."


@dataclass(frozen=True, slots=True)
class When:
    """A time as the source gives it: never more exact than its words."""

    edtf: str = ""
    "EDTF (ISO 8601-2:2019) level 1 in the Gregorian calendar, qualifiers kept; empty where the words fix nothing."
    text: str = ""
    "The words as written."
    calendar: str = ""
    "`gregorian`, `solar_hijri` or `lunar_hijri`: the calendar of the words."


@dataclass(frozen=True, slots=True)
class Where:
    """A place as written, and the place it was read as."""

    text: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """By which definition a number counts: whom, as of when, and how it stands to the number beside it; as the words have it."""

    who: str = ""
    "Whom it counts, as written: `confirmed deaths`, `children under 18`."
    within: str = ""
    "The larger number that this is a part of (“including”, «از جمله»), as written; empty where it stands by itself."
    beside: str = ""
    "The number that this one is not in (“another”, «علاوه بر این»), as written."
    as_of: When | None = None
    "Up to when was counted; the time of what is counted is another."


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in its document a passage stands, beyond the characters; zero or empty where it does not apply."""

    page: int = 0
    "From 1."
    message: str = ""
    "A message's own id in a chat export or mailbox."
    cell: str = ""
    "`Sheet!B12`."


NOWHERE = Locator()
"""The locator of a passage for which the characters say all."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words of one derivation; `start` and `end` count Unicode code points, nothing normalised."""

    derivation: str
    quote: str
    start: int
    end: int
    locator: Locator = NOWHERE
