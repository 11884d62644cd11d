"""What a likeness of names is worth: never more than the name is rare, and less where less agrees."""

from __future__ import annotations

from itertools import pairwise

import pytest

from govah.link.engine.linking import Link, link_rows
from govah.link.engine.loading import connect
from govah.link.engine.naming import fewest_bits, name_bits, needed_likeness
from govah.link.rows import ListRow
from listrows import day, row, told

pytest.importorskip("splink")
np = pytest.importorskip("numpy")

LIKENESS = range(0, 1001, 10)
RARE = (2.0, 6.0, 11.0, 16.0, 20.0, 26.0, 40.0)
WRITTEN = ((0, 1, 1), (0, 3, 1), (1, 2, 2), (2, 1, 2))
"""How two names are written, and the scripts of each: both in Latin, one in two, both in another, each in its own."""
GIVEN = ("Borzuyeh", "Yazdgerd", "Golnoush", "Farangis", "Ardeshir", "Zhaleh", "Siavakhsh", "Nushafarin", "Mehrnegar", "Kavus")


def worth(rarity: float, ours: int, theirs: int) -> list[float]:
    """The bits of each likeness of two names that are both so rare."""
    con = connect()
    con.execute(f"CREATE TABLE names AS SELECT {rarity}::DOUBLE AS rarity, {ours} AS scripts, {theirs} AS others")
    found = con.execute(f"""
        SELECT {name_bits("likeness", "a", "b")} FROM range(0, 1001, 10) t(likeness), (SELECT rarity, scripts FROM names) a,
            (SELECT rarity, others AS scripts FROM names) b ORDER BY likeness
    """).fetchall()
    con.close()
    return [bits for (bits,) in found]


@pytest.mark.parametrize(("ours", "theirs"), [pair[1:] for pair in WRITTEN])
def test_more_likeness_is_worth_more(ours: int, theirs: int) -> None:
    """Of two names that are not common, the more alike are worth more; and the rarer are."""
    tables = [worth(rarity, ours, theirs) for rarity in RARE if rarity > 10]

    assert all(one <= other + 0.2 for bits in tables for one, other in pairwise(bits))
    assert all(one <= other for rare, rarer in pairwise(tables) for one, other in zip(rare, rarer, strict=True))


def test_a_name_is_worth_its_rarity() -> None:
    """Names of the same letters say hardly more than how rare they are; of names that share nothing it does not matter."""
    assert all(rarity - 1 <= worth(rarity, 1, 1)[-1] <= rarity + 1 for rarity in RARE if rarity <= 20)
    assert len({worth(rarity, 1, 1)[0] for rarity in RARE}) == 1
    assert min(worth(2.0, 1, 2)) >= fewest_bits()


@pytest.mark.parametrize(("how", "ours", "theirs"), WRITTEN)
def test_needed_likeness_is_the_way_back(how: int, ours: int, theirs: int) -> None:
    """The least likeness that is worth some bits is worth them, to a thousandth, and what is well below it is not."""
    for rarity in (11.0, 16.0, 26.0):
        bits = worth(rarity, ours, theirs)
        shared = rarity if rarity <= 22 else 22 + 0.4 * (rarity - 22)
        for need in (-6.0, -2.0, 1.5, 4.0, 9.0, 15.0, 25.0):
            (least,) = needed_likeness(np.array([need]), np.array([shared]), np.array([how])).tolist()
            reached = [at for at, one in zip(LIKENESS, bits, strict=True) if one >= need]
            assert (least > 1000) == (not reached)
            assert not reached or reached[0] - 10 <= least <= reached[0]


def crowd(namesakes: int) -> list[ListRow]:
    """Rows of persons with names of their own, and some of another name on other days; the last two may be one person."""
    own = [f"{GIVEN[at % 10]} Hirmandi{chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(300)]
    rows = [row(f"c{at}", name, when=day(f"2025-{1 + at % 12:02}-03")) for at, name in enumerate(own)]
    rows += [row(f"n{at}", "Borzuyeh Sepehrvand", when=day(f"2024-{1 + at % 12:02}-0{1 + at // 12}")) for at in range(namesakes)]
    return [*rows, row("a", "Borzuyeh Sepehrvand", age=(31, 31)), row("b", "Borzuyeh Sepehrvand", age=(31, 31))]


def the_two(rows: list[ListRow]) -> Link:
    (found,) = [one for one in link_rows(rows, told).links if {one.left, one.right} == {"a", "b"}]
    return found


def test_namesakes_in_the_list_lower_a_score() -> None:
    """The same two rows are less likely one person, and a name worth less, where the list itself has many of that name."""
    rare, common = the_two(crowd(0)), the_two(crowd(12))

    assert rare.score > common.score
    assert rare.evidence["name"] > common.evidence["name"] + 2


def test_what_is_not_said_lowers_a_score() -> None:
    """Two rows that say an age are surer to be one person than the same rows where one side is silent."""
    whole = crowd(4)
    silent = [*whole[:-1], row("b", "Borzuyeh Sepehrvand")]

    assert the_two(whole).score > the_two(silent).score
