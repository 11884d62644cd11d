"""Large tables as text: a table without quotes is divided by its lines, just as cell by cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govah.read.extract.table import _lines, cells_of


@given(st.text(alphabet="ab,\t \r\n", max_size=80), st.sampled_from([",", "\t"]))
def test_lines_are_what_cells_tell(text: str, delimiter: str) -> None:
    """Each row begins with its first cell and ends with its last, whatever ends its line."""
    spans: dict[int, tuple[int, int]] = {}
    for row, _column, start, end in cells_of(text, delimiter):
        spans[row] = (spans.get(row, (start, end))[0], end)
    told = [(f"A{row}", start, end) for row, (start, end) in spans.items() if end > start]

    assert told == [(one.locator.cell, one.start, one.end) for one in _lines(text, delimiter, "x")]
