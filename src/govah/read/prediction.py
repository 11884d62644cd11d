"""A reading as the plain value that `--json` prints and that scoring takes."""

from __future__ import annotations

from typing import Any

from govah.read.checking import RESPONSIBLE
from govah.records import FoundAttribute, FoundClaim, FoundPerson, FoundTally, Reading, Value, When, Where


def to_prediction(reading: Reading) -> dict[str, Any]:
    """Gives `{"persons", "others", "claims", "responsibility", "tallies", "statements", "unsaid"}`.

    `start` and `end` count code points.
    """
    return {
        "language": reading.language,
        "persons": [_person(person) for person in reading.persons],
        "others": [{"name": other.name, "role": other.role} for other in reading.others],
        "claims": [_claim(claim) for claim in reading.claims if claim.predicate not in RESPONSIBLE],
        "responsibility": [_claim(claim) for claim in reading.claims if claim.predicate in RESPONSIBLE],
        "tallies": [_tally(tally) for tally in reading.tallies],
        "statements": [
            {"speaker": one.speaker, "quote": one.quote, "start": one.start, "end": one.end, "act": one.act, "rule": one.rule}
            for one in reading.statements
        ],
        "unsaid": [{"person": person, "topic": topic} for person, topic in reading.unsaid],
        "dropped": reading.dropped,
    }


def _person(person: FoundPerson) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "other_names": list(person.other_names),
        "attributes": [_attribute(attribute) for attribute in person.attributes],
    }


def _attribute(one: FoundAttribute) -> dict[str, Any]:
    return {
        "predicate": one.predicate, "value": one.value.text, "stance": one.stance.value, "attribution": list(one.attribution),
        "quote": one.quote, "start": one.start, "end": one.end, "rule": one.rule, **_more(one.value),
    }  # fmt: skip


def _claim(one: FoundClaim) -> dict[str, Any]:
    return {
        "person": one.person, "predicate": one.predicate, "stance": one.stance.value, "value": one.value.text,
        "when": _when(one.when), "where": _where(one.where), "attribution": list(one.attribution),
        "quote": one.quote, "start": one.start, "end": one.end, "score": one.score / 1000, "rule": one.rule, **_more(one.value),
    }  # fmt: skip


def _tally(one: FoundTally) -> dict[str, Any]:
    return {
        "what": one.what, "value": one.value.text, "stance": one.stance.value, "attribution": list(one.attribution),
        "when": _when(one.when), "where": _where(one.where),
        "quote": one.quote, "start": one.start, "end": one.end, "rule": one.rule, **_more(one.value), **_counted(one),
    }  # fmt: skip


def _counted(one: FoundTally) -> dict[str, Any]:
    """By which definition a number counts, where the words tell it."""
    if one.counted is None:
        return {}
    told = {"who": one.counted.who, "within": one.counted.within, "beside": one.counted.beside}
    return {"counted": {**told, "as_of": _when(one.counted.as_of)}}


def _more(value: Value) -> dict[str, Any]:
    given = {"term": value.term or None, "low": value.low, "high": value.high}
    return {key: part for key, part in given.items() if part is not None}


def _when(when: When | None) -> dict[str, str] | None:
    return None if when is None else {"edtf": when.edtf, "text": when.text, "calendar": when.calendar}


def _where(where: Where | None) -> dict[str, str] | None:
    return None if where is None else {"text": where.text, "term": where.term}
