"""Between what a device says of its clock and what others say of theirs: the gap, and the bracket that cannot be argued with.

Invariant: a head that was stamped at a time was there at that time, and so was every entry below it (*not after*). The token is
itself an entry of the log, and nobody can know a token before it is made: every entry above it was written later (*not before*).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from govah.text import to_persian_digits
from govah.words import table

_UNITS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
_FAR: Final = 300
"""Seconds by which a device's clock may differ from an authority's before somebody should look at both."""
_SHOWN: Final = 2
"""Units shown: a gap of three days need not be told to the second."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One stamped head of a log, with the time that an authority gave it."""

    stamp: str
    "Id of the stamp."
    size: int
    seq: int
    "Where in the same log the token itself was entered; -1 where it is not there."
    time: str
    "RFC 3339, UTC."
    margin: int = 0
    "Microseconds on either side, as the authority states."


@dataclass(frozen=True, slots=True)
class Bracket:
    """Between which times an entry was written, and which stamps say so."""

    not_before: Anchor | None = None
    not_after: Anchor | None = None

    @property
    def is_possible(self) -> bool:
        """Answers whether both can be true; where not, an authority's clock was wrong, or it lied."""
        if self.not_before is None or self.not_after is None:
            return True
        return earliest(self.not_before) <= latest(self.not_after)


def bracket_of(seq: int, anchors: Iterable[Anchor]) -> Bracket:
    """Gives the narrowest bracket of the entry at that place of the log; of stamps in one second, the nearest in the log."""
    known = list(anchors)
    above = [one for one in known if one.size > seq]
    below = [one for one in known if 0 <= one.seq < seq]
    start = max(below, key=lambda one: (earliest(one), one.seq), default=None)
    return Bracket(start, min(above, key=lambda one: (latest(one), one.size), default=None))


def earliest(anchor: Anchor) -> datetime:
    """Gives the earliest time that an authority's word leaves open."""
    return time_of(anchor.time) - timedelta(microseconds=anchor.margin)


def latest(anchor: Anchor) -> datetime:
    """Gives the latest time that an authority's word leaves open."""
    return time_of(anchor.time) + timedelta(microseconds=anchor.margin)


def gap(stated: str, stamped: str) -> int:
    """Gives whole seconds from what a device stated to what an authority said; negative where the device was ahead."""
    seconds = (time_of(stamped) - time_of(stated)).total_seconds()
    return int(seconds // 1) if seconds >= 0 else -int(-seconds // 1)


def is_outside(stated: str, bracket: Bracket, *, patience: int = 2) -> bool:
    """Answers whether a device's own time lies outside the bracket by more than some seconds: its clock was wrong, or a lie."""
    at, slack = time_of(stated), timedelta(seconds=patience)
    late = bracket.not_after is not None and at > latest(bracket.not_after) + slack
    return late or (bracket.not_before is not None and at < earliest(bracket.not_before) - slack)


def is_far(received: str, stamped: str) -> bool:
    """Answers whether a device's clock, when the answer came, and the authority's were minutes apart."""
    return abs(gap(received, stamped)) > _FAR


def in_words(seconds: int, lang: str) -> str:
    """Gives a length of time as a person says it: `3 days and 4 hours`, `۳ روز و ۴ ساعت`."""
    left = abs(seconds)
    told: list[tuple[int, str]] = []
    names = table("reading/stamp/durations")[lang]
    for unit, size in _UNITS:
        count, left = divmod(left, size)
        if count or (told and len(told) < _SHOWN):
            told.append((count, names[unit][0 if count == 1 else 1]))
        if len(told) == _SHOWN:
            break
    shown = [_counted(count, name, lang) for count, name in told if count] or [_counted(0, names["second"][1], lang)]
    joined: str = names["and"].join(shown)
    return joined


def time_of(text: str) -> datetime:
    """Gives an RFC 3339 time as one that can be compared."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _counted(count: int, name: str, lang: str) -> str:
    return f"{to_persian_digits(str(count)) if lang == 'fa' else count} {name}"
