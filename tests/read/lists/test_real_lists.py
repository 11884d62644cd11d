"""Real lists, where they are: their columns are known, every row is accounted for, every claim is in the text to the letter."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from govah.read import read_document
from govah.read.lists import EMPTY, EXCEPTION, TOLD, Manner, list_of, read_rows

LISTS = Path(__file__).parents[4] / "shared" / "data" / "lists"
KNOWN = {
    "azadi_road/memorials.csv": ("killed", {"name", "gender", "age", "birth", "death.when", "where", "cause", "source"}, 0.98),
    "gaza/20240413killed-in-gaza.csv": ("killed", {"name", "age", "gender", "id"}, 0.99),
    "iranvictims/iranvictims_2026_old.csv": ("", {"name", "age", "death.where", "death.when", "status", "source", "id"}, 0.98),
    "china/chinese-political-prisoners.csv": ("arrested", {"name", "gender", "birth", "death.when", "where", "source"}, 0.97),
}


@pytest.mark.data
@pytest.mark.parametrize("name", sorted(KNOWN))
def test_a_real_list_is_understood(name: str) -> None:
    """The columns of a real list are taken for what they are, most rows are plain, and none is lost."""
    path = LISTS / name
    if not path.exists():
        pytest.skip("the measuring lists are not here")
    reports, roles, plain = KNOWN[name]
    (extracted,) = read_document(path.read_bytes(), "text/csv", path.name)
    (sheet,) = list_of(extracted)
    told = list(read_rows([sheet], Manner(reports, today=date(2026, 11, 1))))
    kinds = Counter(one.kind for one in told)

    assert roles <= {one.role for one in sheet.columns}
    assert sheet.count == len(told) == kinds[TOLD] + kinds[EXCEPTION] + kinds[EMPTY]
    assert kinds[TOLD] >= plain * len(told)
    assert all(extracted.text[said.start : said.end] for one in told for said in one.said)
