"""The model for these very rows: fitted to what people reviewed and, only on demand, with levels learned by EM.

EM (Dempster, Laird & Rubin 1977) learns from the rows alone how often each level of agreement is seen in one person's rows. Among
few rows it learns the wrong thing, so it is for 50,000 and more, and what it learned is kept only where it foretells the reviewed
pairs better than what is shipped.
"""

# ruff: noqa: S608 - the SQL is put together from our own constants and numbers
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Any, Final

from govah.errors import UsageError
from govah.link.engine.comparisons import Levels, shipped
from govah.link.engine.loading import Loaded, register
from govah.link.engine.model import ENOUGH, Model, Reviewed, loss, refit, shipped_model
from govah.link.engine.scoring import weigh
from govah.link.engine.telling import Verdict

EM_LEAST: Final = 50_000
"""Rows from which levels may be learned by EM."""
_PASSES: Final = 6
_TRUST: Final = 100
"""Pairs that the shipped levels count for."""
_EQUAL: Final = 950
"""Likeness from which two names are taken to be written alike."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """What is fitted, and to what."""

    kinds: Sequence[str]
    comparisons: Mapping[str, tuple[str, Levels]]
    loaded: Loaded
    verdicts: Sequence[Verdict]
    em: int = 0
    "Rows from which EM is wanted; 0 where nobody asked for it."


def refuse_em(rows: int, verdicts: Sequence[Verdict], least: int) -> None:
    """Refuses EM where it would learn from too little, or where nobody could say whether it is any better.

    Raises:
        UsageError: fewer than `least` rows, or fewer than sixty reviewed pairs.
    """
    if rows < least:
        raise UsageError("link-em-few", rows=rows, least=least)
    decided = sum(one.verdict != "unsure" for one in verdicts)
    if decided < ENOUGH:
        raise UsageError("link-em-unreviewed", count=decided, least=ENOUGH)


def fitted(con: Any, what: Fitting) -> tuple[Model, float]:
    """Makes `weighed` by the best model there is; gives the model, and how many pairs of one person there seem to be."""
    model = shipped_model()
    expected = weigh(con, what.kinds, model, what.loaded)
    if not any(one.verdict != "unsure" for one in what.verdicts):
        return model, expected
    _put_verdicts(con, what.verdicts)
    reviewed = _reviewed(con, what.kinds, model)
    if what.em:
        model, expected, reviewed = _learned(con, what, model, expected, reviewed)
    found = refit(reviewed, model)
    if not found.fitted_to:
        return found, expected
    return found, weigh(con, what.kinds, found, what.loaded, expected)


def _put_verdicts(con: Any, verdicts: Sequence[Verdict]) -> None:
    pairs = {tuple(sorted((one.left, one.right))): one.verdict for one in verdicts if one.verdict != "unsure"}
    register(con, "reviewed", {"id_one": [one for one, _ in pairs], "id_other": [other for _, other in pairs],
                               "id_said": list(pairs.values())})  # fmt: skip


def _reviewed(con: Any, kinds: Sequence[str], model: Model) -> list[Reviewed]:
    columns = ", ".join(f"e_{kind}" for kind in kinds)
    found = con.execute(f"""
        WITH both_ways AS (
            SELECT a.unique_id AS one, b.unique_id AS other, id_said FROM reviewed
            JOIN ids a ON a.id = id_one JOIN ids b ON b.id = id_other)
        SELECT id_said, log_odds, coalesce(p.score, 0) AS likeness, {columns} FROM both_ways
        JOIN evidence e ON unique_id_l = least(one, other) AND unique_id_r = greatest(one, other) JOIN weighed ON pair = e.rowid
        JOIN rows l ON l.unique_id = one JOIN rows r ON r.unique_id = other
        LEFT JOIN name_pairs p ON p.l = least(l.name_id, r.name_id) AND p.r = greatest(l.name_id, r.name_id)
        ORDER BY one, other
    """).fetchall()
    made = []
    for verdict, odds, likeness, *evidence in found:
        bits = dict(zip(kinds, evidence, strict=True))
        made.append(Reviewed({**bits, "prior": odds - model.bits(bits)}, verdict == "same", likeness >= _EQUAL))
    return made


def _learned(
    con: Any, what: Fitting, model: Model, expected: float, reviewed: list[Reviewed]
) -> tuple[Model, float, list[Reviewed]]:
    """Learns levels by EM, and keeps them only where the reviewed pairs are foretold better by them."""
    columns = [f"e_{kind}" for kind in what.kinds]
    con.execute(f"CREATE TEMP TABLE as_shipped AS SELECT rowid AS pair, {', '.join(columns)} FROM evidence")
    kinds = [kind for kind in what.comparisons if kind in what.kinds and f"e_{kind}" in columns]
    m = {kind: {level: shipped(kind)[level]["m"] / 1000 for level, _ in what.comparisons[kind][1]} for kind in kinds}
    counted = expected
    for _ in range(_PASSES):
        for kind in kinds:
            m[kind] = _step(con, kind, what.comparisons[kind][1], m[kind])
        counted = weigh(con, what.kinds, model, what.loaded)
    fresh = _reviewed(con, what.kinds, model)
    if loss(model, fresh) < loss(model, reviewed):
        return replace(model, version=f"{model.version}+em", em="kept"), counted, fresh
    changes = ", ".join(f"{column} = s.{column}" for column in columns)
    con.execute(f"UPDATE evidence SET {changes} FROM as_shipped s WHERE s.pair = evidence.rowid")
    return replace(model, em="worse"), weigh(con, what.kinds, model, what.loaded), reviewed


def _step(con: Any, kind: str, levels: Levels, m: Mapping[str, float]) -> dict[str, float]:
    """Counts a comparison's levels among pairs of one person, each pair by its score, and changes the evidence to fit."""
    seen: dict[int, float] = dict(con.execute(f"""
        SELECT gamma_{kind}, sum(score) FROM evidence e JOIN weighed ON pair = e.rowid WHERE gamma_{kind} >= 0 GROUP BY 1
    """).fetchall())  # fmt: skip
    total, last = sum(seen.values()) + _TRUST, len(levels) - 1
    fresh = {
        level: (seen.get(last - at, 0.0) + _TRUST * shipped(kind)[level]["m"] / 1000) / total
        for at, (level, _) in enumerate(levels)
    }
    cases = " ".join(f"WHEN {last - at} THEN {log2(fresh[level] / m[level])}" for at, (level, _) in enumerate(levels))
    con.execute(f"UPDATE evidence SET e_{kind} = e_{kind} + CASE gamma_{kind} {cases} ELSE 0 END WHERE gamma_{kind} >= 0")
    return fresh
