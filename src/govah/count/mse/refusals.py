"""The rules of honesty: each a function that says why a number is withheld, or nothing. Their numbers are those of the docs.

A rule about the table or about the methods together withholds the headline. A rule about one method is listed with that method.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govah.count.mse.interface import Estimate, Refusal, refusal
from govah.count.mse.lcm.agreement import LEAST_DRAWS, RHAT
from govah.count.mse.overlap import Overlap
from govah.count.mse.table import Table

LEAST_LISTS: Final = 3
LEAST_PEOPLE: Final = 30
LEAST_LINKAGES: Final = 20
MOST_LISTS: Final = {"dga": 6, "saturated": 8, "loglinear": 7, "lcm": 30}
SATURATED_WEIGHT: Final = 0.1
MOVED: Final = 0.25
NEAR_BOUND: Final = 0.01


def too_few_lists(found: Overlap) -> Refusal | None:
    """Rule 1: with fewer than three lists that have anybody, nothing about dependence can be seen, and no N is given."""
    lists = len(found.sizes) - len(found.empty)
    return refusal("lists-too-few", 1, count=lists) if lists < LEAST_LISTS else None


def isolated_list(table: Table, found: Overlap) -> Refusal | None:
    """Rule 2: a list that shares nobody with any other says nothing about those on no list: leave it out, or merge it."""
    if not found.isolated:
        return None
    return refusal("list-isolated", 2, lists=_names(table, found.isolated))


def pairs_mostly_bare(table: Table, found: Overlap) -> Refusal | None:
    """Rule 2: where more than half of the pairs of lists share nobody, there is a lower bound only."""
    lists = len(found.sizes) - len(found.empty)
    pairs = lists * (lists - 1) // 2
    if table.people == 0 or 2 * len(found.bare_pairs) <= pairs:
        return None
    return refusal("pairs-mostly-bare", 2, bare=len(found.bare_pairs), pairs=pairs)


def no_estimate_exists(fits: int) -> Refusal | None:
    """Rule 3: where no log-linear model that was tried has a maximum-likelihood estimate, there is nothing to report."""
    return refusal("models-without-estimate", 3) if not fits else None


def only_independence(fits: int, absent: int, *, interacts: bool) -> Refusal | None:
    """Rule 3: where every model that lets lists depend on each other is out, independence is not the choice of the data."""
    return refusal("models-only-independence", 3, absent=absent) if fits and absent and not interacts else None


def prior_decides(saturated: float) -> Refusal | None:
    """Rule 4: where the saturated graph weighs more than a tenth, the prior speaks about N, not the table."""
    return refusal("prior-decides", 4, percent=round(100 * saturated)) if saturated > SATURATED_WEIGHT else None


def chains_disagree(rhat: float, draws: float) -> Refusal | None:
    """Rule 5: chains that do not agree, or are worth too few draws, give no interval."""
    if rhat < RHAT and draws >= LEAST_DRAWS:
        return None
    return refusal("chains-disagree", 5, rhat=f"{rhat:.3f}", draws=round(draws))


def limits_move(moved: float) -> Refusal | None:
    """Rule 6: where a change of what is assumed moves the limits by more than a quarter, only the lowest lower limit is told."""
    return refusal("limits-move", 6, percent=round(100 * moved)) if moved > MOVED else None


def methods_disjoint(estimates: Sequence[Estimate]) -> Refusal | None:
    """Rule 7: where two methods' intervals do not meet, none of them is believed."""
    limits = [(one.method, one.lower, one.upper) for one in estimates if one.lower is not None and one.upper is not None]
    for at, (name, low, high) in enumerate(limits):
        for other, other_low, other_high in limits[at + 1 :]:
            if low > other_high or other_low > high:
                return refusal("methods-disjoint", 7, one=name, other=other)
    return None


def method_alone(methods: Sequence[str]) -> Refusal | None:
    """Rule 7: one method alone is never told as a number with two ends, whatever its own interval says."""
    return refusal("method-alone", 7, method=methods[0]) if len(methods) == 1 else None


def consistency_fails(missed: int, tried: int) -> Refusal | None:
    """Rule 8: where the lists, taken for the truth, lie below the lower limit more than one time in two, it is no limit."""
    return refusal("consistency-fails", 8, missed=missed, tried=tried) if tried and 2 * missed > tried else None


def links_certain(linkages: int) -> Refusal | None:
    """Rule 9: an estimate from fewer than twenty linkages takes its links as certain, and may not say "at least"."""
    return refusal("links-taken-as-certain", 9, count=linkages) if linkages < LEAST_LINKAGES else None


def copies(table: Table, found: Overlap) -> Refusal | None:
    """Rule 10: lists that copy each other are one list."""
    if not found.copies:
        return None
    pairs = "; ".join(_names(table, pair) for pair in found.copies)
    return refusal("lists-copied", 10, lists=pairs)


def too_few_people(table: Table) -> Refusal | None:
    """Rule 11: with fewer than thirty people, there is a documented count only."""
    return refusal("people-too-few", 11, count=table.people, least=LEAST_PEOPLE) if table.people < LEAST_PEOPLE else None


def outside() -> Refusal:
    """Rule 12: those no list could reach are outside of every number; said with every headline."""
    return refusal("unreachable-outside", 12)


def too_many_lists(method: str, lists: int) -> Refusal | None:
    """Rule 2: above a method's number of lists, some must be merged first, and stated."""
    most = MOST_LISTS[method]
    return refusal("lists-too-many", 2, count=lists, most=most) if lists > most else None


def bound_binds(share: float) -> Refusal | None:
    """Rule 6: where N comes near the bound in more than one draw of a hundred, the bound decides the upper limit."""
    return refusal("bound-binds", 6, percent=f"{100 * share:.1f}") if share > NEAR_BOUND else None


def _names(table: Table, positions: Sequence[int]) -> str:
    return ", ".join(table.lists[at] for at in positions)
