"""Which pairs of rows are looked at at all: a union of rules under one budget, counted before it is spent, rarest keys first."""

# ruff: noqa: S608 - SQL of our own constants only; heavy libraries load when called
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from govah.link.engine.comparing import compare_pairs
from govah.link.engine.loading import Loaded, register
from govah.link.names import Forms

_MAY_BE_ONE: Final = "(l.curated IS NULL OR r.curated IS NULL OR l.curated <> r.curated)"
_NOT_AT_ODDS: Final = "l.young <= r.old + 6 AND r.young <= l.old + 6 AND l.sex_a <= r.sex_z AND r.sex_a <= l.sex_z"
"""Bearers of two names who are all of other ages or sexes need no comparing: of one person such rows are hardly ever."""
_FEW: Final = 50
"""Pairs of rows that one pair of names may make before something else must agree too."""
_AGREES: Final = """(
    abs(l.when1 - r.when1) <= 31 OR (l.age1 <= r.age2 + 3 AND r.age1 <= l.age2 + 3)
    OR (l.born1 <= r.born2 + 400 AND r.born1 <= l.born2 + 400)
    OR list_has_any(l.places, r.places) OR l.father_id = r.father_id OR list_has_any(l.numbers, r.numbers))"""
WORTH: Final = 400
"""Likeness of names, in thousandths, from which two rows are looked at for their names alone."""
_LOOK: Final = 0.64
"""How alike the consonants must be for names to be compared at all; measured: below it hardly a true pair was found."""


_SEVERAL: Final = 5
"""Shared keys from which names are compared that look no closer than that."""
_IN_SPITE: Final = 8
"""Shared keys from which names are compared although their bearers' ages or sexes are at odds: lists err in these too."""
_CLOSER: Final = 0.74
_MANY: Final = 20_000
"""Distinct names above which names must look closer than that to be compared, and only the nearest are."""
_NEAREST: Final = 8
"""Others that a name is compared with where there are many: those whose consonants look most alike."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How many pairs may be looked at."""

    names_each: int = 120
    "Pairs of distinct names for each name."
    rows_each: int = 40
    "Pairs of rows for each row, by each rule that does not go by names."
    floor: int = 2_000_000
    together: int = 0
    "Pairs of rows that go through the comparisons together where there are many names; 0 for as many as the rows suggest."


SAME: Final = 0
"""The number, in `whys`, of names of the same letters."""

Told = Callable[[str, int], None]
"""Hears which step begins, and over how much."""


def score_names(con: Any, loaded: Loaded, budget: Budget, told: Told) -> int:
    """Makes `name_pairs` (l, r, score, reasons): every pair of names that share a key and look alike; each is compared once."""
    names = loaded.names
    most = max(budget.floor, budget.names_each * loaded.fresh_names)
    _keep_keys(con, "name_keys", "kept_keys", most, f"name_id < {loaded.fresh_names}")
    look = _LOOK if len(names) <= _MANY else _CLOSER
    nearest = "" if len(names) <= _MANY else f"QUALIFY {_rank('l')} <= {_NEAREST} OR {_rank('r')} <= {_NEAREST}"
    con.execute(f"""
        CREATE TABLE name_lists AS SELECT name_id, curated, min(coalesce(age1, 0)) AS young, max(coalesce(age2, 200)) AS old,
            min(coalesce(sex, '')) AS sex_a, max(coalesce(sex, 'zz')) AS sex_z FROM rows GROUP BY name_id, curated;
        CREATE TABLE to_compare AS
        WITH held AS (
            SELECT k.name_id, k.key, n.* EXCLUDE (name_id)
            FROM name_keys k JOIN kept_keys USING (key) JOIN name_lists n USING (name_id))
        SELECT l.name_id AS l, r.name_id AS r, count(*) AS shared, bool_or({_NOT_AT_ODDS}) AS agree FROM held l JOIN held r
        ON l.key = r.key AND l.name_id < r.name_id AND l.name_id < {loaded.fresh_names} AND {_MAY_BE_ONE} GROUP BY 1, 2;
    """)
    con.execute(f"""
        CREATE TABLE close AS
        SELECT l, r FROM (
            SELECT l, r, agree, shared, jaro_winkler_similarity(a.bones, b.bones) AS alike
            FROM to_compare JOIN names a ON a.name_id = l JOIN names b ON b.name_id = r)
        WHERE (agree OR shared >= {_IN_SPITE}) AND alike >= CASE WHEN shared >= {_SEVERAL} THEN {_LOOK} ELSE {look} END
        {nearest};
        DROP TABLE to_compare
    """)
    count: int = con.execute("SELECT count(*) FROM close").fetchone()[0]
    told("link.step-names", count)
    _compare(con, con.execute("SELECT l, r FROM close").fetchall(), names, WORTH)
    con.execute(f"INSERT INTO name_pairs SELECT name_id, name_id, 1000, {SAME} FROM names")
    return count


def block(con: Any, loaded: Loaded, budget: Budget, told: Told) -> int:
    """Makes `pairs` (join_key_l, join_key_r): by name, by birth, by number, and by columns that two tables share."""
    _meet_by_name(con, loaded.fresh)
    most = max(budget.floor, budget.rows_each * loaded.fresh)
    for rule in shared_rules(loaded.others):
        _by_rule(con, rule, most, loaded.fresh)
    count = _distinct(con)
    told("link.step-rows", count)
    compare_missing(con, loaded.names)
    return count


def shared_rules(others: Sequence[str]) -> list[str]:
    """Gives the rules that go by no name: birth, numbers, a day with a place and an age, and columns that tables share."""
    return [
        "SELECT unique_id, bornd AS key FROM rows WHERE bornd IS NOT NULL",
        "SELECT unique_id, unnest(numbers) AS key FROM rows",
        "SELECT unique_id, whend || list_first(list_sort(places)) || coalesce(age1, -1) AS key FROM rows WHERE whend IS NOT NULL",
        *(
            f"SELECT unique_id, {one} || '|' || {other} AS key FROM rows"
            for at, one in enumerate(others)
            for other in others[:at]
        ),
    ]


def _distinct(con: Any) -> int:
    con.execute("CREATE TABLE blocked AS SELECT DISTINCT join_key_l, join_key_r, '0' AS match_key FROM pairs; DROP TABLE pairs")
    count: int = con.execute("SELECT count(*) FROM blocked").fetchall()[0][0]
    return count


def compare_missing(con: Any, names: Sequence[Forms]) -> None:
    """Adds to `name_pairs` the names of blocked rows, and their fathers', that were not compared yet."""
    con.execute("""
        CREATE TEMP TABLE missing AS
        WITH needed AS (
            SELECT DISTINCT least(l.name_id, r.name_id) AS one, greatest(l.name_id, r.name_id) AS other
            FROM blocked JOIN rows l ON l.unique_id = join_key_l JOIN rows r ON r.unique_id = join_key_r
            UNION
            SELECT DISTINCT least(l.father_id, r.father_id), greatest(l.father_id, r.father_id)
            FROM blocked JOIN rows l ON l.unique_id = join_key_l JOIN rows r ON r.unique_id = join_key_r
            WHERE l.father_id IS NOT NULL AND r.father_id IS NOT NULL)
        SELECT one, other FROM needed LEFT JOIN name_pairs p ON p.l = one AND p.r = other WHERE p.l IS NULL
    """)
    _compare(con, con.execute("SELECT one, other FROM missing WHERE one <> other").fetchall(), names, 0)
    con.execute(f"INSERT INTO name_pairs SELECT one, one, 1000, {SAME} FROM missing WHERE one = other; DROP TABLE missing")


def _rank(side: str) -> str:
    return f"row_number() OVER (PARTITION BY {side} ORDER BY alike DESC, shared DESC, l, r)"


def _meet_by_name(con: Any, fresh: int) -> None:
    """Makes `pairs` of the rows whose names are alike; step by step, since one query may be planned as all rows against all."""
    con.execute(f"""
        CREATE TEMP TABLE sized AS SELECT name_id, count(*) AS n FROM rows GROUP BY name_id;
        CREATE TEMP TABLE met AS
        WITH both_ways AS (SELECT l, r FROM name_pairs UNION SELECT r, l FROM name_pairs)
        SELECT p.l, p.r, a.n * b.n AS n FROM both_ways p JOIN sized a ON a.name_id = p.l JOIN sized b ON b.name_id = p.r;
        CREATE TEMP TABLE half AS SELECT p.r AS other, p.n, l.* FROM met p JOIN rows l ON l.name_id = p.l;
        CREATE TABLE pairs AS SELECT l.unique_id AS join_key_l, r.unique_id AS join_key_r
        FROM half l JOIN rows r ON r.name_id = l.other
        WHERE l.unique_id < r.unique_id AND l.unique_id < {fresh} AND {_MAY_BE_ONE} AND (l.n <= {_FEW} OR {_AGREES});
        DROP TABLE half; DROP TABLE met; DROP TABLE sized
    """)


def _by_rule(con: Any, rule: str, most: int, fresh: int) -> None:
    con.execute(f"INSERT INTO pairs {pairs_by(con, rule, most, fresh)}; DROP TABLE rule_keys; DROP TABLE rule_kept")


def pairs_by(con: Any, rule: str, most: int, fresh: int, more: str = "") -> str:
    """Gives SQL for the pairs that a rule finds under its budget, in the tables that it makes: rows `l` and `r`, and `more`."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE fresh_keys AS
        SELECT DISTINCT key FROM ({rule}) WHERE key IS NOT NULL AND unique_id < {fresh};
        CREATE OR REPLACE TEMP TABLE rule_keys AS SELECT DISTINCT unique_id, key FROM ({rule}) SEMI JOIN fresh_keys USING (key)
    """ if _is_part(con, fresh) else f"""
        CREATE OR REPLACE TEMP TABLE rule_keys AS SELECT DISTINCT unique_id, key FROM ({rule}) WHERE key IS NOT NULL
    """)  # fmt: skip
    _keep_keys(con, "rule_keys", "rule_kept", most, f"unique_id < {fresh}")
    return f"""
        SELECT l.unique_id AS join_key_l, r.unique_id AS join_key_r{more} FROM rule_keys a JOIN rule_kept USING (key)
        JOIN rule_keys b USING (key) JOIN rows l ON l.unique_id = a.unique_id JOIN rows r ON r.unique_id = b.unique_id
        WHERE a.unique_id < b.unique_id AND a.unique_id < {fresh} AND {_MAY_BE_ONE}
    """


def _is_part(con: Any, fresh: int) -> bool:
    return bool(con.execute(f"SELECT 1 FROM rows WHERE unique_id = {fresh}").fetchall())


def _keep_keys(con: Any, keys: str, kept: str, most: int, is_fresh: str) -> None:
    """Keeps keys from the rarest up, until the pairs that they make, of which one is fresh, reach the budget."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE {kept} AS
        WITH counted AS (
            SELECT key, count(*) AS n, count(*) FILTER (WHERE {is_fresh}) AS m FROM {keys} GROUP BY key HAVING n > 1 AND m > 0),
        spent AS (SELECT key, sum(m * (n - m) + m * (m - 1) / 2) OVER (ORDER BY n, key) AS pairs FROM counted)
        SELECT key FROM spent WHERE pairs <= {most}
    """)


def _compare(con: Any, pairs: Sequence[tuple[int, int]], names: Sequence[Forms], floor: int) -> None:
    kept = [one for one in compare_pairs(names, pairs) if one[2] >= floor]
    if not kept:
        keep_likeness(con, (), (), (), (), ())
        return
    reasons = {text: at for at, text in enumerate({one[3] for one in kept})}
    one, other, scores, why = zip(*((left, right, score, reasons[text]) for left, right, score, text in kept), strict=True)
    keep_likeness(con, one, other, scores, why, tuple(reasons))


def keep_likeness(con: Any, one: Any, other: Any, scores: Any, why: Any, reasons: Sequence[str]) -> None:
    """Puts pairs of names into `name_pairs`, and reasons that were not seen yet into `whys`; `why` is a place in `reasons`."""
    con.execute("CREATE TABLE IF NOT EXISTS name_pairs (l INT, r INT, score SMALLINT, why SMALLINT)")
    con.execute(f"CREATE TABLE IF NOT EXISTS whys AS SELECT {SAME}::SMALLINT AS why, 'link.same-letters' AS reasons")
    known = dict(con.execute("SELECT reasons, why FROM whys").fetchall())
    fresh = [text for text in dict.fromkeys(reasons) if text not in known]
    known |= {text: at for at, text in enumerate(fresh, start=len(known))}
    if fresh:
        register(con, "whys", {"why": [known[text] for text in fresh], "reasons": fresh}, more=True)
    if len(one):
        numbered = [known[text] for text in reasons]
        told = [numbered[at] for at in (why if isinstance(why, tuple) else why.tolist())]
        register(con, "name_pairs", {"l": one, "r": other, "score": scores, "why": told}, more=True)
