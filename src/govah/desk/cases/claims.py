"""The claims on file about one person, each with who accepted it, when, and what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govah.desk.intake.listed import confirmed_by
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.desk.people.clusters import Person
from govah.records import Acceptance, Basis, Claim, Decision, Fact, Mention, is_id
from govah.vault import Stored, Vault


@dataclass(frozen=True, slots=True)
class ClaimOnFile:
    """One accepted claim as it stands in the journal."""

    claim: Claim
    "Its basis is None where this reader may not see it."
    reviewed: bool
    "Whether a person, and not only a script, accepted it."
    accepted_by: str
    "Member id."
    recorded_at: str
    entry: str
    compartment: str
    "Of the fact."
    basis_compartment: str
    basis_commitment: str
    "What proves later which words were withheld."
    withdrawn: bool = False
    acceptance: str = ""
    "The decision on a whole list that it came of, where it did."

    @property
    def id(self) -> str:
        """Gives the claim's id."""
        return self.claim.fact.id


def claims_about(vault: Vault, person: Person, known_at: str | None = None) -> tuple[ClaimOnFile, ...]:
    """Gives every claim about a person that the journal held at that time, withdrawn ones marked, in the order of recording."""
    mentions = [mention.id for mention in person.mentions]
    vault.memory.gather(mentions, "fact")
    facts = [fact for mention in mentions for fact in _facts_of(vault, mention)]
    _gather(vault, facts)
    found = (claim_on_file(vault, fact.id, known_at) for fact in facts)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.recorded_at))


def claim_on_file(vault: Vault, claim_id: str, known_at: str | None = None) -> ClaimOnFile | None:
    """Gives one claim by its id, or None where there is none."""
    stored = [one for one in vault.get(claim_id) if known_at is None or one.time <= known_at]
    fact = next((one for one in stored if isinstance(one.record, Fact)), None)
    return _on_file(vault, fact, stored, known_at) if fact else None


def _facts_of(vault: Vault, mention: str) -> Iterator[Fact]:
    for stored in vault.about(mention, "fact"):
        if isinstance(stored.record, Fact) and stored.record.mention == mention:
            yield stored.record


def _gather(vault: Vault, facts: Sequence[Fact]) -> None:
    """Reads at a few strokes what `claim_on_file` asks of each of these."""
    claims = [fact.id for fact in facts]
    vault.memory.gather(claims)
    vault.memory.gather(claims, "decision", "withdrawal", "grade")
    decisions = (stored.record for claim in claims for stored in vault.about(claim, "decision"))
    vault.memory.gather((one.id for one in decisions if isinstance(one, Decision)), "withdrawal")


def _on_file(vault: Vault, fact: Stored, stored: list[Stored], known_at: str | None) -> ClaimOnFile:
    record = fact.record
    if not isinstance(record, Fact) or not is_id(record.id, "claim"):
        raise TypeError(fact.kind)
    basis = next((one for one in stored if isinstance(one.record, Basis)), None)
    sealed = basis or _beside(vault, fact)
    decisions = _decisions(vault, record.id, known_at)
    listed = accepted_with(vault, record.acceptance, known_at) if record.acceptance else None
    return ClaimOnFile(
        claim=Claim(record, basis.record if basis and isinstance(basis.record, Basis) else None),
        reviewed=any(decision.actor == "member" for decision in decisions) or (listed is not None and listed.actor == "member"),
        accepted_by=decisions[-1].decided_by if decisions else listed.decided_by if listed else "",
        recorded_at=fact.time,
        entry=fact.entry.id,
        compartment=fact.compartment,
        basis_compartment=sealed.compartment if sealed else "",
        basis_commitment=sealed.commitment if sealed else "",
        withdrawn=is_taken_back(vault, record, known_at),
        acceptance=record.acceptance,
    )


def is_taken_back(vault: Vault, record: Fact | Mention, known_at: str | None = None) -> bool:
    """Answers whether a claim or mention was withdrawn (by that time), by itself or with the whole list that it came of."""
    return any(is_withdrawn(vault, one, known_at) for one in (record.id, record.acceptance) if one)


def accepted_with(vault: Vault, acceptance: str, known_at: str | None = None) -> Acceptance | None:
    """Gives the decision on a list: the member's who made a script's theirs, else the first; None where none is readable."""
    made = next((one.record for one in vault.get(acceptance) if isinstance(one.record, Acceptance)), None)
    mine = confirmed_by(vault, acceptance, known_at) if made is not None and made.actor == "script" else None
    return mine or made


def _beside(vault: Vault, fact: Stored) -> Stored | None:
    """Gives the part that follows a fact in its entry: its basis, sealed to this device."""
    parts = vault.parts_of(fact.entry)
    at = next((place for place, one in enumerate(parts) if one.commitment == fact.commitment), len(parts))
    return parts[at + 1] if at + 1 < len(parts) else None


def _decisions(vault: Vault, claim: str, known_at: str | None) -> list[Decision]:
    return [
        stored.record
        for stored in vault.about(claim, "decision")
        if isinstance(stored.record, Decision)
        and (known_at is None or stored.time <= known_at)
        and not is_withdrawn(vault, stored.record.id, known_at)
    ]
