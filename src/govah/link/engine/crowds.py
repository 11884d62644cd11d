"""Many rows: they meet by part of a name and something else that agrees; names are compared only where the rest leaves room.

Some thousands of names can be compared wherever two share a key. Among a million rows comparing names is what costs most, and
nearly all who bear like names are two persons. So the order is turned round: rows meet where a part of the name has the same
consonants and a day, a week and a place, an age and a place, a father's name or another part agree as well; Splink weighs all
but the names; a pair is kept only if the likest of names could still make it worth telling; what is left is compared as it is
in a small list.
"""

# ruff: noqa: S608 - SQL of our own constants and numbers only
from __future__ import annotations

from collections.abc import Mapping
from math import log2
from typing import Any, Final

from govah.link.engine.blocking import Told, by_rules, compare_missing, shared_rules
from govah.link.engine.comparisons import Levels
from govah.link.engine.loading import Loaded
from govah.link.engine.scoring import compare_rows
from govah.words import table

ROWS_EACH: Final = 2
"""Pairs of rows for each row, by each rule: rarest keys first."""
_FLOOR: Final = 2_000_000
"""Pairs that each rule may make however few the rows are."""
_CHUNK: Final = 2_000_000
"""Pairs that Splink compares at one stroke, so that what it makes of them is never held whole."""
_WORTH: Final = -6.6
"""Bits below which a pair is told of by nobody: a probability of .01."""
_LOOK: Final = 0.64
"""How alike the consonants must be for names to be compared at all; below it they count as different names."""
_LIKEST: Final = ((0.93, 0.0), (0.88, 5.5), (_LOOK, 14.0), (0.0, 15.0))
"""How many bits fewer than the likest names two names can be worth whose consonants are so alike: one in a hundred was worth
more."""
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


def meet(con: Any, loaded: Loaded, told: Told) -> int:
    """Makes `blocked`, the pairs of rows that are looked at; answers how many they are."""
    con.execute(_PARTS)
    count = by_rules(con, (*_RULES, *shared_rules(loaded.others)), max(_FLOOR, ROWS_EACH * loaded.rows))
    con.execute("DROP TABLE row_parts")
    told("link.step-rows", count)
    return count


def _less() -> str:
    cases = " ".join(f"WHEN alike >= {alike} THEN {less}" for alike, less in _LIKEST)
    return f"CASE {cases.replace('alike', 'jaro_winkler_similarity(a.bones, b.bones)')} ELSE 0 END"


def weigh_but_names(con: Any, comparisons: Mapping[str, tuple[str, Levels]], loaded: Loaded, told: Told) -> None:
    """Makes `compared` of the blocked pairs that the likest of names could still make one person, and `name_pairs`."""
    best = table("reading/link/weights")["name"]["knots"][-1][1] / 100
    likely = log2(3.0 * loaded.rows / max(1, loaded.rows * (loaded.rows - 1) // 2))
    weights = table("reading/link/weights")["weights"]
    bits = " + ".join(f"coalesce(bits_{kind}, 0) * {weights.get(kind, weights['other']) / 1000}" for kind in comparisons) or "0"
    father = table("reading/link/weights")["father"]["knots"][-1][1] / 100
    kept = f"""
        SELECT c.* FROM compared c JOIN rows l ON l.unique_id = c.unique_id_l JOIN rows r ON r.unique_id = c.unique_id_r
        JOIN names a ON a.name_id = l.name_id JOIN names b ON b.name_id = r.name_id
        WHERE {bits} + least(a.rarity, b.rarity, 20) + {best} + {likely} - {_less()} >= {_WORTH}
            - CASE WHEN l.father_id IS NOT NULL AND r.father_id IS NOT NULL THEN {father} ELSE 0 END
    """
    con.execute("ALTER TABLE blocked RENAME TO met")
    total = con.execute("SELECT count(*) FROM met").fetchone()[0]
    con.execute("CREATE TABLE name_pairs (l INT, r INT, score INT, reasons VARCHAR)")
    made = False
    for at in range(0, max(1, total), _CHUNK):
        con.execute(f"CREATE TABLE blocked AS SELECT * FROM met WHERE rowid >= {at} AND rowid < {at + _CHUNK}")
        compare_rows(con, comparisons, loaded.rows)
        con.execute(f"INSERT INTO fit {kept}" if made else f"CREATE TABLE fit AS {kept}")
        made = True
        con.execute("DROP TABLE compared; DROP TABLE blocked; DROP TABLE IF EXISTS sampled")
    con.execute("DROP TABLE met; ALTER TABLE fit RENAME TO compared")
    con.execute("CREATE TABLE blocked AS SELECT unique_id_l AS join_key_l, unique_id_r AS join_key_r FROM compared")
    compare_missing(con, loaded.names, _LOOK, told)
