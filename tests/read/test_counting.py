"""By which definition a number counts: whom, as of when, within which number and beside which; "and" puts none within another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from govah.read import read_plain, read_text
from govah.records import Counted, FoundTally

CASES = yaml.safe_load(Path(__file__).with_name("counting.yml").read_text("utf-8"))


def line(one: FoundTally) -> str:
    """Writes a tally as the cases do."""
    own = one.counted or Counted()
    parts = (f"{one.value.low} {one.value.high}", own.who, own.within, own.beside, own.as_of.edtf if own.as_of else "")
    return " | ".join(parts).replace("  ", " ").strip()


@pytest.mark.parametrize("case", [pytest.param(one, id=one["text"][:60]) for one in CASES])
def test_numbers_are_defined(case: dict[str, Any]) -> None:
    """Each number stands with whom it counts and where it belongs, and its words stand in the text to the letter."""
    text = case["text"]
    found = read_text(read_plain(text), published=date(2026, 2, 1)).tallies

    assert case["expect"] == [line(one) for one in found]
    assert all(text[one.start : one.end] == one.quote and one.value.text in text for one in found)
