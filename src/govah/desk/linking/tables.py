"""`govah link tables`: which rows of one list or several are one person, written as a table of scored pairs with reasons."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import yaml

from govah.desk.linking.blocks import Tables
from govah.desk.linking.columns import sources_of
from govah.errors import UsageError
from govah.link.engine.fitting import EM_LEAST
from govah.link.engine.linking import Linked, Verdict, link_into, link_rows
from govah.link.rows import ListRow, RowBlock

SUFFIXES: Final = (".csv", ".parquet")
_VERDICTS: Final[Mapping[str, str]] = {
    "same": "same", "s": "same", "1": "same", "yes": "same", "different": "different", "d": "different", "0": "different",
    "no": "different", "unsure": "unsure", "u": "unsure",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """What a person asks of linking."""

    mapped: Mapping[str, str]
    "Roles of columns, by header, where the headers do not tell."
    curated: str = ""
    "A column: two rows of one value are presumed to be two persons."
    reviewed: Path | None = None
    "Pairs that people decided: id_l, id_r and a verdict; the model is fitted to them."
    memory: str = ""
    against: tuple[Path, ...] = ()
    "Further tables, however long: the others are held against them, and no two rows of theirs are compared."
    em: bool = False
    "Whether to learn levels of agreement by EM: from 50,000 rows and sixty reviewed pairs on."


@dataclass(frozen=True, slots=True)
class LinkedTables:
    """What came of linking tables."""

    rows: int
    looked_at: int
    pairs: int
    bands: dict[str, int]
    expected: int
    "How many pairs of one person there seem to be."
    fitted_to: int
    em: str = ""
    "What came of EM: `kept`, `worse`, or empty where nobody asked for it."
    at_odds: int = 0
    "Reviewed pairs whose verdict goes against all that is on record."


def link_tables(paths: Sequence[Path], output: Path, options: LinkOptions, told: Callable[[str, int], None]) -> LinkedTables:
    """Links the rows of tables and writes every pair with a score of .01 and more.

    Raises:
        UsageError: a table, mapping or review that cannot be read, an output of another kind, or no extra `link`.
    """
    if output.suffix.lower() not in SUFFIXES:
        raise UsageError("export-kind", name=output.name, known=", ".join(SUFFIXES))
    rows = _Named((*paths, *options.against), options)
    verdicts = read_verdicts(options.reviewed) if options.reviewed else ()
    try:
        fresh = len(paths) if options.against else 0
        found = link_into(
            rows, output, told, verdicts, memory=options.memory, fresh=fresh, em=EM_LEAST * options.em, prefixes=rows.prefixes
        )
    except ModuleNotFoundError as missing:
        raise UsageError("link-not-installed", module=str(missing.name)) from None
    except OSError:
        raise UsageError("link-unwritable", name=output.name) from None
    pairs = sum(found.bands.values())
    model = found.model
    return LinkedTables(
        found.rows, found.looked_at, pairs, found.bands, round(found.expected), model.fitted_to, model.em, model.at_odds
    )


def linked(paths: Sequence[Path], options: LinkOptions, told: Callable[[str, int], None]) -> Linked:
    """Links the rows of tables; every pair as an object, which suits some ten thousands of rows."""
    rows = read_rows(paths, options)
    verdicts = read_verdicts(options.reviewed) if options.reviewed else ()
    try:
        return link_rows(rows, told, verdicts, memory=options.memory)
    except ModuleNotFoundError as missing:
        raise UsageError("link-not-installed", module=str(missing.name)) from None


def read_rows(paths: Sequence[Path], options: LinkOptions) -> list[ListRow]:
    """Reads the rows of tables whole. Where two tables share an id, each gets its table's name before it.

    Of two rows of one table with one id the first counts.

    Raises:
        UsageError: a table that cannot be read or has no row with a name.
    """
    tables = _Named(paths, options)
    rows = [row for block in tables for row in block.rows()]
    stems = tables.prefixes()
    return [replace(row, id=f"{stems[row.table]}{row.id}") for row in rows] if stems else rows


class _Named:
    """The rows of tables as they are read, once, and what goes before their ids."""

    def __init__(self, paths: Sequence[Path], options: LinkOptions) -> None:
        self._paths, self._options, self._shares_ids = paths, options, False

    def __iter__(self) -> Iterator[RowBlock]:
        """Gives the rows in blocks; a table that cannot be read, or tables without any name, are a UsageError."""
        sources, others = sources_of(self._paths, self._options.mapped, self._options.curated)
        tables = Tables(sources, others, self._options.curated)
        is_empty = True
        for block in tables:
            is_empty = False
            yield block
        if is_empty:
            raise UsageError("link-empty", name=self._paths[0].name)
        self._shares_ids = tables.shares_ids

    def prefixes(self) -> tuple[str, ...]:
        """Gives the tables' names, or their numbers where two are called alike; nothing where no two share an id."""
        stems = [path.stem for path in self._paths]
        if not self._shares_ids:
            return ()
        return tuple(f"{stem if len(set(stems)) == len(stems) else at}:" for at, stem in enumerate(stems, start=1))


def read_map(path: Path) -> dict[str, str]:
    """Reads roles of columns by header, from YAML or JSON such as `{NAME_LAT: name, DOD: death.when}`."""
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise UsageError("list-map-unreadable", name=path.name) from None
    if not isinstance(found, dict) or not all(isinstance(one, str) for pair in found.items() for one in pair):
        raise UsageError("list-map-unreadable", name=path.name)
    return found


def read_verdicts(path: Path) -> tuple[Verdict, ...]:
    """Reads what people reviewed: columns id_l, id_r, and `verdict` or `label` (same, different, unsure; S, D, U; 1, 0)."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UsageError("link-review-unreadable", name=path.name) from None
    made = []
    for number, row in enumerate(rows, start=2):
        verdict = _VERDICTS.get(str(row.get("verdict") or row.get("label") or "").strip().casefold())
        left, right = row.get("id_l") or "", row.get("id_r") or ""
        if verdict is None or not left or not right:
            raise UsageError("link-review-row", name=path.name, row=number)
        made.append(Verdict(left, right, verdict))
    return tuple(made)
