"""What a file lacks of the desk's standard: told in order, and nothing once it is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from govah.records import Check
from govah.weigh import Evidence, Finding, contradictions, facts, risk, status
from govah.weigh.standard import FileWeighed, missing, need_in_words

Tell = Callable[..., tuple[Evidence, ...]]
DAY = date(2026, 2, 20)
CHECK = Check("q1", "p1", "a1", "2026-02-15T10:00:00Z", "all channels")
AGE = {"p": "age", "v": "22", "by": "Karun Watch", "pub": "2026-01-21"}
ARREST = {"p": "arrested", "on": "2026-01-20", "in": "Arak", "by": "Karun Watch", "pub": "2026-01-21"}
AGAIN = ARREST | {"by": "Zagros Committee"}
DEATH = {"p": "executed", "on": "2026-02-10", "by": "Karun Watch", "pub": "2026-02-11"}


def lacks(evidence: tuple[Evidence, ...], *, checked: bool = True, findings: tuple[Finding, ...] = ()) -> list[str]:
    """Gives the needs that such a file leaves open."""
    told = FileWeighed(
        evidence,
        facts(evidence),
        contradictions(evidence),
        status(evidence, DAY, checks=(CHECK,) if checked else (), findings=findings),
        risk(evidence, DAY, findings=findings),
        findings,
        ("Arvand Sepidkuh",),
    )
    return [one.need for one in missing(told)]


@pytest.mark.parametrize(
    ("claims", "need"),
    [
        ([AGE, ARREST, AGAIN], []),
        ([ARREST, AGAIN], ["told-apart"]),
        ([AGE, ARREST], ["origins"]),
        ([AGE, ARREST, ARREST | {"by": "a rights group"}], ["origins"]),
        ([AGE, ARREST | {"on": "2025"}, AGAIN | {"on": "2025"}], ["date"]),
        ([AGE, ARREST | {"in": ""}, AGAIN | {"in": ""}], ["place"]),
        ([AGE, ARREST, AGAIN, AGAIN | {"s": "denied", "by": "the judiciary"}], ["contradiction"]),
        ([AGE, ARREST, AGAIN, DEATH | {"s": "alleged"}], ["finding"]),
        ([AGE], ["event", "place"]),
        ([AGE | {"r": False}, ARREST | {"r": False}, AGAIN | {"r": False}], ["person-reviewed"]),
    ],
)  # fmt: skip
def test_what_is_missing(claims: list[dict[str, Any]], need: list[str], tell: Tell) -> None:
    """Each gap is told by its own name, and a file that meets the standard has none."""
    said = [{key: value for key, value in claim.items() if key != "in" or value} for claim in claims]

    assert lacks(tell(*said)) == [one for one in need if one != "place" or "event" not in need]


def test_nobody_looked(tell: Tell) -> None:
    """A file of somebody alive needs a fresh check."""
    assert lacks(tell(AGE, ARREST, AGAIN), checked=False) == ["looked"]


def test_charge_and_court_where_death_is_in_question(tell: Tell) -> None:
    """A death sentence asks for its charge and its court; prison does not."""
    sentence = {"p": "sentenced_to", "v": "death", "on": "2026-02-01", "pub": "2026-02-02"}
    both = [sentence | {"by": "Karun Watch"}, sentence | {"by": "Zagros Committee"}]

    assert lacks(tell(AGE, ARREST, *both)) == ["charge", "court"]
    assert lacks(tell(AGE, ARREST, *(one | {"v": "5 years"} for one in both))) == []


def test_a_death_needs_two_people(tell: Tell) -> None:
    """Two voices for a death are not enough until two people find it."""
    evidence = tell(AGE, DEATH | {"in": "Arak"}, DEATH | {"by": "Zagros Committee"})

    assert lacks(evidence) == ["finding"]
    assert lacks(evidence, findings=(Finding("executed", "", ("a1", "a2")),)) == []


def test_each_need_reads_in_both_languages(tell: Tell) -> None:
    """Each gap has its sentence with its facts filled in."""
    one = missing(
        FileWeighed(tell(ARREST), facts(tell(ARREST)), (), status(tell(ARREST), DAY), risk(tell(ARREST), DAY), (), ("Arvand",))
    )
    said = [need_in_words(gap, lang, **dict(gap.facts)) for gap in one for lang in ("en", "fa")]

    assert len(said) == 8
    assert not [sentence for sentence in said if "{" in sentence]
