"""The columns of a table come into the fields of rows by what they are, whatever their order."""

from __future__ import annotations

import csv
import random
from datetime import date
from pathlib import Path

import pytest

from govah.desk.linking.tables import LinkOptions, read_rows
from govah.link.rows import ListRow

TABLE = {
    "id": ("x1", "x2"), "list": ("alpha", "beta"), "name": ("Borzuyeh Sepehrvand", "Golnoush Tishtarian"),
    "father name": ("Cheragh", "Mehrab"), "date of death": ("2026-01-08", "2025-11-02"),
    "date of birth": ("1990-05-04", "1971-02-03"), "age": ("35", "54"), "sex": ("male", "female"), "city": ("Shahrud", "Zabol"),
    "national id": ("A-4471-09", "B-9912-33"), "occupation": ("weaver", "potter"),
}  # fmt: skip


def one_day(text: str) -> tuple[int, int]:
    number = date.fromisoformat(text).toordinal()
    return number, number


ROWS = [
    ListRow(
        id_, 0, name, curated=curated, father=father, when=one_day(died), born=one_day(born), age=(int(age), int(age)), sex=sex,
        places=(place,), numbers=(number,), others=(work,),
    )
    for (id_, curated, name, father, died, born, age, sex, _, _, work), place, number in zip(
        zip(*TABLE.values(), strict=True), ("$RD", "ZBL"), ("a447109", "b991233"), strict=True
    )
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_columns_come_into_their_own_fields(tmp_path: Path, seed: int) -> None:
    """Each column is read into the field that it is for, in the order written first and in others."""
    heads = list(TABLE)
    if seed:
        random.Random(seed).shuffle(heads)
    path = tmp_path / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *zip(*(TABLE[head] for head in heads), strict=True)])

    assert read_rows([path], LinkOptions({}, "list")) == ROWS
