"""Tables that leave: no cell is a formula, nothing is lost, and any office program can open them."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from govah.publish.tables import CUT, LONGEST, Table, defused, write_csv, write_xlsx
from govah.read import read_document

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIVE = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "  =1", "\u200f=1", "|calc", "＝1")


def as_csv(table: Table) -> str:
    """The table as CSV text."""
    out = io.BytesIO()
    write_csv(table, out)
    return out.getvalue().decode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """The table as a workbook."""
    out = io.BytesIO()
    write_xlsx(table, out)
    return out.getvalue()


def sheet_of(book: bytes) -> etree._Element:
    """The first sheet's XML."""
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        return etree.fromstring(opened.read("xl/worksheets/sheet1.xml"))


def texts(book: bytes) -> list[str]:
    """The texts of the first sheet's cells, in order."""
    return [part.text or "" for part in sheet_of(book).iter("{*}t")]


@pytest.mark.parametrize("text", LIVE)
def test_no_cell_is_a_formula(text: str) -> None:
    """What a spreadsheet would run stands behind an apostrophe, in both formats."""
    table = Table("t", ("one",), [(text,)])
    (_, (cell,)) = csv.reader(io.StringIO(as_csv(table), newline=""))

    assert "'" + text == cell
    assert texts(as_xlsx(table))[1].startswith("'")
    assert [] == list(sheet_of(as_xlsx(table)).iter("{*}f"))


@pytest.mark.parametrize("text", ["Rostan", "۳۱", "کاوه", "1-2", "a=b", "", "(=1)"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    """What no program takes for a formula is not touched; Persian digits stay."""
    assert text == defused(text)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2)))
def test_csv_gives_back_what_was_written(rows: list[list[str]]) -> None:
    """Any text comes back from the CSV as it went in, but for the apostrophe."""
    found = list(csv.reader(io.StringIO(as_csv(Table("t", ("a", "b"), rows)), newline="")))

    assert [["a", "b"], *([defused(one) for one in row] for row in rows)] == found


@settings(max_examples=6)
@given(st.lists(st.tuples(st.text(max_size=8), st.integers(0, 10**9)), max_size=5))
def test_a_workbook_is_read_again(rows: list[tuple[str, int]]) -> None:
    """Any text and number makes a workbook that parses, and that our own reading opens."""
    book = as_xlsx(Table("a/b:c", ("words", "count"), rows))
    (read,) = read_document(book, KIND, "t.xlsx")

    assert "words\tcount" in read.text
    assert all(str(number) in read.text for _, number in rows)


def test_a_persian_table_reads_from_right_to_left() -> None:
    """A table for a reader of Persian is set from right to left."""
    view = next(sheet_of(as_xlsx(Table("t", ("نام",), [], rtl=True))).iter("{*}sheetView"))

    assert "1" == view.get("rightToLeft")


def test_a_cell_too_long_says_that_it_is_cut() -> None:
    """A text longer than a cell may be ends in a mark, and no cell is longer than programs take."""
    (_, cell) = texts(as_xlsx(Table("t", ("one",), [("a" * 40_000,)])))

    assert (LONGEST, CUT) == (len(cell), cell[-len(CUT) :])
