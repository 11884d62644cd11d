"""Rows put into DuckDB, in memory: nothing is spilled to disk, and nothing is fetched."""

# ruff: noqa: S608, PLC0415 - SQL of our own constants only; heavy libraries load when called
from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any, Final

from govah.link.keys import name_keys, name_parts, sorted_consonants
from govah.link.names import Forms, forms
from govah.link.rows import ListRow
from govah.text import script_of

CROWD: Final = 30_000
"""Distinct names from which rows are no longer looked for by every key of their names, where most have a day and a place."""
_BARE: Final = 5
"""How many times as many names it takes where most have not: there is little else to meet by."""
_SMOOTH: Final = 200
_RAREST: Final = 13.0
"""Bits that one part of a name can be worth."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the tables hold, once loaded."""

    names: tuple[Forms, ...]
    "Distinct names and fathers' names in their forms, by their number."
    rows: int
    sizes: tuple[int, ...]
    "Rows of each table."
    present: frozenset[str]
    "The comparisons that at least one row can have."
    others: tuple[str, ...]
    is_crowd: bool
    "Whether there are so many names that `name_parts` was made instead of `name_keys`."


def connect(memory: str = "") -> Any:
    """Opens a database in memory that never spills to disk nor fetches an extension."""
    import duckdb

    con = duckdb.connect(":memory:")
    con.execute("SET temp_directory = ''; SET autoinstall_known_extensions = false; SET preserve_insertion_order = false")
    if memory:
        con.execute(f"SET memory_limit = '{memory}'")
    return con


def load(con: Any, rows: Sequence[ListRow], crowd: int = CROWD) -> Loaded:
    """Makes the tables `rows`, `names`, and `name_keys` or, from `crowd` distinct names on, `name_parts`."""
    numbers: dict[str, int] = {}
    columns = _columns(rows, numbers)
    others = tuple(name for name in columns if name[0] == "o" and name[1:].isdigit())
    _register(con, "rows", columns)
    names = tuple(numbers)
    is_crowd = len(names) >= crowd * (1 if _are_placed(columns) else _BARE)
    read = [forms(name) for name in names]
    rarity = _rarities(read, Counter(columns["name_id"]))
    _register(con, "names", {"name_id": range(len(names)), "rarity": rarity, "bones": [sorted_consonants(one) for one in read]})
    if is_crowd:
        _keyed(con, "name_parts", "part", map(name_parts, read))
    else:
        _keyed(con, "name_keys", "key", map(name_keys, read))
    sizes = Counter(row.table for row in rows)
    present = {"when": "when1", "born": "born1", "age": "age1", "sex": "sex", "place": "places", "number": "numbers"}
    filled = frozenset(name for name, column in present.items() if any(value is not None for value in columns[column]))
    tables = tuple(sizes[at] for at in range(max(sizes, default=-1) + 1))
    return Loaded(tuple(read), len(rows), tables, filled, others, is_crowd)


def _are_placed(columns: Mapping[str, Sequence[Any]]) -> bool:
    """Whether at least half of the rows tell a time, and half a place."""
    return all(2 * sum(value is not None for value in columns[name]) >= len(columns[name]) for name in ("when1", "places"))


def _keyed(con: Any, table: str, column: str, keys: Iterable[frozenset[str]]) -> None:
    ids, values = array("i"), list[str]()
    for at, found in enumerate(keys):
        values.extend(found)
        ids.extend([at] * len(found))
    _register(con, table, {"name_id": ids, column: values})


def _columns(rows: Sequence[ListRow], numbers: dict[str, int]) -> dict[str, list[Any]]:
    curated: dict[str, int] = {}
    days = {limits: _day(limits) for limits in {*(row.when for row in rows), *(row.born for row in rows)}}
    made: dict[str, list[Any]] = {
        "unique_id": list(range(len(rows))),
        "list": [row.table for row in rows],
        "curated": [curated.setdefault(row.curated, len(curated)) if row.curated else None for row in rows],
        "name_id": [numbers.setdefault(row.name, len(numbers)) for row in rows],
        "father_id": [numbers.setdefault(row.father, len(numbers)) if row.father else None for row in rows],
        "when1": [row.when[0] if row.when else None for row in rows],
        "when2": [row.when[1] if row.when else None for row in rows],
        "whend": [days[row.when] for row in rows],
        "born1": [row.born[0] if row.born else None for row in rows],
        "born2": [row.born[1] if row.born else None for row in rows],
        "bornd": [days[row.born] for row in rows],
        "age1": [row.age[0] if row.age else None for row in rows],
        "age2": [row.age[1] if row.age else None for row in rows],
        "sex": [row.sex or None for row in rows],
        "places": [list(row.places) or None for row in rows],
        "numbers": [list(row.numbers) or None for row in rows],
        "ends": [[number[-6:] for number in row.numbers if len(number) >= 6] or None for row in rows],
    }
    for at in range(len(rows[0].others) if rows else 0):
        made[f"o{at}"] = [row.others[at] or None for row in rows]
    return made


def _day(limits: tuple[int, int] | None) -> str | None:
    from datetime import date

    return date.fromordinal(limits[0]).isoformat() if limits and limits[0] == limits[1] else None


def _register(con: Any, name: str, columns: Mapping[str, Sequence[Any]]) -> None:
    import pyarrow as pa

    types = {
        "places": pa.list_(pa.string()), "numbers": pa.list_(pa.string()), "ends": pa.list_(pa.string()), "rarity": pa.float64(),
        **dict.fromkeys(("key", "part", "bones", "whend", "bornd", "sex"), pa.string()),
    }  # fmt: skip
    made = {
        column: pa.array(values, types.get(column) or (pa.string() if column[0] == "o" else pa.int32()))
        for column, values in columns.items()
    }
    con.register("incoming", pa.table(made))
    con.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
    con.unregister("incoming")


def _rarities(read: Sequence[Forms], borne: Mapping[int, int]) -> list[float]:
    """Gives how many bits a name is worth: how seldom its parts are written in these very lists, in its own script, smoothed.

    `borne` tells how many rows bear each name. Spellings are counted, not consonants: where one name is spelled in several ways
    its rarest looks rarer than it is, and the commoner of two names decides.
    """
    scripts = [[(script_of("".join(tokens)), frozenset(tokens)) for tokens in one] for one in read]
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for at, times in borne.items():
        for script, tokens in scripts[at]:
            totals[script] += times
            for token in tokens:
                counts[script, token] += times
    bits = {(script, token): _bits(count, totals[script]) for (script, token), count in counts.items()}
    unborne = {script: _bits(0, totals[script]) for one in scripts for script, _ in one}
    return [
        min((sum(bits.get((script, token), unborne[script]) for token in tokens) for script, tokens in one), default=_RAREST)
        for one in scripts
    ]


def _bits(count: int, total: int) -> float:
    return min(_RAREST, -log2((count + 0.5) / (total + _SMOOTH)))
