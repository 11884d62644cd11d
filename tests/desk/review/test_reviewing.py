"""Review: people decide, scripts say that they are scripts, nothing is overwritten."""

from __future__ import annotations

import pytest

from desks import DENIAL, STATEMENT, Take
from govah import desk
from govah.errors import NotFoundError, UsageError
from govah.records import Decision, Mention, Stance
from govah.vault import Vault


def pick(vault: Vault, predicate: str) -> desk.Suggestion:
    """The waiting suggestion of that predicate."""
    return next(one for one in desk.pending(vault) if one.predicate == predicate)


def test_accepting_makes_a_claim_with_who_and_where_from(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """An accepted suggestion becomes a claim with its exact words, and says who accepted it."""
    take(STATEMENT)
    one = pick(vault, "arrested")

    (done,) = desk.accept(vault, [one.id], me)

    (claim,) = desk.claims_about(vault, desk.named(vault, done.person))
    assert claim.claim.basis is not None
    assert one.passage == claim.claim.basis.passage
    assert (True, vault.member) == (claim.reviewed, claim.accepted_by)


def test_two_claims_of_one_document_share_its_mention(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """The person of one document is one mention, however many claims are accepted and when."""
    take(STATEMENT)
    desk.accept(vault, [pick(vault, "arrested").id], me)
    desk.accept(vault, [pick(vault, "transferred").id], me)

    assert 1 == sum(isinstance(stored.record, Mention) for stored in vault.of_kind("mention"))


def test_a_decision_is_remembered_when_the_document_is_read_again(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Reading again does not bring a decided suggestion back."""
    sealed = take(STATEMENT)
    one = pick(vault, "arrested")
    desk.reject(vault, [one.id], me, reason="tried")

    list(desk.read_documents(vault, [sealed.document.id]))

    assert one.id not in {waiting.id for waiting in desk.pending(vault)}


def test_a_script_says_so(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """What a script accepts is recorded as the script's, and no claim of it is reviewed."""
    take(STATEMENT)

    desk.accept_all(vault, me)

    actors = {stored.record.actor for stored in vault.of_kind("decision") if isinstance(stored.record, Decision)}
    assert {"script"} == actors
    person = next(iter(desk.persons(vault)))
    assert not any(one.reviewed for one in desk.claims_about(vault, person))


def test_a_person_confirms_what_a_script_accepted(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A person's decision on a script's claim makes that claim, and no other, reviewed."""
    take(STATEMENT)
    desk.accept_all(vault, me)
    person = next(iter(desk.persons(vault)))
    chosen = desk.claims_about(vault, person)[0].id

    desk.accept(vault, [chosen], me)

    assert [chosen] == [one.id for one in desk.claims_about(vault, person) if one.reviewed]


def test_undo_brings_the_suggestion_back(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """An undone decision leaves the claim withdrawn in the record and the suggestion waiting."""
    take(STATEMENT)
    one = pick(vault, "arrested")
    (done,) = desk.accept(vault, [one.id], me)

    desk.undo(vault, done, me)

    assert one.id in {waiting.id for waiting in desk.pending(vault)}
    assert [True] == [claim.withdrawn for claim in desk.claims_about(vault, desk.named(vault, done.person))]


def test_editing_keeps_the_quotation(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """An edited suggestion keeps its words and place; the decision carries what was suggested."""
    take(STATEMENT)
    one = pick(vault, "arrested")

    done = desk.edit(vault, one.id, {"stance": "alleged", "when": "21 دی ۱۴۰۴"}, me)

    (claim,) = desk.claims_about(vault, desk.named(vault, done.person))
    assert claim.claim.basis is not None
    assert one.passage == claim.claim.basis.passage
    assert Stance.ALLEGED == claim.claim.fact.stance
    assert claim.claim.fact.when is not None
    assert claim.claim.fact.when.edtf == "2026-01-11"


def test_a_denial_stays_a_denial(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A denied sentence is accepted as denied and never puts the person in a sentenced state."""
    take(DENIAL)
    desk.accept_all(vault, me)
    person = desk.named(vault, "کاوه رستگار")

    stances = {one.claim.fact.predicate: one.claim.fact.stance for one in desk.claims_about(vault, person)}
    assert Stance.DENIED == stances["sentenced_to"]


@pytest.mark.parametrize("changes", [{"quote": "x"}, {"stance": "certain"}, {"when": "sometime"}])
def test_bad_edits_change_nothing(vault: Vault, take: Take, me: desk.Reviewer, changes: dict[str, str]) -> None:
    """An edit that is not understood is refused, and the suggestion still waits."""
    take(STATEMENT)
    one = pick(vault, "arrested")

    with pytest.raises(UsageError):
        desk.edit(vault, one.id, changes, me)

    assert one.id in {waiting.id for waiting in desk.pending(vault)}


def test_unknown_ids_are_told(vault: Vault, me: desk.Reviewer) -> None:
    """A suggestion that does not exist is a `NotFoundError`."""
    with pytest.raises(NotFoundError):
        desk.accept(vault, ["saaaaaaaaaaaaaaaa"], me)
