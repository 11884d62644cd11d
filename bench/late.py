"""Late reports and changes of a rate: accuracy and CPU seconds, beside the chain ladder in the same run.

Reads the reporting triangle of German COVID-19 hospitalisations (RKI) from ../shared/data, where it is; published scores of
epinowcast on later dates of it stand in docs/concepts/late-reports.md.
"""

from __future__ import annotations

import csv
import gzip
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from count.late.test_nowcast import GERMANY, PHASES, covered, score
from count.late.worlds import World, at, made
from govah.count.changes.points import Options as ChangeOptions
from govah.count.changes.points import changes
from govah.count.changes.series import series
from govah.count.late.nowcast import Options, nowcast
from govah.count.late.reading import reports, sheet
from govah.count.late.triangle import build

COAL = GERMANY.parents[1] / "coal_disasters.csv"


def germany() -> None:
    """The nowcast on one date in three: weighted interval score, coverage and cost, beside C / F of the same delays."""
    triangle = build(reports(sheet(gzip.decompress(GERMANY.read_bytes()))))
    sums = triangle.counts.sum(2)
    truth = {(s, triangle.day(d)): float(sums[a, d]) for a, s in enumerate(triangle.strata) for d in range(triangle.days)}
    ours, plain, inside, half, spent, dates = [], [], [], [], 0.0, range(70, 178, 3)
    for today in dates:
        start = time.process_time()
        found = nowcast(triangle, Options(triangle.day(today), horizon=8, longest=40))
        spent += time.process_time() - start
        ours.append(score(found, truth))
        for one in found.days:
            actual = truth[one.stratum, one.day]
            inside.append(one.quantiles[0] <= actual <= one.quantiles[-1])
            half.append(one.quantiles[2] <= actual <= one.quantiles[4])
            plain.append(abs(one.reported / one.share - actual))
    print(f"German hospitalisations, 7 strata, horizons 0–7, {len(dates)} dates: WIS {np.mean(ours):.2f}")
    print(f"  95% limits cover {np.mean(inside):.3f}, 50% limits {np.mean(half):.3f}")
    print(f"  {spent / len(dates):.3f} CPU-s a date (aim 0.1)")
    print(f"  absolute error of the chain ladder, which has no limits: {np.mean(plain):.2f}")


def blackout() -> None:
    """Coverage of 95% limits by phase of a 14-day shutdown, under both mechanisms, with and without knowing of it."""
    for name, queue in (("queue", 3.0), ("time change", None)):
        for phase, day in PHASES.items():
            aware, naive = [], []
            for seed in range(12):
                world = World(seed=500 + seed, queue=queue)
                triangle, truth = made(world)
                today = at(world.start + day)
                aware.append(covered(nowcast(triangle, Options(today, shutdowns=(world.shutdown,))), truth, at(0)))
                naive.append(covered(nowcast(triangle, Options(today)), truth, at(0)))
            told, blind = np.mean(aware), np.mean(naive)
            print(f"{name} {phase}: coverage {told:.2f} (aim 0.85); not knowing of it {blind:.2f}")


def coal() -> None:
    """The change points of a classic series."""
    rows = list(csv.DictReader(COAL.read_text("utf-8").splitlines()))
    start = time.process_time()
    found = changes(series([row["year"] for row in rows], [float(row["count"]) for row in rows]), ChangeOptions(recent=20))
    mass = sum(found.change[place] for place, row in enumerate(rows) if 1886 <= int(row["year"]) <= 1896)
    print(f"coal-mining disasters: change in 1886–96 expected {mass:.2f} times, rate in 1870 {found.rate[1, 19]:.2f};"
          f" {time.process_time() - start:.2f} CPU-s")  # fmt: skip


if __name__ == "__main__":
    if GERMANY.exists():
        germany()
        coal()
    blackout()
