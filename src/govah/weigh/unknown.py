"""What is not known of a person: topics that no claim tells, and what the sources themselves say is not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from govah.records import AFFIRMED, Stance, Where
from govah.text import fold
from govah.weigh.interface import Evidence, NotKnown, Reason
from govah.weigh.spans import dated_span
from govah.weigh.status import live, status
from govah.weigh.values import is_told, place_of
from govah.words import words

STALE_DAYS: Final = 30
"""After so many days without news the present state is not known, whatever the last news was."""
_BRANCH: Final = re.compile(r"\bbranch\b|شعبه")
_JUDGE: Final = re.compile(r"\bjudge\b|قاضی")
_DATE: Final = re.compile(r"\b(date|day|when|time)\b|زمان|تاریخ|روز|موعد")
_COURT: Final = re.compile(r"\b(court|tribunal)\b|دادگاه|دیوان|دادسرا")
_FORCE: Final = re.compile(
    r"\b(forces|agents|police|guards|irgc|intelligence|basij|officers)\b|نیروه|ماموران|پلیس|سپاه|اطلاعات|بسیج|لباس شخصی"
)
_WARRANT: Final = re.compile(r"\bwarrant\b|حکم (?:جلب|قضایی|بازداشت)")
_STATE_WORDS: Final = re.compile(r"\b(status|state|fate|condition|whereabouts)\b|وضعیت|سرنوشت")


def not_known(evidence: Iterable[Evidence], as_of: date) -> tuple[NotKnown, ...]:
    """Gives, topic by topic of the vocabulary, what the standing evidence leaves unknown, and why."""
    standing = live(evidence)
    out = []
    for topic in words("topics"):
        said = tuple(one.claim.fact.id for one in standing if _says_unknown(one, topic))
        reason = _reason(topic, standing, as_of, said)
        if reason is not None:
            out.append(NotKnown(topic, reason, said))
    return tuple(out)


def _reason(topic: str, standing: tuple[Evidence, ...], as_of: date, said: tuple[str, ...]) -> Reason | None:
    if topic == "present_state":
        return _present(standing, as_of, said)
    if any(one.claim.fact.stance in AFFIRMED and _tells(one, topic) for one in standing):
        return None
    if said:
        return Reason("source-says-unknown")
    denied = {one.claim.fact.predicate for one in standing if one.claim.fact.stance is Stance.DENIED}
    return Reason("only-denied" if topic not in _DETAILS and denied & set(_predicates(topic)) else "nobody-says")


def _present(standing: tuple[Evidence, ...], as_of: date, said: tuple[str, ...]) -> Reason | None:
    found = status(standing, as_of)
    if said:
        return Reason("source-says-unknown")
    if len(found.states) > 1:
        return Reason("several-states", (("count", str(len(found.states))),))
    if found.news_days is None:
        return Reason("nobody-says")
    return Reason("no-news-for", (("days", str(found.news_days)),)) if found.news_days > STALE_DAYS else None


def _says_unknown(one: Evidence, topic: str) -> bool:
    fact = one.claim.fact
    if fact.stance is not Stance.UNKNOWN:
        return False
    if topic == "present_state":
        return fact.predicate == "other" and bool(fact.value.term == topic or _STATE_WORDS.search(fold(fact.value.text)))
    if fact.predicate == "other":
        return fact.value.term == topic
    detail = _DETAILS.get(topic)
    said = fold(f"{fact.value.text} {_quote(one)}")
    return fact.predicate in _predicates(topic) and (detail is None or bool(detail.search(said)))


def _tells(one: Evidence, topic: str) -> bool:
    fact = one.claim.fact
    if topic in _TELLS:
        return _TELLS[topic](one)
    return fact.predicate in _predicates(topic) or fact.predicate in words("topics")[topic].more.get("attributes", ())


def _predicates(topic: str) -> tuple[str, ...]:
    return tuple(words("topics")[topic].more.get("predicates", ()))


def _dated(predicate: str) -> Callable[[Evidence], bool]:
    return lambda one: one.claim.fact.predicate == predicate and dated_span(one.claim.fact.when) is not None


def _worded(pattern: re.Pattern[str]) -> Callable[[Evidence], bool]:
    def tells(one: Evidence) -> bool:
        fact = one.claim.fact
        if fact.predicate not in ("tried_by", "sentenced_to", "sentence_upheld", "sentence_overturned"):
            return False
        return bool(pattern.search(fold(f"{fact.value.text} {_quote(one)}")))

    return tells


def _place_told(*predicates: str) -> Callable[[Evidence], bool]:
    return lambda one: one.claim.fact.predicate in predicates and place_of(one.claim.fact) != Where()


_DETAILS: Final[Mapping[str, re.Pattern[str]]] = {
    "court": _COURT,
    "branch": _BRANCH,
    "judge": _JUDGE,
    "date_of_arrest": _DATE,
    "date_of_trial": _DATE,
    "date_of_sentence": _DATE,
    "place_of_arrest": re.compile(r"\b(place|where)\b|محل|کجا"),
    "arresting_force": _FORCE,
    "warrant": _WARRANT,
}
"""Topics that are a detail of a claim: it says of them only what its words say."""
_TELLS: Final[Mapping[str, Callable[[Evidence], bool]]] = {
    "date_of_arrest": _dated("arrested"),
    "date_of_trial": _dated("tried_by"),
    "date_of_sentence": _dated("sentenced_to"),
    "place_of_arrest": _place_told("arrested"),
    "place_of_detention": _place_told("detained_at", "transferred"),
    "charge": lambda one: one.claim.fact.predicate == "charged_with" and is_told(one.claim.fact.value),
    "sentence": lambda one: one.claim.fact.predicate == "sentenced_to" and is_told(one.claim.fact.value),
    "court": lambda one: _worded(_COURT)(one) or (one.claim.fact.predicate == "tried_by" and bool(one.claim.fact.value.term)),
    "branch": _worded(_BRANCH),
    "judge": _worded(_JUDGE),
    "arresting_force": lambda one: one.claim.fact.predicate == "arrested" and bool(_FORCE.search(_quote(one))),
    "warrant": lambda one: one.claim.fact.predicate == "arrested" and bool(_WARRANT.search(_quote(one))),
}


def _quote(one: Evidence) -> str:
    return fold(one.claim.basis.passage.quote) if one.claim.basis else ""
