"""Tables: equal rows are one, order means nothing, and lists can be taken out or taken as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from count.mse.tables import KOSOVO
from govah.count.mse.table import Table, full, merged, table_of, without

ROWS = st.lists(st.tuples(st.tuples(*[st.integers(0, 1)] * 3), st.integers(0, 50)), max_size=12)


@given(ROWS)
def test_order_and_splitting_mean_nothing(rows: list[tuple[tuple[int, ...], int]]) -> None:
    """Rows in any order, and one row split in two, are the same table."""
    split = [part for history, count in rows for part in ((history, count // 2), (history, count - count // 2))]

    assert same(table_of("abc", rows), table_of("abc", split[::-1]))


def test_nobody_is_lost_by_merging() -> None:
    """Lists taken as one hold the same people."""
    assert KOSOVO.people == merged(KOSOVO, [[0, 3], [1], [2]]).people


def test_a_list_left_out_takes_its_own_people_along() -> None:
    """Without a list, those who are on no other are gone."""
    assert 4400 - 306 == without(KOSOVO, 3).people


def test_cells_stand_at_their_codes() -> None:
    """List j is bit j of a history's place among all."""
    assert (0, 1131, 845, 177, 27) == tuple(full(KOSOVO)[[0, 1, 2, 3, 15]])


def same(one: Table, other: Table) -> bool:
    """Answers whether two tables hold the same."""
    return (
        one.lists == other.lists
        and one.histories.tolist() == other.histories.tolist()
        and one.counts.tolist() == other.counts.tolist()
    )
