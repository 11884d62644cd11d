"""The forms that a date takes, as a list that one can read aloud: patterns over token classes (`lexicon` names the classes).

At each token the rules that may begin there are tried in this order; the longest match wins, the earlier rule where two are equal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

_DAY: Final = "[dg]"
_LEAD: Final = "(?:(?:h?P(?:oh?|,)?|D)[,(]?)?"
_WEEKDAY: Final = r"(?:(?:[HlL]|Rp?)?[,(]?(?:D)?(?P<weekday>[Ww])[,.)]?(?:P[,.]?)?(?:i[iD]?)?(?:D)?[(]?h?)?"
_YEAR: Final = (
    r"(?P<tail>[,.]?(?:o|i)?h?(?:(?:A(?:of)?)?(?P<year>y)(?:A?C)?|(?P<short>k|(?<=m)g|(?<=M)g|(?<=O)g)(?![mMv])"
    r"|[,(]?(?P<last_year>LA|Al)|(?P<this_year>HA|AH)|(?P<next_year>XA|Ae)|(?P<named_year>Z)))"
)
_MONTH: Final = "(?:Oo?)?(?P<month>[Mm])[.]?O?"
_ANY_MONTH: Final = "(?:Oo?)?(?P<month>[Mmv])[.]?O?"
_QUALIFIER: Final = r"(?P<qualifier>Q)-?(?:[oi]?h?(?:Oo?)?)"

RULES: Final = (
    ("full", f"{_LEAD}{_WEEKDAY}(?P<numeric>N)(?:A?C)?"),
    ("iso-month", "(?P<iso>I)"),
    ("day-month", f"(?P<about>a)?{_LEAD}{_WEEKDAY}h?(?P<day>[dgr])D?(?:oh?)?{_ANY_MONTH}{_YEAR}?(?P<calendar>C)?"),
    ("month-day", rf"(?P<about>a)?{_LEAD}{_WEEKDAY}(?P<month>[Mm])\.?h?(?P<day>[dg]){_YEAR}?(?P<calendar>C)?"),
    ("days-month", f"{_LEAD}[Bf]?h?(?P<day>[dgr])(?P<join>[-TK])h?(?P<day2>[dgr])(?:oh?)?{_ANY_MONTH}{_YEAR}?(?P<calendar>C)?"),
    ("month-days", rf"(?P<month>[Mm])\.?h?(?P<day>[dg])(?P<join>[-TK])h?(?P<day2>[dg])(?![Mm]){_YEAR}?"),
    ("month-year", f"(?P<about>a)?(?:{_QUALIFIER})?{_ANY_MONTH}{_YEAR}(?P<calendar>C)?"),
    ("qualified-month", f"{_QUALIFIER}{_MONTH}"),
    ("month-of", "(?:(?:Oo?)(?P<month>[Mm])|(?P<month_>[Mm])O)(?P<ago>l)?"),
    ("last-month-named", "(?:(?P<past>L)|(?P<this>H)|(?P<coming>X))(?P<month>[Mm])"),
    ("month-named-last", "(?P<month>[Mm])O?(?:(?P<past>l)|(?P<coming>e))"),
    ("bare-month", "(?P<month>M)"),
    ("season-year", f"(?P<about>a)?(?:{_QUALIFIER})?h?(?P<season>S){_YEAR}(?P<calendar>C)?"),
    ("season-last", "h?(?:(?P<past>L)|(?P<this>H)|(?P<coming>X))(?P<season>S)|(?P<season_>S)(?:(?P<past_>l)|(?P<coming_>e))"),
    ("year", "(?P<about>a)?A(?P<year>y)(?:A?C)?|(?P<year_>y)A?C"),
    ("qualified-year", "(?P<qualifier>Q)-?o?h?(?:Ao?)?(?:(?P<year>y)|(?P<last_year>LA|Al)|(?P<this_year>HA|AH)|(?P<named_year>Z))"),
    ("year-of", "V[p\"]?(?:oh?)?A?(?P<year>y)|(?P<year_>y)[p\"]?V"),
    ("year-placed", "(?:[ifFbjT]h?|B)a?(?P<year>y)|a(?P<year_>y)"),
    ("years", "(?P<open>[(ifFB])?A?(?P<year>y)(?P<join>[-TK])A?(?P<year2>y)(?P<close>[)])?"),
    ("decade", "h(?P<decade>s)|Y(?P<sixties>[kdy])"),
    ("named-year", "(?P<named_year>Z)"),
    ("weekday", f"{_LEAD}h?(?:(?P<past>L)|(?P<this>H)|(?P<coming>X))?(?P<weekday>W)P?(?:(?:o?h?(?P<past_week>LE|El))|(?P<past_>l)|(?P<coming_>e))?"),
    ("deictic", "(?:P)?(?P<offset>R)P?"),
    ("period", "(?:(?P<qualifier>Q)-?o?)?(?:(?P<past>L)|(?P<this>H)|(?P<coming>X))(?P<unit>[EOA])|(?:(?P<qualifier_>Q))?(?P<unit_>[EOA])(?:(?P<past_>l)|(?P<this_>H)|(?P<coming_>e))"),
    ("ago", "(?P<count>[cdgk])(?P<unit>[DEOA])(?P<ago>[Gl])"),
    ("ago", "(?P<unit>[DEOA])(?P<ago>G)"),
)
"""(name, pattern). Group names say what a token is for; a trailing underscore is a second place for the same thing."""


@dataclass(frozen=True, slots=True)
class Form:
    """One match: the rule's name, the tokens it covers, and the place of each named one."""

    name: str
    start: int
    end: int
    places: dict[str, int]


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in RULES)


OPENERS: Final = frozenset("aPhDWwNIdgrMmvBfFQOSAyVYZRLHXEckijbT(lK")
"""Classes that a form may begin with."""


def longest(kinds: str, place: int) -> Form | None:
    """Gives the longest form that begins at a token."""
    best: re.Match[str] | None = None
    name = ""
    for rule, pattern in _compiled():
        found = pattern.match(kinds, place)
        if found is not None and found.end() > place and (best is None or found.end() > best.end()):
            best, name = found, rule
    if best is None:
        return None
    places = {group.rstrip("_"): best.start(group) for group, text in best.groupdict().items() if text}
    return Form(name, best.start(), best.end(), places)
