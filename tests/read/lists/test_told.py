"""Rows read under a mapping: what they say, what is wrong with them by address, and that none is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.read import read_document
from govah.read.lists import EMPTY, EXCEPTION, TOLD, Manner, RowTold, list_of, read_rows
from govah.records import Extracted, Stance

TODAY = date(2026, 11, 1)


def extracted(text: str) -> Extracted:
    """A CSV, read."""
    (made,) = read_document(text.encode("utf-8"), "text/csv", "list.csv")
    return made


def told(text: str, reports: str = "") -> list[RowTold]:
    """The rows of a CSV list that reports that."""
    return list(read_rows(list_of(extracted(text)), Manner(reports, Stance.REPORTED, TODAY)))


def faults(text: str, reports: str = "") -> list[tuple[str, str]]:
    """(address, code) of each fault."""
    return [(fault.address, fault.code) for one in told(text, reports) for fault in one.faults]


def test_what_the_list_reports_stands_on_its_cells() -> None:
    """What a list reports of everybody is one claim a row, with the row's date and place, on exactly their cells."""
    text = "Name,Date of death,City,Province\nRostan Pirnia,1404/10/18,Yazd,Yazd Province\n"
    (one,) = told(text, "killed")
    (said,) = one.said

    assert ("killed", Stance.REPORTED, "B2:D2") == (said.predicate, said.stance, said.cell)
    assert said.when is not None
    assert said.where is not None
    assert ("2026-01-08", "Yazd, Yazd Province") == (said.when.edtf, said.where.text)
    assert "1404/10/18,Yazd,Yazd Province" == text[said.start : said.end]


def test_a_status_says_it_row_by_row() -> None:
    """Where each row has a status, that is what the row claims, whatever the list reports of others."""
    rows = told("Name,Status\nRostan Pirnia,arrested\nDelara Golestar,executed?\nNadia Pirnia,not executed\n", "killed")

    assert [("arrested", Stance.REPORTED), ("executed", Stance.ALLEGED)] == [
        (said.predicate, said.stance) for one in rows for said in one.said
    ]


def test_a_death_beside_another_fate_is_an_exception() -> None:
    """A date of death on a row whose status is an arrest contradicts it: a person decides."""
    assert [("B2", "death-besides")] == faults("Name,Date of death,Status\nRostan Pirnia,2026-01-08,arrested\n")


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Name,Age", "Rostan Pirnia,abc", ("B2", "age-unread")),
        ("Name,Date of arrest", "Rostan Pirnia,2026-02-30", ("B2", "date-impossible")),
        ("Name,Date of arrest", "Rostan Pirnia,2027-01-01", ("B2", "date-ahead")),
        ("Name,Date of arrest", "Rostan Pirnia,#REF!", ("B2", "cell-error")),
        ("Name,City,Sex", "Rostan Pirnia,Yazd,q", ("C2", "gender-unread")),
        ("Name,Status", "Rostan Pirnia,zorped", ("B2", "status-unread")),
        ("Name,City", "=HYPERLINK(1),Yazd", ("A2", "cell-formula")),
        ("Name,City", ",Yazd", ("B2", "name-missing")),
        ("Name,City", "Total,Yazd", ("A2", "row-total")),
        ("Name,Date of birth,Date of arrest", "Rostan Pirnia,2001-01-01,1999-01-01", ("C2", "before-birth")),
        ("Name,Age,Date of birth,Date of arrest", "Rostan Pirnia,50,2001-01-01,2026-01-01", ("D2", "age-against-birth")),
        ("Name,Date of arrest,Execution date", "Rostan Pirnia,2026-02-01,2026-01-01", ("C2", "death-before-arrest")),
    ],
)
def test_a_bad_cell_is_told_by_its_address(header: str, row: str, expected: tuple[str, str]) -> None:
    """A cell that is bad, doubtful or against another makes its row an exception, told by its address."""
    text = f"{header}\n{row}\n"

    assert expected in faults(text)
    assert [EXCEPTION] == [one.kind for one in told(text)]


def test_the_same_row_and_the_same_id_again() -> None:
    """A row that repeats an earlier one, or its id, is an exception; its number in the list does not make it another."""
    text = "No,ID,Name,Age\n1,K-7,Rostan Pirnia,31\n2,K-7,Rostan Pirnia,31\n3,K-7,Rostan Pirnia,32\n"

    assert [TOLD, EXCEPTION, EXCEPTION] == [one.kind for one in told(text)]
    assert [("A3", "row-again"), ("A4", "id-again")] == faults(text)


def test_a_repeated_header_is_nobody() -> None:
    """The header again at the top of a printed page is counted as empty."""
    assert [TOLD, EMPTY, TOLD] == [one.kind for one in told("Name,Age\nRostan Pirnia,31\nName,Age\nDelara Golestar,22\n")]


def test_a_national_number_is_not_quoted_by_another_claim() -> None:
    """The words that a claim stands on never run over a cell that belongs in `sources`."""
    text = "Name,Date of arrest,National ID,City\nRostan Pirnia,2026-01-08,0012345679,Yazd\n"
    (one,) = told(text)
    arrested = next(said for said in one.said if said.predicate == "arrested")

    assert "0012345679" not in text[arrested.start : arrested.end]


def test_the_voice_of_a_row() -> None:
    """A row's one source is its voice: the channel of a link, or the words; several are none."""
    sources = ("https://t.me/inventedwatch/12", "Invented Watch", '"https://a.example/1, https://b.example/2"')
    rows = told("Name,Source\n" + "".join(f"Rostan Pirnia{at},{source}\n" for at, source in enumerate(sources)))

    assert ["t.me/inventedwatch", "Invented Watch", ""] == [one.source for one in rows]


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["Rostan Pirnia", "N/A", "2026-02-30", "1404/10/18", "#REF!", "=1+1", "31", "-", "executed", '"', "\t"]),
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=6))
def test_no_row_is_lost(rows: list[list[str]]) -> None:
    """Whatever stands in a table, every row below the header is told, left or empty, and every claim is in the text."""
    head = "No,Name,Father,Age,Date of arrest,Status"
    text = "\n".join([head, *(",".join(cell.replace("\n", " ").replace("\r", " ") for cell in row) for row in rows)])
    made = extracted(text)
    sheets = list_of(made)
    found = list(read_rows(sheets, Manner("arrested", today=TODAY)))

    assert [row.number for one in sheets if one.is_list for row in one.rows] == [row.row.number for row in found]
    assert {row.kind for row in found} <= {TOLD, EXCEPTION, EMPTY}
    assert all(said.end > said.start and made.text[said.start : said.end] for row in found for said in row.said)
    assert all(row.name for row in found if row.kind == TOLD)
