"""Alerts: raised from what is told, never from a denial, answered and kept, and measured over a history."""

from __future__ import annotations

from datetime import date

import pytest

from govah import desk
from govah.errors import UsageError
from govah.vault import Vault

SENTENCE = "Karun Watch reported that Arvand Sepidkuh was sentenced to death in Arak on 3 January 2026.\n"
SOLITARY = (
    "Karun Watch reported that Arvand Sepidkuh was transferred to solitary confinement "
    "in Ghezel Hesar prison on 20 January 2026.\n"
)
DENIED = "The prison denied that Arvand Sepidkuh had been transferred to solitary confinement.\n"
EXECUTED = "Karun Watch reported that Arvand Sepidkuh was executed on 23 January 2026.\n"


def report(vault: Vault, text: str, published: str) -> None:
    """Captures a report of that day, and accepts what it says, for one person."""
    options = desk.IntakeOptions(published=published)
    list(desk.capture_sources(vault, [desk.Pasted(text, f"{published}.txt")], options))
    me = desk.Reviewer(vault.member)
    known = list(desk.persons(vault))
    desk.accept(vault, [one.id for one in desk.pending(vault)], me, person=known[0].id if known else "")


def kinds(vault: Vault, day: date) -> set[str]:
    """Gives the kinds of what is raised."""
    return {one.alert.kind for one in desk.watch(vault, day)}


def reasons(vault: Vault, day: date) -> set[str]:
    """Gives the reasons of what is raised."""
    return {one.alert.reason.key for one in desk.watch(vault, day)}


def test_solitary_after_a_death_sentence(vault: Vault) -> None:
    """A transfer to solitary in a prison of executions is raised as urgent, with its claims."""
    report(vault, SENTENCE, "2026-01-04")
    assert "precursor" not in kinds(vault, date(2026, 1, 10))
    report(vault, SOLITARY, "2026-01-21")

    found = [one for one in desk.watch(vault, date(2026, 1, 22)) if one.alert.kind == "precursor"]

    assert {"alert-solitary", "alert-execution-prison"} == {one.alert.reason.key for one in found}
    assert found[0].alert.urgency == 1
    assert all(one.alert.claims for one in found)


def test_a_denial_raises_nothing(vault: Vault) -> None:
    """What is denied is no precursor."""
    report(vault, SENTENCE, "2026-01-04")
    report(vault, DENIED, "2026-01-21")

    assert "precursor" not in kinds(vault, date(2026, 1, 22))


def test_silence_only_where_somebody_looked(vault: Vault) -> None:
    """Without a look it is "not checked"; after one that found nothing it is silence."""
    report(vault, SENTENCE, "2026-01-04")
    day = date.fromisoformat(vault.clock()[:10])
    assert "alert-never-checked" in reasons(vault, day)
    (person,) = desk.persons(vault)

    desk.check(vault, person.id, "all channels", found=False)

    assert "silence" in kinds(vault, day)


def test_an_answer_holds_and_a_false_alarm_is_remembered(vault: Vault, me: desk.Reviewer) -> None:
    """A closed alert is quiet and still there; the next of its kind tells of the false one before."""
    report(vault, SENTENCE, "2026-01-04")
    report(vault, SOLITARY, "2026-01-21")
    day = date(2026, 1, 22)
    (alert,) = [one.alert for one in desk.watch(vault, day) if one.alert.reason.key == "alert-solitary"]

    desk.answer_alert(vault, alert.key, "false-alarm", me, reason="back in the ward")
    assert "alert-solitary" not in reasons(vault, day)
    assert alert.key in {one.alert.key for one in desk.watch(vault, day, everything=True)}

    report(vault, SOLITARY.replace("20 January", "10 March"), "2026-03-11")
    (again,) = [one for one in desk.watch(vault, date(2026, 3, 12)) if one.alert.reason.key == "alert-solitary"]
    assert again.false_before == 1


@pytest.mark.parametrize(("verdict", "more"), [("closed", {}), ("snoozed", {}), ("forgotten", {"reason": "x"})])
def test_what_is_no_answer(vault: Vault, me: desk.Reviewer, verdict: str, more: dict[str, str]) -> None:
    """Closing takes a reason, putting off takes a day, and there are four answers."""
    with pytest.raises(UsageError):
        desk.answer_alert(vault, "pabcdefghijklmnop/child", verdict, me, **more)


def test_deadlines(vault: Vault, me: desk.Reviewer) -> None:
    """A deadline is raised before its day and after it, until the intervention is closed; the calendar file names nobody."""
    report(vault, SENTENCE, "2026-01-04")
    (person,) = desk.persons(vault)
    made = desk.intervene(vault, person.id, "sr-executions", me, sent="2026-02-01", deadline="2026-04-02")

    assert "deadline" not in kinds(vault, date(2026, 3, 1))
    raised = desk.watch(vault, date(2026, 3, 28))
    assert "deadline" in {one.alert.kind for one in raised}
    written = desk.calendar(raised, date(2026, 3, 28))
    assert "DTSTART;VALUE=DATE:20260402" in written
    assert "Sepidkuh" not in written + str(desk.without_names(raised))
    assert person.id not in written + str(desk.without_names(raised))

    desk.follow(vault, made.id, me, reply="acknowledged", closes=True)
    assert "deadline" not in kinds(vault, date(2026, 3, 28))


def test_a_history_played_again(vault: Vault) -> None:
    """Played day by day, the warning comes before the execution, with its lead, and nothing of it is known too early."""
    report(vault, SENTENCE, "2026-01-04")
    report(vault, SOLITARY, "2026-01-21")
    report(vault, EXECUTED, "2026-01-23")

    found = desk.replay(vault, date(2026, 1, 1), date(2026, 2, 1))

    assert (found.executions, found.warned, found.leads) == (1, 1, (2,))
    assert found.recall == 1
    assert {day for _, what, day in found.raised if "solitary" in what} == {"2026-01-21"}


def test_a_child(vault: Vault) -> None:
    """Somebody told to be younger than eighteen is raised at once."""
    told = "Karun Watch reported that Arvand Sepidkuh, a 17-year-old student, was arrested in Arak on 3 January 2026.\n"
    report(vault, told, "2026-01-04")

    assert "child" in kinds(vault, date(2026, 1, 5))
