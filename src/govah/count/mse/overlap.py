"""How the lists overlap, before anything is estimated: sizes, pairs, lists that meet no other, lists that copy each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np

from govah.count.mse.table import Counts, Table

COPIED: Final = 0.9
"""The share of the people of two lists together that both have, from which they are taken for one list."""
ENOUGH: Final = 10
"""People below which a list is too small to say that it is held whole in another."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What can be said of the lists without any model."""

    sizes: tuple[int, ...]
    shared: tuple[tuple[int, ...], ...]
    """(k, k): how many people each pair of lists shares."""
    by_lists: tuple[int, ...]
    """How many people are on exactly 1, 2, … lists."""
    empty: tuple[int, ...]
    """Positions of lists that have nobody."""
    isolated: tuple[int, ...]
    """Positions of lists with people, none of whom any other list has."""
    bare_pairs: tuple[tuple[int, int], ...]
    """Pairs of lists with people that share nobody."""
    copies: tuple[tuple[int, int], ...]
    """Pairs of lists of which one looks like a copy of the other."""


def overlap(table: Table) -> Overlap:
    """Describes how the lists of a table overlap."""
    on = table.histories.astype(np.int64)
    shared: Counts = (on * table.counts[:, None]).T @ on
    k = table.width
    sizes = tuple(int(shared[at, at]) for at in range(k))
    peopled = [at for at in range(k) if sizes[at]]
    isolated = tuple(at for at in peopled if not any(shared[at, other] for other in range(k) if other != at))
    per = on.sum(axis=1)
    by_lists = tuple(int(table.counts[per == size].sum()) for size in range(1, k + 1))
    pairs = list(combinations(peopled, 2))
    return Overlap(
        sizes,
        tuple(tuple(int(one) for one in row) for row in shared),
        by_lists,
        tuple(at for at in range(k) if not sizes[at]),
        isolated,
        tuple((one, other) for one, other in pairs if not shared[one, other]),
        tuple((one, other) for one, other in pairs if _is_copy(sizes[one], sizes[other], int(shared[one, other]))),
    )


def _is_copy(one: int, other: int, both: int) -> bool:
    """Answers whether two lists share nearly all they have, or one of them is held whole in the other."""
    return both >= COPIED * (one + other - both) or (both == min(one, other) and both >= ENOUGH)


def chao(found: Overlap) -> float | None:
    """Gives Chao's lower bound of N from people on one and on two lists (Chao 1987, Biometrics 43, 783-791), bias-corrected."""
    people, once = sum(found.by_lists), found.by_lists[0]
    twice = found.by_lists[1] if len(found.by_lists) > 1 else 0
    k = len(found.sizes) - len(found.empty)
    if k < 2 or not people:
        return None
    return people + (k - 1) / k * once * (once - 1) / (2 * (twice + 1))


def chapman(one: int, other: int, both: int) -> tuple[float, float, float]:
    """Gives Chapman's estimate of N from two independent lists, with 95% limits, log-normal in the unseen (Chao 1987)."""
    estimate = (one + 1) * (other + 1) / (both + 1) - 1
    variance = (one + 1) * (other + 1) * (one - both) * (other - both) / ((both + 1) ** 2 * (both + 2))
    seen = one + other - both
    unseen = max(estimate - seen, 1e-9)
    factor = float(np.exp(1.959963984540054 * np.sqrt(np.log1p(variance / unseen**2))))
    return estimate, seen + unseen / factor, seen + unseen * factor


def described(table: Table, found: Overlap) -> dict[str, Any]:
    """Gives the overlap as plain values, lists by their names."""
    name = table.lists
    return {
        "people": table.people,
        "lists": [{"list": name[at], "people": size} for at, size in enumerate(found.sizes)],
        "on_lists": list(found.by_lists),
        "pairs": [
            {"lists": [name[one], name[other]], "shared": found.shared[one][other]}
            for one, other in combinations(range(table.width), 2)
        ],
        "empty": [name[at] for at in found.empty],
        "isolated": [name[at] for at in found.isolated],
        "copies": [[name[one], name[other]] for one, other in found.copies],
        "chao_lower_bound": chao(found),
    }
