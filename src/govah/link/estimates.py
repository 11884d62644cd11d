"""What reviews say of the model and of the reviewers: precision and recall with intervals, and agreement beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval of 95 % (Wilson 1927), in thousandths; all 0 to 1000 where nothing was seen."""

    hits: int
    seen: int
    low: int
    high: int

    @property
    def value(self) -> int:
        """Gives the share itself, in thousandths."""
        return round(1000 * self.hits / self.seen) if self.seen else 0


@dataclass(frozen=True, slots=True)
class Sampled:
    """One pair that was drawn at random and judged."""

    score: float
    is_same: bool
    weight: float = 1.0
    "How many pairs of its stratum it stands for."


def share(hits: int, seen: int) -> Share:
    """Gives a share with its interval."""
    if seen == 0:
        return Share(0, 0, 0, 1000)
    p, z2 = hits / seen, _Z * _Z
    centre, half = p + z2 / (2 * seen), _Z * sqrt(p * (1 - p) / seen + z2 / (4 * seen * seen))
    scale = 1 + z2 / seen
    return Share(hits, seen, max(0, round(1000 * (centre - half) / scale)), min(1000, round(1000 * (centre + half) / scale)))


def precision(sampled: Sequence[Sampled], threshold: float) -> Share:
    """Gives how many of the pairs above a threshold are one person, from a random sample."""
    above = [one for one in sampled if one.score >= threshold]
    return share(sum(one.is_same for one in above), len(above))


def recall(sampled: Sequence[Sampled], threshold: float) -> Share:
    """Gives how many of the true pairs among the candidates are above a threshold; pairs that no rule found are not in it."""
    true = [one for one in sampled if one.is_same]
    return share(sum(one.score >= threshold for one in true), len(true))


def kappa(pairs: Sequence[tuple[str, str]]) -> int | None:
    """Gives Cohen's kappa of two reviewers' verdicts on the same pairs, in thousandths; None where it says nothing."""
    if not pairs:
        return None
    count = len(pairs)
    agreed = sum(one == other for one, other in pairs) / count
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[verdict] * second[verdict] for verdict in first) / (count * count)
    return None if chance == 1 else round(1000 * (agreed - chance) / (1 - chance))
