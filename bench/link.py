"""Link made-up records of 112 lists, with realistic name frequencies and slips, beside plain Splink 5.

bench/link.py                100,000 records
bench/link.py 1000000        a million
bench/link.py 12000000       twelve million: half an hour and 12 GB
bench/link.py 100000 --peer  plain Splink 5 beside it, with its usual comparisons
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from datetime import date
from itertools import accumulate
from typing import Any

from govah.link.engine.linking import link_rows
from govah.link.rows import ListRow

LISTS = 112
_GIVEN = (
    "Bor",
    "Yaz",
    "Gol",
    "Mehr",
    "Khos",
    "Zha",
    "Ard",
    "Sia",
    "Par",
    "Nush",
    "Fari",
    "Houm",
    "Bah",
    "Shah",
    "Ira",
    "Kei",
    "Taj",
    "Rud",
)
_MIDDLE = ("zu", "de", "no", "fa", "ro", "le", "sha", "va", "vi", "bo", "ma", "ri", "za", "hu", "ti", "ku")
_ENDS = ("yeh", "gerd", "sh", "rin", "w", "r", "k", "yar", "n", "id", "ad", "ban", "far", "mand", "pour", "zad")
_FAMILY = ("i", "ian", "vand", "zadeh", "nejad", "pour", "far", "lou", "zehi", "mand")
_START = date(2025, 3, 21).toordinal()


def names(chance: random.Random, count: int) -> tuple[list[str], list[float]]:
    """Made-up names with the weights of Zipf: few are borne by many, many by few."""
    made = list(dict.fromkeys(
        chance.choice(_GIVEN) + "".join(chance.choices(_MIDDLE, k=chance.randint(0, 2))) + chance.choice(_ENDS)
        for _ in range(count * 3)
    ))[:count]  # fmt: skip
    return made, list(accumulate(1 / (rank + 4) for rank in range(len(made))))


def slip(chance: random.Random, name: str) -> str:
    """A spelling that another list has."""
    for one, other in (("ou", "u"), ("a", "e"), ("gh", "q"), ("yeh", "ieh"), ("sh", "ch"), ("v", "w")):
        if one in name and chance.random() < 0.35:
            return name.replace(one, other, 1)
    at = chance.randrange(1, len(name))
    return name[:at] + name[at + 1 :]


def records(count: int, seed: int) -> tuple[list[ListRow], list[int]]:
    """Records of persons who stand in one list to six, and whose each is."""
    chance = random.Random(seed)
    given, given_weights = names(chance, 600)
    family, family_weights = names(chance, max(2000, count // 40))
    endings = {name: name + chance.choice(_FAMILY) for name in family}
    rows, whose = [], []
    person = 0
    while len(rows) < count:
        first = chance.choices(given, cum_weights=given_weights)[0]
        last = endings[chance.choices(family, cum_weights=family_weights)[0]]
        day, age, town = _START + chance.randrange(400), chance.randrange(14, 70), f"t{chance.randrange(300)}"
        sex = "male" if chance.random() < 0.8 else "female"
        for table in chance.sample(range(LISTS), min(6, 1 + int(chance.expovariate(1.1)))):
            written = slip(chance, first) if chance.random() < 0.1 else first
            name = f"{written} {slip(chance, last) if chance.random() < 0.15 else last}"
            when = day + (chance.randrange(-3, 4) if chance.random() < 0.2 else 0)
            known = age + (chance.choice((-1, 1)) if chance.random() < 0.15 else 0)
            rows.append(ListRow(
                f"r{len(rows)}", table, name, f"list {table}",
                when=(when, when) if chance.random() < 0.85 else None, age=(known, known) if chance.random() < 0.6 else None,
                sex=sex if chance.random() < 0.9 else "", places=(town,) if chance.random() < 0.8 else (),
            ))  # fmt: skip
            whose.append(person)
        person += 1
    return rows[:count], whose[:count]


def pairs_of(whose: list[int]) -> int:
    """How many pairs are one person."""
    sizes: dict[int, int] = {}
    for one in whose:
        sizes[one] = sizes.get(one, 0) + 1
    return sum(size * (size - 1) // 2 for size in sizes.values())


def main() -> int:
    """Prints what linking took and what it found, as one JSON value."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--peer", action="store_true", help="plain Splink 5 beside it")
    asked = parser.parse_args()
    rows, whose = records(asked.count, asked.seed)
    started, spent = time.perf_counter(), time.process_time()
    found = link_rows(rows, lambda step, count: print(f"  {step} {count:,}", flush=True), memory=asked.memory)
    seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    owner = {row.id: person for row, person in zip(rows, whose, strict=True)}
    told = [owner[one.left] == owner[one.right] for one in found.links if one.score >= 0.5]
    result: dict[str, Any] = {
        "records": len(rows), "lists": LISTS, "pairs_looked_at": found.looked_at,
        "seconds": round(seconds, 1), "cpu_seconds": round(cpu, 1),
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
        "precision": round(sum(told) / max(1, len(told)), 4), "recall": round(sum(told) / max(1, pairs_of(whose)), 4),
    }  # fmt: skip
    if asked.peer:
        result["splink"] = plain_splink(rows)
    print(json.dumps(result))
    return 0


def plain_splink(rows: list[ListRow]) -> dict[str, float]:
    """What Splink 5 takes with its own comparisons and blocking, untrained: time alone is compared."""
    import duckdb  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415
    from splink.internals.duckdb.database_api import DuckDBAPI  # noqa: PLC0415

    con = duckdb.connect()
    parts = [row.name.split() for row in rows]
    con.register("incoming", pa.table({
        "unique_id": list(range(len(rows))), "given": [one[0] for one in parts], "family": [one[1] for one in parts],
        "day": [row.when[0] if row.when else None for row in rows],
        "town": [row.places[0] if row.places else None for row in rows],
    }))  # fmt: skip
    con.execute("CREATE TABLE people AS SELECT * FROM incoming")
    api = DuckDBAPI(connection=con)
    asked = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("given"),
            cl.JaroWinklerAtThresholds("family"),
            cl.ExactMatch("day"),
            cl.ExactMatch("town"),
        ],
        blocking_rules_to_generate_predictions=[block_on("family", "given"), block_on("day", "town"), block_on("family", "day")],
    )
    started = time.perf_counter()
    Linker(api.register("people"), asked, log_level=40).inference.predict(threshold_match_probability=0.01, warning_mode="never")
    return {"seconds": round(time.perf_counter() - started, 1)}


if __name__ == "__main__":
    raise SystemExit(main())
