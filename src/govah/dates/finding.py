"""Every date expression of a running text, in order, and the reading of a single one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from govah.dates.edtf import Edtf
from govah.dates.grammar import SMALL
from govah.dates.joining import Hit, Joined, joined
from govah.dates.spans import Context
from govah.dates.tokens import Tokens, tokens
from govah.dates.witness import hits
from govah.errors import UsageError
from govah.text import strip_controls

Published = date | Edtf | None
"""When the text was published: a day, or an EDTF of a month or year where no more is known."""

_FUTURE: Final = (
    r"\b(?:will|would|shall|upcoming|next|(?:is|are) (?:to|set)|going to"
    r"|(?<!was )(?<!were )(?<!had been )(?:scheduled|due|expected|planned))\b"
    r"|خواهد|خواهند|خواهیم|قرار (?:است|شده)|آینده|موعد|برگزار می[\s\u200c]?شود"
)
_CLAUSE: Final = r"[.,;!?:\n()]| and | that | who | but | while | و | که | اما | ولی "
_OLDEST: Final = 1800
_NEWEST: Final = 2120
_REACH: Final = 90
"""How many characters around a date may say that it looks ahead."""


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


def find(text: str, *, published: Published = None, language: str = "") -> tuple[FoundDate, ...]:
    """Gives every date expression of a text, in order, none within another.

    A relative one ("last Thursday", "۲۳ اردیبهشت") has an empty `edtf` where `published` is not known. Both languages are always
    read, since their words differ in script; `language` is taken for callers that know it and changes nothing today.
    """
    del language
    known = _published(published)
    found = tokens(text)

    def context(hit: Hit) -> Context:
        return Context(known, _looks_ahead(found, hit), is_limit=found.kinds[max(0, hit.start - 1) : hit.start] == "T")

    return tuple(_found(text, one) for one in joined(found, hits(found), context))


def parse(words: str, *, published: Published = None) -> Dated:
    """Reads one date expression, in either calendar and language, or EDTF itself; what is no date raises `UsageError`."""
    given = words.strip()
    if _looks_like_edtf(given):
        try:
            return Dated(str(Edtf.parse(given)), words, "gregorian")
        except UsageError:
            pass  # 2026/01/20 is read as a date below
    for form in dict.fromkeys((given, re.sub(r"[A-Za-z]+", lambda word: word[0].capitalize(), given))):
        one = _only(form, published)
        if one is not None:
            return Dated(one.edtf, words, one.calendar, one.impossible)
    raise UsageError("date-not-understood", text=" ".join(strip_controls(given).split())[:60])


def _only(form: str, published: Published) -> FoundDate | None:
    """The one date of a text that holds nothing else; a bare year or month is read as if "in" stood before it."""
    for lead in ("", "in "):
        found = find(lead + form, published=published)
        if len(found) == 1:
            rest = form[: max(0, found[0].start - len(lead))] + " " + form[max(0, found[0].end - len(lead)) :]
            if all(kind in SMALL for kind in tokens(rest).kinds):
                return found[0]
    return None


def _looks_like_edtf(words: str) -> bool:
    return bool(re.fullmatch(r"(?:1[5-9]|20|XX|\.\.|/)[\dX~?%/.-]*", words))


def _published(published: Published) -> Edtf | None:
    """The publication as EDTF; one that is open, or lies outside the years that can be meant, is as good as none."""
    if published is None:
        return None
    known = published if isinstance(published, Edtf) else Edtf.parse(published.isoformat()[:10])
    if known.first is None or known.last is None or known.first.year < _OLDEST or known.last.year > _NEWEST:
        return None
    return known


def _looks_ahead(found: Tokens, hit: Hit) -> bool:
    start, end = found.items[hit.start].start, found.items[hit.end - 1].end
    before = re.split(_CLAUSE, found.text[max(0, start - _REACH) : start])[-1]
    after = re.split(_CLAUSE, found.text[end : end + _REACH])[0]
    return re.search(_FUTURE, before) is not None or re.search(_FUTURE, after) is not None


def _found(text: str, one: Joined) -> FoundDate:
    return FoundDate(one.start, one.end, text[one.start : one.end], one.edtf, one.calendar, one.impossible)
