"""Reading a table of counts from CSV text: one column of 0 and 1 a list, and `count`; also `stratum`, `draw` and `imputation`.

A draw is one way of linking the lists, an imputation one way of filling what is missing; each stratum, draw and imputation is a
table of its own. A table comes from anywhere: what is not understood stops, with the row, and nothing is guessed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govah.count.mse.table import Table, table_of
from govah.errors import UsageError

MOST_BYTES: Final = 64 << 20
MOST_COLUMNS: Final = 200
LARGEST: Final = 10**9
"""The most people that a table may hold: above it, counts are taken for a mistake."""
KEYS: Final = ("stratum", "draw", "imputation")
COUNT: Final = "count"
WHOLE: Final = re.compile(r"[+]?[0-9]+(?:\.0*)?")

csv.field_size_limit(1 << 16)


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a file: of which stratum, by which linkage draw, with which imputation ("" where the file has none)."""

    stratum: str
    draw: str
    imputation: str
    table: Table


def read_counts(data: bytes) -> tuple[Part, ...]:
    """Reads the tables of a file, in the order in which they begin; raises `UsageError` with the row at fault."""
    if len(data) > MOST_BYTES:
        raise UsageError("counts-too-large", mebibytes=MOST_BYTES >> 20)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("counts-not-text") from None
    header, rows = _rows(text)
    lists, keys, count = _columns(header)
    parts: dict[tuple[str, str, str], list[tuple[list[int], int]]] = {}
    for number, row in rows:
        if len(row) != len(header):
            raise UsageError("counts-row-uneven", row=number, found=len(row), wanted=len(header))
        history = [_flag(row[at], number) for at in lists]
        people = _count(row[count], number, seen=any(history))
        stratum, draw, imputation = (row[keys[name]].strip() if name in keys else "" for name in KEYS)
        parts.setdefault((stratum, draw, imputation), []).append((history, people))
    names = [header[at] for at in lists]
    made = tuple(Part(*key, table=table_of(names, found)) for key, found in parts.items())
    if not made:
        return (Part("", "", "", table_of(names, [])),)
    if max(part.table.people for part in made) > LARGEST:
        raise UsageError("counts-huge", most=LARGEST)
    return made


def _rows(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    sample = text[: text.find("\n")] if "\n" in text else text
    mark = max(",;\t", key=sample.count)
    try:
        rows = [(at, row) for at, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1) if any(map(str.strip, row))]
    except csv.Error:
        raise UsageError("counts-not-text") from None
    if not rows:
        raise UsageError("counts-empty")
    header = [name.strip() for name in rows[0][1]]
    return header, rows[1:]


def _columns(header: Sequence[str]) -> tuple[list[int], dict[str, int], int]:
    folded = [name.casefold() for name in header]
    if len(header) > MOST_COLUMNS:
        raise UsageError("counts-too-wide", most=MOST_COLUMNS)
    if folded.count(COUNT) != 1:
        raise UsageError("counts-no-count")
    if len(set(folded)) != len(folded) or "" in folded:
        raise UsageError("counts-columns-alike")
    keys = {str(name): folded.index(name) for name in KEYS if name in folded}
    count = folded.index(COUNT)
    lists = [at for at in range(len(header)) if at != count and at not in keys.values()]
    if not lists:
        raise UsageError("counts-no-lists")
    return lists, keys, count


def _flag(cell: str, row: int) -> int:
    if cell.strip() not in ("0", "1"):
        raise UsageError("counts-not-flag", row=row)
    return int(cell)


def _count(cell: str, row: int, *, seen: bool) -> int:
    """Reads how many people have a history; the row of people on no list may only be empty or 0, since nobody can count them."""
    stripped = cell.strip()
    if not seen:
        if stripped.casefold() in ("", "0", "na", "nan"):
            return 0
        raise UsageError("counts-of-unseen", row=row)
    if stripped.startswith("-"):
        raise UsageError("counts-negative", row=row)
    if not WHOLE.fullmatch(stripped) or not stripped.isascii():
        raise UsageError("counts-not-whole", row=row)
    people = int(stripped.lstrip("+").split(".")[0])
    if people > LARGEST:
        raise UsageError("counts-huge", most=LARGEST)
    return people
