"""Many rows: they meet by part of a name and something else that agrees; names are compared only where the rest leaves room.

Some thousands of names can be compared wherever two share a key. Among a million rows nearly all who bear like names are two
persons. So the order is turned round: rows meet where a part of the name has the same consonants and a day, a week and a place,
an age and a place, a father's name or another part agree as well; Splink weighs all but the names; what is left of a pair's doubt
tells how alike its names would have to be, and those that cannot be are read no further. Pairs go through all this some at a
time, those of two names together, so that no names are compared twice and what is made of pairs is never held whole.
"""

# ruff: noqa: S608, PLC0415 - SQL of our own constants and numbers only; heavy libraries load when called
from __future__ import annotations

from collections.abc import Mapping
from math import log2
from typing import Any, Final

from govah.link.engine.blocking import Budget, Told, keep_likeness, shared_rules
from govah.link.engine.comparisons import Levels
from govah.link.engine.loading import Loaded
from govah.link.engine.naming import fewest_bits, name_bits, needed_likeness, rarity, written
from govah.link.engine.scoring import compare_rows, count_levels, most_each
from govah.link.engine.slices import Slices, by_rules
from govah.words import table

ROWS_EACH: Final = 2
"""Pairs of rows for each row, by each rule: rarest keys first."""
_FLOOR: Final = 2_000_000
"""Pairs that each rule may make however few the rows are."""
_TOGETHER: Final = 3_000_000
"""Pairs that go through the comparisons together; half as many as the rows, if that is more, since all rows are read for them."""
_WORTH: Final = -6.6
"""Bits below which a pair is told of by nobody: a probability of .01."""
_SLACK: Final = 4.0
"""Bits that a model fitted to reviews may think more of a pair than the shipped one."""
_PARTS: Final = """
    CREATE TEMP TABLE row_parts AS SELECT unique_id, part, list_first(places) AS place, whend, when1, age1
    FROM rows JOIN name_parts USING (name_id)
"""
_TWO_PARTS: Final = "row_parts a JOIN row_parts b USING (unique_id)"
_RULES: Final = (
    f"SELECT unique_id, hash(a.part, b.part) AS key FROM {_TWO_PARTS} WHERE a.part < b.part",
    "SELECT unique_id, hash(part, whend) AS key FROM row_parts WHERE whend IS NOT NULL",
    """SELECT unique_id, hash(part, place, step, (when1 + step) // 7) AS key FROM row_parts, (VALUES (0), (3)) AS steps(step)
    WHERE place IS NOT NULL AND when1 IS NOT NULL""",
    """SELECT unique_id, hash(part, place, step, (age1 + step) // 2) AS key FROM row_parts, (VALUES (0), (1)) AS steps(step)
    WHERE place IS NOT NULL AND age1 IS NOT NULL""",
    f"""SELECT unique_id, hash(a.part, b.part, c.key) AS key FROM {_TWO_PARTS} JOIN (
        SELECT unique_id, hash('place', unnest(places)) AS key FROM rows
        UNION ALL SELECT unique_id, hash('week', (when1 + step) // 7, step) FROM rows, (VALUES (0), (3)) AS steps(step)
        WHERE when1 IS NOT NULL
        UNION ALL SELECT unique_id, hash('age', age1) FROM rows WHERE age1 IS NOT NULL) c USING (unique_id)
    WHERE a.part < b.part""",
    """SELECT unique_id, hash('father', a.part, b.part) AS key FROM rows JOIN name_parts a USING (name_id)
    JOIN name_parts b ON b.name_id = father_id""",
)
"""A part of a name with a day, a week and a place, an age and a place; two parts, alone or with one of these; a father."""
_NAMES: Final = "least(l.name_id, r.name_id) AS one, greatest(l.name_id, r.name_id) AS other"
_BOTH_NAMES: Final = "JOIN names a ON a.name_id = l.name_id JOIN names b ON b.name_id = r.name_id"
_BOTH_ROWS: Final = "JOIN rows l ON l.unique_id = unique_id_l JOIN rows r ON r.unique_id = unique_id_r"


def compare_crowd(
    con: Any, comparisons: Mapping[str, tuple[str, Levels]], loaded: Loaded, budget: Budget, told: Told, *, is_reviewed: bool
) -> int:
    """Makes `compared` of the pairs that may be one person with the names that they have, and `name_pairs`.

    Answers how many pairs of rows were looked at.
    """
    met = _meet(con, loaded, budget, told)
    comparer = _comparer(con, loaded, met)
    worth = _WORTH - (_SLACK if is_reviewed else 0.0)
    counted = count_levels(con, comparisons, loaded.rows)
    for _ in met.waiting(con):
        compare_rows(con, comparisons, counted)
        _keep_near(con, comparisons, comparer, loaded, worth, told)
    con.execute("ALTER TABLE fit RENAME TO compared")
    _compare_fathers(con, comparer)
    return met.count


def _meet(con: Any, loaded: Loaded, budget: Budget, told: Told) -> Slices:
    """Finds the pairs of rows that are looked at."""
    con.execute(_PARTS)
    most, together = max(_FLOOR, ROWS_EACH * loaded.fresh), budget.together or max(_TOGETHER, loaded.rows // 2)
    found = by_rules(con, (*_RULES, *shared_rules(loaded.others)), most, loaded.fresh, together)
    con.execute("DROP TABLE row_parts; DROP TABLE name_parts")
    told("link.step-rows", found.count)
    return found


def _comparer(con: Any, loaded: Loaded, met: Slices) -> Any:
    """Gives what compares the names of these rows; where they were read word by word, only those that met are read in full."""
    import numpy as np

    from govah.link.engine.pairing import Comparer
    from govah.link.engine.parts import Names, in_full

    if not loaded.written:
        return Comparer(loaded.names if isinstance(loaded.names, Names) else in_full(()))
    asked = con.execute(f"""
        WITH met AS (SELECT DISTINCT unnest([join_key_l, join_key_r]) AS unique_id FROM ({met.every}))
        SELECT DISTINCT unnest([name_id, father_id]) AS name FROM rows SEMI JOIN met USING (unique_id)
    """).fetchall()
    wanted = sorted(name for (name,) in asked if name is not None)
    place = np.zeros(len(loaded.written), dtype=np.int64)
    place[wanted] = np.arange(len(wanted))
    return Comparer(in_full(loaded.written[name] for name in wanted), place)


def _keep_near(
    con: Any, comparisons: Mapping[str, tuple[str, Levels]], comparer: Any, loaded: Loaded, worth: float, told: Told
) -> None:
    """Puts those of `compared` into `fit` whose names are as alike as they would need to be, and the names into `name_pairs`."""
    import numpy as np

    con.execute(f"""
        CREATE TEMP TABLE room AS SELECT c.*, {_NAMES}, {_needed(comparisons, loaded, worth)} AS need
        FROM compared c {_BOTH_ROWS} {_BOTH_NAMES} WHERE need <= {name_bits("1000", "a", "b")};
        DROP TABLE compared
    """)
    asked = con.execute(f"""
        WITH each AS (SELECT one, other, min(need) AS need FROM room GROUP BY 1, 2)
        SELECT one, other, need, {rarity("a", "b")}::FLOAT AS rare, {written("a", "b")} AS how
        FROM each JOIN names a ON a.name_id = one JOIN names b ON b.name_id = other
    """).fetchnumpy()
    told("link.step-names", len(asked["one"]))
    one, other = (np.asarray(asked[side], dtype=np.int64) for side in ("one", "other"))
    need = needed_likeness(*(np.asarray(asked[column]) for column in ("need", "rare", "how")))
    found = comparer.compare(one, other, need)
    near = np.flatnonzero(found.scores >= need)
    keep_likeness(con, one[near], other[near], found.scores[near], found.why[near], found.reasons)
    kept = f"""
        SELECT room.* EXCLUDE (one, other, need) FROM room JOIN name_pairs p ON p.l = one AND p.r = other
        JOIN names a ON a.name_id = one JOIN names b ON b.name_id = other WHERE {name_bits("p.score", "a", "b")} >= need
    """
    is_first = not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'fit'").fetchall()
    con.execute(f"CREATE TABLE fit AS {kept}" if is_first else f"INSERT INTO fit {kept}")
    con.execute("DROP TABLE room")


def _needed(comparisons: Mapping[str, tuple[str, Levels]], loaded: Loaded, worth: float) -> str:
    """Gives SQL for the bits that the likeness of two names would have to be worth, with the highest prior that there can be."""
    spec = table("reading/link/weights")
    likely = log2(most_each() * loaded.fresh / loaded.pairs)
    weights = spec["weights"]
    bits = " + ".join(f"coalesce(bits_{kind}, 0) * {weights.get(kind, weights['other']) / 1000}" for kind in comparisons) or "0"
    father = f"CASE WHEN l.father_id IS NULL OR r.father_id IS NULL THEN 0 ELSE {spec['father']['knots'][-1][1] / 100} END"
    rest = f"({bits} + {father} + {likely})"
    return f"(CASE WHEN {rest} + {fewest_bits()} >= {worth} THEN -1000 ELSE {worth} - {rest} END)::FLOAT"


def _compare_fathers(con: Any, comparer: Any) -> None:
    """Adds to `name_pairs` the fathers' names of pairs that were kept."""
    import numpy as np

    asked = con.execute(f"""
        WITH fathers AS (
            SELECT DISTINCT least(l.father_id, r.father_id) AS one, greatest(l.father_id, r.father_id) AS other
            FROM compared {_BOTH_ROWS} WHERE l.father_id IS NOT NULL AND r.father_id IS NOT NULL)
        SELECT one, other FROM fathers LEFT JOIN name_pairs p ON p.l = one AND p.r = other WHERE p.l IS NULL
    """).fetchnumpy()
    one, other = (np.asarray(asked[side], dtype=np.int64) for side in ("one", "other"))
    found = comparer.compare(one, other, np.zeros(len(one), dtype=np.int64))
    keep_likeness(con, one, other, found.scores, found.why, found.reasons)
