"""Merged cells: what is shown over several cells is written in each of them, so that every row says what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from govah.read.extract.cells import Row

MOST: Final = 100_000
"""Cells of a sheet that merging may fill; a sheet that asks for more keeps the rest empty."""
_BANNER: Final = 0.6
"""Share of a sheet's columns from which on one merged row is a banner above the table, and is left as it stands."""
_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells shown as one: columns from 0, rows from 1, both ends within."""

    left: int
    top: int
    right: int
    bottom: int


def merge_of(reference: str) -> Merge | None:
    """Gives the cells of a reference such as `B2:B9`; None where it is none."""
    found = _RANGE.fullmatch(reference)
    if found is None:
        return None
    return Merge(_number(found[1]), int(found[2]), _number(found[3]), int(found[4]))


def fill_merged(rows: list[Row], merges: Iterable[Merge]) -> list[Row]:
    """Gives the rows with each merged cell's text in all that it covers; a covered cell that has a text of its own keeps it."""
    wide = max((column for _, cells in rows for column, _ in cells), default=0) + 1
    by_row = {number: dict(cells) for number, cells in rows}
    left = MOST
    for one in merges:
        text = by_row.get(one.top, {}).get(one.left, "")
        covered = (one.right - one.left + 1) * (one.bottom - one.top + 1)
        is_banner = one.top == one.bottom and one.right - one.left + 1 >= _BANNER * wide
        if not text or is_banner or covered > left or covered < 2:
            continue
        left -= covered
        for number in range(one.top, one.bottom + 1):
            for column in range(one.left, one.right + 1):
                by_row.setdefault(number, {}).setdefault(column, text)
    return [(number, sorted(cells.items())) for number, cells in sorted(by_row.items())]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
