"""What a document does not say of each person: the questions of the desk that none of its suggestions answers."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from typing import Final

from govah.records import FoundClaim, Reading, Stance
from govah.text import fold
from govah.words import words

_DATED: Final = {"date_of_arrest": "arrested", "date_of_trial": "tried_by", "date_of_sentence": "sentenced_to"}
_PLACED: Final = {"place_of_arrest": ("arrested",), "place_of_detention": ("detained_at", "transferred")}
_WORDED: Final = {
    "branch": r"\bbranch\b|شعبه",
    "judge": r"\bjudge\b|قاضی",
    "court": r"\b(court|tribunal)s?\b|دادگاه|دیوان|دادسرا",
    "arresting_force": r"\b(forces|agents|police|guards|irgc|intelligence|basij|officers|soldiers)\b|"
    r"نیروه|ماموران|پلیس|سپاه|اطلاعات|بسیج",
    "warrant": r"\bwarrant\b|حکم (جلب|قضایی|بازداشت)",
}
"""Topics that a claim answers only where its passage has such words."""
_STATES: Final = frozenset(
    {"detained_at", "released", "released_on_bail", "executed", "killed", "died_in_custody", "disappeared"}
)


def unsaid(reading: Reading) -> Reading:
    """Gives the reading with (person, topic) for each question that it leaves open, in the vocabulary's order."""
    by_person: dict[str, list[FoundClaim]] = defaultdict(list)
    for claim in reading.claims:
        by_person[claim.person].append(claim)
    left = [
        (person.id, topic)
        for person in reading.persons
        for topic in words("topics")
        if not _answered(topic, by_person[person.id], {attribute.predicate for attribute in person.attributes})
    ]
    return dataclasses.replace(reading, unsaid=tuple(left))


def _answered(topic: str, claims: list[FoundClaim], attributes: set[str]) -> bool:
    """A claim that a thing is denied or not known answers no question."""
    affirmed = [claim for claim in claims if claim.stance not in (Stance.UNKNOWN, Stance.DENIED)]
    if topic in _DATED:
        dated = (claim.when for claim in affirmed if claim.predicate == _DATED[topic])
        return any(when is not None and (when.edtf or when.text) for when in dated)
    if topic in _PLACED:
        return any(claim.predicate in _PLACED[topic] and (claim.where is not None or claim.value.term) for claim in affirmed)
    if topic == "present_state":
        return _state_is_told(claims)
    more = words("topics")[topic].more
    told = [claim for claim in affirmed if claim.predicate in more.get("predicates", ())]
    if topic in _WORDED:
        return any(re.search(_WORDED[topic], fold(f"{claim.quote} {claim.value.text}")) for claim in told)
    return bool(told) or bool(attributes.intersection(more.get("attributes", ())))


def _state_is_told(claims: list[FoundClaim]) -> bool:
    """The state is open where the document says itself that it is not known."""
    said_unknown = any(claim.stance == Stance.UNKNOWN and claim.value.term == "present_state" for claim in claims)
    return not said_unknown and any(claim.predicate in _STATES and claim.stance != Stance.UNKNOWN for claim in claims)
