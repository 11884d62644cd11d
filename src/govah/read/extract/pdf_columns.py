"""Columns of a page of running text: where the empty strip between them stands, so that no line runs from one into the other.

A table has such strips too. What tells columns of text from it is that their lines are full: most reach from edge to edge.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final, Protocol

NARROWEST: Final = 0.8
"""Heights of a line: a narrower gap is a space between words."""
FULL: Final = 0.75
"""Share of its column that the median line fills where it is text."""
FEWEST: Final = 4
"""Lines that must have the strip, and for each line that runs across it four more."""


MOST_TRIED: Final = 60
"""Places at which a strip is looked for on one page: those that most lines leave empty."""


class Placed(Protocol):
    """Something that stands on a line."""

    @property
    def left(self) -> float:
        """Gives its left edge, in points."""
        ...

    @property
    def right(self) -> float:
        """Gives its right edge."""
        ...


Gap = tuple[float, float]


def gutters(rows: Sequence[Sequence[Placed]], height: float) -> list[float]:
    """Gives the middle of each strip between columns of running text, from the left; `rows` are sorted from the left."""
    gaps = [_gaps(row, NARROWEST * height) for row in rows]
    covered = Counter(x for own in gaps for left, right in own for x in range(math.ceil(left), math.floor(right) + 1))
    found: list[float] = []
    for x, lines in covered.most_common(MOST_TRIED):
        if lines < FEWEST or any(abs(x - known) < 4 * height for known in found):
            continue
        own = [row for row, empty in zip(rows, gaps, strict=True) if any(left <= x <= right for left, right in empty)]
        across = sum(bool(row) and row[0].left < x < row[-1].right for row in rows) - len(own)
        if lines >= FEWEST * across and _are_full(own, x):
            found.append(float(x))
    return sorted(found)


def _gaps(row: Sequence[Placed], least: float) -> list[Gap]:
    out: list[Gap] = []
    reached = row[0].right if row else 0.0
    for one in row[1:]:
        if one.left - reached >= least:
            out.append((reached, one.left))
        reached = max(reached, one.right)
    return out


def _are_full(rows: Sequence[Sequence[Placed]], x: float) -> bool:
    """Whether the lines on both sides of a strip reach from edge to edge, as text does and cells do not."""
    for is_left in (True, False):
        parts = [[one for one in row if (one.right <= x if is_left else one.left >= x)] for row in rows]
        spans = [(part[0].left, max(one.right for one in part)) for part in parts if part]
        if len(spans) < FEWEST:
            return False
        width = max(right for _, right in spans) - min(left for left, _ in spans)
        if not width or median(right - left for left, right in spans) < FULL * width:
            return False
    return True
