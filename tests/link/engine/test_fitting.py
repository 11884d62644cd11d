"""The model fitted to reviews, and levels learned by EM on demand: refused where they say too little, kept where better."""

from __future__ import annotations

import random

import pytest

from govah.errors import UsageError
from govah.link.engine.linking import Verdict, link_rows
from govah.link.rows import ListRow

GIVEN = ("Borzuyeh", "Yazdgerd", "Golnoush", "Tishtar", "Khosrow", "Zhaleh", "Houman", "Ardavan", "Mehrafarin", "Siavash")
FAMILY = ("Sepehrvand", "Hirmandi", "Chalipa", "Tishtarian", "Panahi", "Zarrinkub", "Farrokhzad", "Qashqai", "Kavian", "Rudaki")


def _rows(shift: int, *, aged: bool = True) -> list[ListRow]:
    """Two lists of eighty; the second list's days are all wrong by `shift`."""
    chance = random.Random(3)
    people = [
        (f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}", chance.randrange(300), chance.randrange(15, 60)) for _ in range(80)
    ]
    return [
        ListRow(
            f"{table}{at}",
            number,
            name,
            f"list {table}",
            when=(700_000 + day + far, 700_000 + day + far),
            age=(age, age) if aged else None,
        )
        for number, (table, far) in enumerate((("a", 0), ("b", shift)))
        for at, (name, day, age) in enumerate(people)
    ]


def _reviews() -> list[Verdict]:
    return [Verdict(f"a{at}", f"b{at}", "same") for at in range(40)] + [
        Verdict(f"a{at}", f"b{(at + 1) % 80}", "different") for at in range(40)
    ]


def _unheard(step: str, count: int) -> None:
    """Says nothing."""


@pytest.mark.parametrize(("least", "reviews", "code"), [(161, 80, "link-em-few"), (160, 59, "link-em-unreviewed")])
def test_em_is_refused_where_it_cannot_be_trusted(least: int, reviews: int, code: str) -> None:
    """Too few rows to learn from, or too few reviewed pairs to tell whether it is better, are said before a comparison."""
    with pytest.raises(UsageError) as refused:
        link_rows(_rows(0), _unheard, _reviews()[:reviews], em=least)

    assert refused.value.code == code


def test_em_says_what_came_of_it() -> None:
    """Where a list's days are all wrong EM learns it and is kept or not; what is told is what was done to the scores."""
    plain = link_rows(_rows(90), _unheard, _reviews())
    learned = link_rows(_rows(90), _unheard, _reviews(), em=100)

    scores = [{(one.left, one.right): round(one.score, 4) for one in found.links} for found in (plain, learned)]
    assert learned.model.em in ("kept", "worse")
    assert (scores[0] == scores[1]) == (learned.model.em == "worse")


def test_em_is_kept_where_it_foretells_better() -> None:
    """Days that are wrong in a whole list count for less once EM has seen that, and true pairs come out likelier."""
    plain = link_rows(_rows(90, aged=False), _unheard, _reviews())
    learned = link_rows(_rows(90, aged=False), _unheard, _reviews(), em=100)

    assert learned.model.em == "kept"
    assert learned.expected > plain.expected
