"""Whole articles, in the manner of several houses, read as a careful reader reads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from govah.read import read_plain, read_text
from govah.records import AFFIRMED, Reading

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "articles.yml").read_text("utf-8"))
PUBLISHED = date(2026, 3, 10)


def reading_of(case: dict[str, Any]) -> Reading:
    """Gives what is read in an article."""
    return read_text(read_plain((HERE / "articles" / case["file"]).read_text("utf-8")), published=PUBLISHED)


def told_of(reading: Reading, name: str, *, affirmed: bool = False) -> set[str]:
    """Gives "predicate stance" for each claim about the person of that name, or only predicates put forward as facts."""
    ids = {person.id for person in reading.persons if name in (person.name, *person.other_names)}
    claims = [claim for claim in reading.claims if claim.person in ids]
    if affirmed:
        return {claim.predicate for claim in claims if claim.stance in AFFIRMED}
    return {f"{claim.predicate} {claim.stance.value}" for claim in claims}


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_article_gives_its_claims(case: dict[str, Any]) -> None:
    """Proves that an article yields what it tells of each person, with the stance that it takes."""
    reading = reading_of(case)

    missing = {name: set(wanted) - told_of(reading, name) for name, wanted in case["expect"].items()}
    assert {name: left for name, left in missing.items() if left} == {}


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_article_gives_no_false_fact(case: dict[str, Any]) -> None:
    """Proves that what an article denies, fears or tells of somebody else is no fact about a person."""
    reading = reading_of(case)

    for name, forbidden in case.get("never", {}).items():
        put_forward = told_of(reading, name, affirmed=True)
        assert not (put_forward if forbidden == "any" else put_forward & set(forbidden)), name


@pytest.mark.parametrize("case", [case for case in CASES if "others" in case], ids=lambda case: case["file"])
def test_who_only_speaks_is_no_person(case: dict[str, Any]) -> None:
    """Proves that lawyers and relatives who only speak are named apart, with the part that they play."""
    others = {other.name: other.role for other in reading_of(case).others}

    assert case["others"].items() <= others.items()


@pytest.mark.parametrize("case", [case for case in CASES if "tallies" in case], ids=lambda case: case["file"])
def test_counts_are_kept_apart(case: dict[str, Any]) -> None:
    """Proves that a count of unnamed people is a tally and no claim about anybody."""
    assert set(case["tallies"]) <= {tally.what for tally in reading_of(case).tallies}


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_every_quote_is_exact(case: dict[str, Any]) -> None:
    """Proves that every quotation stands in the article at its offsets, to the letter."""
    text = (HERE / "articles" / case["file"]).read_text("utf-8")
    reading = reading_of(case)

    passages = [(one.start, one.end, one.quote) for one in reading.claims]
    passages += [(one.start, one.end, one.quote) for one in reading.tallies]
    passages += [(one.start, one.end, one.quote) for one in reading.statements]
    assert [quote for start, end, quote in passages if text[start:end] != quote] == []
    assert reading.dropped == 0
