"""Link made-up records of 112 lists, with realistic name frequencies and slips, beside plain Splink 5.

bench/link.py                100,000 records
bench/link.py 1000000        a million
bench/link.py 12000000 --memory 8GB  twelve million: half an hour and 12 GB
bench/link.py 1000000 --new 1000     a thousand of them held against all the others
bench/link.py 100000 --peer          plain Splink 5 beside it, with its usual comparisons
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import tempfile
import time
from array import array
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

from govah.link.engine.linking import link_into
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


def records(count: int, seed: int) -> Iterator[tuple[ListRow, int]]:
    """Records of persons who stand in one list to six, and whose each is."""
    chance = random.Random(seed)
    given, given_weights = names(chance, 600)
    family, family_weights = names(chance, max(2000, count // 40))
    endings = {name: name + chance.choice(_FAMILY) for name in family}
    made = person = 0
    while made < count:
        first = chance.choices(given, cum_weights=given_weights)[0]
        last = endings[chance.choices(family, cum_weights=family_weights)[0]]
        day, age, town = _START + chance.randrange(400), chance.randrange(14, 70), f"t{chance.randrange(300)}"
        sex = "male" if chance.random() < 0.8 else "female"
        for table in chance.sample(range(LISTS), min(6, 1 + int(chance.expovariate(1.1)), count - made)):
            written = slip(chance, first) if chance.random() < 0.1 else first
            name = f"{written} {slip(chance, last) if chance.random() < 0.15 else last}"
            when = day + (chance.randrange(-3, 4) if chance.random() < 0.2 else 0)
            known = age + (chance.choice((-1, 1)) if chance.random() < 0.15 else 0)
            yield ListRow(
                f"r{made}", 0, name, f"list {table}",
                when=(when, when) if chance.random() < 0.85 else None, age=(known, known) if chance.random() < 0.6 else None,
                sex=sex if chance.random() < 0.9 else "", places=(town,) if chance.random() < 0.8 else (),
            ), person  # fmt: skip
            made += 1
        person += 1


class Truth:
    """Whose each record is, heard as the records pass by."""

    def __init__(self) -> None:
        self.whose = array("i")
        self.fresh: set[int] = set()
        self.making = self.making_cpu = 0.0
        "Seconds that making the records up took, by the clock and of the processor."

    def told(self, seen: Iterator[tuple[ListRow, int]]) -> Iterator[ListRow]:
        """Gives the records, and keeps whose they are."""
        while True:
            began, used = time.perf_counter(), time.thread_time()
            row, person = next(seen, (None, 0))
            self.making += time.perf_counter() - began
            self.making_cpu += time.thread_time() - used
            if row is None:
                return
            self.whose.append(person)
            yield row

    def pairs(self) -> int:
        """How many pairs are one person: all of them, or those of which one is new."""
        sizes: dict[int, int] = {}
        for person in self.whose:
            sizes[person] = sizes.get(person, 0) + 1
        if not self.fresh:
            return sum(size * (size - 1) // 2 for size in sizes.values())
        held = sum(sizes[self.whose[at]] - 1 for at in self.fresh)
        own: dict[int, int] = {}
        for at in self.fresh:
            own[self.whose[at]] = own.get(self.whose[at], 0) + 1
        return held - sum(size * (size - 1) // 2 for size in own.values())

    def score(self, links: Path) -> dict[str, tuple[float, float]]:
        """Precision and recall at some thresholds."""
        found = {at: [0, 0] for at in (0.01, 0.5, 0.9)}
        with links.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                is_one = self.whose[int(line["id_l"][1:])] == self.whose[int(line["id_r"][1:])]
                for at, counts in found.items():
                    if float(line["score"]) >= at:
                        counts[0] += is_one
                        counts[1] += 1
        pairs = self.pairs()
        return {str(at): (round(same / max(1, told), 4), round(same / pairs, 4)) for at, (same, told) in found.items()}


def spent() -> float:
    """CPU seconds of this process and of those that it started."""
    return sum(
        used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def peak() -> float:
    """The most memory that this process and one that it started have had, in GB."""
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1e6


def new_first(rows: Iterator[ListRow], truth: Truth, new: int, count: int) -> Iterator[ListRow]:
    """Gives some records, spread over all, as the first table, and the others as the second."""
    every = list(rows)
    truth.fresh.update(random.Random(3).sample(range(count), new))
    for at in sorted(truth.fresh):
        yield every[at]
    for at, row in enumerate(every):
        if at not in truth.fresh:
            yield ListRow(row.id, 1, row.name, row.curated, "", row.when, None, row.age, row.sex, row.places)


def main() -> int:
    """Prints what linking took and what it found, as one JSON value."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--memory", default="2500MB", help="what DuckDB may take; names and rows come on top")
    parser.add_argument("--new", type=int, default=0, help="so many records held against all the others")
    parser.add_argument("--peer", action="store_true", help="plain Splink 5 beside it")
    asked = parser.parse_args()
    truth = Truth()
    rows = truth.told(records(asked.count, asked.seed))
    if asked.new:
        rows = iter(list(new_first(rows, truth, asked.new, asked.count)))
        truth.making = truth.making_cpu = 0.0
    began, used = time.perf_counter(), spent()

    def hear(step: str, many: int) -> None:
        print(f"  {time.perf_counter() - began:.0f} s, {peak():.2f} GB: {step} {many:,}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        links = Path(folder) / "links.csv"
        found = link_into(rows, links, hear, memory=asked.memory, fresh=1 if asked.new else 0)
        seconds, cpu = time.perf_counter() - began - truth.making, spent() - used - truth.making_cpu
        result: dict[str, Any] = {
            "records": found.rows, "new": asked.new, "lists": LISTS, "pairs_looked_at": found.looked_at,
            "seconds": round(seconds, 1), "cpu_seconds": round(cpu, 1), "peak_gb": round(peak(), 2),
            "pairs_told": sum(found.bands.values()), "precision_recall": truth.score(links),
        }  # fmt: skip
    if asked.peer:
        result["splink"] = plain_splink([row for row, _ in records(asked.count, asked.seed)])
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
    started, used = time.perf_counter(), spent()
    Linker(api.register("people"), asked, log_level=40).inference.predict(threshold_match_probability=0.01, warning_mode="never")
    return {"seconds": round(time.perf_counter() - started, 1), "cpu_seconds": round(spent() - used, 1)}


if __name__ == "__main__":
    raise SystemExit(main())
