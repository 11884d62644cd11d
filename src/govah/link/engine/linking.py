"""The whole way from rows to scored pairs, one step after another, each told of as it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from govah.link.engine.blocking import Budget, Told, block, score_names
from govah.link.engine.comparisons import compared
from govah.link.engine.crowds import compare_crowd
from govah.link.engine.fitting import Fitting, fitted, refuse_em
from govah.link.engine.loading import CROWD, connect, load
from govah.link.engine.model import Model
from govah.link.engine.scoring import compare_rows, count_levels, gather
from govah.link.engine.telling import Link, Verdict, band_of, links_of, prepare, write_links
from govah.link.rows import ListRow, RowBlock

__all__ = ["Link", "Linked", "Verdict", "Written", "band_of", "link_into", "link_rows"]


@dataclass(frozen=True, slots=True)
class _Found:
    """What linking tells of itself, whether its links are given or written."""

    rows: int
    looked_at: int
    "Pairs of rows that were compared."
    expected: float
    "How many pairs of one person there seem to be."
    model: Model


@dataclass(frozen=True, slots=True)
class Linked(_Found):
    """What linking found."""

    links: tuple[Link, ...]
    "Best first."


@dataclass(frozen=True, slots=True)
class Written(_Found):
    """What linking found and wrote."""

    bands: dict[str, int]
    "Pairs of each band."


@dataclass(frozen=True, slots=True)
class _How:
    """What was asked of linking."""

    budget: Budget
    memory: str
    crowd: int
    fresh: int
    em: int
    prefixes: Callable[[], Sequence[str]] = tuple


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A database in which pairs are weighed and waiting to be told of."""

    con: Any
    rows: int
    looked_at: int
    expected: float
    model: Model
    kinds: tuple[str, ...]


def link_rows(  # noqa: PLR0913 - each has its usual value
    rows: Iterable[ListRow],
    told: Told,
    verdicts: Sequence[Verdict] = (),
    *,
    budget: Budget | None = None,
    memory: str = "",
    crowd: int = CROWD,
    fresh: int = 0,
    em: int = 0,
) -> Linked:
    """Links the rows of one list or several; what people reviewed is kept to, and the model is fitted to it.

    The rows come table by table. Where the first `fresh` tables are held against the others, every pair has a row of theirs.
    With `em`, the fewest rows for it, levels are learned by EM, and kept where that foretells the verdicts better.
    """
    with _weighed(rows, told, verdicts, _How(budget or Budget(), memory, crowd, fresh, em)) as found:
        links = tuple(links_of(found.con, found.kinds, verdicts))
        return Linked(found.rows, found.looked_at, found.expected, found.model, links)


def link_into(  # noqa: PLR0913 - each has its usual value
    rows: Iterable[ListRow | RowBlock],
    output: Path,
    told: Told,
    verdicts: Sequence[Verdict] = (),
    *,
    memory: str = "",
    crowd: int = CROWD,
    fresh: int = 0,
    em: int = 0,
    prefixes: Callable[[], Sequence[str]] = tuple,
) -> Written:
    """Links rows, which are read once, and writes the pairs as CSV or Parquet: millions of them need no more room than the rows.

    The rows come table by table. Where the first `fresh` tables are held against the others, every pair has a row of theirs.
    With `em`, the fewest rows for it, levels are learned by EM, and kept where that foretells the verdicts better. When the rows
    are read, `prefixes` tells what goes before the ids of each table, if anything.

    Raises:
        OSError: the file cannot be written.
    """
    with _weighed(rows, told, verdicts, _How(Budget(), memory, crowd, fresh, em, prefixes)) as found:
        told("link.step-write", found.con.execute("SELECT count(*) FROM told").fetchall()[0][0])
        found.con.execute("DROP TABLE evidence; DROP TABLE weighed")
        bands = write_links(found.con, output, verdicts)
        return Written(found.rows, found.looked_at, found.expected, found.model, bands)


@contextmanager
def _weighed(rows: Iterable[ListRow | RowBlock], told: Told, verdicts: Sequence[Verdict], how: _How) -> Iterator[_Weighed]:
    con = connect(how.memory)
    try:
        told("link.step-load", len(rows) if isinstance(rows, Sequence) else 0)
        loaded = load(con, rows, how.crowd, how.fresh, how.prefixes)
        if how.em:
            refuse_em(loaded.rows, verdicts, how.em)
        comparisons = compared(sorted(loaded.present), loaded.others)
        if loaded.is_crowd:
            looked_at = compare_crowd(con, comparisons, loaded, how.budget, told, is_reviewed=bool(verdicts))
        else:
            score_names(con, loaded, how.budget, told)
            looked_at = block(con, loaded, how.budget, told)
            compare_rows(con, comparisons, count_levels(con, comparisons, loaded.rows))
        kinds = gather(con, comparisons)
        loaded = replace(loaded, names=(), written=())
        model, expected = fitted(con, Fitting(kinds, comparisons, loaded, verdicts, how.em))
        con.execute("DROP TABLE rows; DROP TABLE name_pairs")
        prepare(con, comparisons)
        yield _Weighed(con, loaded.rows, looked_at, expected, model, kinds)
    finally:
        con.close()
