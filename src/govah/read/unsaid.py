"""What a document does not say of each person: the questions of the desk that none of its suggestions answers."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from govah.records import FoundClaim, Reading, Stance
from govah.words import words

_DATED: Final = {"date_of_arrest": ("arrested",), "date_of_trial": ("tried_by",), "date_of_sentence": ("sentenced_to",)}
_ENDS: Final = frozenset({"executed", "killed", "died_in_custody"})
_STATES: Final = frozenset({"detained_at", "released", "released_on_bail", "executed", "killed", "died_in_custody", "disappeared"})
_MUTE: Final = Stance.UNKNOWN
"""A claim that a thing is not known answers no question."""


def unsaid_topics(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Gives (person, topic) for each question of the vocabulary that this reading leaves open, in the vocabulary's order."""
    by_person: dict[str, list[FoundClaim]] = defaultdict(list)
    for claim in reading.claims:
        if claim.stance != _MUTE:
            by_person[claim.person].append(claim)
    open_questions: list[tuple[str, str]] = []
    for person in reading.persons:
        attributes = {attribute.predicate for attribute in person.attributes}
        open_questions += [(person.id, topic) for topic in words("topics") if not _answered(topic, by_person[person.id], attributes)]
    return tuple(open_questions)


def _answered(topic: str, claims: list[FoundClaim], attributes: set[str]) -> bool:
    more = words("topics")[topic].more
    if topic in _DATED:
        return any(claim.predicate in _DATED[topic] and claim.when is not None for claim in claims)
    if topic in _NARROW:
        return any(claim.predicate in more.get("predicates", ()) and _NARROW[topic](claim) for claim in claims)
    if topic == "present_state":
        return any(claim.predicate in _ENDS or (claim.predicate in _STATES and claim.stance != Stance.DENIED) for claim in claims)
    told = {claim.predicate for claim in claims}
    return bool(told.intersection(more.get("predicates", ())) or attributes.intersection(more.get("attributes", ())))


def _quotes(*parts: str) -> object:
    return parts


def _mentions(*parts: str):  # type: ignore[no-untyped-def]
    raise NotImplementedError
