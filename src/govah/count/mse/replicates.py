"""Strata, linkage draws and imputations: each stratum has its own answer, its replicates combined by Rubin's rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from govah.count.mse.combining import Combined, combine
from govah.count.mse.estimating import Result, estimate
from govah.count.mse.headline import headline
from govah.count.mse.interface import Refusal, Request
from govah.count.mse.reading import Part
from govah.count.mse.table import Table


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum's answer."""

    name: str
    replicates: int
    """How many tables stand behind it: linkage draws times imputations; 1 for links taken as certain."""
    result: Result
    combined: tuple[Combined, ...]
    """By method, where there are several replicates: what varies within and between them."""


def strata(parts: Sequence[Part], request: Request, *, rule: str = "rubin", checked: bool = True) -> tuple[Stratum, ...]:
    """Estimates every stratum of a file, in the order in which they begin; several at once."""
    grouped: dict[str, list[Table]] = {}
    for part in parts:
        grouped.setdefault(part.stratum, []).append(part.table)

    def one(item: tuple[str, list[Table]]) -> Stratum:
        return _stratum(item[0], item[1], request, rule=rule, checked=checked)

    if len(grouped) == 1:
        return tuple(one(item) for item in grouped.items())
    with ThreadPoolExecutor() as pool:
        return tuple(pool.map(one, grouped.items()))


def at_least(found: Sequence[Stratum]) -> int:
    """Gives a lower limit over all strata: the headline where a stratum has one, else the people seen."""
    return sum(one.result.headline.at_least if one.result.headline else int(one.result.overlap["people"]) for one in found)


def _stratum(name: str, tables: Sequence[Table], request: Request, *, rule: str, checked: bool) -> Stratum:
    count = len(tables)
    first = estimate(tables[0], request, linkages=count if count > 1 else 0, checked=checked)
    if count == 1:
        return Stratum(name, 1, first, ())
    results = [first, *(estimate(table, request, linkages=count, checked=False) for table in tables[1:])]
    seen = [table.people for table in tables]
    made = []
    for at in range(len(first.estimates)):
        combined = combine([result.estimates[at] for result in results], seen, rule=rule)
        if combined:
            made.append(combined)
    against = _all(result.refused for result in results)
    caveats = first.headline.caveats if first.headline else ()
    people = round(sum(seen) / count)
    estimates = tuple(
        replace(one.estimate, rhat=_worst(results, one.estimate.method), details=_details(first, one.estimate.method))
        for one in made
    )
    answer = replace(first, estimates=estimates or first.estimates, refused=against)
    return Stratum(name, count, replace(answer, headline=headline(people, answer.estimates, against, caveats)), tuple(made))


def _all(groups: Iterable[tuple[Refusal, ...]]) -> tuple[Refusal, ...]:
    found: dict[str, Refusal] = {}
    for group in groups:
        for one in group:
            found.setdefault(one.code, one)
    return tuple(found.values())


def _worst(results: Sequence[Result], method: str) -> float | None:
    """Gives the highest R-hat of a method among the replicates."""
    found = [one.rhat for result in results for one in result.estimates if one.method == method and one.rhat is not None]
    return max(found, default=None)


def _details(result: Result, method: str) -> dict[str, object]:
    return next((dict(one.details) for one in result.estimates if one.method == method), {})
