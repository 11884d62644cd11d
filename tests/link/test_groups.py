"""Of which groups a row is: by letters and places that it writes, never by the sound of a name."""

from __future__ import annotations

import pytest

from govah.link.groups import groups_of, groups_of_pair
from govah.link.keys import consonants
from govah.link.rows import ListRow

WHOLE = ListRow("1", 0, "Borzuyeh Sepehrvand", when=(738_000, 738_000), age=(30, 30), sex="male")


@pytest.mark.parametrize(
    ("row", "groups"),
    [
        (WHOLE, set()),
        (ListRow("1", 0, "ڕێبوار شەوبۆ", when=(1, 1), age=(30, 30)), {"kurdish"}),
        (ListRow("1", 0, "Rêbwar Şewbo", when=(1, 1), age=(30, 30)), {"kurdish"}),
        (ListRow("1", 0, "Rebwar", when=(1, 1), born=(1, 1), places=(consonants("سنندج"),)), {"kurdish"}),
        (ListRow("1", 0, "Mirdad", when=(1, 1), born=(1, 1), places=(consonants("zahedan"),)), {"baluch"}),
        (ListRow("1", 0, "Mirdad", sex="female"), {"women", "no-age", "no-date"}),
    ],
)
def test_groups(row: ListRow, groups: set[str]) -> None:
    """A row is of the groups that its letters, places and gaps tell of, and of no other."""
    assert groups_of(row) == groups


def test_a_pair_is_of_the_groups_of_either_side() -> None:
    """One side without an age is enough for the pair to be harder."""
    assert groups_of_pair(WHOLE, ListRow("2", 0, "Borzuyeh", when=(1, 1))) == {"no-age"}
