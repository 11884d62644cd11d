"""Weighing: from claims to voices, facts, contradictions, possible states, risk and what is not known; pure functions."""

from __future__ import annotations

from govah.weigh.contradictions import contradictions
from govah.weigh.facts import facts
from govah.weigh.interface import (
    Contradiction,
    Evidence,
    Finding,
    Joining,
    NotKnown,
    PossibleState,
    Reason,
    Risk,
    Side,
    Status,
    Ties,
    Voice,
    WeighedFact,
)
from govah.weigh.naming import speaks_itself
from govah.weigh.origins import voices
from govah.weigh.risk import risk
from govah.weigh.speakers import voice_key
from govah.weigh.status import live, status
from govah.weigh.unknown import not_known

__all__ = [
    "Contradiction",
    "Evidence",
    "Finding",
    "Joining",
    "NotKnown",
    "PossibleState",
    "Reason",
    "Risk",
    "Side",
    "Status",
    "Ties",
    "Voice",
    "WeighedFact",
    "contradictions",
    "facts",
    "live",
    "not_known",
    "risk",
    "speaks_itself",
    "status",
    "voice_key",
    "voices",
]
