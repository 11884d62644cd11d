"""Grades and findings: people conclude, from reviewed claims, two of them where somebody is called dead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from desk.publication.test_packets import acquaint, send
from desks import Take
from govah import desk
from govah.desk.cases.findings import CHECKLIST
from govah.errors import PublishError, UsageError
from govah.vault import Vault

TOLD = "Alvand Monitor reported that Arvand Sepidkuh was executed in the prison of Arak on 12 January 2026.\n"
ARREST = "Karun Watch reported that Arvand Sepidkuh was arrested in Arak on 3 January 2026.\n"
DAY = date(2026, 3, 1)
Answer = Callable[..., None]


@pytest.fixture
def told(vault: Vault, take: Take, me: desk.Reviewer) -> dict[str, str]:
    """One person of whom an arrest and an execution are told, both accepted; gives the claims by predicate."""
    take(ARREST, "one.txt")
    take(TOLD, "two.txt")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    first, second = desk.persons(vault)
    desk.judge(vault, first.id, second.id, "same", me)
    (person,) = desk.persons(vault)
    return {one.claim.fact.predicate: one.id for one in desk.claims_about(vault, person)} | {"person": person.id}


def make(vault: Vault, told: dict[str, str], reviewer: desk.Reviewer, predicate: str = "executed") -> str:
    """Records a finding and gives its id."""
    checked = CHECKLIST if predicate == "executed" else ()
    made = desk.find(vault, told["person"], predicate, reviewer, standard="reasonable_grounds",
                     claims=[told[predicate]], reasons=["seen by two"], checked=checked)  # fmt: skip
    return made.id


@pytest.fixture
def colleague(vault: Vault, desks: tuple[Vault, ...], tmp_path: Path) -> Answer:
    """Carries the finding to the desk of a colleague, who answers it there, and the answer back."""
    met: set[str] = set()

    def answered(finding: str, *, number: int = 0, dissents: bool = False, reasons: Sequence[str] = ()) -> None:
        other = desks[number]
        if other.device not in met:
            met.add(other.device)
            acquaint(vault, other)
        send(vault, other, tmp_path / f"to{len(list(tmp_path.iterdir()))}.govah")
        desk.answer_finding(other, finding, desk.Reviewer(other.member), dissents=dissents, reasons=reasons,
                            checked=() if dissents else CHECKLIST)  # fmt: skip
        send(other, vault, tmp_path / f"back{len(list(tmp_path.iterdir()))}.govah")

    return answered


def firmness(vault: Vault, told: dict[str, str]) -> set[str]:
    """Gives how firm the state of death is."""
    return {one.firmness for one in desk.case_file(vault, told["person"], as_of=DAY).status.states if one.state == "executed"}


def test_a_death_stands_only_with_a_second_person(
    vault: Vault, told: dict[str, str], me: desk.Reviewer, colleague: Answer
) -> None:
    """One person's finding leaves it unconfirmed; the same person cannot be the second; another's joining finds it."""
    assert firmness(vault, told) == {"unconfirmed"}
    finding = make(vault, told, me)
    assert firmness(vault, told) == {"unconfirmed"}
    with pytest.raises(UsageError) as caught:
        desk.answer_finding(vault, finding, me, dissents=False, reasons=[], checked=CHECKLIST)
    assert caught.value.code == "finding-same-person"

    colleague(finding)

    assert firmness(vault, told) == {"found"}


def test_nobody_is_two_people(vault: Vault, told: dict[str, str], me: desk.Reviewer) -> None:
    """A joining that this device writes in the name of another does not count: no death is found by it."""
    finding = make(vault, told, me)
    desk.answer_finding(vault, finding, desk.Reviewer("acolleagueabcdefg"), dissents=False, reasons=[], checked=CHECKLIST)

    (found,) = desk.findings_of(vault, desk.named(vault, told["person"]))
    assert (found.people, found.stands, firmness(vault, told)) == ((me.member,), False, {"unconfirmed"})


def test_nothing_of_the_person_leaves_before(vault: Vault, told: dict[str, str], me: desk.Reviewer, colleague: Answer) -> None:
    """While a death is reported and not found, no dossier of the person is made, not even of an arrest."""
    desk.allow(vault, [told["arrested"]], "public")

    with pytest.raises(PublishError) as caught:
        desk.dossier(vault, told["person"], "public", as_of=DAY)
    assert caught.value.code == "person-frozen"

    finding = make(vault, told, me)
    colleague(finding)
    assert desk.dossier(vault, told["person"], "public", as_of=DAY)


def test_a_dissent_is_shown_and_takes_the_confirmation_away(
    vault: Vault, told: dict[str, str], me: desk.Reviewer, colleague: Answer
) -> None:
    """Who dissents is named with the reason; a finding from which somebody dissents confirms nothing."""
    finding = make(vault, told, me)
    colleague(finding)
    colleague(finding, number=1, dissents=True, reasons=["the picture is old"])

    (found,) = desk.findings_of(vault, desk.named(vault, told["person"]))
    assert [one.reasons for one in found.dissents] == [("the picture is old",)]
    assert firmness(vault, told) == {"unconfirmed"}


def test_news_of_the_living_shakes_it(
    vault: Vault, told: dict[str, str], take: Take, me: desk.Reviewer, colleague: Answer
) -> None:
    """A found death against which somebody is told of as alive is flagged, is found no longer, and freezes publication again."""
    finding = make(vault, told, me)
    colleague(finding)
    assert firmness(vault, told) == {"found"}

    take("Karun Watch reported that Arvand Sepidkuh was released from the prison of Arak on 20 February 2026.\n", "three.txt")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me, person=told["person"])
    case = desk.case_file(vault, told["person"], as_of=DAY)

    assert [shaken.reason for one in case.findings for shaken in one.shaken] == ["contradicted"]
    assert firmness(vault, told) == {"unconfirmed"}
    with pytest.raises(PublishError):
        desk.dossier(vault, told["person"], "court", as_of=DAY)


def test_a_withdrawn_claim_shakes_it(vault: Vault, told: dict[str, str], me: desk.Reviewer, colleague: Answer) -> None:
    """A finding whose claim is taken back is flagged, and confirms nothing any more."""
    finding = make(vault, told, me)
    colleague(finding)

    desk.withdraw(vault, (told["executed"],), me.member, "mistaken")

    (found,) = desk.findings_of(vault, desk.named(vault, told["person"]))
    assert [one.reason for one in found.shaken] == ["claim-withdrawn"]


@pytest.mark.parametrize("missing", CHECKLIST)
def test_no_death_without_the_whole_checklist(vault: Vault, told: dict[str, str], me: desk.Reviewer, missing: str) -> None:
    """Each point that nobody went through stops it."""
    with pytest.raises(UsageError) as caught:
        desk.find(vault, told["person"], "executed", me, standard="balance", claims=[told["executed"]], reasons=["x"],
                  checked=[one for one in CHECKLIST if one != missing])  # fmt: skip
    assert caught.value.facts["missing"] == missing


def test_a_finding_relies_on_reviewed_claims_of_that_person(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """What only a script accepted, and what is told of somebody else, carries no finding."""
    take(ARREST, "one.txt")
    desk.accept_all(vault, me)
    (person,) = desk.persons(vault)
    (claim,) = [one.id for one in desk.claims_about(vault, person) if one.claim.fact.predicate == "arrested"]

    with pytest.raises(UsageError) as caught:
        desk.find(vault, person.id, "arrested", me, standard="balance", claims=[claim], reasons=["x"])
    assert caught.value.code == "finding-claim-unreviewed"
    with pytest.raises(UsageError):
        desk.find(vault, person.id, "arrested", me, standard="balance", claims=["cabcdefghijklmnop"], reasons=["x"])
    with pytest.raises(UsageError):
        desk.grade(vault, me, claim=claim, source="B")


def test_grades_have_defaults_and_a_history(vault: Vault, told: dict[str, str], me: desk.Reviewer) -> None:
    """A claim's own letter goes before its source's default; the last grade counts, and the earlier ones stay."""

    def shown() -> dict[str, str]:
        return {one.claim: one.code for one in desk.case_file(vault, told["person"], as_of=DAY).grades}

    assert shown() == {}

    desk.grade(vault, me, voice="Karun Watch", source="B", reason="right before")
    assert shown() == {told["arrested"]: "B-"}
    desk.grade(vault, me, claim=told["arrested"], information="2")
    assert shown() == {told["arrested"]: "B2"}
    desk.grade(vault, me, claim=told["arrested"], source="C", information="3")
    assert shown() == {told["arrested"]: "C3"}


@pytest.mark.parametrize("given", [{}, {"claim": "c", "voice": "v", "source": "A"}, {"voice": "v", "information": "1"},
                                   {"voice": "v", "source": "G"}, {"voice": "v"}])  # fmt: skip
def test_what_is_no_grade(vault: Vault, me: desk.Reviewer, given: dict[str, str]) -> None:
    """Each slip is one error."""
    with pytest.raises(UsageError):
        desk.grade(vault, me, **given)
