"""Of which groups a row is, so that linking can be measured for each: by what the row says, never by how a name sounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.link.keys import consonants
from govah.link.rows import ListRow
from govah.text import fold_name
from govah.words import table

GROUPS: Final = ("kurdish", "baluch", "women", "no-age", "no-date")
_FEMALE: Final = frozenset({"female", "woman", "girl"})
_FEWEST: Final = 3
"""Consonants that the name of a place must have to tell a group."""


@dataclass(frozen=True, slots=True)
class _Signs:
    letters: frozenset[str]
    places: frozenset[str]


def groups_of(row: ListRow) -> frozenset[str]:
    """Gives the groups of a row: Kurdish letters or places, Baluch places, a woman, neither age nor birth, no day of death."""
    found = {name for name, signs in _signs().items() if signs.letters & set(row.name.casefold()) or signs.places & {*row.places}}
    if row.sex in _FEMALE:
        found.add("women")
    if row.age is None and row.born is None:
        found.add("no-age")
    if row.when is None:
        found.add("no-date")
    return frozenset(found)


def groups_of_pair(left: ListRow, right: ListRow) -> frozenset[str]:
    """Gives the groups of a pair: those of either side."""
    return groups_of(left) | groups_of(right)


@cache
def _signs() -> Mapping[str, _Signs]:
    known: Mapping[str, Mapping[str, str | list[str]]] = table("reading/link/groups")
    return {name: _Signs(frozenset(one["letters"]), _keys(one["places"])) for name, one in known.items()}


def _keys(places: str | list[str]) -> frozenset[str]:
    words = [word for place in places for word in fold_name(place).split()]
    return frozenset(key for word in words if len(key := consonants(word)) >= _FEWEST)
