"""The cells of an OpenDocument spreadsheet, whatever number of times a cell claims to be repeated."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, Final

from govah.errors import ReadError
from govah.read.extract.cells import Row
from govah.read.extract.merged import Merge, fill_merged
from govah.read.extract.zips import parse_xml, read_member

_T: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_X: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MOST_REPEATED: Final = 1024
_MOST_CELLS: Final = 5_000_000


def read_ods(opened: zipfile.ZipFile, name: str) -> list[tuple[str, bool, list[Row]]]:
    """Gives each sheet's name, whether it is hidden, and its rows."""
    root = parse_xml(read_member(opened, "content.xml", name), name)
    sheets: list[tuple[str, bool, list[Row]]] = []
    cells = 0
    for table in root.iter(f"{_T}table"):
        rows: list[Row] = []
        for row in _rows(table):
            rows.append(row)
            cells += len(row[1])
            if cells > _MOST_CELLS:
                raise ReadError("table-too-large", name=name, limit=_MOST_CELLS)
        merges = list(_merges(table))
        sheets.append((table.get(f"{_T}name", ""), False, fill_merged(rows, merges) if merges else rows))
    return sheets


def _rows(table: Any) -> Iterator[Row]:
    number = 1
    for row in table.iter(f"{_T}table-row"):
        repeated = _times(row, "rows")
        cells = list(_cells(row))
        if cells:
            for again in range(min(repeated, _MOST_REPEATED)):
                yield number + again, cells
        number += repeated


def _merges(table: Any) -> Iterator[Merge]:
    number = 1
    for row in table.iter(f"{_T}table-row"):
        column = 0
        for cell in row.iterchildren(f"{_T}table-cell", f"{_T}covered-table-cell"):
            wide, high = _spanned(cell, "columns"), _spanned(cell, "rows")
            if wide > 1 or high > 1:
                yield Merge(column, number, column + wide - 1, number + high - 1)
            column += _times(cell, "columns")
        number += _times(row, "rows")


def _spanned(cell: Any, what: str) -> int:
    value = cell.get(f"{_T}number-{what}-spanned", "1")
    return max(1, min(int(value), 1 << 20)) if value.isdecimal() else 1


def _cells(row: Any) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row.iterchildren(f"{_T}table-cell", f"{_T}covered-table-cell"):
        repeated = _times(cell, "columns")
        text = _text(cell)
        if text:
            for again in range(min(repeated, _MOST_REPEATED)):
                yield column + again, text
        column += repeated


def _times(element: Any, what: str) -> int:
    value = element.get(f"{_T}number-{what}-repeated", "1")
    return max(1, min(int(value), 1 << 30)) if value.isdecimal() else 1


def _text(cell: Any) -> str:
    """Gives what a cell shows; of a date or number without text, its value."""
    lines = ["".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{_X}p")]
    shown = "\n".join(lines)
    return shown or cell.get(f"{_OFFICE}date-value") or cell.get(f"{_OFFICE}value") or ""


def _pieces(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_X}s":
            yield " " * min(int(element.get(f"{_X}c", "1")), 1000)
        elif element.tag == f"{_X}tab":
            yield "\t"
        elif element.tag == f"{_X}line-break":
            yield "\n"
        elif isinstance(element.tag, str):
            yield element.text or ""
        if element is not paragraph:
            yield element.tail or ""
