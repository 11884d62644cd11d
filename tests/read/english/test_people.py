"""Who is meant in English: lists, groups, introductions, descent, other names, pronouns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gathering import hold
from read.english.test_contrast import yields_its_claims


def sentences() -> list[dict[str, Any]]:
    """Gives the passages with what they say of whom."""
    table: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "people.yml").read_text("utf-8"))
    return table


def test_whoever_is_meant() -> None:
    """Proves that what a passage says of people goes to those whom it means, and to nobody else."""
    hold(sentences(), yields_its_claims, lambda case: str(case["text"]))
