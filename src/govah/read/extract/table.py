"""Tables as text (CSV, TSV): the text stays as it is, and each cell is a segment with its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from govah.errors import ReadError
from govah.read.extract.cells import MOST_CELLS, MOST_ROWS, ROWS, column_name
from govah.read.extract.decoding import decode
from govah.records import Extracted, Locator, Segment

TOOL: Final = "govah-table 1"
_IN_QUOTES: Final = re.compile(r'"(?:[^"]|"")*"')


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the table."""
    text, notes = decode(data)
    delimiter = delimiter_of(text)
    if text.count("\n") > 2 * MOST_ROWS:
        raise ReadError("table-too-large", name=name, limit=MOST_ROWS)
    cells = list(islice(cells_of(text, delimiter), MOST_CELLS + 1))
    if len(cells) <= MOST_CELLS:
        made = ((Locator(cell=f"{column_name(column)}{row}"), start, end) for row, column, start, end in cells if end > start)
        return (Extracted(text, TOOL, tuple(Segment(start, end, "cell", where) for where, start, end in made), notes=notes),)
    return (Extracted(text, TOOL, tuple(_rows(text, delimiter, name)), notes=(*notes, ROWS)),)


def _rows(text: str, delimiter: str, name: str) -> Iterator[Segment]:
    if '"' not in text:
        yield from _lines(text, delimiter, name)
        return
    current, first, last = 0, 0, 0
    for row, _column, start, end in cells_of(text, delimiter):
        if row != current:
            if last > first:
                yield Segment(first, last, "cell", Locator(cell=f"A{current}"))
            current, first = row, start
            if row > MOST_ROWS:
                raise ReadError("table-too-large", name=name, limit=MOST_ROWS)
        last = end
    if last > first:
        yield Segment(first, last, "cell", Locator(cell=f"A{current}"))


_LINE: Final = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


def _lines(text: str, delimiter: str, name: str) -> Iterator[Segment]:
    """The rows of a table without quotes: its lines; behind the last sign of the text is no cell."""
    for row, found in enumerate(_LINE.finditer(text), 1):
        first, last = found.span(1)
        last -= last == len(text) and text.endswith(delimiter)
        if last > first:
            if row > MOST_ROWS:
                raise ReadError("table-too-large", name=name, limit=MOST_ROWS)
            yield Segment(first, last, "cell", Locator(cell=f"A{row}"))


def cells_of(text: str, delimiter: str) -> Iterator[tuple[int, int, int, int]]:
    """Gives (row, column, start, end) of every cell, quotes left outside; it ends on whatever text it is given."""
    mark = re.escape(delimiter)
    pattern = re.compile(rf'"((?:[^"]|"")*)"(?=[^\S\r\n{mark}]*(?:{mark}|\r|\n|\Z))|([^{mark}\r\n]*)')
    row, column, at = 1, 0, 0
    while at < len(text):
        found = pattern.match(text, at)
        group = 1 if found and found[1] is not None else 2
        if found:
            yield row, column, found.start(group), found.end(group)
            at = found.end()
        while at < len(text) and text[at] not in (delimiter, "\r", "\n"):
            at += 1
        if text.startswith("\r\n", at):
            at += 1
        if at < len(text):
            row, column = (row, column + 1) if text[at] == delimiter else (row + 1, 0)
            at += 1


def delimiter_of(text: str) -> str:
    """Gives the sign that divides the first lines into the same number of cells, more than one; those in quotes are none."""
    lines = [line for line in _IN_QUOTES.sub("", text[:50_000]).split("\n")[:30] if line.strip()]

    def score(sign: str) -> tuple[float, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) / len(counts) if usual else 0.0, usual)

    return max((",", ";", "\t", "|", "،"), key=score) if lines else ","
