"""A table as rows of cells, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.records import Extracted, Segment
from govah.text import fold
from govah.words import table

_CELL: Final = re.compile(r"(?:(?P<sheet>.*)!)?(?P<column>[A-Z]+)(?P<row>\d+)")
_SEARCHED: Final = 12
"""Rows from the top in which the header may stand, below a banner."""
NEEDED: Final = {"name"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its place in the text."""

    column: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one sheet."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]

    def under(self, columns: Iterable[str]) -> list[Cell]:
        """Gives the filled cells under those columns, in the order of the columns."""
        by_column = {cell.column: cell for cell in self.cells if cell.text.strip()}
        return [by_column[column] for column in columns if column in by_column]


def rows_of(extracted: Extracted) -> list[Row]:
    """Gives the rows of a table, in order."""
    found: dict[tuple[str, int], list[Cell]] = {}
    for segment in extracted.segments:
        place = _place(segment)
        if place is not None:
            sheet, column, row = place
            text = extracted.text[segment.start : segment.end]
            found.setdefault((sheet, row), []).append(Cell(column, text, segment.start, segment.end))
    return [Row(sheet, number, tuple(cells)) for (sheet, number), cells in found.items()]


def header_of(rows: Sequence[Row]) -> tuple[int, Mapping[str, tuple[str, ...]]]:
    """Gives the place of the header among the rows and the columns of each role; (-1, {}) where none names people."""
    best: tuple[int, Mapping[str, tuple[str, ...]]] = (-1, {})
    for place, row in enumerate(rows[:_SEARCHED]):
        roles = _roles(row)
        if set(roles) >= NEEDED and sum(map(len, roles.values())) > sum(map(len, best[1].values())):
            best = (place, roles)
    return best


def _place(segment: Segment) -> tuple[str, str, int] | None:
    found = _CELL.fullmatch(segment.locator.cell)
    if found is None:
        return None
    return found["sheet"] or "", found["column"], int(found["row"])


def _roles(row: Row) -> dict[str, tuple[str, ...]]:
    roles: dict[str, list[str]] = {}
    for cell in row.cells:
        role = _role(fold(cell.text.replace("_", " ").replace("'", "")))
        if role:
            roles.setdefault(role, []).append(cell.column)
    return {role: tuple(columns) for role, columns in roles.items()}


@cache
def _role(header: str) -> str:
    if not header or len(header.split()) > 6:
        return ""
    words = " ".join(re.findall(r"\w+", header))
    forms = [(role, fold(form)) for role, forms in table("reading/lists/headers").items() for form in forms]
    exact = next((role for role, form in forms if form == words), "")
    return exact or next((role for role, form in forms if f" {form} " in f" {words} "), "")
