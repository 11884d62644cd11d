"""Where the header of a table stands, below banners and over one row or two, and which roles its words name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Final

from govah.read.lists.grid import Row
from govah.text import fold
from govah.words import table

SEARCHED: Final = 15
"""Rows from the top in which the header may stand, below a banner."""
OVER: Final = " / "
"""Stands between the name of a group of columns and the name of the column below it."""
_MOST_WORDS: Final = 7
_MOST_HEADING: Final = 4
"""Words of a cell in a row that heads others, where nothing else tells."""
_UWAZI: Final = re.compile(r"__[a-z]{2}$")
"""How Uwazi's exports mark the language of a column: `title__en` is the entity's own name in English."""
_VAGUE: Final = frozenset({"when", "where", "note", "number", "id", "source", "status"})
"""Roles that alone do not make a header of a row: a story has such words too."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one sheet."""

    first: int
    "Its place among the sheet's rows; -1 where there is none."
    rows: int
    "One, or two where a row of groups stands above."
    names: Mapping[int, str]
    "By column, the words above it as written."

    @property
    def body(self) -> int:
        """Gives the place of the first row below it."""
        return self.first + self.rows if self.first >= 0 else 0


NO_HEADER: Final = Header(-1, 0, {})


def header_of(rows: Iterable[Row]) -> Header:
    """Gives the header: the row, or two, whose cells name the most roles, a person's name among them."""
    best, most = NO_HEADER, 0
    first = tuple(islice(rows, SEARCHED + 1))
    for place, row in enumerate(first[:SEARCHED]):
        for names, count in ((_one(row), 1), (_two(first, place), 2)):
            worth = _worth(names)
            if worth > most or (worth == most > 0 and count == 2):
                best, most = Header(place, count, names), worth
    return best


def bare_header_of(rows: Iterable[Row]) -> Header:
    """Gives the top row as the header of a sheet in which no column is known to hold names, so that it is no person's row.

    All its cells must be a few words without a digit, and one of them exactly a word that heads a column.
    """
    names = _one(next(iter(rows), Row("", 0, ())))
    plain = all(len(text.split()) <= _MOST_HEADING and not re.search(r"\d", text) for text in names.values())
    is_header = len(names) > 1 and plain and any(role_by_header(text)[1] for text in names.values())
    return Header(0, 1, names) if is_header else NO_HEADER


@lru_cache(maxsize=2048)
def role_by_header(words: str) -> tuple[str, bool]:
    """Gives the role that a header names, and whether it is exactly one of its forms; an empty role where it names none."""
    words = _UWAZI.sub("", "name" if words.casefold().startswith("title__") else words)
    over, stands, below = words.partition(OVER)
    if stands and (grouped := _grouped(over, below)):
        return grouped
    bare = _bare(words)
    if not bare or len(bare.split()) > _MOST_WORDS:
        return "", False
    if bare in _forms():
        return _forms()[bare], True
    held = [(form, role) for form, role in _forms().items() if len(form) > 1 and f" {form} " in f" {bare} "]
    if not held:
        return "", False
    return max(held, key=lambda one: (len(one[0]), one[1] not in ("name", "when", "where")))[1], False


def _grouped(over: str, below: str) -> tuple[str, bool] | None:
    """Gives the role of a column under the header of a group, where both together name one."""
    orders = (f"{over} {below}", f"{below} {over}", f"{below} of {over}")
    if exact := next((_forms()[bare] for bare in map(_bare, orders) if bare in _forms()), ""):
        return exact, True
    own = role_by_header(below)
    if own[0] and own == role_by_header(over):
        return own
    if own[0] == "where" and (act := _act_of(over)):
        return f"{act}.where", True
    return None


def _act_of(over: str) -> str:
    """Gives the act that a group of columns is about, known by what its date would be called; empty where it names none."""
    dated = (_forms().get(_bare(said), "") for said in (f"{over} date", f"date of {over}", f"تاریخ {over}"))
    return next((role.removesuffix(".when") for role in dated if role.endswith(".when")), "")


def is_header_again(row: Row, header: Header) -> bool:
    """Answers whether a row in the body repeats the header, as at the top of a printed page."""
    return len(row.cells) > 1 and all(" ".join(cell.text.split()) == header.names.get(cell.column) for cell in row.cells)


def _one(row: Row) -> dict[int, str]:
    return {cell.column: " ".join(cell.text.split()) for cell in row.cells if cell.text.strip()}


def _two(rows: Sequence[Row], place: int) -> dict[int, str]:
    """Joins a row of groups with the row below it: each group stands over its column and the empty ones to its right."""
    if place + 1 >= len(rows) or rows[place + 1].number != rows[place].number + 1:
        return {}
    upper, lower = _one(rows[place]), _one(rows[place + 1])
    if len(upper) < 2 or len(lower) < 2 or not _is_header_like(lower):
        return {}
    joined: dict[int, str] = {}
    above = ""
    for column in range(max([*upper, *lower]) + 1):
        above = upper.get(column, above)
        below = lower.get(column, "")
        over = upper.get(column, above if below and role_by_header(below)[0] in _VAGUE else "")
        if over or below:
            joined[column] = over if over == below or not below else f"{over}{OVER}{below}" if over else below
    return joined


def _is_header_like(names: Mapping[int, str]) -> bool:
    plain = [text for text in names.values() if len(text.split()) <= _MOST_HEADING and not re.search(r"\d", text)]
    known = [text for text in plain if role_by_header(text)[1]]
    return len(plain) == len(names) and len(known) * 2 >= len(names)


def _worth(names: Mapping[int, str]) -> int:
    found = [role_by_header(text) for text in names.values()]
    roles = {role for role, _ in found if role}
    is_loose = len(names) > 1 and roles <= {"name"} | _VAGUE and not any(exact for _, exact in found)
    if is_loose or not roles & {"name", "name.given", "name.family"}:
        return 0
    long = sum(len(text.split()) > _MOST_WORDS for text in names.values())
    return 4 * len(roles) + sum(2 if exact else 1 for role, exact in found if role) - 3 * long


@cache
def _forms() -> Mapping[str, str]:
    return {_bare(form): role for role, forms in table("reading/lists/headers").items() for form in forms if _bare(form)}


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+|#", fold(text.replace("_", " ").replace("'", "").replace("’", ""))))
