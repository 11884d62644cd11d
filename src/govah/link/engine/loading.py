"""Rows put into DuckDB, in memory: nothing is spilled to disk, and nothing is fetched."""

# ruff: noqa: S608, PLC0415 - SQL of our own constants only; heavy libraries load when called
from __future__ import annotations

import gc
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import Any, Final

from govah.link.keys import name_keys, sorted_consonants
from govah.link.names import Forms
from govah.link.rows import ListRow

CROWD: Final = 30_000
"""Distinct names from which rows are no longer looked for by every key of their names, where most have a day and a place."""
_BARE: Final = 5
"""How many times as many names it takes where most have not: there is little else to meet by."""
_BATCH: Final = 100_000
"""Rows that are held as Python's objects at one time."""
_PRESENT: Final = {"when": "when1", "born": "born1", "age": "age1", "sex": "sex", "place": "places", "number": "numbers",
                   "source": "sources"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the tables hold, once loaded."""

    names: Sequence[Forms]
    "Distinct names and fathers' names in their forms, by their number; `parts.Names` where there is a crowd."
    rows: int
    sizes: tuple[int, ...]
    "Rows of each table."
    present: frozenset[str]
    "The comparisons that at least one row can have."
    others: tuple[str, ...]
    is_crowd: bool
    "Whether there are so many names that `name_parts` was made instead of `name_keys`."
    fresh: int
    "Rows, the first ones, of which every pair must hold one: all of them, unless a list is held against others."
    fresh_names: int
    "Names, the first ones, that those rows bear, and perhaps some more."
    written: tuple[str, ...] = ()
    "The names as written, where `names` are read word by word since few of them will be compared."

    @property
    def pairs(self) -> int:
        """Gives how many pairs of rows there are of which one is fresh."""
        return max(1, self.fresh * (self.rows - self.fresh) + self.fresh * (self.fresh - 1) // 2)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Values that are held by number."""

    names: dict[str, int] = field(default_factory=dict)
    curated: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    days: dict[tuple[int, int] | None, str | None] = field(default_factory=dict)


def connect(memory: str = "") -> Any:
    """Opens a database in memory that never spills to disk nor fetches an extension."""
    import duckdb

    con = duckdb.connect(":memory:")
    con.execute("SET temp_directory = ''; SET autoinstall_known_extensions = false; SET preserve_insertion_order = false")
    if memory:
        con.execute(f"SET memory_limit = '{memory}'")
    return con


def load(con: Any, rows: Iterable[ListRow], crowd: int = CROWD, fresh: int = 0) -> Loaded:
    """Makes the tables `ids`, `rows`, `names`, and `name_keys` or, from `crowd` distinct names on, `name_parts`.

    The rows are read once and let go, some at a time; `fresh` tells how many of the first tables are held against the others.
    """
    was_collecting = gc.isenabled()
    gc.disable()  # millions of texts and no circle among them: looking for one takes a fifth of the time
    try:
        return _load(con, rows, crowd, fresh)
    finally:
        if was_collecting:
            gc.enable()


def _load(con: Any, rows: Iterable[ListRow], crowd: int, fresh: int) -> Loaded:
    from govah.link.engine.parts import Names, parts_by_name, rarities, word_by_word

    names, others = _rows(con, rows)
    count = _count(con, "*")
    is_crowd = len(names) >= crowd * (1 if _are_placed(con, count) else _BARE)
    is_held = is_crowd and fresh > 0
    read = Names(names, word_by_word()) if is_held else Names(names)
    borne = con.execute("SELECT name_id, count(*) AS n FROM rows GROUP BY 1").fetchnumpy()
    numbers: dict[str, Any] = {"name_id": range(len(read)), "rarity": rarities(read, _spread(borne, len(read)))}
    if is_crowd:
        name_id, part = parts_by_name(read)
        register(con, "names", numbers)
        register(con, "name_parts", {"name_id": name_id, "part": part})
    else:
        numbers["bones"] = [sorted_consonants(one) for one in read]
        register(con, "names", numbers)
        _keyed(con, read)
    sizes = dict(con.execute("SELECT list, count(*) FROM rows GROUP BY 1").fetchall())
    tables = tuple(sizes.get(at, 0) for at in range(max(sizes, default=-1) + 1))
    filled = frozenset(name for name, column in _PRESENT.items() if _count(con, column))
    first = sum(tables[:fresh]) if fresh else count
    asked = con.execute(f"SELECT max(greatest(name_id, coalesce(father_id, 0))) + 1 FROM rows WHERE unique_id < {first}")
    return Loaded(
        names=read if is_crowd else tuple(read), rows=count, sizes=tables, present=filled, others=others, is_crowd=is_crowd,
        fresh=first, fresh_names=asked.fetchall()[0][0] or 0, written=tuple(names) if is_held else (),
    )  # fmt: skip


def _rows(con: Any, rows: Iterable[ListRow]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Makes `rows` and `ids`; gives the distinct names in the order of their numbers, and the columns that mean nothing."""
    known, done = _Numbered(), 0
    others: tuple[str, ...] = ()
    for at, batch in enumerate(_batches(rows)):
        columns = _columns(batch, known, done)
        register(con, "ids", {"unique_id": columns["unique_id"], "id": [row.id for row in batch]}, more=at > 0)
        register(con, "rows", columns, more=at > 0)
        others = tuple(name for name in columns if name[0] == "o" and name[1:].isdigit())
        done += len(batch)
    return known.names, others


def _batches(rows: Iterable[ListRow]) -> Iterator[list[ListRow]]:
    """Gives the rows some at a time; of no rows one batch without any."""
    waiting = iter(rows)
    batch = list(islice(waiting, _BATCH))
    while True:
        yield batch
        if not (batch := list(islice(waiting, _BATCH))):
            return


def _spread(borne: Mapping[str, Any], count: int) -> Any:
    import numpy as np

    out = np.zeros(count, dtype=np.int64)
    out[borne["name_id"]] = borne["n"]
    return out


def _count(con: Any, what: str) -> int:
    count: int = con.execute(f"SELECT count({what}) FROM rows").fetchall()[0][0]
    return count


def _are_placed(con: Any, count: int) -> bool:
    """Whether at least half of the rows tell a time, and half a place."""
    return all(2 * _count(con, column) >= count for column in ("when1", "places"))


def _keyed(con: Any, names: Iterable[Forms]) -> None:
    ids, values = array("i"), list[str]()
    for at, forms in enumerate(names):
        found = name_keys(forms)
        values.extend(found)
        ids.extend([at] * len(found))
    register(con, "name_keys", {"name_id": ids, "key": values})


def _columns(rows: Sequence[ListRow], known: _Numbered, first: int) -> dict[str, list[Any]]:
    names, curated, places, days = known.names, known.curated, known.places, known.days
    for limits in {*(row.when for row in rows), *(row.born for row in rows)} - days.keys():
        days[limits] = _day(limits)
    made: dict[str, list[Any]] = {
        "unique_id": list(range(first, first + len(rows))),
        "list": [row.table for row in rows],
        "curated": [curated.setdefault(row.curated, len(curated)) if row.curated else None for row in rows],
        "name_id": [names.setdefault(row.name, len(names)) for row in rows],
        "father_id": _of(rows, "father", lambda row: names.setdefault(row.father, len(names)) if row.father else None),
        "when1": [row.when[0] if row.when else None for row in rows],
        "when2": [row.when[1] if row.when else None for row in rows],
        "whend": [days[row.when] for row in rows],
        "born1": _of(rows, "born", lambda row: row.born[0] if row.born else None),
        "born2": _of(rows, "born", lambda row: row.born[1] if row.born else None),
        "bornd": _of(rows, "born", lambda row: days[row.born]),
        "age1": [row.age[0] if row.age else None for row in rows],
        "age2": [row.age[1] if row.age else None for row in rows],
        "sex": [row.sex or None for row in rows],
        "places": [[places.setdefault(one, len(places)) for one in row.places] or None for row in rows],
        "numbers": _of(rows, "numbers", lambda row: list(row.numbers) or None),
        "sources": _of(rows, "sources", lambda row: list(row.sources) or None),
        "ends": _of(rows, "numbers", lambda row: [number[-6:] for number in row.numbers if len(number) >= 6] or None),
    }
    for at in range(len(rows[0].others) if rows else 0):
        made[f"o{at}"] = [row.others[at] or None for row in rows]
    return made


def _of(rows: Sequence[ListRow], told: str, value: Callable[[ListRow], Any]) -> list[Any]:
    """Gives a column that many lists have not: where no row tells of it, it is empty without a look at each."""
    return [value(row) for row in rows] if any(map(attrgetter(told), rows)) else [None] * len(rows)


def _day(limits: tuple[int, int] | None) -> str | None:
    from datetime import date

    return date.fromordinal(limits[0]).isoformat() if limits and limits[0] == limits[1] else None


def register(con: Any, name: str, columns: Mapping[str, Any], *, more: bool = False) -> None:
    """Makes a table of columns, or puts more into it; what is no text, list or rarity is a whole number."""
    import pyarrow as pa

    types = {
        "places": pa.list_(pa.int32()), "numbers": pa.list_(pa.string()), "sources": pa.list_(pa.string()),
        "ends": pa.list_(pa.string()), "rarity": pa.float64(),
        **dict.fromkeys(("id", "id_one", "id_other", "id_said", "key", "bones", "whend", "bornd", "sex", "reasons"), pa.string()),
    }  # fmt: skip
    made = {
        column: pa.array(values, types.get(column) or (pa.string() if column[0] == "o" else pa.int32()))
        for column, values in columns.items()
    }
    con.register("incoming", pa.table(made))
    con.execute(f"INSERT INTO {name} SELECT * FROM incoming" if more else f"CREATE TABLE {name} AS SELECT * FROM incoming")
    con.unregister("incoming")
