"""The rules of the legal status as one table, to be read aloud: in this stage, after this event, these stages are possible.

"=" keeps the stage. The first row that fits an event and a stage holds. Nothing here looks at dates: `events` makes the events,
and `status` puts them in every order that their dates allow. No lawyer has agreed this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

BEFORE_COURT: Final = frozenset({"unknown", "summoned", "held", "charged", "at_risk_of_death"})
OPEN: Final = BEFORE_COURT | {"on_trial", "quashed"}
DEATH_STANDS: Final = frozenset({"sentenced_to_death", "death_sentence_final", "awaiting_execution", "stayed"})
LESSER_STANDS: Final = frozenset({"sentenced", "sentence_final"})
CLOSED: Final = frozenset({"acquitted", "commuted"})
DEAD: Final = frozenset({"executed", "killed", "died_in_custody"})
LIVING: Final = OPEN | DEATH_STANDS | LESSER_STANDS | CLOSED


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: in these stages this event leads to these, and to this custody (empty: unchanged)."""

    event: str
    stages: frozenset[str]
    to: tuple[str, ...]
    custody: str = ""


def _row(event: str, stages: frozenset[str] | set[str], *to: str, custody: str = "") -> Rule:
    return Rule(event, frozenset(stages), to, custody)


RULES: Final = (
    _row("summons", {"unknown"}, "summoned"),
    _row("arrest", {"unknown", "summoned"} | CLOSED, "held", custody="held"),
    _row("arrest", LIVING, "=", custody="held"),
    _row("holding", {"unknown", "summoned"}, "held", custody="held"),
    _row("holding", LIVING, "=", custody="held"),
    _row("vanishing", LIVING, "=", custody="missing"),
    _row("charge", {"unknown", "summoned", "held", "acquitted"}, "charged"),
    _row("facing", {"unknown", "summoned", "held", "charged", "acquitted"}, "at_risk_of_death"),
    _row("facing", LESSER_STANDS, "=", "at_risk_of_death"),
    _row("trial", BEFORE_COURT | {"quashed"}, "on_trial"),
    _row("death", OPEN | LESSER_STANDS | CLOSED, "sentenced_to_death"),
    _row("lesser", OPEN | {"acquitted"}, "sentenced"),
    _row("lesser", DEATH_STANDS, "=", "sentenced"),
    _row("some-penalty", {"at_risk_of_death"}, "sentenced", "sentenced_to_death"),
    _row("some-penalty", OPEN | {"acquitted"}, "sentenced"),
    _row("death-upheld", LIVING - {"awaiting_execution"}, "death_sentence_final"),
    _row("lesser-upheld", DEATH_STANDS, "=", "sentence_final"),
    _row("lesser-upheld", LIVING, "sentence_final"),
    _row("upheld", DEATH_STANDS - {"awaiting_execution"}, "death_sentence_final"),
    _row("upheld", {"at_risk_of_death"}, "sentence_final", "death_sentence_final"),
    _row("upheld", OPEN | LESSER_STANDS | CLOSED, "sentence_final"),
    _row("refusal", DEATH_STANDS - {"awaiting_execution"}, "death_sentence_final"),
    _row("refusal", LESSER_STANDS, "sentence_final"),
    _row("quashing", {"acquitted"}, "=", "quashed"),
    _row("quashing", LIVING, "quashed"),
    _row("acquittal", LIVING, "acquitted"),
    _row("mercy", LIVING, "commuted"),
    _row("leave", DEATH_STANDS, "awaiting_execution"),
    _row("order", LIVING, "awaiting_execution"),
    _row("stay", LIVING, "stayed"),
    _row("bail", {"unknown", "summoned"}, "held", custody="bail"),
    _row("bail", LIVING, "=", custody="bail"),
    _row("release", {"unknown", "summoned"}, "held", custody="free"),
    _row("release", LIVING, "=", custody="free"),
    _row("executed", LIVING, "executed", custody="dead"),
    _row("killed", LIVING, "killed", custody="dead"),
    _row("died_in_custody", LIVING, "died_in_custody", custody="dead"),
)

EVENTS: Final[Mapping[str, str]] = {
    "arrested": "arrest",
    "detained_at": "holding",
    "transferred": "holding",
    "disappeared": "vanishing",
    "charged_with": "charge",
    "faces_death_penalty": "facing",
    "tried_by": "trial",
    "sentence_overturned": "quashing",
    "released_on_bail": "bail",
    "released": "release",
    "executed": "executed",
    "killed": "killed",
    "died_in_custody": "died_in_custody",
}
"""Predicate → event; `sentenced_to` and `sentence_upheld` depend on the penalty, see `events`."""

OTHER_EVENTS: Final[Mapping[str, str]] = {
    "summoned": "summons",
    "acquitted": "acquittal",
    "commuted": "mercy",
    "quashed": "quashing",
    "awaiting_execution": "order",
    "stayed": "stay",
    "on_trial": "trial",
}
"""Stage named by a claim of the predicate `other` → event."""

_SENTENCE: Final = frozenset({"death", "lesser", "some-penalty"})
_CUSTODY: Final = frozenset({"arrest", "holding", "vanishing"})
_STEPS: Final = (frozenset({"trial"}), frozenset({"charge"}), frozenset({"arrest"}))
PRESUPPOSES: Final[Mapping[str, tuple[frozenset[str], ...]]] = {
    "trial": (frozenset({"charge"}),),
    "death": _STEPS,
    "lesser": _STEPS,
    "some-penalty": _STEPS,
    "acquittal": (frozenset({"trial", "charge"}),),
    "death-upheld": (_SENTENCE,),
    "lesser-upheld": (_SENTENCE,),
    "upheld": (_SENTENCE,),
    "refusal": (_SENTENCE,),
    "leave": (_SENTENCE,),
    "quashing": (_SENTENCE,),
    "mercy": (_SENTENCE,),
    "order": (_SENTENCE,),
    "stay": (_SENTENCE,),
    "executed": (_SENTENCE,),
    "died_in_custody": (_CUSTODY,),
    "bail": (_CUSTODY,),
    "release": (_CUSTODY,),
}
"""What comes after at least one event of each of these groups, wherever the dates allow."""

BETWEEN: Final[Mapping[str, frozenset[str]]] = {
    "arrest": frozenset({"release", "bail"}),
    "release": _CUSTODY,
    "bail": _CUSTODY,
    "death": frozenset({"quashing", "acquittal", "mercy"}),
    "lesser": frozenset({"quashing", "acquittal", "mercy"}),
    "some-penalty": frozenset({"quashing", "acquittal", "mercy"}),
    "death-upheld": frozenset({"quashing", "stay"}),
    "lesser-upheld": frozenset({"quashing"}),
    "upheld": frozenset({"quashing", "stay"}),
    "quashing": _SENTENCE,
    "acquittal": frozenset({"quashing"}),
    "executed": frozenset(),
    "killed": frozenset(),
    "died_in_custody": frozenset(),
}
"""What happens twice only with one of these between; told with two dates and none between, it is one of uncertain date."""


@cache
def after(stage: str, custody: str, event: str) -> tuple[tuple[str, str], ...]:
    """Gives the stages and custodies that are possible once an event has happened to somebody in this stage."""
    for rule in RULES:
        if rule.event == event and stage in rule.stages:
            return tuple((stage if to == "=" else to, rule.custody or custody) for to in rule.to)
    return ((stage, custody),)


def shown(stage: str, custody: str) -> str:
    """Gives the word for a stage and custody together: somebody arrested and let go without a charge is released, not held."""
    if custody == "missing" and stage in ("unknown", "held"):
        return "missing"
    if stage == "held":
        return {"free": "released", "bail": "on_bail"}.get(custody, "held")
    return stage
