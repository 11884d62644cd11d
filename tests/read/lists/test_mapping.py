"""The mapping suggested: headers in five languages over one row or two, and cells that bear them out or do not."""

from __future__ import annotations

import csv
import io

import pytest

from govah.errors import UsageError
from govah.read import read_document
from govah.read.lists import Sheet, as_saved, asked, corrected, list_of
from govah.records import Extracted


def table(*rows: tuple[str, ...]) -> Extracted:
    """A CSV table of these rows, read."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    (made,) = read_document(out.getvalue().encode(), "text/csv", "list.csv")
    return made


def sheet(*rows: tuple[str, ...]) -> Sheet:
    """The only sheet of a table of these rows, mapped."""
    (made,) = list_of(table(*rows))
    return made


def roles(found: Sheet) -> list[str]:
    """What its columns are taken for."""
    return [one.role for one in found.columns]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (("No", "Full name", "Father's name", "Sex", "Date of arrest"), ("1", "Rostan Pirnia", "Ferod", "m", "2026-01-08"),
         ["number", "name", "father", "gender", "arrested.when"]),
        (("ردیف", "نام", "نام خانوادگی", "نام پدر", "اتهام"), ("۱", "رستن", "پیرنیا", "فرود", "محاربه"),
         ["number", "name.given", "name.family", "father", "charged_with"]),
        (("ت", "الاسم الرباعي", "العمر", "تاريخ الوفاة", "المدينة"), ("1", "كريم تجريبي", "43", "2024-01-15", "غزة"),
         ["number", "name", "age", "death.when", "where"]),
        (("ژمارە", "ناوی تەواو", "ناوی باوک", "تەمەن", "شار"), ("1", "ڕێبوار تاقیکارزادە", "هێمن", "25", "سنە"),
         ["number", "name", "father", "age", "where"]),
        (("hejmar", "nav û paşnav", "navê bav", "temen", "bajar"), ("1", "Rêbwar Ceribandî", "Hêmin", "25", "Mahabad"),
         ["number", "name", "father", "age", "where"]),
        (("Name", "Place of Death", "Cause of death", "Sentence", "Prison"), ("Rostan Pirnia", "Yazd", "shot", "qisas", "Evin"),
         ["name", "death.where", "cause", "sentenced_to", "detained_at"]),
    ],
)  # fmt: skip
def test_headers_in_five_languages(header: tuple[str, ...], row: tuple[str, ...], expected: list[str]) -> None:
    """Headers in English, Persian, Arabic, Sorani and Kurmanji are taken for what they say."""
    assert expected == roles(sheet(header, row))


def test_a_header_below_a_banner() -> None:
    """What stands above the header is passed over and counted."""
    banner = ("A list of the committee", "", ""), ("made in Bahman", "", "")
    found = sheet(*banner, ("Name", "Age", "City"), ("Rostan Pirnia", "31", "Yazd"))

    assert (2, ["name", "age", "where"]) == (found.above, roles(found))


def test_a_header_of_two_rows() -> None:
    """A group's name stands over the columns below it and says what their dates and places are of."""
    header = ("Name", "Arrest", "", "Death", ""), ("", "Date", "Place", "Date", "Place")
    found = sheet(*header, ("Rostan Pirnia", "2026-01-08", "Yazd", "", ""))

    assert ["name", "arrested.when", "arrested.where", "death.when", "death.where"] == roles(found)
    assert 1 == found.count


def test_a_header_in_two_languages() -> None:
    """A second row that says the same in another language is part of the header, and nobody's row."""
    found = sheet(("Name", "Father", "Age"), ("نام", "نام پدر", "سن"), ("Rostan Pirnia", "Ferod", "31"))

    assert (["name", "father", "age"], 1) == (roles(found), found.count)


def test_cells_that_deny_their_header() -> None:
    """A column of dates under "Sentence" is shown as doubted and not taken until a person says so."""
    rows = [(f"Rostan Pirnia{letter}", f"202{number}-01-08") for number, letter in enumerate("abcdef")]
    one = sheet(("Name", "Sentence"), *rows).columns[1]

    assert ("as_written", "sentenced_to", "contents-differ") == (one.role, one.guess, one.reason)


def test_without_a_header_the_cells_tell() -> None:
    """A table without a header is mapped by its cells; its dates are left alone, since nobody says of what they are."""
    rows = [(str(at), f"Rostan Pirnia{letter}", "m", str(20 + at), f"2026-01-0{at}") for at, letter in enumerate("abcdef", 1)]

    assert ["number", "name", "gender", "age", "as_written"] == roles(sheet(*rows))


def test_a_name_with_an_age() -> None:
    """A column that holds names with ages in brackets is taken for both."""
    assert ["name+age"] == roles(sheet(("Name (age)",), ("Rostan Pirnia (31)",), ("Delara Golestar (22)",)))


def test_an_unknown_column_is_kept_as_written() -> None:
    """A column that nothing is known of stays as it is, and says so."""
    one = sheet(("Name", "Zorp"), ("Rostan Pirnia", "blue")).columns[1]

    assert ("as_written", "unknown") == (one.role, one.reason)


def test_a_person_corrects_by_letters_or_header() -> None:
    """A column is named by its letters or its header, and a role may say which comes first, day or month."""
    found = (sheet(("Name", "Zorp", "On"), ("Rostan Pirnia", "blue", "03/04/2026")),)
    made = corrected(found, asked(found, [("Zorp", "occupation"), ("C", "killed.when:mdy")]))

    assert ["name", "occupation", "killed.when"] == roles(made[0])
    assert "mdy" == made[0].columns[2].column.order


@pytest.mark.parametrize(
    ("column", "role", "code"),
    [("Q", "father", "list-column-unknown"), ("B", "fahter", "list-role-unknown"), ("B", "when:ydm", "list-order-unknown")],
)
def test_a_wrong_correction_is_told(column: str, role: str, code: str) -> None:
    """A column or role that does not exist stops with a word on what does."""
    found = (sheet(("Name", "Zorp"), ("Rostan Pirnia", "blue")),)

    with pytest.raises(UsageError) as error:
        asked(found, [(column, role)])
    assert code == error.value.code


def test_a_saved_mapping_fits_the_same_headers_only() -> None:
    """A mapping goes on to a list with the same headers, wherever the columns stand, and to no other."""
    first = (sheet(("Name", "Zorp"), ("Rostan Pirnia", "blue")),)
    columns = [one.column for one in corrected(first, asked(first, [("Zorp", "occupation")]))[0].columns]
    moved, other = (sheet(("Zorp", "Name"), ("red", "Delara Golestar")),), (sheet(("Name", "Zorq"), ("Delara Golestar", "red")),)
    fitting = as_saved(moved, columns)

    assert fitting is not None
    assert {"occupation", "name"} == {one.role for one in fitting.values()}
    assert as_saved(other, columns) is None


def test_quoted_cells_with_delimiters_divide_nothing() -> None:
    """A CSV whose stories are full of commas and semicolons keeps its columns."""
    rows = ("Rostan Pirnia", "one; two, three; four; five", "31"), ("Delara Golestar", "a; b; c, d", "22")
    found = sheet(("Name", "Text", "Age"), *rows)

    assert ["name", "note", "age"] == roles(found)


@pytest.mark.parametrize(
    ("top", "rows"),
    [
        ("Whose,Town,Amount", 3),  # a header, though no word of it means a name
        ("Tirdad Golrokh,Yazd,unknown", 4),  # a person, for no cell is a word that heads columns
        ("Tirdad Golrokh,Town,44", 4),  # a person, for a header bears no number
    ],
)
def test_the_top_row_of_a_table_without_names(top: str, rows: int) -> None:
    """Where no column is known to hold names, the top row is a header only by its words: else a person would be lost with it."""
    found = sheet(tuple(top.split(",")), ("Rostan Pirnia", "Yazd", "1"), ("Nadia Sepidkuh", "Yazd", "2"), ("Gol Zar", "Rey", "3"))
    assert rows == found.count
