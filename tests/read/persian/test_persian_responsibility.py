"""Who did it and who ordered it, in Persian: told where the clause is plain, and never where it is not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from govah.read import read_plain, read_text
from govah.read.checking import RESPONSIBLE

NAME = "کاوه رستگار"
CASES = yaml.safe_load(Path(__file__).with_name("responsibility.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", [pytest.param(one, id=one["text"][:70]) for one in CASES])
def test_only_what_is_plain(case: dict[str, Any]) -> None:
    """An organ or a court is named for the act that it did or ordered, and for no other reason."""
    text = re.sub(r"\bP\b", NAME, case["text"])
    found = [one for one in read_text(read_plain(text), published=date(2025, 3, 5)).claims if one.predicate in RESPONSIBLE]

    assert sorted(case["expect"]) == sorted(f"{one.predicate} {one.value.term or '-'}" for one in found)
    assert all(text[one.start : one.end] == one.quote for one in found)
