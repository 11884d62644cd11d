"""Counts side by side: copies are one row, at least is no exact number, and what cannot both be is marked."""

from __future__ import annotations

import pytest

from govah.weigh.tallies import TallyTold, numbers_in, side_by_side


def told(number: int, words: str, by: tuple[str, ...], **more: str) -> TallyTold:
    """Gives a count as a document tells it."""
    fields = {"published": "2026-02-01", "when": "2026-01", "where": "", "what": "arrested"} | more
    return TallyTold(
        f"t{number}", f"d{number}", fields["what"], words, None, None, by, "", fields["published"], fields["when"],
        fields["where"], f"{words} were arrested", reviewed=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "both"),
    [
        ("3,117 people", (3117, 3117)),
        ("at least 251 executions", (251, None)),
        ("دست‌کم ۲۵۱ نفر", (251, None)),
        ("۴۲٬۳۲۴ بازداشت", (42324, 42324)),
        ("between 20 and 30", (20, 30)),
        ("hundreds", (None, None)),
    ],
)
def test_numbers(words: str, both: tuple[int | None, int | None]) -> None:
    """Digits of any script are read; "at least" leaves the top open; words without a number have none."""
    assert numbers_in(words) == both


def test_copies_of_one_count_are_one_row() -> None:
    """One counter's number in three pages, under two of its names, is one count in three documents."""
    (side,) = side_by_side([told(1, "320", ("HRANA",)), told(2, "320", ("سایت هرانا",)), told(3, "320", ("HRANA", "sources"))])

    assert [(one.counter, len(one.documents)) for one in side.counts] == [("Human Rights Activists News Agency", 3)]


def test_rivals_that_cannot_both_be() -> None:
    """Two bodies with two numbers for one time clash; an "at least" below it does not, nor one of another time or place."""
    rivals = [told(1, "320", ("Karun Watch",)), told(2, "410", ("Zagros Committee",))]
    (side,) = side_by_side(rivals)
    assert side.apart == ((0, 1),)

    for other in (
        told(2, "at least 300", ("Zagros Committee",)),
        told(2, "410", ("Zagros Committee",), when="2026-02"),
        told(2, "410", ("Zagros Committee",), when=""),
        told(2, "410", ("Zagros Committee",), where="Arak"),
        told(2, "410", ("Karun Watch",)),
    ):
        (side,) = side_by_side([rivals[0], other])
        assert side.apart == ()


def test_each_count_keeps_its_own_words() -> None:
    """What is counted stands in the counter's own words beside the number."""
    (side,) = side_by_side([told(1, "320", ("Karun Watch",))])

    assert side.counts[0].definition == "320 were arrested"
