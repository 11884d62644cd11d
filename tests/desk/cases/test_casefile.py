"""The case file: what is known and who says so; what nobody accepted is never a fact."""

from __future__ import annotations

from datetime import date

import pytest

from desks import FAMILY, STATEMENT, Take
from govah import desk
from govah.errors import NotFoundError
from govah.vault import Vault

DAY = date(2026, 3, 1)
NAME = "کاوه رستگار"


def test_nothing_unaccepted_is_shown_as_a_fact(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Only the accepted claim is a fact; the rest of the document waits as pending."""
    take(STATEMENT)
    one = next(one for one in desk.pending(vault) if one.predicate == "arrested")
    desk.accept(vault, [one.id], me)

    found = desk.case_file(vault, NAME, as_of=DAY)

    assert ["arrested"] == [fact.predicate for fact in found.facts]
    assert {"transferred", "charged_with"} <= {waiting.predicate for waiting in found.pending}


def test_a_withdrawn_claim_is_no_fact_and_stays(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A withdrawn claim leaves the facts and stays in the file as withdrawn."""
    take(STATEMENT)
    one = next(one for one in desk.pending(vault) if one.predicate == "arrested")
    (done,) = desk.accept(vault, [one.id], me)

    desk.withdraw(vault, (done.claim,), vault.member, "mistaken")

    found = desk.case_file(vault, done.person, as_of=DAY)
    assert () == found.facts
    assert [done.claim] == [claim.id for claim in found.withdrawn]


def test_what_a_script_accepted_is_marked(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A file that rests on a script says so, fact by fact and state by state."""
    take(STATEMENT)
    desk.accept_all(vault, me)

    found = desk.case_file(vault, NAME, as_of=DAY)

    assert found.is_unreviewed
    assert not any(fact.reviewed for fact in found.facts)
    assert not any(state.reviewed for state in found.status.states if state.support)


def test_known_at_shows_what_the_journal_held(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A claim recorded later than the asked time is not in the file."""
    take(STATEMENT)
    desk.accept_all(vault, me)

    with pytest.raises(NotFoundError):
        desk.case_file(vault, NAME, as_of=DAY, known_at="2020-01-01T00:00:00Z")


def test_silence_has_a_length_and_a_check(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Days without news are counted, and nobody has looked until somebody records that they did."""
    take(STATEMENT)
    desk.accept_all(vault, me)
    before = desk.case_file(vault, NAME, as_of=DAY).status

    desk.check(vault, NAME, "the prison's list")

    assert before.news_days is not None
    assert before.check_days is None
    today = date.fromisoformat(vault.clock()[:10])
    assert desk.case_file(vault, NAME, as_of=today).status.check_days == 0


def test_two_persons_of_one_name_are_told_apart(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A name that two persons bear is refused with their ids; a judgement makes them one, and either id resolves."""
    take(STATEMENT)
    take(FAMILY, "family.txt")
    desk.accept_all(vault, me)
    first, second = desk.persons(vault)
    with pytest.raises(NotFoundError, match="person-ambiguous"):
        desk.named(vault, NAME)

    judged = desk.judge(vault, first.id, second.id, "same", me)

    assert first.id == desk.named(vault, NAME).id == desk.named(vault, second.id).id
    desk.withdraw(vault, (judged.id,), vault.member, "two men")
    assert {first.id, second.id} == {one.id for one in desk.persons(vault)}


def test_names_are_found_in_other_letters(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A name typed with Arabic letters finds the person written with Persian ones."""
    take(STATEMENT)
    desk.accept_all(vault, me)

    assert desk.named(vault, NAME).id == desk.named(vault, NAME.replace("ک", "ك").replace("ی", "ي")).id


def test_search_finds_words_of_a_document(vault: Vault, take: Take) -> None:
    """A word of a text leads to its document, whatever the keyboard."""
    sealed = take(STATEMENT)

    assert [sealed.document.id] == [hit.document for hit in desk.search(vault, "محاربه").passages]
