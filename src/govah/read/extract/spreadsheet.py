"""Spreadsheets (XLSX, ODS): every sheet's cells as shown, each with its address; dates are written out, formulas are not run."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from govah.errors import ReadError
from govah.read.extract.assembling import Assembly
from govah.read.extract.cells import MOST_CELLS, MOST_ROWS, ROWS, Row, write_rows
from govah.read.extract.merged import Merge, fill_merged, merge_of
from govah.read.extract.ods import read_ods
from govah.read.extract.zips import open_zip, parse_xml, read_member, stream_xml
from govah.records import Extracted

TOOL: Final = "govah-spreadsheet 2"
HIDDEN: Final = "hidden-sheets"
"""Note: the file holds sheets that its program does not show; they are read like the others."""

FROM_1904: Final = "days-from-1904"
"""Note: the workbook counts its days from 1904, which a number without a date's format needs to be read by."""

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DATE_FORMATS: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_MOST_CELLS: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class _Style:
    """What the cells of a workbook refer to."""

    strings: list[str]
    dates: frozenset[int]
    "Numbers of the cell styles that show a number as a date."
    start: datetime
    "Day 0."


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the sheets in their order, the name of each above its cells."""
    with open_zip(data, name) as opened:
        is_ods = "content.xml" in opened.namelist()
        sheets = read_ods(opened, name) if is_ods else _read_xlsx(opened, name)
        from_1904 = not is_ods and _counts_from_1904(parse_xml(read_member(opened, "xl/workbook.xml", name), name))
    if not sheets:
        raise ReadError("document-broken", name=name, kind="spreadsheet", fault="no sheets")
    count = sum(len(cells) for _, _, rows in sheets for _, cells in rows)
    out = Assembly()
    for title, _, rows in sheets:
        out.gap(2)
        out.segment(title, "header")
        write_rows(out, title, rows, by_cell=count <= MOST_CELLS, name=name)
    told = {ROWS: count > MOST_CELLS, HIDDEN: any(hidden for _, hidden, _ in sheets), FROM_1904: from_1904}
    return (out.extracted(TOOL, notes=tuple(note for note, is_so in told.items() if is_so)),)


def _read_xlsx(opened: zipfile.ZipFile, name: str) -> list[tuple[str, bool, list[Row]]]:
    book = parse_xml(read_member(opened, "xl/workbook.xml", name), name)
    relations = parse_xml(read_member(opened, "xl/_rels/workbook.xml.rels", name), name)
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    style = _Style(
        _shared(read_member(opened, "xl/sharedStrings.xml", name), name),
        _date_styles(read_member(opened, "xl/styles.xml", name), name),
        datetime(1904, 1, 1) if _counts_from_1904(book) else datetime(1899, 12, 30),  # noqa: DTZ001 - a day has no zone
    )
    sheets: list[tuple[str, bool, list[Row]]] = []
    cells = 0
    for sheet in book.iter(f"{_S}sheet"):
        target = targets.get(sheet.get(_R), "").lstrip("/")
        data = read_member(opened, target if target.startswith("xl/") else f"xl/{target}", name)
        rows = _filled(data, style, name, _MOST_CELLS - cells) if data else []
        cells += sum(len(row) for _, row in rows)
        sheets.append((sheet.get("name", ""), sheet.get("state", "visible") != "visible", rows))
    return sheets


def _counts_from_1904(book: Any) -> bool:
    properties = book.find(f"{_S}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


def _filled(data: bytes, style: _Style, name: str, most: int) -> list[Row]:
    rows: list[Row] = []
    merges: list[Merge] = []
    number = cells = 0
    for element in stream_xml(data, name, (f"{_S}row", f"{_S}mergeCell")):
        if element.tag == f"{_S}mergeCell":
            merge = merge_of(element.get("ref") or "")
            merges += [merge] if merge is not None else []
            continue
        number = int(element.get("r") or number + 1)
        row = _row(element, style)
        cells += len(row)
        if row:
            rows.append((number, row))
        if cells > most or len(rows) > MOST_ROWS:
            raise ReadError("table-too-large", name=name, limit=most)
    return fill_merged(rows, merges) if merges else rows


def _shared(data: bytes, name: str) -> list[str]:
    if not data:
        return []
    return ["".join(part.text or "" for part in _written(item)) for item in stream_xml(data, name, (f"{_S}si",))]


def _written(item: Any) -> Iterator[Any]:
    """Gives the text pieces of a string, without the reading aids that East Asian sheets put beside."""
    for part in item.iter(f"{_S}t"):
        if part.getparent().tag != f"{_S}rPh":
            yield part


def _date_styles(data: bytes, name: str) -> frozenset[int]:
    """Gives the numbers of the cell styles that show a number as a date."""
    if not data:
        return frozenset()
    root = parse_xml(data, name)
    own = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in root.iter(f"{_S}numFmt")}
    found = set()
    for index, style in enumerate(root.iterfind(f"{_S}cellXfs/{_S}xf")):
        number = int(style.get("numFmtId", "0"))
        code = own.get(number, "").split(";")[0].lower()
        if number in _DATE_FORMATS or ("general" not in code and "y" in code) or ("d" in code and "m" in code):
            found.add(index)
    return frozenset(found)


def _row(row: Any, style: _Style) -> list[tuple[int, str]]:
    cells: list[tuple[int, str]] = []
    column = -1
    for cell in row.iterchildren(f"{_S}c"):
        column = _column(cell.get("r") or "", column + 1)
        if text := _shown(cell, style):
            cells.append((column, text))
    return cells


def _column(address: str, otherwise: int) -> int:
    column = 0
    for letter in address:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return min(column, 1 << 20) - 1 if column else otherwise


def _shown(cell: Any, style: _Style) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(part.text or "" for part in _written(cell))
    value = cell.findtext(f"{_S}v") or ""
    if not value and (formula := cell.findtext(f"{_S}f")):
        return f"={formula}"  # nobody ran it when the file was saved, and we do not
    if kind == "s":
        return style.strings[int(value)] if value.isdecimal() and int(value) < len(style.strings) else value
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind == "n" and value and int(cell.get("s", "0")) in style.dates:
        return _date(value, style.start)
    return value


def _date(value: str, start: datetime) -> str:
    """Gives a date's number as a date, exactly; one that is none stays a number."""
    try:
        days = float(value)
        moment = start + timedelta(days=days)
    except (ValueError, OverflowError):
        return value
    if days < 1:
        return moment.strftime("%H:%M:%S")
    return moment.strftime("%Y-%m-%d") if days == int(days) else moment.strftime("%Y-%m-%d %H:%M:%S")
