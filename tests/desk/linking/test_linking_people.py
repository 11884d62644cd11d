"""Who on file is one person: suggested by the engine, decided by people, withdrawable, and never settled silently."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from desks import Take
from govah import desk
from govah.desk.linking.people import clusters_of, judge_link, link_report, live, mention_rows, suggest_links
from govah.desk.linking.reconciling import reconcile, write_report
from govah.desk.onfile.withdrawals import withdraw
from govah.records import Fact, Mention, Stance, Value, When, mention_of, new_id
from govah.vault import Vault

pytest.importorskip("splink")


def mention(vault: Vault, take: Take, name: str) -> str:
    """Puts a person on file, in a document of their own, and gives the mention."""
    sealed = take(f"Report on {name}.", f"{len(name)}-{name[:3]}.txt")
    made = Mention(new_id("mention", vault.entropy), sealed.document.id, "person", name)
    vault.append([[(made, "team")]])
    return made.id


@pytest.fixture
def three(vault: Vault, take: Take) -> tuple[str, str, str]:
    """One man in two scripts, and another."""
    names = ("Borzuyeh Sepehrvand", "برزویه سپهروند", "Yazdgerd Hirmandi")
    made = [mention(vault, take, name) for name in names]
    return made[0], made[1], made[2]


def told(step: str, count: int) -> None:
    """Hears a step and says nothing."""


def test_all_that_is_on_file_is_compared(vault: Vault, take: Take) -> None:
    """Birth, identity number and the voice behind a claim go into the comparison; a denied claim does not."""
    ends = [mention(vault, take, name) for name in ("Borzuyeh Sepehrvand", "برزویه سپهروند")]
    voice = vault.origin_token("a voice")
    said = (
        ("birth", Value(), When("2004-03-20"), Stance.ASSERTED),
        ("national_id", Value(text="۰۰۱۲-۳۴۵۶۷۸"), None, Stance.ASSERTED),
        ("case_number", Value(text="99"), None, Stance.DENIED),
    )  # fmt: skip
    for end in ends:
        facts = [
            Fact(new_id("claim", vault.entropy), end, kind, value, stance, voice, when) for kind, value, when, stance in said
        ]
        vault.append([[(fact, "team")] for fact in facts])

    rows = list(mention_rows(vault))
    born = date(2004, 3, 20).toordinal()
    assert [(one.born, one.numbers, one.sources) for one in rows] == [((born, born), ("0012345678",), (voice,))] * 2
    (found,) = suggest_links(vault)
    assert {"link.born-same-day", "link.number-same", "link.source-shared"} <= set(found.reasons)


def test_suggested_not_joined(vault: Vault, three: tuple[str, str, str]) -> None:
    """One man in two scripts is suggested, with reasons and features, and nobody is joined."""
    (found,) = suggest_links(vault)

    assert {mention_of(found.left), mention_of(found.right)} == set(three[:2])
    assert found.reasons[0] == "link.same-in-other-script"
    assert found.features[0] == f"score={found.score}"
    assert len(list(desk.persons(vault))) == 3


@pytest.mark.usefixtures("three")
def test_judged_and_withdrawn(vault: Vault, me: desk.Reviewer) -> None:
    """A judgement joins, keeps what the model had shown, is suggested no more, and can be taken back."""
    (shown,) = suggest_links(vault)
    made = judge_link(vault, (shown.left, shown.right), "same", me, shown)

    assert (made.features, suggest_links(vault)) == (shown.features, ())
    assert [len(one.members) for one in clusters_of(vault).clusters] == [2, 1]
    withdraw(vault, (made.id,), vault.member, "brothers")
    assert [len(one.members) for one in clusters_of(vault).clusters] == [1, 1, 1]
    assert live(vault).withdrawn == 1


def test_a_contradiction_is_shown(vault: Vault, me: desk.Reviewer, three: tuple[str, str, str]) -> None:
    """Two *same* and one *different* around three people are shown as a contradiction, with the way between them."""
    one, two, other = three
    judge_link(vault, (one, two), "same", me)
    judge_link(vault, (two, other), "same", me)
    judge_link(vault, (one, other), "different", me)
    (clash,) = clusters_of(vault).contradictions

    assert {clash.left, clash.right} == {one, other}
    assert two in clash.through


def test_nothing_is_merged_before_it_is_measured(vault: Vault, me: desk.Reviewer, three: tuple[str, str, str]) -> None:
    """Until sixty judgements and a measured precision the model joins nobody."""
    judge_link(vault, three[:2], "same", me)

    assert link_report(vault).may_merge is False
    assert clusters_of(vault, with_model=True) == clusters_of(vault)


@pytest.mark.usefixtures("three")
def test_reconciled(vault: Vault, tmp_path: Path) -> None:
    """A list is held against who is on file: found in the other script, not found, and ours alone."""
    theirs = tmp_path / "theirs.csv"
    with theirs.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "name"), ("1", "برزویه سپهروند"), ("2", "<b>ژاله</b> شاهرودی"), ("3", "=1+1 چلیپا")])
    report = reconcile(vault, theirs, {}, told)

    assert dict(report.counts) == {"matched": 1, "likely": 0, "not-found": 2, "ours-alone": 2}
    page = tmp_path / "report.html"
    write_report(vault, report, page, "fa")
    assert "<b>" not in page.read_text("utf-8")
    assert len(write_report(vault, report, tmp_path / "report.xlsx", "en")) == 64
