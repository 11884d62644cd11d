"""The forms that a date takes, as a list that one can read aloud: patterns over token classes (`lexicon` names the classes).

At each token the rules are tried in this order; the longest match wins, and the earlier rule where two are equal.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

_LEAD: Final = "(?:(?:h?P(?:oh?|,)?|D)[,(]?)?"
_WEEKDAY: Final = r"(?:(?:[HlL]|Rp?)?[,(]?(?:D)?(?P<weekday>[Ww])[,.)]?(?:P[,.]?)?(?:i[iD]?)?(?:D)?[(]?h?)?"
_TAIL: Final = (
    r"(?:[-,/]?(?:o|i)?h?(?:(?:A(?:of)?)?(?P<year>y)(?:A?C)?|(?:A(?:of)?)?(?P<short>k|(?<=[mMOA])g)(?![mMv#])"
    r"|,?(?:(?P<last_year>LA|Al)|(?P<this_year>HA|AH|(?<=O)H)|(?P<next_year>XA|Ae)|(?P<named_year>Z)))|[(](?P<year_>y)[)])"
)
"""Which year: `1404`, `(2016)`, `سال ۱۴۰۴`, `last year`, `پارسال`, `۹۸`."""
_MONTH: Final = "(?:Oo?)?(?P<month>[Mm])[.]?O?"
_ANY_MONTH: Final = "(?:Oo?)?(?P<month>[Mmv])[.]?O?"
_OR_YEAR: Final = "(?:(?P<year>y)|(?P<last_year>LA|Al)|(?P<this_year>HA|AH)|(?P<named_year>Z))"
_RUN: Final = "(?:(?P<between>B)|[fF])?h?(?P<day>[dgr])(?:[,K]h?[dgr]){0,9}(?P<join>[-TK])h?"
_TURN: Final = "(?:(?P<past>L)|(?P<this>H)|(?P<coming>X))"
_TURN_AFTER: Final = "(?:(?P<past_>l)|(?P<this_>H)|(?P<coming_>e))"
_WEEK: Final = "(?:o?h?(?:(?P<past_week>LE|El)|(?P<this_week>HE|EH)|(?P<next_week>XE|Ee)))"

RULES: Final = (
    ("full", f"{_LEAD}{_WEEKDAY}(?P<numeric>N)(?:A?C)?"),
    ("iso-month", "(?P<iso>I)"),
    ("day-month", f"(?P<about>a)?{_LEAD}{_WEEKDAY}h?(?P<day>[dgrk])D?(?:oh?|[-/])?{_ANY_MONTH}{_TAIL}?(?P<calendar>C)?"),
    ("day-month", f"{_LEAD}{_WEEKDAY}(?P<day>c)(?:D|oh?)?{_ANY_MONTH}{_TAIL}?(?P<calendar>C)?"),
    ("month-day", rf"(?P<about>a)?{_LEAD}{_WEEKDAY}(?P<month>[Mm])\.?h?(?P<day>[dg]){_TAIL}?(?P<calendar>C)?"),
    ("days-month", f"(?:[Ww]K[Ww][,(]?)?{_LEAD}{_RUN}(?P<day2>[dgr])D?(?:oh?)?{_ANY_MONTH}{_TAIL}?(?P<calendar>C)?"),
    ("month-days", rf"(?P<month>[Mm])\.?h?(?P<day>[dg])(?P<join>[-TK])h?(?P<day2>[dg])(?![Mm]){_TAIL}?"),
    ("portion", f"h?(?:(?P<final>L)(?P<slice>E)|(?P<slice_>E)(?P<final_>Q))o?h?{_MONTH}{_TAIL}?"),
    ("portion", f"h?(?:(?P<nth>r)(?P<slice>[EU])|(?P<slice_>[EYQ])(?P<nth_>r))o?h?{_MONTH}{_TAIL}?"),
    ("portion", f"h?(?:(?P<nth>r)(?P<slice>[U])|(?P<slice_>[Q])(?P<nth_>r))o?h?(?:Ao?)?{_OR_YEAR}"),
    ("month-year", f"(?P<about>a)?(?:(?P<qualifier>Q)-?[oi]?h?(?:Oo?)?)?{_ANY_MONTH}{_TAIL}(?P<calendar>C)?"),
    ("qualified-month", f"(?P<qualifier>Q)-?[oi]?h?(?:Oo?)?{_MONTH}"),
    ("month-of", "Oo?(?P<month>[Mmv])|(?P<month_>[Mm])O"),
    ("turned-month", f"{_TURN}(?P<month>[Mm])|(?:O)?(?P<month_>[Mm])O?(?:(?P<past_>l)|(?P<coming_>e))"),
    ("bare-month", "(?P<month>[Mm])"),
    ("season", f"(?P<about>a)?(?:(?P<qualifier>Q)-?o?)?h?(?P<season>S){_TAIL}(?:-[ydk])?(?P<calendar>C)?"),
    ("season", f"(?:(?P<qualifier>Q)-?o?)?h?{_TURN}(?P<season>S)|(?P<season_>S)(?:(?P<past_>l)|(?P<coming_>e)|(?P<this_>H))"),
    ("year", "(?P<about>a)?A(?:(?P<year>y)(?:A?C)?|(?P<short>k))|(?P<year_>y)A?C"),
    ("qualified-year", f"(?P<qualifier>Q)-?o?h?(?:(?:Ao?)?{_OR_YEAR}|A(?P<short>k))"),
    ("year-of", "V[p]?(?:oh?)?A?(?:(?P<year>y)|(?P<short>k))|h?(?P<year_>y)p?V"),
    ("year-placed", "(?:[ifFbjT]h?|B)(?P<about>a)?(?P<year>y)(?!p?V)|(?P<about_>a)(?P<year_>y)(?!p?V)|[hc](?P<year__>y)(?=[xz])"),
    ("years", "(?:(?P<between>B)|[(ifF])?A?(?P<year>y)(?P<join>[-TK])A?(?P<year2>y)"),
    ("decade", "h(?P<decade>s)|Y(?P<sixties>[kdy])"),
    ("named-year", "(?P<named_year>Z)"),
    ("feast", "[DP](?P<feast>J)"),
    ("weekday", f"{_LEAD}h?{_TURN}?(?P<weekday>W)P?(?:{_WEEK}|{_TURN_AFTER})?"),
    ("deictic", "P?(?P<offset>R)P?"),
    ("part-last", "[PD](?P<night>l)"),
    ("period", f"(?:h?(?P<qualifier>Q)-?o?)?h?{_TURN}(?P<unit>[EOA])(?!o)|(?:(?P<qualifier_>Q))?(?P<unit_>[EOA]){_TURN_AFTER}"),
    ("day-of-this", f"{_LEAD}h?(?P<day>[dgr])(?:(?P<unit>O)(?P<this_>H)|oh?{_TURN}(?P<unit_>O))"),
    ("ago", "(?P<count>[cdgk])(?P<unit>[DEOA])(?P<ago>[Gl])"),
    ("ago", "h?(?P<ago>L)(?P<count>[cdgk])(?P<unit>[DEOA])"),
    ("ago", "(?P<count>[cdgk])(?P<unit>P)(?P<ago>l)"),
)
"""(name, pattern). Group names say what a token is for; trailing underscores mark further places for the same thing."""

CONTEXT: Final = frozenset("ifFTBbjoKVQL-h")
"""Classes of which one must stand before a month that stands alone."""

SMALL: Final = frozenset("iohFfTbBjaPDCA,.()p\n-")
"""Classes of small words that may stand beside a single date without being more than it."""

_CORE: Final = frozenset("MmvNIySWwRZsYDEOAPVJ")
_OPENERS: Final = frozenset("aPhDWwNIdgrkMmvBfFQOSAyVYZRLHXEcijbT(lKU")
_REACH: Final = 8


class Form(NamedTuple):
    """One match: the rule's name, the tokens it covers, and the place of each named one."""

    name: str
    start: int
    end: int
    places: dict[str, int]


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in RULES)


def longest(kinds: str, place: int) -> Form | None:
    """Gives the longest form that begins at a token."""
    if kinds[place] not in _OPENERS or _CORE.isdisjoint(kinds[place : place + _REACH]):
        return None
    best: re.Match[str] | None = None
    name = ""
    for rule, pattern in _compiled():
        found = pattern.match(kinds, place)
        if found is not None and (best is None or found.end() > best.end()):
            best, name = found, rule
    if best is None:
        return None
    places = {group.rstrip("_"): best.start(group) for group, text in best.groupdict().items() if text}
    return Form(name, best.start(), best.end(), places)
