"""A case file as one JSON value, for scripts."""

from __future__ import annotations

from typing import Any

from govah import desk
from govah.cli.find import finding_json
from govah.desk import CaseFile, ClaimOnFile, Graded
from govah.desk.cases.grading import best
from govah.weigh import Contradiction, WeighedFact
from govah.weigh.trial import indicator_label


def case_json(found: CaseFile) -> dict[str, Any]:
    """Gives a case file as plain JSON values: every fact with its documents, origins, contradictions, and who reviewed it."""
    status = found.status
    grades = {one.claim: one for one in found.grades}
    return {
        "person": {
            "id": found.person.id,
            "name": found.person.name,
            "names": list(found.person.names),
            "retired_ids": list(found.person.retired),
            "unreviewed": found.person.unreviewed,
        },
        "as_of": found.as_of.isoformat(),
        "known_at": found.known_at,
        "unreviewed": found.is_unreviewed,
        "states": [desk.to_full(state) for state in status.states],
        "last_news": status.last_news,
        "news_days": status.news_days,
        "last_check": status.last_check,
        "check_days": status.check_days,
        "risk": desk.to_full(found.risk),
        "identity": [_fact(fact, grades) for fact in found.identity],
        "facts": [_fact(fact, grades) for fact in found.facts],
        "contradictions": [_contradiction(one) for one in found.contradictions],
        "fair_trial": [desk.to_full(one) | {"label": indicator_label(one.name, "en")} for one in found.trial],
        "findings": [finding_json(one) for one in found.findings],
        "not_known": [desk.to_full(one) for one in found.not_known],
        "claims": [_claim(one) for one in found.claims],
        "withdrawn": [_claim(one) for one in found.withdrawn],
        "pending": [desk.to_full(one) for one in found.pending],
        "said": [desk.to_full(one) for one in found.said],
        "documents": [desk.to_full(one) for one in found.documents],
        "erased": [desk.to_full(one) for one in found.erased],
        "maybe_same": [desk.to_full(one) for one in found.maybe_same],
    }


def _fact(fact: WeighedFact, grades: dict[str, Graded]) -> dict[str, Any]:
    own = [grades[id_] for id_ in fact.claims if id_ in grades]
    return {
        "predicate": fact.predicate,
        "values": list(fact.values),
        "stances": list(fact.stances),
        "when": fact.when,
        "whens": list(fact.whens),
        "where": list(fact.wheres),
        "claims": list(fact.claims),
        "denials": list(fact.denials),
        "unknowns": list(fact.unknowns),
        "documents": list(fact.documents),
        "origins": fact.origins,
        "voices": [desk.to_full(voice) for voice in fact.voices],
        "contradictions": [_contradiction(one) for one in fact.contradictions],
        "grade": best(own) or None,
        "grades": {one.claim: one.code for one in own},
        "reviewed": fact.reviewed,
    }


def _contradiction(one: Contradiction) -> dict[str, Any]:
    return {**desk.to_full(one), "settled_by": one.settled_by}


def _claim(one: ClaimOnFile) -> dict[str, Any]:
    return {
        "id": one.id,
        "fact": desk.to_full(one.claim.fact),
        "basis": desk.to_full(one.claim.basis) if one.claim.basis else None,
        "basis_commitment": one.basis_commitment,
        "reviewed": one.reviewed,
        "accepted_by": one.accepted_by,
        "recorded_at": one.recorded_at,
        "entry": one.entry,
    }
