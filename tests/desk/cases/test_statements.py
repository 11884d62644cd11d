"""Official statements and counts: suggested with their words, accepted by people, listed, and taken back."""

from __future__ import annotations

from desks import Take
from govah import desk
from govah.desk.cases.statements import stated
from govah.records import Statement, from_body, to_body
from govah.vault import Vault

TEXT = (
    "Kaveh Rastegar was arrested in Arak on 10 January 2026, the Alvand Monitor reported. "
    "The Alvand Monitor called for his release.\n\n"
    "The Alvand Monitor said that at least 251 people were executed in January.\n"
)


def waiting(vault: Vault, kind: str) -> list[desk.Suggestion]:
    """The suggestions of that kind that nobody has decided."""
    return [one for one in desk.pending(vault) if one.kind == kind]


def test_a_call_is_suggested_with_its_speaker(vault: Vault, take: Take) -> None:
    """Who calls for what is a suggestion of its own, and no claim about the person."""
    take(TEXT)

    (call,) = waiting(vault, "statement")

    assert ("call", ("The Alvand Monitor",), "") == (call.predicate, call.attribution, call.person)


def test_an_accepted_statement_is_on_file_until_it_is_taken_back(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """What a person accepts is listed as reviewed with its quotation; rejected later, it is listed no more."""
    report = take(TEXT)
    (call,) = waiting(vault, "statement")
    (done,) = desk.accept(vault, [call.id], me)

    (one,) = stated(vault, report.document.id)
    assert (done.claim, "call", True) == (one.id, one.what, one.reviewed)
    assert one.quote in TEXT

    desk.reject(vault, [call.id], me)
    assert () == stated(vault)


def test_what_a_script_accepts_says_so(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A script's statement and count are on file as not reviewed."""
    take(TEXT)
    desk.accept_all(vault, me)

    assert {("statement", False), ("tally", False)} == {(one.kind, one.reviewed) for one in stated(vault)}


def test_a_statement_reads_back_from_its_body(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """The record comes back from its canonical body as it was."""
    take(TEXT)
    desk.accept(vault, [waiting(vault, "statement")[0].id], me)

    (record,) = (stored.record for stored in vault.of_kind("statement"))

    assert isinstance(record, Statement)
    assert record == from_body(to_body(record))
