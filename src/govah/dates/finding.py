"""Every date expression of a running text, in order, and the reading of a single one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from govah.dates.edtf import Edtf
from govah.dates.grammar import OPENERS, Form, longest
from govah.dates.parts import Parts, parts_of
from govah.dates.resolve import Context, Span, resolve
from govah.dates.tokens import Token, Tokens, tokens
from govah.errors import UsageError

Published = date | Edtf | None
"""When the text was published: a day, or an EDTF of a month or year where no more is known."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One expression read: EDTF (empty where words and publication do not fix it), the words, and their calendar."""

    edtf: str
    text: str
    calendar: str
    impossible: bool = False
    "Whether it cannot be right as written; `edtf` is then what was meant, doubtful, or empty."


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date expression in a text: `text == whole[start:end]`."""

    start: int
    end: int
    text: str
    edtf: str
    calendar: str
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """A form with its parts, by token places."""

    start: int
    end: int
    parts: Parts


_CORE: Final = frozenset("MmvNIySWwRZsYDEOA")
_REACH: Final = 8
_FUTURE: Final = re.compile(
    r"\b(?:will|would|shall|scheduled|due|upcoming|expected|planned|next|(?:is|are) (?:to|set)|going to)\b"
    r"|خواهد|خواهند|خواهیم|قرار (?:است|شده)|آینده|موعد|برگزار می[\s\u200c]?شود"
)
_CLAUSE: Final = re.compile(r"[.,;!?:\n()]| and | that | who | but | while | و | که | اما | ولی ")


def find(text: str, *, published: Published = None, language: str = "") -> tuple[FoundDate, ...]:
    """Gives every date expression of a text, in order, none within another.

    A relative one ("last Thursday", "۲۳ اردیبهشت") has an empty `edtf` where `published` is not known. `language` is a hint for words that
    two languages share; both are always read.
    """
    del language  # both languages' words are told apart by their script
    return tuple(_find(text, tokens(text), _published(published)))


def parse(words: str, *, published: Published = None) -> Dated:
    """Reads one date expression, in either calendar and language, or EDTF itself; what is no date raises `UsageError`."""
    known = _published(published)
    given = words.strip()
    try:
        return Dated(str(Edtf.parse(given)), words, "gregorian") if _looks_like_edtf(given) else _read(given, words, known)
    except UsageError:
        return _read(given, words, known)


def _looks_like_edtf(words: str) -> bool:
    return words.isascii() and re.match(r"(?:1[5-9]|20|XX|\.\.|/)", words) is not None and bool(re.fullmatch(r"[\dX~?%/.-]+", words))


def _read(given: str, words: str, known: Edtf | None) -> Dated:
    for form in dict.fromkeys((given, re.sub(r"[A-Za-z]+", lambda word: word[0].capitalize(), given))):
        for wrapped in (form, f"in {form}"):
            shift = len(wrapped) - len(form)
            found = [one for one in _find(wrapped, tokens(wrapped), known)]
            if len(found) == 1 and _covers(wrapped[shift:], found[0], shift):
                one = found[0]
                return Dated(one.edtf, words, one.calendar, one.impossible)
    raise UsageError("date-not-understood", text=given[:60])


def _covers(form: str, found: FoundDate, shift: int) -> bool:
    """Whether nothing but small words stands beside the date."""
    rest = form[: max(0, found.start - shift)] + " " + form[max(0, found.end - shift) :]
    return all(token.kind in "iohFfTbBjaPDC,.()p\n" for token in tokens(rest).items)


def _published(published: Published) -> Edtf | None:
    if published is None or isinstance(published, Edtf):
        return published
    return Edtf.parse(published.isoformat()[:10])


def _find(text: str, found: Tokens, published: Edtf | None) -> Iterator[FoundDate]:
    hits = list(_hits(found))
    place = 0
    while place < len(hits):
        hit = hits[place]
        after = hits[place + 1] if place + 1 < len(hits) else None
        join = _join(found, hit, after) if after is not None else ""
        if join and after is not None and (one := _range(text, found, hit, after, published, join)) is not None:
            yield one
            place += 2
            continue
        yield from _single(text, found, hit, published)
        place += 1


def _hits(found: Tokens) -> Iterator[_Hit]:
    place, kinds = 0, found.kinds
    while place < len(kinds):
        if kinds[place] in OPENERS and not _CORE.isdisjoint(kinds[place : place + _REACH]):
            form = longest(kinds, place)
            if form is not None and (parts := parts_of(form, found)) is not None and _holds(form, parts, found):
                start = form.start
                while kinds[start] in "ifFBjbTh(" and start < form.end - 1 and form.name != "days-month":
                    start += 1
                yield _Hit(start, form.end, parts)
                place = form.end
                continue
        place += 1


_CONTEXT: Final = frozenset("ifFTBbjoKVQL-")


def _holds(form: Form, parts: Parts, found: Tokens) -> bool:
    """Whether what stands around a form lets it be a date: names, bullets and counts are none."""
    items, kinds = found.items, found.kinds
    before = items[form.start - 1] if form.start else None
    after = items[form.end] if form.end < len(items) else None
    last = items[form.end - 1]
    if after is not None and after.kind == "#" and last.kind in "ydgk":
        return False
    if form.name == "bare-month":
        return before is not None and before.kind in _CONTEXT and not (after is not None and after.kind == "z" and parts.calendar != "gregorian" and parts.is_latin)
    month = items[form.places["month"]] if "month" in form.places else None
    if month is not None and month.kind == "v":
        return _faint_holds(month, found, parts)
    if month is not None and month.kind == "m" and parts.year is None and parts.offset is None and not parts.is_latin:
        return not (parts.calendar == "solar_hijri" and parts.month == 4 and before is not None and before.kind == "!")
    return not (form.name == "weekday" and kinds[form.places["weekday"]] == "w")


def _faint_holds(month: Token, found: Tokens, parts: Parts) -> bool:
    if found.text[month.end : month.end + 1] == "\u200c":
        return False
    return parts.year is not None


def _join(found: Tokens, one: _Hit, other: _Hit) -> str:
    """The word that makes a range of two dates: T, - or K, or empty."""
    between = found.kinds[one.end : other.start].replace("h", "").replace("i", "").replace("p", "").replace('"', "")
    before = found.kinds[max(0, one.start - 2) : one.start]
    if between in {"T", "-", ",T"}:
        return "T"
    if between in {"K", ",K"} and "B" in before:
        return "K"
    return ""


def _range(text: str, found: Tokens, one: _Hit, other: _Hit, published: Edtf | None, join: str) -> FoundDate | None:
    """Two dates as one interval; a year that one of them leaves out comes from the other."""
    context = _context(found, other, published)
    right = resolve(other.parts, context)
    left = resolve(one.parts, _context(found, one, published)) if _is_fixed(one.parts) else None
    if right is not None and left is None:
        left = resolve(one.parts, Context(Edtf.between(right.first, right.first)))
    if left is not None and not _is_fixed(other.parts) and _is_fixed(one.parts):
        right = resolve(other.parts, Context(Edtf.between(left.first, left.first), is_future=True))
    start, end = found.items[one.start].start, found.items[other.end - 1].end
    if left is None or right is None:
        if published is None and not (_is_fixed(one.parts) or _is_fixed(other.parts)):
            return FoundDate(start, end, text[start:end], "", one.parts.calendar or other.parts.calendar)
        return None
    if left.first > right.last:
        return None
    return FoundDate(start, end, text[start:end], f"{left.start}/{right.end}", left.calendar, left.impossible or right.impossible)


def _is_fixed(parts: Parts) -> bool:
    return parts.year is not None or parts.offset is not None or parts.days is not None


def _context(found: Tokens, hit: _Hit, published: Edtf | None) -> Context:
    start, end = found.items[hit.start].start, found.items[hit.end - 1].end
    before = _CLAUSE.split(found.text[max(0, start - 90) : start])[-1]
    after = _CLAUSE.split(found.text[end : end + 90])[0]
    return Context(published, bool(_FUTURE.search(before) or _FUTURE.search(after)))


def _single(text: str, found: Tokens, hit: _Hit, published: Edtf | None) -> Iterator[FoundDate]:
    parts = hit.parts
    if parts.day2 and parts.join == "K" and parts.day2 != parts.day + 1:
        yield from _two_days(text, found, hit, published)
        return
    spanned = resolve(parts, _context(found, hit, published))
    start, end = found.items[hit.start].start, found.items[hit.end - 1].end
    calendar = spanned.calendar if spanned else parts.calendar or ("gregorian" if parts.is_latin else "solar_hijri")
    edtf = _open(found, hit, spanned) if spanned else ""
    if not edtf and parts.form in {"year-placed", "decade", "years"}:
        return
    yield FoundDate(start, end, text[start:end], edtf, calendar, spanned.impossible if spanned else False)


def _two_days(text: str, found: Tokens, hit: _Hit, published: Edtf | None) -> Iterator[FoundDate]:
    """`5 and 9 January`: two dates, not the days between them."""
    items = found.items[hit.start : hit.end]
    first = next(item for item in items if item.kind in "dgr")
    cut = next(place for place, item in enumerate(items) if item.kind == "K")
    context = _context(found, hit, published)
    for day, start, end in (
        (hit.parts.day, first.start, first.end),
        (hit.parts.day2, items[cut + 1].start, items[-1].end),
    ):
        spanned = resolve(replace(hit.parts, day=day, day2=0, join=""), context)
        yield FoundDate(start, end, text[start:end], spanned.edtf() if spanned else "", hit.parts.calendar, bool(spanned and spanned.impossible))


def _open(found: Tokens, hit: _Hit, spanned: Span) -> str:
    """Since, until, before and after make an open interval of a date."""
    before = found.kinds[max(0, hit.start - 3) : hit.start].rstrip("hoAD")
    word = before[-1:] if before else ""
    if word == "F":
        return f"{spanned.start}/.."
    if word in {"T", "b"}:
        return f"../{spanned.end}"
    if word == "j" and spanned.first == spanned.last:
        return f"{spanned.start}/.."
    return spanned.edtf()
