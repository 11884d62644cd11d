"""How the desk's decisions treat each rule: what it suggested, and how much of that people took."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from govah.desk.onfile.withdrawals import is_withdrawn
from govah.records import Decision
from govah.vault import Vault

ENOUGH: Final = 5
"""Decisions by people from which on a rule's share says something."""


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """One rule and what people made of its suggestions; a script's decisions do not count."""

    rule: str
    accepted: int
    edited: int
    rejected: int

    @property
    def decided(self) -> int:
        """Gives how many of its suggestions people decided."""
        return self.accepted + self.edited + self.rejected

    @property
    def precision(self) -> float:
        """Gives the share accepted as it stood or with corrections, with one of each added (Laplace's rule of succession)."""
        return (self.accepted + self.edited + 1) / (self.decided + 2)


def rule_records(vault: Vault) -> tuple[RuleRecord, ...]:
    """Gives each rule's record, the most decided first."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: {"accepted": 0, "edited": 0, "rejected": 0})
    for stored in vault.of_kind("decision"):
        decision = stored.record
        if isinstance(decision, Decision) and decision.actor == "member" and not is_withdrawn(vault, decision.id):
            counts[_rule(decision)][decision.verdict] += 1
    made = (RuleRecord(rule, one["accepted"], one["edited"], one["rejected"]) for rule, one in counts.items())
    return tuple(sorted(made, key=lambda one: (-one.decided, one.rule)))


def precisions(vault: Vault) -> dict[str, float]:
    """Gives the precision of each rule that enough decisions speak of: a rule that the desk keeps rejecting sinks."""
    return {one.rule: one.precision for one in rule_records(vault) if one.decided >= ENOUGH}


def _rule(decision: Decision) -> str:
    carried = json.loads(decision.suggestion)
    return str(carried.get("rule", ""))
