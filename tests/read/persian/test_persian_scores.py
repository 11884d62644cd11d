"""The measuring texts: what the rules reach on Persian texts that nobody on this project wrote."""

from __future__ import annotations

import importlib
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govah.read.checking import checked
from govah.read.persian import suggest
from govah.read.plain import read_plain
from govah.read.prediction import to_prediction

SHARED = Path(__file__).parents[4] / "shared"
GOLD = sorted((SHARED / "data" / "articles").glob("1*.gold.json"))

pytestmark = [pytest.mark.data, pytest.mark.skipif(not GOLD, reason="the measuring texts are not here")]


def test_scores_hold() -> None:
    """Persons, claims and stances stay above what is asked, every quote is exact, and no fact is false."""
    sys.path.insert(0, str(SHARED / "tools"))
    score_reading = importlib.import_module("score_reading")

    total: dict[str, Any] = {}
    for path in GOLD:
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_name(f"{gold['id']}.txt").read_bytes().decode("utf-8")
        found = re.search(r"\d{4}-\d\d-\d\d", str(gold.get("document_date") or ""))
        published = date.fromisoformat(found.group()) if found else None
        score_reading.score_document(gold, to_prediction(checked(suggest(read_plain(text), published), text)), text, total)
    summary = score_reading.summary(total)

    assert summary["false_facts"] == 0
    assert summary["quotes_exact"] == 1
    assert summary["persons"]["f1"] >= 0.9
    assert summary["claims"]["f1"] >= 0.75
    assert summary["strict"]["f1"] >= 0.68
    assert summary["date_overlap"] >= 0.8
    assert summary["source"] >= 0.85
