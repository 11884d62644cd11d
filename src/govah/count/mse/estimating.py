"""One table, from its overlap to the headline: rules, methods side by side, what would change the answer, what may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from govah.count.mse import refusals
from govah.count.mse.consistency import Tried, consistency, share_held
from govah.count.mse.headline import Headline, headline
from govah.count.mse.interface import Estimate, Refusal, Request, refusal, unseen_bound
from govah.count.mse.methods import SOURCES, estimate_by
from govah.count.mse.overlap import Overlap, chapman, described, overlap
from govah.count.mse.sensitivity import Variation, moved, variations
from govah.count.mse.table import Table, on

ASSUMPTIONS: Final = ("closed", "links", "reachable", "unseen-like-seen", "no-false-records")
"""What every method here takes for granted; the words are in the vocabulary."""
MOST_LISTS: Final = 30


@dataclass(frozen=True, slots=True)
class Result:
    """All that is said of one table."""

    headline: Headline | None
    refused: tuple[Refusal, ...]
    estimates: tuple[Estimate, ...]
    dropped: tuple[str, ...]
    """Lists that nobody is on, and that were left out."""
    overlap: dict[str, Any]
    bound: int
    """The highest N thought possible."""
    assumptions: tuple[str, ...]
    two_lists: tuple[float, float, float] | None
    """Chapman's estimate and its limits, if the two lists were independent: only where there are just two."""
    sensitivity: tuple[Variation, ...]
    consistency: tuple[tuple[str, Tried], ...]
    sources: Mapping[str, str]


def estimate(table: Table, request: Request, *, linkages: int = 0, checked: bool = True) -> Result:
    """Estimates N from one table, by every method asked for.

    Args:
        table: the counts.
        request: which methods, with which priors, bound and seed.
        linkages: how many ways of linking the lists stand behind the numbers that are told; 0 for one taken as certain.
        checked: whether sensitivity and internal consistency are worked out too: always, save inside of a replicate.
    """
    found = overlap(table)
    kept, dropped = _peopled(table, found)
    withheld = _of_the_table(table, found)
    can = kept.width >= refusals.LEAST_LISTS and kept.people > 0 and kept.width <= MOST_LISTS
    estimates: tuple[Estimate, ...] = tuple(Estimate(method, refused=withheld) for method in request.methods)
    varied: tuple[Variation, ...] = ()
    tried: tuple[tuple[str, Tried], ...] = ()
    if can:
        estimates = tuple(one for method in request.methods for one in estimate_by(method, kept, request))
        if checked:
            varied, tried = _checked(kept, request, estimates)
    against = (*withheld, *_of_the_methods(estimates, tried)) if can else withheld
    caveats = _caveats(estimates, varied, request, linkages)
    return Result(
        headline(table.people, estimates, against, caveats),
        against,
        estimates,
        dropped,
        described(table, found),
        table.people + unseen_bound(table.people, request.bound),
        ASSUMPTIONS,
        _two_lists(found),
        varied,
        tried,
        {one.method: SOURCES[one.method] for one in estimates},
    )


def _peopled(table: Table, found: Overlap) -> tuple[Table, tuple[str, ...]]:
    """Gives the table without the lists that nobody is on, and their names."""
    if not found.empty:
        return table, ()
    kept = [at for at in range(table.width) if at not in found.empty]
    return on(table, kept), tuple(table.lists[at] for at in found.empty)


def _of_the_table(table: Table, found: Overlap) -> tuple[Refusal, ...]:
    lists = len(found.sizes) - len(found.empty)
    asked = (
        refusals.too_few_lists(found),
        refusals.too_few_people(table),
        refusals.isolated_list(table, found),
        refusals.pairs_mostly_bare(table, found),
        refusals.copies(table, found),
        refusals.too_many_lists("lcm", lists),
    )
    return tuple(one for one in asked if one)


def _of_the_methods(estimates: Sequence[Estimate], tried: Sequence[tuple[str, Tried]]) -> tuple[Refusal, ...]:
    sound = [one for one in estimates if one.is_sound]
    missed, total = share_held([one for _, one in tried])
    asked = (
        None if sound else refusal("methods-all-refused", 7),
        refusals.methods_disjoint(sound),
        refusals.consistency_fails(missed, total),
    )
    return tuple(one for one in asked if one)


def _caveats(estimates: Sequence[Estimate], varied: Sequence[Variation], request: Request, linkages: int) -> tuple[Refusal, ...]:
    moves = [moved(one, [each for each in varied if each.estimate.method == one.method]) for one in estimates if one.is_sound]
    asked = (
        refusals.limits_move(max(moves, default=0.0)),
        refusals.method_alone(request.methods),
        refusals.links_certain(linkages),
        refusals.outside(),
    )
    return tuple(one for one in asked if one)


def _checked(
    table: Table, request: Request, estimates: Sequence[Estimate]
) -> tuple[tuple[Variation, ...], tuple[tuple[str, Tried], ...]]:
    """Works out sensitivity and internal consistency of each method that gave limits."""
    main = {one.method: one for one in estimates if one.method in request.methods and one.lower is not None}
    varied = tuple(each for name, one in main.items() for each in variations(name, table, request, one))
    tried = tuple((name, each) for name in main for each in consistency(name, table, request))
    return varied, tried


def _two_lists(found: Overlap) -> tuple[float, float, float] | None:
    peopled = [at for at in range(len(found.sizes)) if at not in found.empty]
    if len(peopled) != 2:
        return None
    one, other = peopled
    return chapman(found.sizes[one], found.sizes[other], found.shared[one][other])
