"""Estimation: each published answer beside ours, and what the sampler is worth a CPU second, beside R's LCMCR.

Run: python bench/estimate.py. The tables are those of ../shared/data/estimate; a row whose table is absent is left out.
Peers' figures are those of the README beside the tables and of runs of LCMCR 0.4.14, dga 2.0.2 and Rcapture 1.4-4.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Final

import numpy as np

from govah.count.mse.dga import dga
from govah.count.mse.graphs import decomposable
from govah.count.mse.interface import Request
from govah.count.mse.lcm.sampling import sample
from govah.count.mse.loglinear import loglinear, profile
from govah.count.mse.table import Table, table_of

DATA: Final = Path(__file__).parents[2] / "shared" / "data" / "estimate"
DGA: Final = {
    "kosovo": "12,595 (9,827–16,544)", "western": "2,132 (1,343–3,848)", "hiv": "11,220 (9,404–14,095)",
    "ukdat_5": "22,990 (10,387–33,508)", "madiganyork5": "618 (590–656)", "madiganyork3": "731 (694–787)",
    "hare": "six lists: none",
}  # fmt: skip
LCM: Final = {
    "kosovo": ("10,417 (9,036–13,654)", "96"), "western": ("1,838 (1,306–2,984)", "?"), "hiv": ("10,925 (9,360–13,047)", "?"),
    "madiganyork5": ("628 (589–726)", "?"), "madiganyork3": ("735 (691–811)", "?"),
    "ukdat_5": ("by seed 12,918 to 22,342", "47–100"),
}  # fmt: skip
LOGLINEAR: Final = {"kosovo": "10,357 (8,994–12,110)", "hiv": "11,125 (9,532–13,114)", "western": "2,483 (SparseMSE)"}


def main() -> None:
    """Prints a row for each figure."""
    for lists in (3, 4, 5, 6):
        decomposable(lists)
    print(f"{'dga':14}{'ours':>28}{'R':>28}{'CPU-s':>9}   target: equal digits; kosovo 0.05, six lists 0.2")
    for name, theirs in DGA.items():
        if table := _table(name):
            seconds, found = _timed(lambda table=table: dga(table).posterior)  # type: ignore[misc]
            told = _told(*(found.quantile(share) for share in (0.5, 0.025, 0.975)))
            print(f"{name:14}{told:>28}{theirs:>28}{seconds:9.3f}", flush=True)
    print(f"\n{'loglinear':14}{'ours':>28}{'published':>28}{'CPU-s':>9}")
    for name, theirs in LOGLINEAR.items():
        if table := _table(name):
            seconds, fits = _timed(lambda table=table: loglinear(table).fits)  # type: ignore[misc]
            print(f"{name:14}{_told(fits[0].estimate, *profile(table, fits[0])):>28}{theirs:>28}{seconds:9.3f}", flush=True)
    print(f"\n{'lcm, 8 seeds':14}{'median of medians, limits':>28}{'R, long run':>28}{'R-hat':>9}{'ESS/CPU-s':>12}{'R':>8}")
    for name, (theirs, peer) in LCM.items():
        if table := _table(name):
            runs = [sample(table, Request(seed=seed)) for seed in range(8)]
            limits = [np.quantile(run.draws, (0.5, 0.025, 0.975)) for run in runs]
            worth = min(run.agreement.bulk / run.seconds for run in runs)
            worst = max(run.agreement.rhat for run in runs)
            print(f"{name:14}{_told(*np.median(limits, axis=0)):>28}{theirs:>28}{worst:9.4f}{worth:12.0f}{peer:>8}", flush=True)
    print("targets: R-hat < 1.01 over 8 seeds; least ESS a CPU second 1,000 on kosovo and ukdat_5, 700 on western")


def _table(name: str) -> Table | None:
    path = DATA / f"{name}.csv"
    if not path.exists():
        return None
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    return table_of(header[:-1], [([int(one) for one in row[:-1]], int(row[-1])) for row in rows])


def _timed(run):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    best, found = float("inf"), None
    for _ in range(3):
        began = time.process_time()
        found = run()
        best = min(best, time.process_time() - began)
    return best, found


def _told(middle: float, low: float, high: float) -> str:
    return f"{middle:,.0f} ({low:,.0f}–{high:,.0f})"


if __name__ == "__main__":
    main()
