"""Many tables for one answer: linkage draws and imputations carried through, and strata added up.

Rubin (1987), "Multiple Imputation for Nonresponse in Surveys", chapter 3, on the log of the people unseen: within- and
between-draw variance, Student's t with Rubin's degrees of freedom. `verdata` is the variant of HRDAG's R package: the normal
distribution in place of Student's t. The interval of each replicate is taken as log-normal in the people unseen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govah.count.mse.interface import Estimate, refusal

NORMAL: Final = 1.959963984540054
LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Combined:
    """What replicates say together."""

    estimate: Estimate
    within: float
    """Mean variance inside of replicates, of the log of the people unseen."""
    between: float
    """Variance between replicates."""
    missing_information: float
    """The fraction of missing information: the share of the uncertainty that comes from not knowing links and values."""
    degrees: float
    replicates: int
    failed: int
    """Replicates for which the method gave no limits."""


def combine(estimates: Sequence[Estimate], seen: Sequence[int], *, rule: str = "rubin") -> Combined | None:
    """Combines one method's answers over replicates; None where fewer than two have limits.

    Args:
        estimates: the method's answer in each replicate.
        seen: the people seen in each replicate: the number that N cannot lie below.
        rule: `rubin`, or `verdata`.
    """
    kept = [(one, people) for one, people in zip(estimates, seen, strict=True) if one.lower is not None and one.upper is not None]
    if len(kept) < LEAST:
        return None
    points = [_logs(one, people) for one, people in kept]
    count = len(points)
    centre = sum(middle for middle, _ in points) / count
    within = sum(spread**2 for _, spread in points) / count
    between = sum((middle - centre) ** 2 for middle, _ in points) / (count - 1)
    total = within + (1 + 1 / count) * between
    ratio = (1 + 1 / count) * between / within if within else math.inf
    degrees = (count - 1) * (1 + 1 / ratio) ** 2 if ratio else math.inf
    share = (ratio + 2 / (degrees + 3)) / (ratio + 1) if math.isfinite(ratio) else 1.0
    wide = (_student(degrees) if rule == "rubin" else NORMAL) * math.sqrt(total)
    people = sum(each for _, each in kept) / count
    limits = [people + math.exp(centre + by) for by in (-wide, 0.0, wide)]
    reasons = {each.code: each for one, _ in kept for each in one.refused}
    failed = len(estimates) - count
    against = (*reasons.values(), *((refusal("replicates-failed", 9, failed=failed, count=len(estimates)),) if failed else ()))
    mean = people + math.exp(centre + total / 2)
    made = Estimate(
        kept[0][0].method, limits[1], mean, limits[0], limits[2], against, seconds=sum(one.seconds for one in estimates)
    )
    return Combined(made, within, between, share, degrees, count, failed)


def _logs(one: Estimate, people: int) -> tuple[float, float]:
    """Gives centre and spread of the log of the people unseen, from a replicate's limits."""
    low, high = (math.log(max(end - people, 0.5)) for end in (one.lower or 0.0, one.upper or 0.0))
    middle = math.log(max((one.median or 0.0) - people, 0.5))
    return middle, max(high - low, 1e-9) / (2 * NORMAL)


def _student(degrees: float) -> float:
    """Gives the 97.5% point of Student's t."""
    from scipy.special import stdtrit  # noqa: PLC0415 - scipy is heavy, and only this needs it

    return float(stdtrit(degrees, 0.975)) if degrees < 1e6 else NORMAL
