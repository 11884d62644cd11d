"""On which day a claim says that it happened: days in a row, two names of one day, days of somebody else, what still lasts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import yaml

from gathering import hold
from govah.read.persian import suggest
from govah.records import Extracted

CASES: Final = [
    (group, *case)
    for group, listed in yaml.safe_load(Path(__file__).with_name("days.yml").read_text("utf-8")).items()
    for case in listed
]


def test_a_claim_has_its_day() -> None:
    """A claim has the day that the sentence gives it, and none where it gives none."""

    def has_its_day(case: tuple[str, str, str, str]) -> None:
        _group, sentence, predicate, day = case
        reading = suggest(Extracted(sentence.format(A="کیوان سپهرداد"), "test"), date(2026, 6, 1))
        found = {claim.when.edtf if claim.when else "-" for claim in reading.claims if claim.predicate == predicate}
        assert found == set(day.split())

    hold(CASES, has_its_day, lambda case: f"{case[0]}: {case[1]}")
