"""The measuring articles: each dated claim of the gold files has its EDTF among the dates that are found in its words."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govah.dates import Edtf, find

ARTICLES = Path(__file__).parents[3] / "shared" / "data" / "articles"
LEAST_SHARE = 0.9
"""44 of 48 when this was written; the rest need a neighbouring sentence ("since the publication of this article")."""


def _published(gold: dict[str, Any]) -> date | Edtf | None:
    written = str(gold.get("document_date") or "")
    if day := re.search(r"\d{4}-\d\d-\d\d", written):
        return date.fromisoformat(day[0])
    return Edtf.parse(written[:4]) if written[:4].isdigit() else None


def _claims(path: Path) -> list[tuple[str | None, set[str]]]:
    """(the gold EDTF, what is found where the gold's words stand) of each claim that has words for its date."""
    gold = json.loads(path.read_text("utf-8"))
    text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
    found = find(text, published=_published(gold))
    rows = []
    for claim in gold["claims"]:
        if words := claim.get("date_as_written"):
            places = [(at.start(), at.end()) for at in re.finditer(re.escape(words), text)]
            there = {one.edtf for one in found for start, end in places if one.start < end and start < one.end}
            rows.append((claim.get("date_edtf"), there))
    return rows


@pytest.mark.data
def test_gold_dates() -> None:
    """Nine in ten of the dated claims get exactly the annotator's EDTF."""
    paths = sorted(ARTICLES.glob("*.gold.json"))
    if not paths:
        pytest.skip("the measuring articles are not here")
    dated = [(gold, there) for path in paths for gold, there in _claims(path) if gold is not None]

    assert sum(gold in there for gold, there in dated) / len(dated) >= LEAST_SHARE
