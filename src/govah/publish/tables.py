"""Tables that leave as CSV or XLSX: written as they come, row by row; no cell of them can be a formula, in either format.

Libraries that write XLSX keep the whole in memory or lay parts of it in plain temporary files; this does neither.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

Cell = str | int
Row = Sequence[Cell]

MOST_ROWS: Final = 1_048_576
"""Rows of one sheet of XLSX; more go on in the next sheet, under the same header."""
LONGEST: Final = 32_767
"""Characters of one cell of XLSX."""
CUT: Final = " […]"
"""Stands where a cell of XLSX would be too long; the CSV holds the whole."""
_LIVE: Final = re.compile(r"[\s\u200b-\u200f\ufeff]*[=+\-@\t\r\n|%＝＋－＠]")
"""How a text begins that some program takes for a formula or a command."""
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\']")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FONT: Final = '<sz val="11"/><name val="Calibri"/>'
_STYLES: Final = (
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
"""Two styles of cells, both text: the rows', and the header's in bold."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is to be written: rows may come from a generator, and are asked for once."""

    title: str
    header: tuple[str, ...]
    rows: Iterable[Row]
    rtl: bool = False
    "Whether a reader of it reads from right to left."


def defused(text: str) -> str:
    """Gives a text that no spreadsheet takes for a formula: where it begins like one, an apostrophe stands before it."""
    return "'" + text if _LIVE.match(text) else text


def write_csv(table: Table, out: BinaryIO) -> int:
    """Writes UTF-8 with its mark and CRLF, as spreadsheets read it best; gives the number of rows below the header."""
    out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(out, "utf-8", errors="replace", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([defused(one) for one in table.header])
    count = 0
    for row in table.rows:
        writer.writerow([defused(one.replace("\0", "\ufffd")) if isinstance(one, str) else one for one in row])
        count += 1
    text.flush()
    text.detach()
    return count


def write_xlsx(table: Table, out: BinaryIO) -> int:
    """Writes a workbook in one pass over the rows; gives the number of rows below the header."""
    rows = iter(table.rows)
    count = sheets = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        ahead = list(islice(rows, 1))
        while ahead or not sheets:
            sheets += 1
            page = chain(ahead, islice(rows, MOST_ROWS - 1 - len(ahead)))
            count += _write_sheet(book, sheets, table, page)
            ahead = list(islice(rows, 1))
        _write_frame(book, sheets, table.title)
    return count


def _write_sheet(book: zipfile.ZipFile, number: int, table: Table, rows: Iterable[Row]) -> int:
    count = 0
    with book.open(_member(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as part:
        rtl = ' rightToLeft="1"' if table.rtl else ""
        pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        view = f'<sheetView workbookViewId="0"{rtl}>{pane}</sheetView>'
        part.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews>{view}</sheetViews><sheetData>'.encode())
        part.write(_row(table.header, style=' s="1"').encode())
        for row in rows:
            part.write(_row(row).encode())
            count += 1
        part.write(b"</sheetData></worksheet>")
    return count


def _row(cells: Row, style: str = "") -> str:
    return f"<row>{''.join(_cells(cells, style))}</row>"


def _cells(cells: Row, style: str) -> Iterator[str]:
    for one in cells:
        if isinstance(one, int):
            yield f"<c{style}><v>{one}</v></c>"
        elif one:
            text = defused(_FORBIDDEN.sub("\ufffd", one))
            whole = text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
            yield f'<c{style} t="inlineStr"><is><t xml:space="preserve">{escape(whole)}</t></is></c>'
        else:
            yield f"<c{style}/>"


def _write_frame(book: zipfile.ZipFile, sheets: int, title: str) -> None:
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, sheets + 1)]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{_KIND}.worksheet+xml"/>' for name in names)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{_tabs(sheets, title)}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", name.removeprefix("xl/")) for name in names), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{_STYLES}</styleSheet>',
    }
    for name, body in parts.items():
        book.writestr(_member(name), _HEAD + body)


def _tabs(sheets: int, title: str) -> str:
    plain = _NOT_IN_TITLES.sub(" ", title)[:24].strip() or "govah"
    titles = [plain if number == 1 else f"{plain} {number}" for number in range(1, sheets + 1)]
    return "".join(f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(titles, 1))


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{told}</Relationships>'


def _member(name: str) -> zipfile.ZipInfo:
    """Names a part; every one bears the same time: when it was made is nobody's business."""
    made = zipfile.ZipInfo(name, _EPOCH)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made
