"""Whose? Persons on file whose names are like one that a document writes, the likeliest first, for a reviewer to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from govah.desk.people.clusters import FEW, Person, mentions, person
from govah.errors import NotFoundError
from govah.link import compare_names
from govah.records import person_of
from govah.text import fold_name
from govah.vault import Vault

MOST: Final = 8
LEAST: Final = 550
"""Likeness of two names, in thousandths, below which a person is not offered."""
_LOOKED_AT: Final = 200


@dataclass(frozen=True, slots=True)
class Likely:
    """One person whose name is like the one asked for."""

    person: Person
    score: int
    reasons: tuple[str, ...]


def whose(vault: Vault, name: str, most: int = MOST) -> tuple[Likely, ...]:
    """Gives the persons on file whose names are most like this one, in either script; a large vault is asked by parts of it."""
    if not fold_name(name):
        return ()
    best: dict[str, Likely] = {}
    for one in _near(vault, name):
        found = max((compare_names(name, form) for form in one.names), key=lambda score: score.score)
        if found.score >= LEAST and (one.id not in best or best[one.id].score < found.score):
            best[one.id] = Likely(one, found.score, found.reasons)
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.person.id)))[:most]


def _near(vault: Vault, name: str) -> Iterator[Person]:
    seen: set[str] = set()
    few = tuple(islice(mentions(vault), FEW + 1))
    if len(few) <= FEW:
        ids = [one.id for one in few]
    else:
        parts = fold_name(name).split()
        whole = vault.find_text(" ".join(parts), "mention")[:_LOOKED_AT]
        ids = [*whole, *(id_ for part in parts for id_ in vault.find_text(part, "mention")[:_LOOKED_AT])][:_LOOKED_AT]
    for id_ in ids:
        if id_ in seen:
            continue
        try:
            found = person(vault, person_of(id_))
        except NotFoundError:
            continue
        seen.update(one.id for one in found.mentions)
        yield found
