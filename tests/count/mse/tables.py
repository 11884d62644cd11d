"""Tables to estimate from: the two that any paper prints, made-up ones, and where the measuring tables lie."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest

from govah.count.mse.table import Table, table_of

DATA: Final = Path(__file__).parents[4] / "shared" / "data" / "estimate"

KOSOVO: Final = table_of(
    ("EXH", "ABA", "OSCE", "HRW"),
    [
        ((1, 0, 0, 0), 1131), ((0, 1, 0, 0), 845), ((1, 1, 0, 0), 177), ((0, 0, 1, 0), 936), ((1, 0, 1, 0), 228),
        ((0, 1, 1, 0), 217), ((1, 1, 1, 0), 181), ((0, 0, 0, 1), 306), ((1, 0, 0, 1), 106), ((0, 1, 0, 1), 31),
        ((1, 1, 0, 1), 18), ((0, 0, 1, 1), 123), ((1, 0, 1, 1), 42), ((0, 1, 1, 1), 32), ((1, 1, 1, 1), 27),
    ],
)  # fmt: skip
"""Ball et al. 2002."""

HIV: Final = table_of(
    ("c1", "c2", "c3", "c4"),
    [
        ((1, 1, 1, 0), 3), ((1, 1, 0, 1), 1), ((1, 1, 0, 0), 33), ((1, 0, 1, 0), 20), ((1, 0, 0, 1), 6), ((1, 0, 0, 0), 403),
        ((0, 1, 1, 1), 3), ((0, 1, 1, 0), 35), ((0, 1, 0, 1), 10), ((0, 1, 0, 0), 545), ((0, 0, 1, 1), 11),
        ((0, 0, 1, 0), 621), ((0, 0, 0, 1), 205),
    ],
)  # fmt: skip
"""Abeni et al. 1994."""

SMALL: Final = table_of(
    ("one", "two", "three"),
    [
        ((1, 0, 0), 60), ((0, 1, 0), 50), ((1, 1, 0), 14), ((0, 0, 1), 70), ((1, 0, 1), 20), ((0, 1, 1), 16), ((1, 1, 1), 6),
    ],
)  # fmt: skip
"""Made up: three lists, nearly independent."""


def measured(name: str) -> Table:
    """Gives one of the measuring tables, or skips the test where they are absent."""
    path = DATA / f"{name}.csv"
    if not path.exists():
        pytest.skip("the measuring tables are not here")
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    return table_of(header[:-1], [([int(one) for one in row[:-1]], int(row[-1])) for row in rows])
