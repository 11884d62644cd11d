"""`govah watch`: what must be known today, over all persons; answers to it; and a history played again, to be measured.

What of it leaves the vault is made in `noticing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from govah import weigh
from govah.desk.alerts.alarming import fallen_consents, silent_sources
from govah.desk.alerts.intervening import interventions_of
from govah.desk.cases.casefile import case_file
from govah.desk.cases.claims import claims_about
from govah.desk.cases.voicing import evidence_about
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.desk.people.clusters import Person, persons
from govah.desk.review.reviewing import Reviewer
from govah.errors import UsageError
from govah.records import AFFIRMED, Answer, new_id
from govah.vault import Vault
from govah.weigh.alerts import Alert, Replayed, Watched, alerts, measured, told_day
from govah.weigh.deadlines import appeal_windows

VERDICTS: Final = ("acknowledged", "snoozed", "closed", "false-alarm")
_QUIET: Final = frozenset({"closed", "false-alarm"})


@dataclass(frozen=True, slots=True)
class Raised:
    """One alert with the person's name, and what was done about it."""

    alert: Alert
    name: str
    answers: tuple[Answer, ...] = ()
    false_before: int = 0
    "Alarms of the same kind about the same person that turned out false."
    grades: tuple[str, ...] = ()
    "Admiralty grades of the claims that it stands on."

    def is_quiet(self, as_of: date) -> bool:
        """Answers whether somebody closed it, or put it off beyond that day."""
        last = self.answers[-1] if self.answers else None
        if last is None:
            return False
        return last.verdict in _QUIET or (last.verdict == "snoozed" and last.until > as_of.isoformat())


def watch(
    vault: Vault, as_of: date, *, everything: bool = False, among: Iterable[Person] | None = None
) -> tuple[Raised, ...]:
    """Gives the alerts of all persons, or of some, the most urgent first; what was closed or put off only with `everything`."""
    said = _answers(vault)
    found = [one for person in (persons(vault) if among is None else among) for one in _of_person(vault, person, as_of, said)]
    if among is None:
        found += [Raised(alert, voice, said.get(alert.key, ())) for alert, voice in silent_sources(vault, as_of)]
    shown = [one for one in found if everything or not one.is_quiet(as_of)]
    return tuple(sorted(shown, key=lambda one: (one.alert.urgency, one.alert.since, one.alert.key)))


def answer_alert(vault: Vault, key: str, verdict: str, reviewer: Reviewer, *, until: str = "", reason: str = "") -> Answer:
    """Records what somebody did about an alert; closing one, or calling it false, takes a reason."""
    if verdict not in VERDICTS:
        raise UsageError("word-unknown", kind="answers", word=verdict[:20], near=", ".join(VERDICTS))
    if verdict in _QUIET and not reason.strip():
        raise UsageError("alert-without-reason")
    if verdict == "snoozed" and not until:
        raise UsageError("alert-until-when")
    person = key.partition("/")[0]
    made = Answer(new_id("check", vault.entropy), key, person, verdict, reviewer.member, vault.clock(), until, reason)
    vault.append([[(made, "team")]])
    return made


def replay(vault: Vault, first: date, last: date) -> Replayed:
    """Plays a history again day by day, each day with what documents told by then, and measures what would have been raised."""
    raised: list[tuple[str, Alert, date]] = []
    executed: dict[str, date] = {}
    followed = 0
    for person in persons(vault):
        evidence = evidence_about(vault, [one for one in claims_about(vault, person) if not one.withdrawn])
        days = sorted({day for one in evidence if first <= (day := date.fromisoformat(told_day(one))) <= last})
        if not days:
            continue
        end = _executed(evidence)
        if end is not None:
            executed[person.id] = end
        followed += max(1, ((end or last) - days[0]).days)
        raised += _replayed(person, evidence, days, end)
    return measured(raised, executed, followed)


def _replayed(
    person: Person, evidence: Sequence[weigh.Evidence], days: Sequence[date], end: date | None
) -> Iterator[tuple[str, Alert, date]]:
    seen: set[str] = set()
    for day in days:
        if end is not None and day >= end:
            return
        known = tuple(one for one in evidence if told_day(one) <= day.isoformat())
        status, risk = weigh.status(known, day), weigh.risk(known, day)
        for alert in alerts(Watched(person.id, known, status, risk), day):
            if alert.key not in seen:
                seen.add(alert.key)
                yield person.id, alert, day


def _executed(evidence: Sequence[weigh.Evidence]) -> date | None:
    """Gives the day of an execution that is told: its own date, else the day it was told."""
    told = [one for one in evidence if one.claim.fact.predicate == "executed" and one.claim.fact.stance in AFFIRMED]
    days = [one.claim.fact.when.edtf[:10] if one.claim.fact.when else "" for one in told]
    exact = [date.fromisoformat(day) for day in days if len(day) == 10 and day.replace("-", "").isdigit()]
    if exact:
        return min(exact)
    return min((date.fromisoformat(told_day(one)) for one in told), default=None)


def _of_person(vault: Vault, person: Person, as_of: date, said: dict[str, tuple[Answer, ...]]) -> Iterator[Raised]:
    case = case_file(vault, person.id, as_of=as_of, likely=False)
    evidence = evidence_about(vault, case.claims)
    shaken = tuple((one.finding.id, one.shaken[0].reason) for one in case.findings if one.shaken)
    watched = Watched(person.id, evidence, case.status, case.risk, interventions_of(vault, person), shaken)
    codes = {one.claim: one.code for one in case.grades}
    false = [one for key, answers in said.items() if key.startswith(person.id) for one in answers if one.verdict == "false-alarm"]
    more = (*appeal_windows(person.id, evidence, as_of), *fallen_consents(vault, person, as_of))
    for alert in (*alerts(watched, as_of), *more):
        same = sum(one.alert.split("/")[1] == alert.key.split("/")[1] and one.alert != alert.key for one in false)
        grades = tuple(codes[claim] for claim in alert.claims if claim in codes)
        yield Raised(alert, person.name, said.get(alert.key, ()), same, grades)


def _answers(vault: Vault) -> dict[str, tuple[Answer, ...]]:
    found: dict[str, tuple[Answer, ...]] = {}
    for stored in vault.of_kind("answer"):
        record = stored.record
        if isinstance(record, Answer) and not is_withdrawn(vault, record.id):
            found[record.alert] = (*found.get(record.alert, ()), record)
    return found
