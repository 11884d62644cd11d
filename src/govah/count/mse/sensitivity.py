"""What would change the answer: each method again with another prior, another bound, one list left out, two lists taken as one.

The latent-class model is run shorter here than for the estimate itself; its own Monte-Carlo error is told by `ess`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from govah.count.mse.interface import Estimate, Priors, Request, unseen_bound
from govah.count.mse.methods import estimate_by, under_bound
from govah.count.mse.overlap import overlap
from govah.count.mse.table import Table, merged, without

LEAST_LISTS: Final = 3
ALL_MERGES: Final = 4
"""Up to so many lists every pair is taken as one; above it, and for chains, only the pairs that share most."""
NEVER_NEAR: Final = 1e-4


def shorter(request: Request) -> Request:
    """Gives the same request with fewer draws, for what is only compared: chains that disagree then simply give no limits."""
    return replace(request, draws=400, longest=6000, block=600, warming=0.5, tempered=False)


@dataclass(frozen=True, slots=True)
class Variation:
    """One change of what is assumed, and what the method says then."""

    what: str
    """A code: `bound`, `classes`, `alpha`, `delta`, `cell`, `odds`, `without`, `merged`."""
    value: str
    same_people: bool
    """Whether the same people are seen, so that the limits can be compared."""
    estimate: Estimate


def variations(method: str, table: Table, request: Request, main: Estimate) -> tuple[Variation, ...]:
    """Runs a method under every change of what is assumed; `main` is what it says without any."""
    short = shorter(request)
    found = list(_bounds(method, table, short, main))
    for what, value, other, asked in (*_assumed(method, table, short), *_regrouped(method, table, short)):
        estimate = estimate_by(method, other, asked)[0]
        found.append(Variation(what, value, other.people == table.people, estimate))
    return tuple(found)


def moved(estimate: Estimate, found: Sequence[Variation]) -> float:
    """Gives the largest share by which a limit moves when only assumptions change and the same people are seen."""
    moves = [0.0]
    for one in found:
        for before, after in ((estimate.lower, one.estimate.lower), (estimate.upper, one.estimate.upper)):
            if one.same_people and before and after:
                moves.append(abs(after - before) / before)
    return max(moves)


Change = tuple[str, str, Table, Request]


def _assumed(method: str, table: Table, request: Request) -> Iterator[Change]:
    """Gives each change of a prior that a method has, and of the bound."""
    priors = request.priors
    for key, changed in _changes(method, priors, table.width):
        value = ", ".join(f"{getattr(changed, name):g}" for name in key.split(","))
        yield key.split(",")[0].split("_")[0], value, table, replace(request, priors=changed)


def _bounds(method: str, table: Table, request: Request, main: Estimate) -> Iterator[Variation]:
    """Gives the effect of half and of twice the bound: from the draws at hand where they tell it, else from a new run."""
    if method == "loglinear":
        return
    bound = table.people + unseen_bound(table.people, request.bound)
    for other in (max(bound // 2, table.people + 1), 2 * bound):
        known = under_bound(main, other) if other < bound or main.details.get("near_bound", 1) < NEVER_NEAR else None
        estimate = known or estimate_by(method, table, replace(request, bound=other))[0]
        yield Variation("bound", str(other), same_people=True, estimate=estimate)


def _changes(method: str, priors: Priors, lists: int) -> tuple[tuple[str, Priors], ...]:
    delta = 2.0**-lists if priors.delta is None else priors.delta
    return {
        "dga": (("delta", replace(priors, delta=delta / 2)), ("delta", replace(priors, delta=delta * 4))),
        "lcm": (
            ("classes", replace(priors, classes=max(2, priors.classes // 2))),
            ("classes", replace(priors, classes=priors.classes * 2)),
            ("alpha_shape,alpha_rate", replace(priors, alpha_shape=1.0, alpha_rate=1.0)),
        ),
        "loglinear": (),
        "saturated": (
            ("cell", replace(priors, cell=priors.cell * 2)),
            ("odds", replace(priors, odds=priors.odds / 2)),
            ("odds", replace(priors, odds=priors.odds * 2)),
        ),
    }[method]


def _regrouped(method: str, table: Table, request: Request) -> Iterator[Change]:
    """Gives the table without each list, and with two lists as one: every pair, or the closest where there are many."""
    if table.width <= LEAST_LISTS:
        return
    for gone in range(table.width):
        yield "without", table.lists[gone], without(table, gone), request
    pairs = list(combinations(range(table.width), 2))
    if table.width > ALL_MERGES or method == "lcm":
        shared = overlap(table).shared
        pairs = sorted(pairs, key=lambda pair: -shared[pair[0]][pair[1]])[: 1 if method == "lcm" else 3]
    for one, other in pairs:
        groups = [[one, other], *([at] for at in range(table.width) if at not in (one, other))]
        yield "merged", f"{table.lists[one]} + {table.lists[other]}", merged(table, groups), request
