"""How everything on file stands, learnt in one pass: for tables that go through all of it, where asking one by one is slow."""

from __future__ import annotations

from dataclasses import dataclass, field

from govah.records import Acceptance, Basis, Claim, Decision, Fact, Withdrawal
from govah.vault import Stored, Vault


@dataclass(slots=True)
class Standing:
    """What was taken back, and who accepted what; it holds ids alone, and is as it was when it was made."""

    withdrawn: set[str] = field(default_factory=set)
    decided: dict[str, tuple[str, bool]] = field(default_factory=dict)
    "Claim → the member who decided last, and whether a person, and not only a script, accepted it."
    lists: dict[str, tuple[str, bool]] = field(default_factory=dict)
    "Acceptance of a list → the same."

    def is_withdrawn(self, fact: Fact) -> bool:
        """Answers whether a claim was taken back, by itself or with its list."""
        return fact.id in self.withdrawn or fact.acceptance in self.withdrawn

    def accepted(self, fact: Fact) -> tuple[str, bool]:
        """Gives the member who accepted a claim, or nobody, and whether a person looked at it."""
        by, reviewed = self.decided.get(fact.id, ("", False))
        list_by, list_reviewed = self.lists.get(fact.acceptance, ("", False))
        return by or list_by, reviewed or list_reviewed


def standing(vault: Vault) -> Standing:
    """Gives how everything stands now."""
    found = Standing()
    for stored in vault.of_kind("withdrawal"):
        if isinstance(stored.record, Withdrawal):
            found.withdrawn.add(stored.record.target)
    for stored in vault.of_kind("decision"):
        one = stored.record
        if isinstance(one, Decision) and one.claim and one.id not in found.withdrawn:
            reviewed = one.actor == "member" or found.decided.get(one.claim, ("", False))[1]
            found.decided[one.claim] = (one.decided_by, reviewed)
    for stored in vault.of_kind("acceptance"):
        one = stored.record
        if isinstance(one, Acceptance):
            _accept(found, one)
    return found


def _accept(found: Standing, one: Acceptance) -> None:
    """A list's decision; the member's by which a script's became theirs stands for the script's."""
    if not one.confirms:
        found.lists.setdefault(one.id, (one.decided_by, one.actor == "member"))
    elif one.actor == "member" and one.id not in found.withdrawn:
        found.lists[one.confirms] = (one.decided_by, True)


def claim_in(vault: Vault, fact: Stored) -> tuple[Claim, str] | None:
    """Gives a claim with its basis, where that is readable, and the compartment of the basis (empty where none is readable)."""
    record = fact.record
    if not isinstance(record, Fact):
        return None
    basis = next((one for one in vault.get(record.id) if isinstance(one.record, Basis)), None)
    return Claim(record, basis.record if basis and isinstance(basis.record, Basis) else None), basis.compartment if basis else ""
