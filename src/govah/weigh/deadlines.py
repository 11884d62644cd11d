"""Deadlines that mechanisms and the law set: by when a reply is due, or an appeal lodged. No lawyer has agreed them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from govah.records import AFFIRMED
from govah.weigh.alerts import SOON, URGENT, Alert, told_day
from govah.weigh.interface import Evidence, Reason
from govah.weigh.spans import parsed
from govah.words import table

_LATE: Final = 14
"""Days after a window closed for which it is still told: an appeal out of time, or the other ways, may be open."""
_NEAR: Final = 7


def reply_due(mechanism: str, sent: str) -> str:
    """Gives the day by which a mechanism's reply is due, as EDTF; empty where no rule or no day is known."""
    rule = _rules()["mechanisms"].get(mechanism)
    edtf = parsed(sent)
    last = edtf.last if edtf is not None else None
    return (last + timedelta(days=int(rule["days"]))).isoformat() if rule and last else ""


def appeal_windows(person: str, evidence: tuple[Evidence, ...], as_of: date) -> Iterator[Alert]:
    """Gives an alert for each sentence whose time to appeal runs, or ran out lately, where no answer to it is told since.

    The window counts from the first day that the sentence can be of: the day of service, from which the law counts, is seldom
    told.
    """
    rules = _rules()
    answered = [_day(one) for one in evidence if _says(one, rules["answered_by"])]
    for rule in rules["appeals"].values():
        told = [one for one in evidence if _says(one, rule["predicates"]) and one.claim.fact.value.term != "acquitted"]
        if not told:
            continue
        start = max(_day(one) for one in told)
        last = start + timedelta(days=int(rule["days"]))
        left = (last - as_of).days
        if any(day >= start for day in answered) or not -_LATE <= left <= int(rule["days"]):
            continue
        mine = [one for one in told if _day(one) == start]
        code = "alert-appeal" if left >= 0 else "alert-appeal-past"
        yield Alert(
            key=f"{person}/appeal/{start.isoformat()}",
            person=person,
            kind="deadline",
            urgency=URGENT if left <= _NEAR else SOON,
            since=start.isoformat(),
            reason=Reason(code, (("days", str(abs(left))),)),
            claims=tuple(one.claim.fact.id for one in mine),
            reviewed=any(one.reviewed for one in mine),
        )


def day_of(alert: Alert, as_of: date) -> date | None:
    """Gives the day that a deadline falls on; None where the alert is of no deadline."""
    left = dict(alert.reason.facts).get("days", "")
    if alert.kind != "deadline" or not left.lstrip("-").isdigit():
        return None
    past = alert.reason.key == "alert-appeal-past"
    return as_of + timedelta(days=-int(left) if past else int(left))


def _says(one: Evidence, predicates: list[str]) -> bool:
    fact = one.claim.fact
    return fact.predicate in predicates and fact.stance in AFFIRMED


def _day(one: Evidence) -> date:
    """Gives the first day that a claim may be of: its own, else the day it was told."""
    edtf = parsed(one.claim.fact.when.edtf) if one.claim.fact.when else None
    return edtf.first if edtf is not None and edtf.first is not None else date.fromisoformat(told_day(one))


def _rules() -> dict[str, Any]:
    found: dict[str, Any] = table("reading/weigh/deadlines")
    return found
