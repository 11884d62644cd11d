"""Rows put into DuckDB, in memory: nothing is spilled to disk, and nothing is fetched."""

# ruff: noqa: S608, PLC0415 - SQL of our own constants only; heavy libraries load when called
from __future__ import annotations

import gc
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from govah.link.keys import name_keys, sorted_consonants
from govah.link.names import Forms
from govah.link.rows import Column, ListRow, RowBlock, blocks

CROWD: Final = 30_000
"""Distinct names from which rows are no longer looked for by every key of their names, where most have a day and a place."""
_BARE: Final = 5
"""How many times as many names it takes where most have not: there is little else to meet by."""
_PRESENT: Final = {"when": "when1", "born": "born1", "age": "age1", "sex": "sex", "place": "places", "number": "numbers",
                   "source": "sources"}  # fmt: skip

_TEXTS: Final = frozenset(("id", "id_one", "id_other", "id_said", "key", "bones", "whend", "bornd", "sex", "reasons"))
T = TypeVar("T")


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


def connect(memory: str = "") -> Any:
    """Opens a database in memory that never spills to disk nor fetches an extension."""
    import duckdb

    con = duckdb.connect(":memory:")
    con.execute("SET temp_directory = ''; SET autoinstall_known_extensions = false; SET preserve_insertion_order = false")
    if memory:
        con.execute(f"SET memory_limit = '{memory}'")
    return con


def load(
    con: Any,
    rows: Iterable[ListRow | RowBlock],
    crowd: int = CROWD,
    fresh: int = 0,
    prefixes: Callable[[], Sequence[str]] = tuple,
) -> Loaded:
    """Makes the tables `ids`, `rows`, `names`, and `name_keys` or, from `crowd` distinct names on, `name_parts`.

    The rows are read once and let go, some at a time; `fresh` tells how many of the first tables are held against the others.
    When they are read, `prefixes` tells what goes before the ids of each table, if anything.
    """
    was_collecting = gc.isenabled()
    gc.disable()  # millions of texts and no circle among them: looking for one takes a fifth of the time
    try:
        return _load(con, rows, crowd, fresh, prefixes)
    finally:
        if was_collecting:
            gc.enable()


def _load(
    con: Any, rows: Iterable[ListRow | RowBlock], crowd: int, fresh: int, prefixes: Callable[[], Sequence[str]]
) -> Loaded:
    from govah.link.engine.parts import in_full, parts_by_name, rarities, scripts, word_by_word

    names, others = _rows(con, rows)
    _prefix(con, prefixes())
    count = _count(con, "*")
    is_crowd = len(names) >= crowd * (1 if _are_placed(con, count) else _BARE)
    is_held = is_crowd and fresh > 0
    read = word_by_word(names) if is_held else in_full(names)
    borne = con.execute("SELECT name_id, count(*) AS n FROM rows GROUP BY 1").fetchnumpy()
    rare = rarities(read, _spread(borne, len(read)))
    numbers: dict[str, Any] = {"name_id": range(len(read)), "rarity": rare, "scripts": scripts(read)}
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


def _rows(con: Any, rows: Iterable[ListRow | RowBlock]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Makes `rows` and `ids`; gives the distinct names in the order of their numbers, and the columns that mean nothing."""
    known, done = _Numbered(), 0
    others: tuple[str, ...] = ()
    for block in blocks(rows):
        columns = _columns(block, known, done)
        register(con, "ids", {"unique_id": columns["unique_id"], "id": block.id}, more=done > 0)
        register(con, "rows", columns, more=done > 0)
        others = tuple(name for name in columns if name[0] == "o" and name[1:].isdigit())
        done += len(block.id)
    return known.names, others


def _prefix(con: Any, prefixes: Sequence[str]) -> None:
    """Puts before each id what its table's ids get."""
    if prefixes:
        register(con, "prefixes", {"list": range(len(prefixes)), "id": prefixes})
        con.execute("""
            CREATE TABLE whole AS SELECT unique_id, p.id || ids.id AS id
            FROM ids JOIN rows USING (unique_id) JOIN prefixes p USING (list);
            DROP TABLE ids; ALTER TABLE whole RENAME TO ids; DROP TABLE prefixes
        """)


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


def _columns(block: RowBlock, known: _Numbered, first: int) -> dict[str, Any]:
    names, curated, places = known.names, known.curated, known.places
    name_id, father_id = _names(block, names)
    made: dict[str, Any] = {
        "unique_id": range(first, first + len(block.id)),
        "list": _taken("list", block.table, int),
        "curated": _taken("curated", block.curated, lambda text: curated.setdefault(text, len(curated)) if text else None),
        "name_id": name_id,
        "father_id": father_id,
        "when1": _taken("when1", block.when, lambda when: when and when[0]),
        "when2": _taken("when2", block.when, lambda when: when and when[1]),
        "whend": _taken("whend", block.when, _day),
        "born1": _taken("born1", block.born, lambda born: born and born[0]),
        "born2": _taken("born2", block.born, lambda born: born and born[1]),
        "bornd": _taken("bornd", block.born, _day),
        "age1": _taken("age1", block.age, lambda age: age and age[0]),
        "age2": _taken("age2", block.age, lambda age: age and age[1]),
        "sex": _taken("sex", block.sex, lambda sex: sex or None),
        "places": _taken("places", block.places, lambda said: [places.setdefault(one, len(places)) for one in said] or None),
        "numbers": _taken("numbers", block.numbers, lambda said: list(said) or None),
        "sources": _taken("sources", block.sources, lambda said: list(said) or None),
        "ends": _taken("ends", block.numbers, lambda said: [number[-6:] for number in said if len(number) >= 6] or None),
    }
    return made | {f"o{at}": _taken(f"o{at}", one, lambda text: text or None) for at, one in enumerate(block.others)}


def _names(block: RowBlock, names: dict[str, int]) -> tuple[Any, Any]:
    """Gives the numbers of names and of fathers' names, in the order of the rows, however they come in blocks."""
    if any(block.father.values):
        for name, father in zip(block.name.each(), block.father.each(), strict=True):
            names.setdefault(name, len(names))
            if father:
                names.setdefault(father, len(names))
    own = _taken("name_id", block.name, lambda name: names.setdefault(name, len(names)))
    return own, _taken("father_id", block.father, lambda father: names[father] if father else None)


def _taken(name: str, column: Column[T], value: Callable[[T], Any]) -> Any:
    """Gives a column of the database, for which each distinct value is worked out once."""
    import numpy as np
    import pyarrow as pa

    return pa.array(list(map(value, column.values)), _type(name)).take(pa.array(np.frombuffer(column.at, dtype=np.int32)))


def _day(limits: tuple[int, int] | None) -> str | None:
    from datetime import date

    return date.fromordinal(limits[0]).isoformat() if limits and limits[0] == limits[1] else None


def register(con: Any, name: str, columns: Mapping[str, Any], *, more: bool = False) -> None:
    """Makes a table of columns, or puts more into it; what is no text, list or rarity is a whole number."""
    import pyarrow as pa

    made = {
        column: values if isinstance(values, pa.Array) else pa.array(values, _type(column)) for column, values in columns.items()
    }
    con.register("incoming", pa.table(made))
    con.execute(f"INSERT INTO {name} SELECT * FROM incoming" if more else f"CREATE TABLE {name} AS SELECT * FROM incoming")
    con.unregister("incoming")


def _type(column: str) -> Any:
    import pyarrow as pa

    if column in ("places", "numbers", "sources", "ends"):
        return pa.list_(pa.int32() if column == "places" else pa.string())
    if column == "rarity":
        return pa.float64()
    return pa.string() if column in _TEXTS or column[0] == "o" else pa.int32()
