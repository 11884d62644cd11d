"""Cells that look plain and are not: marks for "as above", a second date, a note under the names, groups over columns."""

from __future__ import annotations

import csv
import io

import pytest

from govah.read import read_document
from govah.read.lists import EXCEPTION, TOLD, Manner, RowTold, Sheet, list_of, read_rows
from govah.read.lists.statuses import status_of


def opened(*rows: tuple[str, ...]) -> tuple[Sheet, ...]:
    """Gives a CSV of these rows as a list."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    (text,) = read_document(out.getvalue().encode(), "text/csv", "list.csv")
    return list_of(text)


def told(*rows: tuple[str, ...]) -> list[RowTold]:
    """Gives a list's rows, as one that reports arrests."""
    return list(read_rows(opened(*rows), Manner("arrested")))


@pytest.mark.parametrize("mark", ['"', "〃", "″", "do.", "ایضاً", "ditto"])
def test_a_mark_for_as_above_is_no_value_and_no_silence(mark: str) -> None:
    """A ditto mark is neither a place of that name nor an empty cell: a person writes out what it stands for."""
    first, second = told(("Name", "City"), ("Bahmanyar Kuhbanan", "Yazd"), ("Delara Zarrinpey", mark))

    assert (first.kind, second.kind, [fault.code for fault in second.faults]) == (TOLD, EXCEPTION, ["cell-ditto"])


def test_a_second_date_is_not_lost() -> None:
    """Two columns that date one thing differently make the row an exception; the same day twice does not."""
    header = ("Name", "Date", "Date")
    differs, same = told(
        header, ("Bahmanyar Kuhbanan", "2026-01-08", "2026-01-20"), ("Delara Zarrinpey", "2026-01-09", "2026-01-09")
    )

    assert ([(one.address, one.code) for one in differs.faults], same.faults) == ([("C2", "date-twice")], ())


def test_a_note_under_the_names_is_nobody() -> None:
    """A remark at the foot of a list is left to a person, and a name of eight words is a name."""
    *_, named, note = told(
        ("نام", "شهر"),
        ("سپند رودخانه‌ای پور کوه‌بنان اصل زرین‌پی نژاد یزدی", "یزد"),
        ("توضیح: این فهرست از گزارش‌های محلی است", ""),
    )

    assert (named.kind, [fault.code for fault in note.faults]) == (TOLD, ["name-sentence"])


def test_a_group_over_columns_says_what_they_are_about() -> None:
    """Under "Arrest", a date and a city are those of the arrest."""
    (sheet,) = opened(
        ("Person", "", "Arrest", ""), ("Name", "Father", "Date", "City"), ("Bahmanyar Kuhbanan", "Rostam", "2026-01-08", "Yazd")
    )

    assert [one.role for one in sheet.columns] == ["name", "father", "arrested.when", "arrested.where"]


@pytest.mark.parametrize(
    ("cell", "predicate"), [("آزاد شده", "released"), ("آزاد", "released"), ("با قرار وثیقه آزاد شد", "released_on_bail")]
)
def test_a_release_is_known_in_persian(cell: str, predicate: str) -> None:
    """The words of a status are compared as they are folded, the long alef too."""
    found = status_of(cell)

    assert found is not None
    assert found.predicate == predicate
