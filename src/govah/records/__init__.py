"""The records of the desk: frozen dataclasses, their ids, and their bodies in canonical JSON."""

from __future__ import annotations

from govah.records.assessment import Answer, Consent, Consenter, Finding, Grade, Intervention
from govah.records.bodies import Body, Unknown, canonical, from_body, from_plain, to_body, to_full, to_plain
from govah.records.counts import CountDefinition, CountSnapshot
from govah.records.drills import Drill
from govah.records.evidence import Capture, Check, Custody, Derivation, Document, Release
from govah.records.ids import Entropy, is_id, mention_of, new_id, person_of
from govah.records.lists import Acceptance, Column, Mapping
from govah.records.membership import Device, Epoch, Erasure, Member
from govah.records.reading import (
    Extracted,
    FoundAttribute,
    FoundClaim,
    FoundOther,
    FoundPerson,
    FoundStatement,
    FoundTally,
    Reading,
    Segment,
)
from govah.records.stamps import Cosignature, Stamp
from govah.records.testimony import (
    Basis,
    Claim,
    Decision,
    Fact,
    Judgement,
    Mention,
    Statement,
    Tally,
    Withdrawal,
)
from govah.records.values import AFFIRMED, Counted, Locator, Passage, Stance, Value, When, Where

__all__ = [
    "AFFIRMED",
    "Acceptance",
    "Answer",
    "Basis",
    "Body",
    "Capture",
    "Check",
    "Claim",
    "Column",
    "Consent",
    "Consenter",
    "Cosignature",
    "CountDefinition",
    "CountSnapshot",
    "Counted",
    "Custody",
    "Decision",
    "Derivation",
    "Device",
    "Document",
    "Drill",
    "Entropy",
    "Epoch",
    "Erasure",
    "Extracted",
    "Fact",
    "Finding",
    "FoundAttribute",
    "FoundClaim",
    "FoundOther",
    "FoundPerson",
    "FoundStatement",
    "FoundTally",
    "Grade",
    "Intervention",
    "Judgement",
    "Locator",
    "Mapping",
    "Member",
    "Mention",
    "Passage",
    "Reading",
    "Release",
    "Segment",
    "Stamp",
    "Stance",
    "Statement",
    "Tally",
    "Unknown",
    "Value",
    "When",
    "Where",
    "Withdrawal",
    "canonical",
    "from_body",
    "from_plain",
    "is_id",
    "mention_of",
    "new_id",
    "person_of",
    "to_body",
    "to_full",
    "to_plain",
]
