"""Merged cells, 1904 workbooks and formulas: every row says what its sheet shows, and nothing is run."""

from __future__ import annotations

import io
import zipfile

from govah.read import read_document
from govah.read.extract.merged import MOST, Merge, fill_merged, merge_of

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheet: str, properties: str = "") -> bytes:
    """A workbook with one sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        sheets = f'{properties}<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
        book.writestr("xl/workbook.xml", f'<workbook {MAIN} xmlns:r="{OFFICE}">{sheets}</workbook>')
        relation = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>',
        )
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}>{sheet}</worksheet>")
    return out.getvalue()


def cell(address: str, text: str) -> str:
    """A cell of text."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_merged_cell_is_written_in_every_row() -> None:
    """A city that is merged over three rows stands in each of them, under its own address."""
    rows = [(1, [(0, "Rostan"), (1, "Yazd")]), (2, [(0, "Delara")]), (3, [(0, "Nadia"), (1, "Rasht")])]
    filled = fill_merged(rows, [Merge(1, 1, 1, 3)])

    assert [(1, [(0, "Rostan"), (1, "Yazd")]), (2, [(0, "Delara"), (1, "Yazd")]), (3, [(0, "Nadia"), (1, "Rasht")])] == filled


def test_a_banner_stays_once() -> None:
    """A title that is merged over the whole table is not written again and again."""
    rows = [(1, [(0, "A list")]), (2, [(0, "Name"), (1, "Age"), (2, "City")])]

    assert rows == fill_merged(rows, [Merge(0, 1, 2, 1)])


def test_merging_without_measure_fills_nothing() -> None:
    """A merge over a million cells, as a bomb would have it, leaves the sheet as it is."""
    rows = [(1, [(0, "x")])]

    assert rows == fill_merged(rows, [Merge(0, 1, 16_000, MOST)])


def test_references() -> None:
    """A reference to merged cells is read with and without its signs; anything else is none."""
    assert Merge(1, 2, 27, 9) == merge_of("$B$2:AB9")
    assert merge_of("B2") is None


def test_the_workbook_tells_where_its_days_start() -> None:
    """A workbook that counts from 1904 says so beside its text."""
    sheet = f"<sheetData><row r=\"1\">{cell('A1', 'Name')}</row></sheetData>"
    books = [workbook(sheet, properties) for properties in ("", '<workbookPr date1904="1"/>')]
    notes = [read_document(book, KIND, "s.xlsx")[0].notes for book in books]

    assert [False, True] == ["days-from-1904" in note for note in notes]


def test_a_formula_that_nobody_ran_is_shown_as_it_stands() -> None:
    """A formula without a kept result is written out and never run; one with a result shows that."""
    sheet = '<sheetData><row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData>'
    (read,) = read_document(workbook(sheet), KIND, "s.xlsx")

    assert "=1+1\t2" in read.text
