"""Link lists whose truth is known, and print for each group how good that was: Kurdish, Baluch, women, no age, no date.

bench/link_groups.py A.csv [B.csv ...] --truth TRUTH.csv [--curated COLUMN] [--unsure PAIRS.csv]

TRUTH has columns id and cluster; PAIRS has id_l and id_r of pairs that nobody can decide, which are left out. A row belongs to a
group by its letters, places and fields, never by the sound of a name; a pair belongs to the groups of both its sides.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from govah.desk.linking.tables import LinkOptions, read_rows
from govah.link.engine.linking import link_rows
from govah.link.estimates import share
from govah.link.groups import GROUPS, groups_of

THRESHOLD = 0.5


def columns(path: Path, *names: str) -> Iterator[tuple[str, ...]]:
    """Reads columns of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield tuple(row[name] for name in names)


def unheard(step: str, count: int) -> None:
    """Says nothing of how far linking is."""


def main() -> int:
    """Prints what was found, as one JSON value: for each group true pairs, precision and recall at .5 with intervals, and F1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="+", type=Path)
    parser.add_argument("--truth", required=True, type=Path)
    parser.add_argument("--curated", default="")
    parser.add_argument("--unsure", type=Path)
    asked = parser.parse_args()
    rows = read_rows(asked.lists, LinkOptions({}, asked.curated))
    groups = {row.id: groups_of(row) for row in rows}
    whose = {one[0]: one[1] for one in columns(asked.truth, "id", "cluster")}
    unsure = {frozenset(pair) for pair in columns(asked.unsure, "id_l", "id_r")} if asked.unsure else set()
    held: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.id in whose:
            held[whose[row.id]].append(row.id)
    true = {frozenset(pair) for ids in held.values() for pair in combinations(ids, 2)} - unsure
    linked = link_rows(rows, unheard)
    found = {frozenset((one.left, one.right)) for one in linked.links if one.score >= THRESHOLD}
    found = {pair for pair in found if pair <= whose.keys()} - unsure

    def of(group: str, pairs: set[frozenset[str]]) -> set[frozenset[str]]:
        return pairs if group == "all" else {pair for pair in pairs if any(group in groups[end] for end in pair)}

    told = {}
    for group in ("all", *GROUPS):
        mine, theirs = of(group, found), of(group, true)
        hits = len(mine & theirs)
        precision, recall = share(hits, len(mine)), share(hits, len(theirs))
        told[group] = {
            "true_pairs": len(theirs),
            "precision": [precision.value, precision.low, precision.high],
            "recall": [recall.value, recall.low, recall.high],
            "f1": round(2000 * hits / (len(mine) + len(theirs))) if hits else 0,
        }
    print(json.dumps({"rows": len(rows), "threshold": THRESHOLD, "thousandths": told}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
