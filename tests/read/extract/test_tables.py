"""Tables of every kind: each cell with its address, as it is written there."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.read.extract import read_document
from govah.records import Extracted

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def cells(found: Extracted) -> list[tuple[str, str]]:
    """Gives (address, words) of each cell."""
    return [(part.locator.cell, found.text[part.start : part.end]) for part in found.segments if part.kind == "cell"]


def one(data: bytes, media_type: str, name: str = "list") -> Extracted:
    """Gives the one text of a table."""
    (found,) = read_document(data, media_type, name)
    return found


def xlsx(rows: str, *, state: str = "visible") -> bytes:
    """Gives a workbook of one sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(
            "xl/workbook.xml",
            f'<workbook {MAIN} {REL}><sheets><sheet name="فهرست" sheetId="1" state="{state}" r:id="a"/></sheets></workbook>',
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>'
        )
        file.writestr("xl/sharedStrings.xml", f"<sst {MAIN}><si><t>نام</t></si><si><r><t>تر</t></r><r><t>لان</t></r></si></sst>")
        formats = '<numFmts><numFmt numFmtId="170" formatCode="yyyy/mm/dd"/></numFmts>'
        styles = f'{formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>'
        file.writestr("xl/styles.xml", f"<styleSheet {MAIN}>{styles}</styleSheet>")
        file.writestr("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
    return out.getvalue()


def test_a_csv_stays_as_it_is() -> None:
    """The text is the file's, quoted cells may hold anything, and empty ones have no segment."""
    text = 'name,age,note\r\n"Shibeh, Tarlan",34,"said ""no""\nand left"\r\nDuburak,,x'
    found = one(text.encode(), "text/csv")

    assert found.text == text
    assert cells(found) == [
        ("A1", "name"), ("B1", "age"), ("C1", "note"),
        ("A2", "Shibeh, Tarlan"), ("B2", "34"), ("C2", 'said ""no""\nand left'),
        ("A3", "Duburak"), ("C3", "x"),
    ]  # fmt: skip


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_dividing_sign_is_found(sign: str) -> None:
    """Whatever divides the cells, the same cells come."""
    lines = [sign.join(row) for row in (("نام", "سن"), ("ترلان", "۳۴"), ("شهنا", "۲۹"))]
    found = one("\n".join(lines).encode(), "text/csv")

    assert [address for address, _ in cells(found)] == ["A1", "B1", "A2", "B2", "A3", "B3"]


@given(st.text(alphabet='a",\n\r;ب ', max_size=60))
def test_any_table_keeps_the_law(text: str) -> None:
    """However the quotes fall, cells come in order and never overlap, and the text is untouched."""
    if not text:
        return
    found = one(text.encode(), "text/csv")

    assert found.text == text


def test_a_large_table_has_a_passage_for_each_row() -> None:
    """Beyond some cells a row is a passage, with its address, and a note says so."""
    found = one(b"a,b,c\n" * 20_000, "text/csv")

    assert len(found.segments) == 20_000
    assert cells(found)[7] == ("A8", "a,b,c")
    assert "rows-as-passages" in found.notes


def test_a_workbook_is_read_by_cell() -> None:
    """Shared and inline strings, numbers, truths and dates come as a person sees them, gaps stay gaps."""
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>سن</t></is></c></row>'
        '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46042</v></c><c r="C3"><v>34</v></c>'
        '<c r="D3" t="b"><v>1</v></c>'
        '<c r="E3" s="2"><v>46042.5</v></c><c r="F3" t="s"><v>99</v></c></row>'
    )
    found = one(xlsx(rows), SHEET)

    assert cells(found) == [
        ("فهرست!A1", "نام"), ("فهرست!C1", "سن"), ("فهرست!A3", "ترلان"), ("فهرست!B3", "2026-01-20"), ("فهرست!C3", "34"),
        ("فهرست!D3", "TRUE"), ("فهرست!E3", "2026-01-20 12:00:00"), ("فهرست!F3", "99"),
    ]  # fmt: skip
    assert found.text.splitlines() == ["فهرست", "نام\t\tسن", "ترلان\t2026-01-20\t34\tTRUE\t2026-01-20 12:00:00\t99"]


def test_hidden_sheets_are_read_and_noted() -> None:
    """What a program hides is evidence too."""
    found = one(xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', state="hidden"), SHEET)

    assert cells(found) == [("فهرست!A1", "نام")]
    assert "hidden-sheets" in found.notes


def test_an_open_document_sheet_is_read_by_cell() -> None:
    """Repeated and empty cells count, a date without words shows its value."""
    names = (
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    )
    rows = (
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        "<table:table-cell><text:p>سن</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="3"/>'
        '<table:table-row><table:table-cell office:date-value="2026-01-20"/>'
        '<table:table-cell><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell></table:table-row>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(
            "content.xml", f'<office:document {names}><table:table table:name="L">{rows}</table:table></office:document>'
        )
    found = one(out.getvalue(), ODS)

    assert cells(found) == [("L!C1", "سن"), ("L!A5", "2026-01-20"), ("L!B5", "a  b")]
