"""Long tables that are plain (UTF-8, no quotes, as many cells in each line) read by pyarrow, many times as fast as line by line.

What is not so plain as it seemed is left to the careful reader from there on; a test holds both against each other.
"""

# ruff: noqa: PLC0415 - a heavy library loads when called
from __future__ import annotations

import codecs
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from govah.link.rows import Column, column

_LONGEST: Final = 100_000
"""Bytes of a line up to which no cell is too long for the careful reader."""
_CHUNK: Final = 1 << 20
_BLOCK: Final = 1 << 23
"""Bytes that are read together: a hundred thousand lines or so."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a table by column, none of them empty."""

    count: int
    ids: Sequence[str]
    "Of each line what stands in the column of ids; empty where there is nothing."
    columns: Mapping[int, Column[str]]
    "The columns that will be read, by their place."

    def only(self, kept: Sequence[int]) -> Lines:
        """Gives some of the lines."""
        made = {}
        for at, cells in self.columns.items():
            texts = list(cells.each())
            made[at] = column([texts[row] for row in kept])
        return Lines(len(kept), [self.ids[row] for row in kept], made)


def is_plain(path: Path, long: int) -> bool:
    """Answers whether a file of so many bytes or more is UTF-8 without quotes, the character 0 and very long lines."""
    if find_spec("pyarrow") is None:
        return False
    decode, rest = codecs.getincrementaldecoder("utf-8")(), b""
    try:
        if path.stat().st_size < long:
            return False
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decode.decode(chunk)
                *whole, rest = (rest + chunk).split(b"\n")
                if b'"' in chunk or b"\0" in chunk or max(map(len, (*whole, rest))) > _LONGEST:
                    return False
            decode.decode(b"", final=True)
    except (OSError, UnicodeDecodeError):
        return False
    return True


def plain_lines(path: Path, used: Sequence[int], ids: int | None) -> Iterator[Lines | None]:
    """Gives the lines of a plain file under its header, the columns that are `used` and that of `ids`.

    None is the last where the careful reader must go on: a line has another number of cells than the first, or may be empty.
    """
    import pyarrow as pa
    from pyarrow import csv

    names = {at: f"f{at}" for at in (*used, *(() if ids is None else (ids,)))}
    types = {name: pa.string() if at == ids else pa.dictionary(pa.int32(), pa.string()) for at, name in names.items()}
    try:
        for batch in csv.open_csv(
            path,
            csv.ReadOptions(block_size=_BLOCK, skip_rows=1, autogenerate_column_names=True),
            csv.ParseOptions(quote_char=False, double_quote=False),
            csv.ConvertOptions(include_columns=list(types), column_types=types, strings_can_be_null=False),
        ):
            columns = {at: _column(batch.column(names[at])) for at in used}
            told = [""] * len(batch) if ids is None else list(map(str.strip, batch.column(names[ids]).to_pylist()))
            if not all(told) and not any(all(map(str.strip, one.values)) for one in columns.values()):
                yield None
                return
            yield Lines(len(batch), told, columns)
    except pa.lib.ArrowException:
        yield None


def _column(cells: Any) -> Column[str]:
    at = array("i")
    at.frombytes(cells.indices.to_numpy().tobytes())
    return Column(tuple(cells.dictionary.to_pylist()), at)
