"""Internal consistency: one list taken for the truth, and estimated from the others, where the answer is known.

After Binette & Steorts (2022), "On the reliability of multiple systems estimation for the quantification of modern slavery",
JRSS A 185, 640-676 (arXiv 2112.01594). Of the people on one list, those on no other are hidden; the method is asked how many
there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from govah.count.mse.interface import Estimate, Request
from govah.count.mse.methods import estimate_by
from govah.count.mse.overlap import overlap
from govah.count.mse.sensitivity import shorter
from govah.count.mse.table import Table, table_of

LEAST_LISTS: Final = 4
LEAST_PEOPLE: Final = 30


@dataclass(frozen=True, slots=True)
class Tried:
    """One list as the truth."""

    name: str
    truth: int
    estimate: Estimate

    @property
    def is_held(self) -> bool | None:
        """Answers whether the lower limit held; None where there is none."""
        return None if self.estimate.lower is None else self.estimate.lower <= self.truth

    @property
    def is_covered(self) -> bool | None:
        """Answers whether the interval holds the truth; None where there is none."""
        if self.is_held is None or self.estimate.upper is None:
            return None
        return self.is_held and self.truth <= self.estimate.upper


def consistency(method: str, table: Table, request: Request) -> tuple[Tried, ...]:
    """Tries a method on every list that enough people are on together with others; none where there are fewer than four lists."""
    if table.width < LEAST_LISTS:
        return ()
    short = replace(shorter(request), bound=None)
    found = []
    for at, name in enumerate(table.lists):
        inside = _inside(table, at)
        seen = overlap(inside)
        if inside.people < LEAST_PEOPLE or seen.isolated or inside.width - len(seen.empty) < LEAST_LISTS - 1:
            continue
        truth = int(table.counts[table.histories[:, at] == 1].sum())
        found.append(Tried(name, truth, estimate_by(method, inside, short)[0]))
    return tuple(found)


def share_held(tried: Sequence[Tried]) -> tuple[int, int]:
    """Gives how many lower limits failed, of how many there were."""
    held = [one.is_held for one in tried if one.is_held is not None]
    return held.count(False), len(held)


def _inside(table: Table, at: int) -> Table:
    """Gives the people on one list, by the other lists that they are on; lists that have none of them are left out."""
    rows = np.flatnonzero(table.histories[:, at])
    others = [one for one in range(table.width) if one != at and table.histories[rows, one].any()]
    kept = zip(table.histories[rows][:, others].tolist(), table.counts[rows].tolist(), strict=True)
    return table_of([table.lists[one] for one in others], kept)
