"""A hundred thousand rows of twenty lists linked in little memory: who stands in several is found."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from collections import Counter
from itertools import accumulate
from pathlib import Path

import pytest

pytest.importorskip("splink")
resource = pytest.importorskip("resource", reason="Windows tells no peak of memory")

ROWS, LISTS = 100_000, 20
HEADS = (
    "Borzu",
    "Yazd",
    "Golnu",
    "Farang",
    "Ardes",
    "Zhale",
    "Siava",
    "Nusha",
    "Mehrne",
    "Kavu",
    "Khosro",
    "Houma",
    "Irande",
    "Tishta",
)
TAILS = ("yeh", "gerd", "sh", "rin", "far", "ban", "zad", "mand", "ran", "dokht", "yar", "nia")
ENDS = ("vand", "ian", "i", "pour", "zadeh", "nejad", "lou", "far")
TOWNS = [
    f"{one}{other}"
    for one in ("Ba", "De", "Ko", "Lu", "Ma", "Ro", "Sha", "Ti")
    for other in ("bod", "kan", "rum", "sat", "zin", "vak")
]
MOST_KB = 900_000


def made_up(path: Path) -> Counter[str]:
    """Writes persons who stand in one list to four, one spelling in eight another; tells how often each person stands there."""
    chance = random.Random(5)
    given = [head + tail for head in HEADS for tail in TAILS]
    family = [one + other + end for one in HEADS for other in HEADS for end in ENDS]
    rank = list(accumulate(1 / (at + 3) for at in range(len(family))))
    held: Counter[str] = Counter()
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(["id", "list", "name", "date of death", "age", "city"])
        while (count := held.total()) < ROWS:
            person, name = f"p{len(held)}", (chance.choice(given), chance.choices(family, cum_weights=rank)[0])
            day, age, town = (
                f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
                chance.randrange(15, 70),
                chance.choice(TOWNS),
            )
            for at, place in enumerate(chance.sample(range(LISTS), min(chance.choice((1, 1, 2, 2, 3, 4)), ROWS - count))):
                first = name[0].replace("a", "e", 1) if chance.random() < 0.12 else name[0]
                write([f"{person}-{at}", place, f"{first} {name[1]}", day, age if chance.random() < 0.6 else "", town])
                held[person] += 1
    return held


@pytest.mark.slow
def test_a_hundred_thousand_rows_take_little_memory(tmp_path: Path) -> None:
    """The command links them in under 0.9 GB, finds nine of ten pairs that are one person, and errs in less than one of five."""
    rows, links = tmp_path / "rows.csv", tmp_path / "links.csv"
    held = made_up(rows)
    command = [sys.executable, "-m", "govah", "link", "tables", str(rows), "-o", str(links), "--curated", "list"]
    begun = subprocess.Popen([*command, "--memory", "500MB"])
    _, status, used = os.wait4(begun.pid, 0)
    begun.returncode = os.waitstatus_to_exitcode(status)
    with links.open(encoding="utf-8", newline="") as file:
        told = [
            row["id_l"].split("-")[0] == row["id_r"].split("-")[0] for row in csv.DictReader(file) if float(row["score"]) >= 0.5
        ]

    assert begun.returncode == 0
    assert used.ru_maxrss / (1024 if sys.platform == "darwin" else 1) < MOST_KB
    assert sum(told) >= 0.9 * sum(count * (count - 1) // 2 for count in held.values())
    assert sum(told) >= 0.8 * len(told)
