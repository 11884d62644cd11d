"""Whose words a claim is: documents, tellers who stand apart from their verb, and news that nobody is named for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import yaml

from gathering import hold
from govah.read.persian import suggest
from govah.records import Extracted

WHO: Final = {"A": "کیوان سپهرداد", "B": "رامش آذرکوه"}
CASES: Final = [
    (group, *case)
    for group, listed in yaml.safe_load(Path(__file__).with_name("voices.yml").read_text("utf-8")).items()
    for case in listed
]


def heard(sentence: str) -> set[tuple[str, str]]:
    """What a text tells of A: predicate and stance, with each source or "-"."""
    reading = suggest(Extracted(sentence.format(**WHO), "test"), date(2026, 6, 1))
    return {
        (f"{claim.predicate} {claim.stance.value}", source)
        for claim in reading.claims
        for source in ((" ".join(claim.attribution)) or "-",)
    }


def test_a_claim_has_its_source() -> None:
    """A claim is told in the voice that the sentence gives it, and names whom the sentence names."""

    def has_its_source(case: tuple[str, str, str, str]) -> None:
        _group, sentence, claim, told_by = case
        source = told_by.format(**WHO)
        found = heard(sentence)
        assert any(said == claim and (by == "-" if source == "-" else source in by) for said, by in found), found

    hold(CASES, has_its_source, lambda case: f"{case[0]}: {case[1]}")
