"""The whole way from rows to scored pairs, one step after another, each told of as it begins."""

# ruff: noqa: S608 - the SQL is put together from our own constants and numbers; heavy libraries load when they are called
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govah.link.engine.blocking import Budget, Told, block, score_names
from govah.link.engine.comparisons import compared
from govah.link.engine.crowds import compare_crowd, meet
from govah.link.engine.loading import CROWD, Loaded, connect, load, register
from govah.link.engine.model import Model, Reviewed, refit, shipped_model
from govah.link.engine.scoring import compare_rows, count_levels, gather, weigh
from govah.link.engine.telling import Link, Verdict, band_of, links_of, prepare, write_links
from govah.link.rows import ListRow

__all__ = ["Link", "Linked", "Verdict", "Written", "band_of", "link_into", "link_rows"]


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found."""

    links: tuple[Link, ...]
    "Best first."
    rows: int
    looked_at: int
    "Pairs of rows that were compared."
    expected: float
    "How many pairs of one person there seem to be."
    model: Model


@dataclass(frozen=True, slots=True)
class Written:
    """What linking found and wrote."""

    bands: dict[str, int]
    "Pairs of each band."
    rows: int
    looked_at: int
    "Pairs of rows that were compared."
    expected: float
    "How many pairs of one person there seem to be."
    model: Model


@dataclass(frozen=True, slots=True)
class _How:
    """What was asked of linking."""

    budget: Budget
    memory: str
    crowd: int
    fresh: int


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
) -> Linked:
    """Links the rows of one list or several; what people reviewed is kept to, and the model is fitted to it.

    The rows come table by table. Where the first `fresh` tables are held against the others, every pair has a row of theirs.
    """
    with _weighed(rows, told, verdicts, _How(budget or Budget(), memory, crowd, fresh)) as found:
        links = tuple(links_of(found.con, found.kinds, verdicts))
        return Linked(links, found.rows, found.looked_at, found.expected, found.model)


def link_into(  # noqa: PLR0913 - each has its usual value
    rows: Iterable[ListRow],
    output: Path,
    told: Told,
    verdicts: Sequence[Verdict] = (),
    *,
    memory: str = "",
    crowd: int = CROWD,
    fresh: int = 0,
) -> Written:
    """Links rows, which are read once, and writes the pairs as CSV or Parquet: millions of them need no more room than the rows.

    The rows come table by table. Where the first `fresh` tables are held against the others, every pair has a row of theirs.

    Raises:
        OSError: the file cannot be written.
    """
    with _weighed(rows, told, verdicts, _How(Budget(), memory, crowd, fresh)) as found:
        told("link.step-write", found.con.execute("SELECT count(*) FROM told").fetchall()[0][0])
        bands = write_links(found.con, output, verdicts)
        return Written(bands, found.rows, found.looked_at, found.expected, found.model)


@contextmanager
def _weighed(rows: Iterable[ListRow], told: Told, verdicts: Sequence[Verdict], how: _How) -> Iterator[_Weighed]:
    con = connect(how.memory)
    try:
        told("link.step-load", len(rows) if isinstance(rows, Sequence) else 0)
        loaded = load(con, rows, how.crowd, how.fresh)
        comparisons = compared(sorted(loaded.present), loaded.others)
        if loaded.is_crowd:
            looked_at = meet(con, loaded, told)
            compare_crowd(con, comparisons, loaded, told, is_reviewed=bool(verdicts))
        else:
            score_names(con, loaded, how.budget, told)
            looked_at = block(con, loaded, how.budget, told)
            compare_rows(con, comparisons, count_levels(con, comparisons, loaded.rows))
        kinds = gather(con, comparisons)
        model, expected = _fitted(con, kinds, loaded, verdicts)
        prepare(con, comparisons)
        yield _Weighed(con, loaded.rows, looked_at, expected, model, kinds)
    finally:
        con.close()


def _fitted(con: Any, kinds: Sequence[str], loaded: Loaded, verdicts: Sequence[Verdict]) -> tuple[Model, float]:
    model = shipped_model()
    expected = weigh(con, kinds, model, loaded)
    pairs = {tuple(sorted((one.left, one.right))): one.verdict for one in verdicts if one.verdict != "unsure"}
    if not pairs:
        return model, expected
    register(con, "reviewed", {"id_one": [one for one, _ in pairs], "id_other": [other for _, other in pairs],
                               "id_said": list(pairs.values())})  # fmt: skip
    columns = ", ".join(f"e_{kind}" for kind in kinds)
    found = con.execute(f"""
        WITH both_ways AS (
            SELECT a.unique_id AS one, b.unique_id AS other, id_said FROM reviewed
            JOIN ids a ON a.id = id_one JOIN ids b ON b.id = id_other)
        SELECT id_said, log_odds, {columns} FROM both_ways
        JOIN evidence e ON unique_id_l = least(one, other) AND unique_id_r = greatest(one, other) JOIN weighed ON pair = e.rowid
        ORDER BY one, other
    """).fetchall()
    reviewed = []
    for verdict, odds, *evidence in found:
        bits = dict(zip(kinds, evidence, strict=True))
        reviewed.append(Reviewed({**bits, "prior": odds - model.bits(bits)}, verdict == "same"))
    fitted = refit(reviewed, model)
    return fitted, weigh(con, kinds, fitted, loaded, expected) if fitted.fitted_to else expected
