"""Amnesty International's ladder of risk: sentenced to death; tried, outcome unknown; charged with what may bring death."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from govah.records import AFFIRMED, Fact
from govah.weigh.interface import Evidence, Finding, PossibleState, Reason, Risk
from govah.weigh.rules import BEFORE_COURT, DEATH_STANDS
from govah.weigh.status import live, status
from govah.weigh.values import is_capital

_MAY_END: Final = frozenset({"on_trial", "quashed"})
_BEFORE: Final = BEFORE_COURT | {"on_bail", "missing", "released"}


def risk(evidence: Sequence[Evidence], as_of: date, *, findings: Sequence[Finding] = ()) -> Risk:
    """Gives the highest tier that a possible state leaves open; one that is only alleged, disputed or unreviewed says so."""
    standing = live(evidence)
    states = status(standing, as_of, findings=findings).states
    capital = tuple(one for one in standing if _is_capital(one.claim.fact) and any(_may_hold(state) for state in states))
    for tier, words in ((1, DEATH_STANDS), (2, _MAY_END), (3, _BEFORE)):
        for state in states:
            if state.state in words and (tier == 1 or capital):
                return _risk(tier, state, capital)
    return Risk(0, (), "untold", any(state.reviewed for state in states), Reason("risk-none"))


def _risk(tier: int, state: PossibleState, capital: Sequence[Evidence]) -> Risk:
    claims = state.support if tier == 1 else tuple(dict.fromkeys((*state.support, *(one.claim.fact.id for one in capital))))
    reviewed = state.reviewed and (tier == 1 or any(one.reviewed for one in capital))
    return Risk(tier, claims, state.firmness, reviewed, Reason(f"risk-{tier}"))


def _is_capital(fact: Fact) -> bool:
    if fact.stance not in AFFIRMED:
        return False
    return fact.predicate == "faces_death_penalty" or (fact.predicate == "charged_with" and is_capital(fact.value))


def _may_hold(state: PossibleState) -> bool:
    return state.state in _BEFORE or state.state in _MAY_END
