"""How many people an event befell, as a quotation says: "X and three others" are four, and so are "four men, X among them"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from govah.text import fold
from govah.words import table

_TABLE: Final = "reading/weigh/people"


def people_told(quote: str) -> int:
    """Gives the number of people that a quotation tells, that of its person included; 0 where it tells none, or more than one."""
    said = fold(quote)
    found = {_number(match[1]) + _is_more(match) for match in _pattern().finditer(said)}
    return found.pop() if len(found) == 1 else 0


def _is_more(match: re.Match[str]) -> int:
    return int(any(word in _words("others") for word in match[0].split()))


def _number(written: str) -> int:
    numbers = _table()["numbers"]
    return int(written) if written.isdigit() else int(numbers[written])


@cache
def _pattern() -> re.Pattern[str]:
    nouns, others = ("|".join(sorted(map(re.escape, _words(kind)), key=len, reverse=True)) for kind in ("nouns", "others"))
    numbers = "|".join(sorted(map(re.escape, _table()["numbers"]), key=len, reverse=True))
    after = rf"(?:(?:\s+\w+)?\s+(?:{nouns}))(?:\s+(?:{others}))?|\s+(?:{others})(?:\s+(?:{nouns}))?"
    return re.compile(rf"(?<!\w)(\d{{1,2}}|{numbers})(?:{after})(?!\w)")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in _table()[kind])


@cache
def _table() -> dict[str, Any]:
    read = table(_TABLE)
    return {**read, "numbers": {fold(str(word)): number for word, number in read["numbers"].items()}}
