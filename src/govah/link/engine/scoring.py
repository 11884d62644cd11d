"""From levels to a probability: evidence in bits, a prior counted from the lists themselves, and rivals for the same place."""

# ruff: noqa: S608, PLC0415 - SQL of our own constants only; heavy libraries load when called
from __future__ import annotations

import itertools
import logging
from collections.abc import Mapping, Sequence
from math import log2
from typing import Any, Final

from govah.link.engine.comparisons import Levels, settings, shipped
from govah.link.engine.loading import Loaded
from govah.link.engine.model import Model
from govah.words import table

_SAMPLED: Final = 300_000
"""Random pairs of rows among which it is counted how often two persons agree."""
_TRUST: Final = 300
"""Pairs that the shipped `u` counts for."""
_NAMED: Final = frozenset({"when", "born", "age", "sex", "place", "number"})
_ROUNDS: Final = 8
_RIVALS: Final = """
    WITH odds AS (SELECT *, pow(2, greatest(-60, least(60, bits + {prior}))) AS o FROM summed),
    rivals AS (
        SELECT *, sum(o) OVER (PARTITION BY unique_id_l, curated_r) AS of_l,
            sum(o) OVER (PARTITION BY unique_id_r, curated_l) AS of_r
        FROM odds)
    SELECT * EXCLUDE (o, of_l, of_r), bits + {prior} AS log_odds,
        CASE WHEN curated_l IS NULL OR curated_r IS NULL THEN o / (1 + o) ELSE o / (1 + of_l + of_r - o) END AS score
    FROM rivals
"""


def compare_rows(con: Any, comparisons: Mapping[str, tuple[str, Levels]], rows: int) -> None:
    """Makes `compared`: for each blocked pair and comparison its level (`gamma_…`) and its evidence (`bits_…`)."""
    from splink import Linker
    from splink.internals.duckdb.database_api import DuckDBAPI

    if not comparisons:
        con.execute("CREATE TABLE compared AS SELECT join_key_l AS unique_id_l, join_key_r AS unique_id_r FROM blocked")
        return
    api = DuckDBAPI(connection=con)
    table = api.register("rows")

    def predicted(pairs: str, counted: Mapping[str, Mapping[str, float]]) -> str:
        linker = Linker(table, settings(comparisons, counted), log_level=logging.ERROR)
        linker.table_management.register_blocked_pairs_for_predict(api.register(pairs))
        name: str = linker.inference.predict(warning_mode="never").physical_name
        return name

    con.execute(f"""
        CREATE TABLE sampled AS SELECT DISTINCT least(a, b) AS join_key_l, greatest(a, b) AS join_key_r, '0' AS match_key FROM
        (SELECT hash(i) % {rows} AS a, hash(i + 1000000007) % {rows} AS b FROM range({_SAMPLED}) t(i)) WHERE a <> b
    """)
    counted = _count(con, predicted("sampled", {}), comparisons)
    made = predicted("blocked", counted)
    known = {row[0] for row in con.execute(f"DESCRIBE {made}").fetchall()}
    kept = [f"gamma_{name}::TINYINT AS gamma_{name}, ({_evidence(name, known)})::FLOAT AS bits_{name}" for name in comparisons]
    con.execute(f"CREATE TABLE compared AS SELECT unique_id_l, unique_id_r, {', '.join(kept)} FROM {made}; DROP TABLE {made}")


def _evidence(name: str, known: set[str]) -> str:
    return f"mw_{name} + mw_tf_adj_{name}" if f"mw_tf_adj_{name}" in known else f"mw_{name}"


def _count(con: Any, sampled: str, comparisons: Mapping[str, tuple[str, Levels]]) -> dict[str, dict[str, float]]:
    made: dict[str, dict[str, float]] = {}
    for name, (_, levels) in comparisons.items():
        seen = dict(con.execute(f"SELECT gamma_{name}, count(*) FROM {sampled} WHERE gamma_{name} >= 0 GROUP BY 1").fetchall())
        total = sum(seen.values()) + _TRUST
        last = len(levels) - 1
        made[name] = {
            level: (seen.get(last - at, 0) + _TRUST * shipped(name)[level]["u"] / 1000) / total
            for at, (level, _) in enumerate(levels)
        }
    return made


def gather(con: Any, comparisons: Mapping[str, tuple[str, Levels]]) -> tuple[str, ...]:
    """Makes `evidence`: for each pair the bits of each kind of evidence, before they are weighed; gives the kinds."""
    spec = table("reading/link/weights")
    name, least, rarest = spec["name"], spec["name"]["least"] / 100, spec["name"]["rarest"] / 100
    others = [kind for kind in comparisons if kind not in _NAMED]
    made = {
        "name": f"greatest({least}, {_between('p.score', name['knots'])} + least(a.rarity, b.rarity, {rarest}))",
        **{kind: f"coalesce(c.bits_{kind}, 0)" for kind in comparisons if kind in _NAMED},
        "father": f"coalesce({_between('f.score', spec['father']['knots'])}, 0)",
    }
    if others:
        made["other"] = " + ".join(f"coalesce(c.bits_{kind}, 0)" for kind in others)
    columns = ", ".join(f"({sql})::FLOAT AS e_{kind}" for kind, sql in made.items())
    con.execute(f"""
        CREATE TABLE evidence AS SELECT c.*, l.list AS list_l, r.list AS list_r, l.curated AS curated_l, r.curated AS curated_r,
            p.score AS likeness, p.reasons AS name_reasons, f.score AS fathers, {columns}
        FROM compared c JOIN rows l ON l.unique_id = c.unique_id_l JOIN rows r ON r.unique_id = c.unique_id_r
        JOIN names a ON a.name_id = l.name_id JOIN names b ON b.name_id = r.name_id
        JOIN name_pairs p ON p.l = least(l.name_id, r.name_id) AND p.r = greatest(l.name_id, r.name_id)
        LEFT JOIN name_pairs f ON l.father_id IS NOT NULL AND r.father_id IS NOT NULL
            AND f.l = least(l.father_id, r.father_id) AND f.r = greatest(l.father_id, r.father_id)
    """)
    return tuple(made)


def weigh(con: Any, kinds: Sequence[str], model: Model, loaded: Loaded, known: float = 0.0) -> float:
    """Makes `weighed` (pairs with their `score`); gives how many pairs of one person there seem to be.

    The prior is counted, not guessed: it is raised or lowered until it fits the sum of the scores that come of it. Where lists
    are curated, a row has at most one place in each other list, and its candidates there are rivals for it (Sadinle 2017).
    Where the count is `known` already it stays: a model that was fitted to reviews has taken it into its own level.
    """
    spec = table("reading/link/weights")["prior"]
    sizes = [size for size in loaded.sizes if size]
    is_cross = len(sizes) > 1
    pairs = (
        sum(a * b for at, a in enumerate(sizes) for b in sizes[:at]) if is_cross else max(1, loaded.rows * (loaded.rows - 1) // 2)
    )
    most = (sum(sizes) - max(sizes)) if is_cross else loaded.rows * spec["deduplicated"] / 1000
    within = f"CASE WHEN list_l = list_r THEN {spec['within'] / 100} ELSE 0 END" if is_cross else "0"
    total = " + ".join(f"{model.weights.get(kind, 1.0)} * e_{kind}" for kind in kinds)
    con.execute(f"CREATE OR REPLACE TEMP TABLE summed AS SELECT *, {total} + {within} + {model.shift} AS bits FROM evidence")
    across = "list_l <> list_r" if is_cross else "true"
    matched = known or max(1.0, most * spec["share"] / 1000)
    prior = 0.0
    for _ in range(_ROUNDS):
        prior = log2(matched / pairs)
        counted = con.execute(f"SELECT coalesce(sum(score), 0) FROM ({_RIVALS.format(prior=prior)}) WHERE {across}").fetchone()[0]
        fresh = min(max(1.0, float(counted)), float(most) if is_cross else 3.0 * loaded.rows)
        if known or abs(fresh - matched) < 0.01 * matched:
            break
        matched = fresh
    con.execute(f"CREATE OR REPLACE TEMP TABLE weighed AS {_RIVALS.format(prior=prior)}")
    return float(matched)


def _between(value: str, knots: Sequence[Sequence[int]]) -> str:
    """Gives SQL for straight lines between knots, each a likeness in thousandths and hundredths of a bit."""
    cases = [
        f"WHEN {value} <= {right} THEN {low / 100} + ({value} - {left}) * {(high - low) / 100 / (right - left)}"
        for (left, low), (right, high) in itertools.pairwise(knots)
    ]
    return f"CASE WHEN {value} IS NULL THEN NULL {' '.join(cases)} ELSE {knots[-1][1] / 100} END"
