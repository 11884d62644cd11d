"""Consent: what a person told leaves only where they agreed; a no stops everything; what is taken back tells what had left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desks import FAMILY, STATEMENT, Take
from govah import desk
from govah.desk.cases.consenting import Terms, consents, fallen, give, of_person, take_back, unconsented
from govah.errors import NotFoundError, PublishError, UsageError
from govah.records import Consent, Consenter
from govah.vault import Vault

DAY = date(2027, 3, 1)
NAME = "کاوه رستگار"
BY_FAMILY = Terms("family", "call", who="Golnar Tizpa")


@pytest.fixture
def note(vault: Vault, take: Take, me: desk.Reviewer) -> str:
    """A note of what the mother said, reviewed, and released to the UN; gives its document."""
    sealed = take(FAMILY, "mother.txt", note=True, source="Golnar Tizpa")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    desk.allow(vault, [NAME], "un")
    return sealed.document.id


def test_what_a_person_told_does_not_leave_without_consent(vault: Vault, note: str) -> None:
    """Though it is released, the mother's word stays until she consents to this audience, and one for another is none."""
    give(vault, note, "court", desk.Reviewer(vault.member), Terms("source", "call"))

    with pytest.raises(PublishError, match="only-unconsented"):
        desk.dossier(vault, NAME, "un", as_of=DAY)


def test_with_consent_it_leaves(vault: Vault, note: str, me: desk.Reviewer) -> None:
    """With her consent to the UN the fact leaves, its source withheld."""
    give(vault, note, "un", me, Terms("source", "message", until="2027-12-31"))

    made = desk.dossier(vault, NAME, "un", as_of=DAY)

    assert made.claims
    assert 0 == made.unconsented
    with pytest.raises(PublishError, match="only-unconsented"):
        desk.dossier(vault, NAME, "un", as_of=date(2028, 1, 1))


def test_public_reports_need_no_consent_and_the_rest_is_counted(
    vault: Vault, take: Take, note: str, me: desk.Reviewer
) -> None:
    """A public report leaves without consent; the dossier says how much was left out for want of it."""
    take(STATEMENT)
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    first, second = desk.persons(vault)
    desk.judge(vault, first.id, second.id, "same", me)
    desk.allow(vault, [first.id], "un")

    made = desk.dossier(vault, first.id, "un", as_of=DAY)

    assert made.claims
    assert made.unconsented == len([one for one in desk.claims_about(vault, desk.named(vault, first.id))
                                    if one.basis_compartment == "sources"])  # fmt: skip
    assert note


def test_a_no_stops_everything_about_a_person(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Where the family refuses, or takes its word back, nothing of the person leaves, public reports neither."""
    take(STATEMENT)
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    desk.allow(vault, [NAME], "un")
    made = give(vault, NAME, "un", me, BY_FAMILY)
    assert desk.dossier(vault, NAME, "un", as_of=DAY).claims

    take_back(vault, made.id, me, "asked to wait")
    with pytest.raises(PublishError, match="consent-withdrawn"):
        desk.dossier(vault, NAME, "un", as_of=DAY)
    give(vault, NAME, "un", me, Terms("self", "through", is_given=False))
    with pytest.raises(PublishError, match="consent-refused"):
        desk.dossier(vault, NAME, "un", as_of=DAY)
    give(vault, NAME, "un", me, BY_FAMILY)
    assert desk.dossier(vault, NAME, "un", as_of=DAY).claims


def test_taking_back_tells_what_had_left(vault: Vault, note: str, me: desk.Reviewer, tmp_path: Path) -> None:
    """Whoever takes a consent back learns which releases stand on it and which files went to whom; the desk is warned."""
    made = give(vault, note, "un", me, Terms("source", "signed"))
    released = desk.allow(vault, [NAME], "un")
    desk.publish_dossier(vault, desk.dossier(vault, NAME, "un", as_of=DAY), "en", tmp_path / "case.html", to="the mandate")

    found = take_back(vault, made.id, me, "danger")

    assert released.id in found.releases
    assert [(made.id, "withdrawn")] == [(one.id, state) for one, state in fallen(vault, desk.named(vault, NAME), DAY)]
    desk.deny(vault, released.id, "consent taken back")
    assert released.id not in take_back(vault, made.id, me, "danger").releases


def test_a_person_s_consent_tells_what_left_of_them(vault: Vault, take: Take, me: desk.Reviewer, tmp_path: Path) -> None:
    """The file that left under a family's consent is told with its hash and to whom it went."""
    take(STATEMENT)
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    made = give(vault, NAME, "un", me, BY_FAMILY)
    desk.allow(vault, [NAME], "un")
    desk.publish_dossier(vault, desk.dossier(vault, NAME, "un", as_of=DAY), "en", tmp_path / "case.html", to="the mandate")

    found = take_back(vault, made.id, me, "danger")

    assert [("the mandate", "un")] == [(one.to, one.audience) for one in found.left]


def test_who_consented_stays_in_sources(vault: Vault, note: str, me: desk.Reviewer) -> None:
    """A device without `sources` knows that there is consent for what it holds, and not who gave it."""
    made = give(vault, note, "un", me, Terms("source", "call", who="Golnar Tizpa"))
    (before,) = consents(vault, DAY, note)
    assert "Golnar Tizpa" == before.giver

    vault.renounce("sources")

    (after,) = consents(vault, DAY)
    assert ("", "given", made.id) == (after.giver, after.state, after.consent.id)
    assert frozenset() == unconsented(vault, desk.claims_about(vault, desk.named(vault, NAME)), "un", DAY)
    assert not any(isinstance(one.record, Consenter) for one in vault.get(made.id))


def test_a_later_one_replaces(vault: Vault, note: str, me: desk.Reviewer) -> None:
    """Of two about the same, for the same purpose, the later counts; both are listed."""
    give(vault, note, "un", me, Terms("source", "call"))
    give(vault, note, "un", me, Terms("source", "call", is_given=False))

    listed = consents(vault, DAY, note)

    assert [("given", True), ("refused", False)] == [(one.state, one.replaced) for one in listed]
    with pytest.raises(PublishError, match="only-unconsented"):
        desk.dossier(vault, NAME, "un", as_of=DAY)


@pytest.mark.parametrize(
    ("purpose", "by", "means"), [("everything", "self", "call"), ("un", "police", "call"), ("un", "self", "x")]
)
def test_unknown_words_are_refused(vault: Vault, note: str, me: desk.Reviewer, purpose: str, by: str, means: str) -> None:
    """A purpose, a giver or a means that the vocabulary lacks notes nothing."""
    with pytest.raises(UsageError):
        give(vault, note, purpose, me, Terms(by, means))
    assert () == consents(vault, DAY)


def test_nobody_is_no_subject(vault: Vault, note: str, me: desk.Reviewer) -> None:
    """A consent is about somebody or something on file, and only a consent can be taken back."""
    assert "missing" == of_person(vault, desk.named(vault, NAME), "un", DAY)
    with pytest.raises(NotFoundError):
        give(vault, "kaaaaaaaaaaaaaaaa", "un", me, BY_FAMILY)
    with pytest.raises(NotFoundError):
        take_back(vault, note, me, "")


def test_an_old_body_is_read() -> None:
    """A consent as it was written before there were persons and givers is still one."""
    old = Consent("nabcdefghijklmnop", "kabcdefghijklmnop", "un", True, "aabcdefghijklmnop", "2026-01-01T00:00:00Z")

    assert ("", "", ()) == (old.person, old.by, old.claims)
