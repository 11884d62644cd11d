"""Who is not meant in English: others without a name, relatives, the rest of a group, a clause of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gathering import hold
from read.english.test_contrast import yields_its_claims


def sentences() -> list[dict[str, Any]]:
    """Gives the passages with what they say of whom, and what they must not be taken to say."""
    table: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "strangers.yml").read_text("utf-8"))
    return table


def test_whoever_is_not_meant() -> None:
    """Proves that what a passage says of somebody without a name, or of another, falls on nobody whom it names."""
    hold(sentences(), yields_its_claims, lambda case: str(case["text"]))
