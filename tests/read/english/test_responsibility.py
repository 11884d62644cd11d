"""Who did it and who ordered it, in English: told where the sentence is plain, and never where it is not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from govah.read import read_plain, read_text
from govah.read.checking import RESPONSIBLE

NAME = "Arvand Sepidkuh"
CASES = yaml.safe_load(Path(__file__).with_name("responsibility.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", [pytest.param(one, id=one["text"][:70]) for one in CASES])
def test_only_what_is_plain(case: dict[str, Any]) -> None:
    """An organ or a court is named for the act that it did or ordered, and for no other reason."""
    reading = read_text(read_plain(re.sub(r"\bN\b", NAME, case["text"])), published=date(2025, 3, 5))
    found = [one for one in reading.claims if one.predicate in RESPONSIBLE]

    assert sorted(case["expect"]) == sorted(f"{one.predicate} {one.value.term or '-'}" for one in found)
    assert {case["stance"]} == {one.stance.value for one in found} if "stance" in case else True
