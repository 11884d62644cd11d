"""From levels to a probability: evidence in bits, a prior counted from the lists themselves, and rivals for the same place."""

# ruff: noqa: S608, PLC0415 - SQL of our own constants only; heavy libraries load when called
from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from math import log2
from typing import Any, Final

from govah.link.engine.comparisons import Levels, settings, shipped
from govah.link.engine.loading import Loaded
from govah.link.engine.model import Model
from govah.link.engine.naming import between, name_bits
from govah.words import table

_SAMPLED: Final = 300_000
"""Random pairs of rows among which it is counted how often two persons agree."""
_TRUST: Final = 300
"""Pairs that the shipped `u` counts for."""
_NAMED: Final = frozenset({"when", "born", "age", "sex", "place", "number", "source"})
_ROUNDS: Final = 8
_CHANCE: Final = "pow(2, {prior}) * odds / (1 + pow(2, {prior}) * rivals)"
"""The probability of a pair beside its rivals for the same place; where none are told of it is its own rival alone."""


def count_levels(con: Any, comparisons: Mapping[str, tuple[str, Levels]], rows: int) -> dict[str, dict[str, float]]:
    """Counts, among random pairs of rows, how often each level of each comparison is seen between two persons."""
    if not comparisons:
        return {}
    con.execute(f"""
        CREATE TABLE sampled AS SELECT DISTINCT least(a, b) AS join_key_l, greatest(a, b) AS join_key_r, '0' AS match_key FROM
        (SELECT hash(i) % {rows} AS a, hash(i + 1000000007) % {rows} AS b FROM range({_SAMPLED}) t(i)) WHERE a <> b
    """)
    made = _predicted(con, "sampled", comparisons, {})
    counted = _count(con, made, comparisons)
    con.execute(f"DROP TABLE {made}; DROP TABLE sampled")
    return counted


def compare_rows(con: Any, comparisons: Mapping[str, tuple[str, Levels]], counted: Mapping[str, Mapping[str, float]]) -> None:
    """Makes `compared`: for each blocked pair and comparison its level (`gamma_…`) and its evidence (`bits_…`)."""
    if not comparisons:
        con.execute("CREATE TABLE compared AS SELECT join_key_l AS unique_id_l, join_key_r AS unique_id_r FROM blocked")
        return
    made = _predicted(con, "blocked", comparisons, counted)
    known = {row[0] for row in con.execute(f"DESCRIBE {made}").fetchall()}
    kept = [f"gamma_{name}::TINYINT AS gamma_{name}, ({_evidence(name, known)})::FLOAT AS bits_{name}" for name in comparisons]
    con.execute(f"CREATE TABLE compared AS SELECT unique_id_l, unique_id_r, {', '.join(kept)} FROM {made}; DROP TABLE {made}")


def _predicted(
    con: Any, pairs: str, comparisons: Mapping[str, tuple[str, Levels]], counted: Mapping[str, Mapping[str, float]]
) -> str:
    from splink import Linker
    from splink.internals.duckdb.database_api import DuckDBAPI

    api = DuckDBAPI(connection=con)
    linker = Linker(api.register("rows"), settings(comparisons, counted), log_level=logging.ERROR)
    linker.table_management.register_blocked_pairs_for_predict(api.register(pairs))
    name: str = linker.inference.predict(warning_mode="never").physical_name
    return name


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
    others = [kind for kind in comparisons if kind not in _NAMED]
    made = {
        "name": name_bits("p.score", "a", "b"),
        **{kind: f"coalesce(c.bits_{kind}, 0)" for kind in comparisons if kind in _NAMED},
        "father": f"coalesce({between('f.score', spec['father']['knots'])}, 0)",
    }
    if others:
        made["other"] = " + ".join(f"coalesce(c.bits_{kind}, 0)" for kind in others)
    levels = "".join(f"gamma_{kind}, " for kind in comparisons if kind in _NAMED)
    columns = ", ".join(f"({sql})::FLOAT AS e_{kind}" for kind, sql in made.items())
    con.execute(f"""
        CREATE TABLE evidence AS SELECT unique_id_l, unique_id_r, {levels}l.list AS list_l, r.list AS list_r,
            l.curated AS curated_l, r.curated AS curated_r, p.why AS why, f.score AS fathers, {columns}
        FROM compared c JOIN rows l ON l.unique_id = c.unique_id_l JOIN rows r ON r.unique_id = c.unique_id_r
        JOIN names a ON a.name_id = l.name_id JOIN names b ON b.name_id = r.name_id
        JOIN name_pairs p ON p.l = least(l.name_id, r.name_id) AND p.r = greatest(l.name_id, r.name_id)
        LEFT JOIN name_pairs f ON l.father_id IS NOT NULL AND r.father_id IS NOT NULL
            AND f.l = least(l.father_id, r.father_id) AND f.r = greatest(l.father_id, r.father_id);
        DROP TABLE compared; DROP TABLE names
    """)
    return tuple(made)


def weigh(con: Any, kinds: Sequence[str], model: Model, loaded: Loaded, known: float = 0.0) -> float:
    """Makes `weighed` (the `score` of each row of `evidence`); gives how many pairs of one person there seem to be.

    The prior is counted, not guessed: it is raised or lowered until it fits the sum of the scores that come of it. Where lists
    are curated, a row has at most one place in each other list, and its candidates there are rivals for it (Sadinle 2017).
    Where the count is `known` already it stays: a model that was fitted to reviews has taken it into its own level.
    """
    spec = table("reading/link/weights")["prior"]
    sizes = [size for size in loaded.sizes if size]
    is_cross = len(sizes) > 1
    pairs, most = _room(loaded, is_cross=is_cross)
    within = f"CASE WHEN list_l = list_r THEN {spec['within'] / 100} ELSE 0 END" if is_cross else "0"
    total = " + ".join(f"{model.weights.get(kind, 1.0)} * e_{kind}" for kind in kinds)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE summed AS
        WITH bits AS (SELECT rowid AS pair, {total} + {within} + {model.shift} AS bits, * FROM evidence),
        odds AS (SELECT *, pow(2, greatest(-300, least(300, bits))) AS odds FROM bits)
        SELECT pair, bits, odds, list_l <> list_r OR NOT {is_cross} AS is_across,
            CASE WHEN curated_l IS NULL OR curated_r IS NULL THEN odds ELSE sum(odds) OVER (PARTITION BY unique_id_l, curated_r)
                + sum(odds) OVER (PARTITION BY unique_id_r, curated_l) - odds END AS rivals
        FROM odds
    """)
    matched = known or max(1.0, (most if is_cross else loaded.rows * spec["deduplicated"] / 1000) * spec["share"] / 1000)
    prior = 0.0
    for _ in range(_ROUNDS):
        prior = log2(matched / pairs)
        asked = con.execute(f"SELECT coalesce(sum({_CHANCE.format(prior=prior)}), 0) FROM summed WHERE is_across")
        fresh = min(max(1.0, float(asked.fetchall()[0][0])), most)
        if known or abs(fresh - matched) < 0.01 * matched:
            break
        matched = fresh
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE weighed AS SELECT pair, bits + {prior} AS log_odds, {_CHANCE.format(prior=prior)} AS score
        FROM summed;
        DROP TABLE summed
    """)
    return float(matched)


def _room(loaded: Loaded, *, is_cross: bool) -> tuple[int, float]:
    """Gives how many pairs of rows there are, and how many of them can be one person at most."""
    sizes = [size for size in loaded.sizes if size]
    each = most_each()
    if loaded.fresh < loaded.rows:
        return loaded.pairs, each * loaded.fresh
    if is_cross:
        return sum(a * b for at, a in enumerate(sizes) for b in sizes[:at]), float(sum(sizes) - max(sizes))
    return loaded.pairs, each * loaded.rows


def most_each() -> float:
    """Gives how many pairs of one person there can be for each row, at most."""
    return float(table("reading/link/weights")["prior"]["most"]) / 100
