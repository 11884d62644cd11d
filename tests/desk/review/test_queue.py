"""The queue of a review, the sheet beside a card, and what cannot be decided twice."""

from __future__ import annotations

import pytest

from desks import STATEMENT, Take
from govah import desk
from govah.desk.people.whose import whose
from govah.desk.review.ownclaims import OwnClaim, make_claim
from govah.desk.review.queue import WINDOW, next_queue, recent_precisions, require_waiting, sheet_of, stretch
from govah.errors import UsageError
from govah.vault import Vault


def test_the_queue_holds_what_waits(vault: Vault, take: Take) -> None:
    """All that waits in the newest documents stands in the queue, gravest first, and there is nothing further on."""
    take(STATEMENT)
    found = next_queue(vault)

    assert {one.id for one in desk.pending(vault)} == {id_ for group in found.groups for id_ in group.ids}
    assert desk.by_gravity(desk.pending(vault))[0].predicate == found.groups[0].first.predicate
    assert "" == found.after


def test_what_is_decided_cannot_be_decided_again(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A suggestion that somebody decided is refused, until that is taken back."""
    take(STATEMENT)
    first = next_queue(vault).groups[0].first
    require_waiting(vault, [first.id])
    (decided,) = desk.accept(vault, [first.id], me)
    with pytest.raises(UsageError):
        require_waiting(vault, [first.id])
    desk.undo(vault, decided, me)

    require_waiting(vault, [first.id])


def test_a_sheet_holds_the_passage(vault: Vault, take: Take) -> None:
    """The stretch of a long document that is shown holds the passage of its card, to the letter, and says where it begins."""
    take("روزی آرام بود و چیزی برای گفتن نبود.\n" * 300 + STATEMENT + "دیگر چیزی نیست.\n" * 300)
    found = next(one for one in desk.pending(vault) if one.kind == "claim")
    sheet = sheet_of(vault, found)
    at = found.passage.start - sheet.start

    assert found.passage.quote == sheet.text[at : at + len(found.passage.quote)]
    assert len(sheet.text) <= WINDOW
    assert 0 < sheet.start < sheet.end < sheet.whole
    assert found in sheet.passages


@pytest.mark.parametrize("place", [(0, 0), (10**9, 10**9), (5, 5)])
def test_a_stretch_beyond_the_text_is_none(vault: Vault, take: Take, place: tuple[int, int]) -> None:
    """A place outside of the text gives a stretch within it."""
    take(STATEMENT)
    derivation = next(one.record.id for one in vault.of_kind("derivation"))
    sheet = stretch(vault, derivation, place)

    assert 0 <= sheet.start <= sheet.end <= sheet.whole


def test_a_rule_that_people_reject_sinks(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """What people rejected of late counts against the rule that suggested it, once there is enough of it."""
    for number in range(6):
        take(f"Arvand Sepidkuh was arrested in Arak on {number + 3} January 2026.\n", f"{number}.txt")
    claims = [one for one in desk.pending(vault) if one.predicate == "arrested"]
    desk.reject(vault, [one.id for one in claims], me, reason="another person")

    assert recent_precisions(vault)[claims[0].rule] < 0.2


def test_whose_finds_across_scripts(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A name in Latin letters finds the person whose name stands in Persian, and a stranger's name finds nobody."""
    take(STATEMENT)
    desk.accept(vault, [one.id for one in desk.pending(vault) if one.person], me)

    assert ["کاوه رستگار"] == [one.person.name for one in whose(vault, "Kaveh Rastegar")]
    assert () == whose(vault, "Wilhelmina Oxenstierna")
    assert () == whose(vault, "")


def test_an_own_claim_can_be_taken_back(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A claim that a person made of selected words is theirs on record, and is taken back like any other."""
    take(STATEMENT)
    derivation = next(one.record.id for one in vault.of_kind("derivation"))
    made = make_claim(vault, OwnClaim(derivation, 3, 12, "کاوه رستگار", "tortured", "alleged"), me)
    (fact,) = (one.record for one in vault.of_kind("fact"))
    desk.undo(vault, made, me)

    assert ("tortured", "alleged") == (fact.predicate, fact.stance.value)
    assert [fact.id] == [one.record.target for one in vault.of_kind("withdrawal") if one.record.target == fact.id]
