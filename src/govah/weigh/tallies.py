"""Tallies of rival counters side by side: who counts what, since when, in whose words; a number without its words means nothing.

Copies of one count are one row. Two counts that cannot both be are marked; the smaller of an "at least" and a larger one can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from govah.records import When
from govah.text import fold, to_latin_digits
from govah.weigh.naming import shown_name
from govah.weigh.spans import dated_span, parsed
from govah.weigh.speakers import voice_key

_AT_LEAST: Final = re.compile(r"\b(?:at least|more than|over|no fewer than|upwards of)\b|دست ?کم|حداقل|بیش از")
_NUMBER: Final = re.compile(r"\d[\d,٬.]*")
_OPEN: Final = 10**9


@dataclass(frozen=True, slots=True)
class TallyTold:
    """One count as a document tells it."""

    id: str
    document: str
    what: str
    "A word of `words/tallies/`."
    words: str
    low: int | None
    high: int | None
    attribution: tuple[str, ...]
    sender: str
    "Who speaks first hand in the document, where that is known."
    published: str
    when: str
    where: str
    quote: str
    reviewed: bool
    counter: str = ""
    "The key of the voice that counts; empty where nobody is named."


@dataclass(frozen=True, slots=True)
class Count:
    """One counter's number, with the words that define it."""

    counter: str
    "As written; empty where nobody is named."
    words: str
    low: int | None
    high: int | None
    when: str
    where: str
    definition: str
    "The quotation in which it was told first."
    tallies: tuple[str, ...]
    documents: tuple[str, ...]
    reviewed: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All counts of one thing, in the order of time, and the pairs that cannot both be."""

    what: str
    counts: tuple[Count, ...]
    apart: tuple[tuple[int, int], ...]
    "Places in `counts`."


def side_by_side(tallies: Iterable[TallyTold]) -> tuple[SideBySide, ...]:
    """Gives the counts, by what is counted; one number of one counter for one time is one count, however many pages repeat it."""
    grouped: dict[tuple[str, ...], list[TallyTold]] = {}
    for one in sorted((_counted(told) for told in tallies), key=lambda told: (told.published or "9", told.id)):
        grouped.setdefault((one.what, one.counter, str(one.low), str(one.high), one.when, fold(one.where)), []).append(one)
    by_what: dict[str, list[Count]] = {}
    for some in grouped.values():
        by_what.setdefault(some[0].what, []).append(_count(some))
    return tuple(_side(what, counts) for what, counts in sorted(by_what.items()))


def numbers_in(words: str) -> tuple[int | None, int | None]:
    """Gives the least and the most that written words say, in digits of any script; (None, None) where they say no number."""
    said = fold(to_latin_digits(words))
    found = [int(digits) for one in _NUMBER.findall(said) if (digits := re.sub(r"\D", "", one)) and len(digits) < 10]
    if len(found) != 1:
        return (min(found), max(found)) if len(found) == 2 else (None, None)
    return found[0], None if _AT_LEAST.search(said) else found[0]


def _counted(told: TallyTold) -> TallyTold:
    low, high = (told.low, told.high) if told.low is not None or told.high is not None else numbers_in(told.words)
    if low is not None and low == high and _AT_LEAST.search(fold(told.words)):
        high = None
    return replace(told, low=low, high=high, counter=voice_key(told.attribution, told.sender))


def _count(some: Sequence[TallyTold]) -> Count:
    first = some[0]
    return Count(
        counter=_written(first),
        words=first.words,
        low=first.low,
        high=first.high,
        when=first.when,
        where=first.where,
        definition=first.quote,
        tallies=tuple(one.id for one in some),
        documents=tuple(dict.fromkeys(one.document for one in some)),
        reviewed=any(one.reviewed for one in some),
    )


def _written(told: TallyTold) -> str:
    if not told.counter:
        return ""
    chain = (voice for voice in reversed(told.attribution) if voice_key((voice,), "") == told.counter)
    return shown_name(next(chain, told.sender)) or told.counter


def _side(what: str, counts: list[Count]) -> SideBySide:
    ordered = sorted(counts, key=lambda one: (one.when or "9", one.counter, one.low or 0))
    apart = [
        (left, right)
        for left, right in combinations(range(len(ordered)), 2)
        if ordered[left].counter != ordered[right].counter and _cannot_both_be(ordered[left], ordered[right])
    ]
    return SideBySide(what, tuple(ordered), tuple(apart))


def _cannot_both_be(one: Count, other: Count) -> bool:
    """Answers whether two counts of one time and place share no number."""
    if (one.low, one.high) == (None, None) or (other.low, other.high) == (None, None):
        return False
    if fold(one.where) != fold(other.where) or not _one_time(one.when, other.when):
        return False
    return (one.low or 0) > _most(other) or (other.low or 0) > _most(one)


def _most(one: Count) -> int:
    return _OPEN if one.high is None else one.high


def _one_time(one: str, other: str) -> bool:
    """Answers whether both name the same time; one that names none cannot be held against the other."""
    a, b = (dated_span(When(text)) if parsed(text) is not None else None for text in (one, other))
    return a is not None and b is not None and a.meets(b)
