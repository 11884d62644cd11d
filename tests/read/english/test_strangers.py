"""Who is not meant in English: others without a name, relatives, the rest of a group, a clause of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gathering import hold
from read.english.test_contrast import yields_its_claims


def sentences(name: str) -> list[dict[str, Any]]:
    """Gives the passages of a file with what they say of whom, and what they must not be taken to say."""
    table: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / name).read_text("utf-8"))
    return table


def test_whoever_is_not_meant() -> None:
    """Proves that what a passage says of somebody without a name, or of another, falls on nobody whom it names."""
    hold(sentences("strangers.yml"), yields_its_claims, lambda case: str(case["text"]))


def test_nobody_is_misled() -> None:
    """Proves that no passage made to mislead gives a grave fact about whoever it names beside."""
    hold(sentences("misleading.yml"), yields_its_claims, lambda case: str(case["text"]))
