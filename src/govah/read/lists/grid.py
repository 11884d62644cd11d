"""A table as rows of cells with their places in the text, whether its passages are cells or whole rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from govah.read.extract.cells import ROWS, column_name
from govah.read.extract.table import TOOL, cells_of, delimiter_of
from govah.records import Extracted, Segment

OPENING: Final = 20
"""Rows of a sheet among which its header stands: more than are searched for it."""
_CELL: Final = re.compile(r"(?:(?P<sheet>.*)!)?(?P<column>[A-Z]+)(?P<row>\d+)", re.DOTALL)


class Cell(NamedTuple):
    """One filled cell with its place in the text; a tuple, for a list has half a million of them."""

    column: int
    "From 0."
    text: str
    "What it says; the quotation marks that a CSV doubles are single."
    start: int
    end: int


class Row(NamedTuple):
    """One row of one sheet: its filled cells, in order."""

    sheet: str
    number: int
    "From 1."
    cells: tuple[Cell, ...]

    def address(self, cell: Cell) -> str:
        """Gives a cell's address, such as `Names!B12`."""
        own = f"{column_name(cell.column)}{self.number}"
        return f"{self.sheet}!{own}" if self.sheet else own


Reader = Callable[[Extracted, Sequence[Segment]], Iterator[Row]]


class Rows:
    """The rows of one sheet that hold anything, in order, read anew from the text at each walk: all at once are a hundred MiB."""

    __slots__ = ("_extracted", "_read", "_segments")

    def __init__(self, extracted: Extracted, segments: Sequence[Segment], read: Reader) -> None:
        self._extracted, self._segments, self._read = extracted, segments, read

    def __iter__(self) -> Iterator[Row]:
        return self._read(self._extracted, self._segments)


def sheets_of(extracted: Extracted) -> dict[str, Rows]:
    """Gives the rows of each sheet of a table, in the order of the document."""
    found: dict[str, list[Segment]] = {}
    for segment in extracted.segments:
        if segment.kind == "cell":
            found.setdefault(segment.locator.cell.rpartition("!")[0], []).append(segment)
    read = _of_rows if ROWS in extracted.notes else _of_cells
    return {name: Rows(extracted, segments, read) for name, segments in found.items()}


def openings_of(extracted: Extracted, rows: int = OPENING) -> Extracted:
    """Gives a table whose rows are its passages with the first rows of each sheet alone: headers stand there."""
    if ROWS not in extracted.notes:
        return extracted
    seen: Counter[str] = Counter()
    kept: list[Segment] = []
    for segment in extracted.segments:
        sheet = segment.locator.cell.rpartition("!")[0]
        seen[sheet] += 1
        if seen[sheet] <= rows:
            kept.append(segment)
    return replace(extracted, segments=tuple(kept))


def _of_cells(extracted: Extracted, segments: Sequence[Segment]) -> Iterator[Row]:
    place: tuple[str, int] | None = None
    cells: list[Cell] = []
    quoted = extracted.tool == TOOL
    for segment in segments:
        found = _place(segment)
        if found is None:
            continue
        sheet, column, number = found
        if place is not None and place != (sheet, number):
            yield Row(*place, tuple(cells))
            cells = []
        place = (sheet, number)
        cells.append(_cell(extracted.text, column, segment.start, segment.end, quoted=quoted))
    if place is not None:
        yield Row(*place, tuple(cells))


def _of_rows(extracted: Extracted, segments: Sequence[Segment]) -> Iterator[Row]:
    text = extracted.text
    quoted = extracted.tool == TOOL
    delimiter = delimiter_of(text) if quoted else "\t"
    for segment in segments:
        found = _place(segment)
        if found is None:
            continue
        sheet, first, number = found
        has_marks = quoted and '"' in text[max(0, segment.start - 1) : segment.end + 1]
        made = _spans(text, segment, delimiter) if has_marks else _split(text, segment, first, delimiter)
        cells = tuple(cell for cell in made if cell.text)
        if cells:
            yield Row(sheet, number, cells)


def _split(text: str, segment: Segment, first: int, delimiter: str) -> Iterator[Cell]:
    at = segment.start
    for column, part in enumerate(text[segment.start : segment.end].split(delimiter), first):
        yield Cell(column, part, at, at + len(part))
        at += len(part) + len(delimiter)


def _spans(text: str, segment: Segment, delimiter: str) -> Iterator[Cell]:
    start = segment.start - 1 if segment.start and text[segment.start - 1] == '"' else segment.start
    end = segment.end + 1 if text[segment.end : segment.end + 1] == '"' else segment.end
    for _row, column, left, right in cells_of(text[start:end], delimiter):
        yield _cell(text, column, start + left, start + right, quoted=True)


def _cell(text: str, column: int, start: int, end: int, *, quoted: bool) -> Cell:
    said = text[start:end]
    return Cell(column, said.replace('""', '"') if quoted and '""' in said else said, start, end)


def _place(segment: Segment) -> tuple[str, int, int] | None:
    found = _CELL.fullmatch(segment.locator.cell) if segment.kind == "cell" else None
    if found is None:
        return None
    return found["sheet"] or "", column_number(found["column"]), int(found["row"])


def column_number(letters: str) -> int:
    """Gives a column's number from 0 by its letters: 27 for `AB`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_at(row: Row, column: int) -> Cell | None:
    """Gives the row's cell in that column, or None where it is empty."""
    return next((cell for cell in row.cells if cell.column == column), None)
