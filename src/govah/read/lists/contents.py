"""What the cells of a column look like, whatever its header says: how many are dates, ages, links, names, whole stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from govah.read.lists.cells import Heed, cell_fault, is_unsaid, read_age, read_date, read_gender
from govah.read.lists.statuses import status_of
from govah.text import to_latin_digits

SAMPLED: Final = 400
"""Filled cells of a column that are looked at."""
LOOKED_AT: Final = 3 * SAMPLED
"""Cells of a column, filled or not, among which those are sought."""
_LINK: Final = re.compile(r"https?://|www\.|\bt\.me/|@\w{4,}$")
_LAST_YEAR: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:19|20)\d{2}\b")
_NAME_AND_AGE: Final = re.compile(r"[^\d()]{3,80}?\s*[(（،,]\s*\d{1,3}\s*(?:\w+\s*){0,2}[)）]?")


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares of a column's filled cells, in hundredths."""

    filled: int
    dates: int = 0
    ages: int = 0
    genders: int = 0
    links: int = 0
    statuses: int = 0
    letters: int = 0
    names: int = 0
    national_ids: int = 0
    name_and_age: int = 0
    stories: int = 0
    distinct: int = 0
    counting: bool = False
    "Whether its numbers go up by one."
    from_one: bool = False
    "Whether its first number is 1."
    order: str = ""
    "`dmy`, `mdy`, `both` or empty: what its dates with the year last tell."


def profile(cells: Sequence[str], *, from_1904: bool = False) -> Profile:
    """Looks at the first filled cells of a column."""
    said = [text.strip() for text in cells[:LOOKED_AT] if not is_unsaid(text) and not cell_fault(text)][:SAMPLED]
    if not said:
        return Profile(0)
    heed = Heed(order="dmy", from_1904=from_1904)

    def share(count: int) -> int:
        return round(100 * count / len(said))

    return Profile(
        filled=len(said),
        dates=share(sum(not read_date(text, heed).fault for text in said)),
        ages=share(sum(read_age(text).fault in ("", "age-doubted") or text == "-1" for text in said)),
        genders=share(sum(not read_gender(text).fault for text in said)),
        links=share(sum(bool(_LINK.search(text)) for text in said)),
        statuses=share(sum(len(text) < 60 and status_of(text) is not None for text in said)),
        letters=share(sum(_is_letters(text) for text in said)),
        names=share(sum(_is_name_like(text) for text in said)),
        national_ids=share(sum(_is_national_id(to_latin_digits(text)) for text in said)),
        name_and_age=share(sum(bool(_NAME_AND_AGE.fullmatch(text)) for text in said)),
        stories=share(sum(len(text) > 80 for text in said)),
        distinct=share(len(set(said))),
        counting=_is_counting(said),
        from_one=to_latin_digits(said[0]) in ("0", "1"),
        order=_order(said),
    )


def _is_letters(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    return digits * 3 < len(text) and any(letter.isalpha() for letter in text)


def _is_name_like(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and len(text) <= 60 and all(re.fullmatch(r"[^\W\d_][\w.'’‌\-()]*", word) for word in words)


def _is_national_id(digits: str) -> bool:
    """Answers whether ten digits end in their own check digit, as an Iranian national number does."""
    if not re.fullmatch(r"\d{10}", digits) or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def _is_counting(said: Sequence[str]) -> bool:
    numbers = [int(text) for text in map(to_latin_digits, said) if text.isdecimal() and len(text) < 8]
    steps = [right - left for left, right in pairwise(numbers)]
    return len(numbers) == len(said) > 2 and steps.count(1) * 10 >= len(steps) * 9


def _order(said: Sequence[str]) -> str:
    found = [match for text in said if (match := _LAST_YEAR.match(to_latin_digits(text)))]
    day_first = any(int(match[1]) > 12 for match in found)
    month_first = any(int(match[2]) > 12 for match in found)
    if day_first and month_first:
        return "both"
    return "dmy" if day_first else "mdy" if month_first else ""
