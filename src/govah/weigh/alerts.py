"""What somebody at the desk has to know today: precursors of an execution, capital charges without counsel, children, silences.

Each alert names the claims it stands on and the day it could first be raised, and has a key that is the same each time it is
computed, so that an answer to it holds. An alert that stands on what only a script accepted says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from govah.records import AFFIRMED, Intervention
from govah.text import fold
from govah.weigh.interface import Evidence, Reason, Risk, Status
from govah.weigh.rules import DEATH_STANDS
from govah.weigh.spans import parsed
from govah.words import table

URGENT, SOON, WATCH = 1, 2, 3
_CHILD: Final = 18
_OLD: Final = 2
"""A precursor is raised for so many times its lead, and is history after that."""
AHEAD: Final = 14
"""Days before a deadline from which on it is raised."""
SILENCE: Final = {
    "awaiting_execution": 1, "death_sentence_final": 7, "sentenced_to_death": 30, "at_risk_of_death": 30, "on_trial": 30,
    "charged": 45, "held": 30, "missing": 7,
}  # fmt: skip
_DEAD: Final = frozenset({"executed", "killed", "died_in_custody"})
"""Days without news after which a stage is silent."""
LOOKED: Final = 7
"""A silence counts as one only where somebody looked within so many days."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to know, why, and since when."""

    key: str
    person: str
    kind: str
    "`precursor`, `capital-without-counsel`, `child`, `silence`, `not-checked`, `deadline`, `finding-shaken` or `source-silent`."
    urgency: int
    "1 within days, 2 within weeks, 3 to be watched."
    since: str
    "The day on which it could first be raised."
    reason: Reason
    claims: tuple[str, ...] = ()
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class Watched:
    """One person as watching takes it."""

    person: str
    evidence: tuple[Evidence, ...]
    status: Status
    risk: Risk
    interventions: tuple[Intervention, ...] = ()
    shaken: tuple[tuple[str, str], ...] = ()
    "(finding, reason) of findings that no longer stand as they did."


def alerts(one: Watched, as_of: date) -> tuple[Alert, ...]:
    """Gives a person's alerts as of a day, the most urgent first; of the dead only shaken findings and deadlines."""
    found = [*_shaken(one, as_of), *_deadlines(one, as_of)]
    if not any(state.state in _DEAD and state.firmness == "found" for state in one.status.states):
        found += [*_precursors(one, as_of), *_counsel(one), *_child(one), *_silence(one, as_of)]
    return tuple(sorted(found, key=lambda alert: (alert.urgency, alert.since, alert.key)))


def told_day(evidence: Evidence) -> str:
    """Gives the day by which a claim could be known: that of its document, else of its recording."""
    edtf = parsed(evidence.published)
    return edtf.last.isoformat() if edtf is not None and edtf.last is not None else evidence.recorded_at[:10]


def _precursors(one: Watched, as_of: date) -> Iterator[Alert]:
    death = any(state.state in DEATH_STANDS for state in one.status.states) or one.risk.tier > 0
    for name, spec in _table().items():
        told = [item for item in one.evidence if _tells(item, spec)]
        recent = [item for item in told if (as_of - date.fromisoformat(told_day(item))).days <= _OLD * spec["days"]]
        if not recent or (spec["needs_death"] and not death):
            continue
        urgency = URGENT if spec["days"] <= 14 else SOON if spec["days"] <= 60 else WATCH
        since = min(told_day(item) for item in recent)
        claims, reviewed = tuple(item.claim.fact.id for item in recent), any(item.reviewed for item in recent)
        facts = (("days", str(spec["days"])), ("times", str(len({told_day(item) for item in told}))))
        yield Alert(f"{one.person}/{name}/{since}", one.person, "precursor", urgency, since, Reason(f"alert-{name}", facts),
                    claims, reviewed)  # fmt: skip


def _tells(item: Evidence, spec: dict[str, Any]) -> bool:
    fact, basis = item.claim.fact, item.claim.basis
    if fact.stance not in AFFIRMED or (spec["only"] and fact.predicate not in spec["only"]):
        return False
    if not spec["words"]:
        return True
    where = f"{fact.where.text} {fact.where.term}" if fact.where else ""
    said = fold(f"{basis.passage.quote if basis else ''} {fact.value.text} {fact.value.term.replace('_', ' ')} {where}")
    return any(word in said for word in spec["folded"])


def _counsel(one: Watched) -> Iterator[Alert]:
    if not one.risk.tier:
        return
    told = [item for item in one.evidence if item.claim.fact.predicate == "denied_lawyer"]
    denied = [item for item in told if item.claim.fact.stance in AFFIRMED]
    if denied:
        since, claims = min(map(told_day, denied)), tuple(item.claim.fact.id for item in denied)
        yield Alert(f"{one.person}/counsel", one.person, "capital-without-counsel", SOON, since, Reason("alert-counsel"), claims,
                    any(item.reviewed for item in denied))  # fmt: skip


def _child(one: Watched) -> Iterator[Alert]:
    for item in one.evidence:
        fact = item.claim.fact
        if fact.predicate == "age" and fact.stance in AFFIRMED and fact.value.high is not None and fact.value.high < _CHILD:
            urgency = URGENT if one.risk.tier else SOON
            yield Alert(f"{one.person}/child", one.person, "child", urgency, told_day(item),
                        Reason("alert-child", (("age", str(fact.value.high)),)), (fact.id,), item.reviewed)  # fmt: skip
            return


def _silence(one: Watched, as_of: date) -> Iterator[Alert]:
    days = one.status.news_days
    limits = [(limit, state.state) for state in one.status.states if (limit := SILENCE.get(state.state)) is not None]
    if days is None or not limits:
        return
    limit, stage = min(limits)
    if days < limit:
        return
    since = (as_of - timedelta(days=days - limit)).isoformat()
    urgency = URGENT if limit <= 7 else SOON
    looked = one.status.check_days
    if looked is not None and looked <= LOOKED:
        facts = (("days", str(days)), ("stage", stage))
        yield Alert(f"{one.person}/silence/{stage}", one.person, "silence", urgency, since, Reason("alert-silence", facts))
        return
    facts = (("days", str(days)), ("looked", str(looked) if looked is not None else ""))
    key = "alert-never-checked" if looked is None else "alert-not-checked"
    yield Alert(f"{one.person}/not-checked/{stage}", one.person, "not-checked", urgency, since, Reason(key, facts))


def _deadlines(one: Watched, as_of: date) -> Iterator[Alert]:
    closed = {id_ for step in one.interventions if step.is_closed for id_ in (step.id, step.follows) if id_}
    for step in one.interventions:
        edtf = parsed(step.deadline)
        day = edtf.last if edtf is not None else None
        if day is None or step.id in closed or step.follows in closed or (day - as_of).days > AHEAD:
            continue
        facts = (("mechanism", step.mechanism), ("days", str((day - as_of).days)))
        urgency = URGENT if day <= as_of + timedelta(days=3) else SOON
        since = (day - timedelta(days=AHEAD)).isoformat()
        late = "alert-deadline-past" if day < as_of else "alert-deadline"
        yield Alert(f"{one.person}/deadline/{step.id}", one.person, "deadline", urgency, since, Reason(late, facts))


def _shaken(one: Watched, as_of: date) -> Iterator[Alert]:
    for finding, reason in one.shaken:
        yield Alert(f"{one.person}/finding/{finding}", one.person, "finding-shaken", SOON, as_of.isoformat(),
                    Reason("alert-shaken", (("finding", finding), ("why", reason))))  # fmt: skip


@cache
def _table() -> dict[str, dict[str, Any]]:
    read = table("reading/weigh/precursors")
    return {name: {**spec, "folded": tuple(fold(str(word)) for word in spec["words"])} for name, spec in read.items()}


@dataclass(frozen=True, slots=True)
class Replayed:
    """What would have been raised over a history, and how well it would have served."""

    raised: tuple[tuple[str, str, str], ...]
    "(person, kind and reason, first day)."
    executions: int
    warned: int
    "Executions of which a precursor was raised before the day."
    leads: tuple[int, ...]
    "Days between the first warning and each execution that was warned of."
    false_alarms: int
    "Precursors raised of persons of whom no execution is told by the end."
    case_years: float

    @property
    def recall(self) -> float | None:
        """Gives the share of executions that were warned of; None where there was none."""
        return self.warned / self.executions if self.executions else None

    @property
    def false_alarms_a_case_year(self) -> float | None:
        """Gives precursors without an execution by the years that cases were followed."""
        return self.false_alarms / self.case_years if self.case_years else None


def measured(raised: Sequence[tuple[str, Alert, date]], executed: dict[str, date], followed_days: int) -> Replayed:
    """Measures alerts against what happened.

    Args:
        raised: (person, alert, first day that it was raised).
        executed: by person, the first day of an execution that is told.
        followed_days: days summed over persons.
    """
    first: dict[str, date] = {}
    false = 0
    for person, alert, day in raised:
        if alert.kind != "precursor":
            continue
        if person in executed:
            if day < executed[person]:
                first[person] = min(first.get(person, day), day)
        else:
            false += 1
    leads = tuple(sorted((executed[person] - day).days for person, day in first.items()))
    shown = tuple((person, f"{alert.kind} {alert.reason.key}", day.isoformat()) for person, alert, day in raised)
    return Replayed(shown, len(executed), len(first), leads, false, followed_days / 365.25)
