"""The timeline of a case file, for the desk's own eyes."""

from __future__ import annotations

from datetime import date

import pytest

from desks import Take
from govah import desk
from govah.desk.cases.picturing import case_picture
from govah.vault import Vault

DAY = date(2026, 3, 1)
TOLD = (
    "Karun Watch reported that Arvand Sepidkuh was arrested in Arak on 3 January 2026.\n"
    "Karun Watch said that Arvand Sepidkuh was sentenced to death in February 2026.\n"
)


@pytest.mark.parametrize(("lang", "head"), [("en", "Arrested — Arak"), ("fa", "بازداشت")])
def test_what_is_told_is_drawn(vault: Vault, take: Take, me: desk.Reviewer, lang: str, head: str) -> None:
    """The arrest is a dot on its day, the sentence a bar over its month, in the reader's language."""
    take(TOLD, "one.txt")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    (person,) = desk.persons(vault)

    drawn = case_picture(desk.case_file(vault, person.id, as_of=DAY), lang)

    assert head in drawn
    assert (drawn.count("<circle"), drawn.count("<rect")) == (4, 2)  # the legend holds three and one


def test_what_a_script_accepted_is_hollow(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """What no person has reviewed is drawn as not firm."""
    take(TOLD, "one.txt")
    desk.accept_all(vault, me)
    (person,) = desk.persons(vault)

    drawn = case_picture(desk.case_file(vault, person.id, as_of=DAY), "en")

    assert drawn.count('r="4.6" fill="#ffffff"') == 1
