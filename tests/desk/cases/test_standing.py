"""How everything stands, learnt in one pass: the same as what is told of each claim by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import FAMILY, STATEMENT, Take
from govah import desk
from govah.desk import lists
from govah.desk.cases.claims import claim_on_file
from govah.desk.cases.standing import claim_in, standing
from govah.records import Fact
from govah.vault import Vault


@pytest.fixture
def filled(vault: Vault, take: Take, me: desk.Reviewer, tmp_path: Path) -> Vault:
    """A vault with a report that a person accepted, a call that a script did, and a list that a person accepted whole."""
    take(STATEMENT)
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    take(FAMILY, "call.txt", note=True, source="Golandam Sarvestani")
    desk.accept_all(vault, desk.Reviewer(vault.member, "script"))
    (tmp_path / "list.csv").write_text("Name,Age\nRostan Pirnia,31\nDelara Golestar,40\n", "utf-8")
    (listed,) = desk.capture_sources(vault, [str(tmp_path / "list.csv")], desk.IntakeOptions())
    assert isinstance(listed, desk.Sealed)
    lists.accept_list(vault, listed.document.id, lists.Terms("arrested"))
    return vault


def test_one_pass_tells_what_each_claim_tells(filled: Vault) -> None:
    """Whether a claim was taken back, and who accepted it, is the same learnt in one pass or asked for one by one."""
    facts = [stored for stored in filled.of_kind("fact") if isinstance(stored.record, Fact)]
    desk.withdraw(filled, (facts[0].record.id,), filled.member, "a mistake")
    now = standing(filled)

    for stored in facts:
        fact = stored.record
        assert isinstance(fact, Fact)
        alone, together = claim_on_file(filled, fact.id), claim_in(filled, stored)
        assert alone is not None
        assert together is not None
        assert (alone.withdrawn, (alone.accepted_by, alone.reviewed)) == (now.is_withdrawn(fact), now.accepted(fact))
        assert (alone.claim, alone.basis_compartment) == together
