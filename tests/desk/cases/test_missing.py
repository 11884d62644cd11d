"""The queue of what is missing, and rival counts, over a real vault."""

from __future__ import annotations

from datetime import date

from desks import Take
from govah import desk
from govah.desk.cases.missing import missing_of_all
from govah.desk.counts.tallying import tallies
from govah.vault import Vault

DAY = date(2026, 3, 1)
GRAVE = "Karun Watch reported that Arvand Sepidkuh, 22, was sentenced to death for moharebeh in Arak on 3 January 2026.\n"
LIGHT = "Karun Watch reported that Tirdad Golrokh, 31, was arrested in Arak on 3 January 2026.\n"
SECOND = "Zagros Committee reported that Tirdad Golrokh was arrested in Arak on 3 January 2026.\n"
COUNTS = "Karun Watch said that at least 320 people were arrested in January 2026.\n"


def test_the_gravest_first_and_what_one_fact_would_do(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Who may be executed comes first; of somebody whom two bodies name, only a check is missing."""
    for name, text in enumerate((GRAVE, LIGHT, SECOND)):
        take(text, f"{name}.txt")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    desk.join_alike(vault, me, least=900)

    found = {one.name: one for one in missing_of_all(vault, DAY)}

    assert list(found) == ["Arvand Sepidkuh", "Tirdad Golrokh"]
    assert "origins" in {gap.need for gap in found["Arvand Sepidkuh"].missing}
    assert found["Tirdad Golrokh"].single == "looked"


def test_counts_of_a_vault(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A count that was accepted stands under its counter, with its words and its document."""
    take(COUNTS, "one.txt")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)

    assert [(side.what, one.counter, one.low, one.high) for side in tallies(vault) for one in side.counts] == [
        ("arrested", "Karun Watch", 320, None)
    ]
