"""What a row of a list says stands in the column of its own name, all the way into the database."""

from __future__ import annotations

from dataclasses import fields

import pytest

from govah.link.engine.loading import connect, load
from govah.link.rows import ListRow, RowBlock, blocks

pytest.importorskip("duckdb")

ROWS = [
    ListRow(
        f"id {at}", at, f"Borzuyeh Sepehr{at}", curated=f"list {at % 2}", father=f"Cheragh{at}", when=(101 + at, 103 + at),
        born=(51 + at, 53 + at), age=(31 + at, 33 + at), sex=("male", "female", "")[at], places=(f"t{at}", f"u{at}"),
        numbers=(f"number{at}4711",), others=(f"first {at}", f"second {at}"), sources=(f"voice {at}",),
    )
    for at in range(3)
]  # fmt: skip


def test_each_field_differs() -> None:
    """The rows that the other tests use say something else in each field, so that no two can be taken for one another."""
    for one in ROWS:
        said = [str(getattr(one, field.name)) for field in fields(ListRow)]
        assert len(set(said)) == len(said)
    assert {field.name for field in fields(ListRow)} == {field.name for field in fields(RowBlock)}


def test_a_block_gives_its_rows_back() -> None:
    """Rows made into columns and back are the rows they were."""
    assert [row for block in blocks(ROWS) for row in block.rows()] == ROWS


def test_fields_stand_in_their_own_columns() -> None:
    """In the database each field is found under its own name, row by row."""
    con = connect()
    loaded = load(con, ROWS)
    names = loaded.written or tuple(" ".join(one[0]) for one in loaded.names)
    found = con.execute("""
        SELECT ids.id, list, name_id, father_id, when1, when2, born1, born2, age1, age2, sex, numbers, ends, sources, o0, o1,
            curated, places FROM rows JOIN ids USING (unique_id) ORDER BY unique_id
    """).fetchall()
    con.close()

    for at, (row, one) in enumerate(zip(ROWS, found, strict=True)):
        id_, table, name, father, when1, when2, born1, born2, age1, age2, sex, numbers, ends, sources, o0, o1, *numbered = one
        assert (id_, table, names[name], names[father]) == (row.id, row.table, row.name.casefold(), row.father.casefold())
        assert ((when1, when2), (born1, born2), (age1, age2), sex) == (row.when, row.born, row.age, row.sex or None)
        assert (numbers, ends, sources, (o0, o1)) == (list(row.numbers), [row.numbers[0][-6:]], list(row.sources), row.others)
        assert numbered == [at % 2, [2 * at, 2 * at + 1]]
