"""Addresses of cells, and tables written as text: a line a row, a tab between cells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from govah.errors import ReadError
from govah.read.extract.assembling import Assembly
from govah.records import Locator

ROWS = "rows-as-passages"
"""Note: the table is large, so that its passages are rows and not cells."""
MOST_CELLS = 50_000
"""Cells of a document that are segments of their own; where there are more, each row is one."""
MOST_ROWS = 1_000_000
Row = tuple[int, list[tuple[int, str]]]
"""A row's number from 1, and its cells that hold something: (column from 0, text)."""


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """Gives a column's letters, `A` for 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def write_rows(out: Assembly, sheet: str, rows: Iterable[Row], *, by_cell: bool, name: str) -> None:
    """Writes a sheet's rows; every passage bears its address, such as `Names!B12`: a row's is that of its first filled cell.

    Between the cells of one row stand as many tabs as columns, so that a tab within a cell of such a row is written as a space.
    """
    for count, (number, cells) in enumerate(rows):
        if count > MOST_ROWS:
            raise ReadError("table-too-large", name=name, limit=MOST_ROWS)
        out.gap(1)
        at = 0
        if not by_cell:
            line = "".join("\t" * (column - before) + text.replace("\t", " ") for (before, _), (column, text) in _pairs(cells))
            out.segment(line, "cell", Locator(cell=f"{sheet}!{column_name(cells[0][0])}{number}"))
            continue
        for column, text in cells:
            out.add("\t" * min(column - at, 1000))
            out.segment(text, "cell", Locator(cell=f"{sheet}!{column_name(column)}{number}"))
            at = column


def _pairs(cells: list[tuple[int, str]]) -> Iterable[tuple[tuple[int, str], tuple[int, str]]]:
    return zip([(cells[0][0], "") if cells else (0, ""), *cells[:-1]], cells, strict=False)
