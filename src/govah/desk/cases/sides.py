"""One side of a pair that a person judges: what is claimed about somebody, in whose words, and in which documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govah.desk.cases.claims import ClaimOnFile, claims_about
from govah.desk.onfile.evidence import captures_of
from govah.desk.people.clusters import Person, named
from govah.vault import Vault
from govah.words import words

MOST: Final = 12
"""Claims of one side; more than fit on a screen help nobody to judge."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of a side, and the document that it stands in."""

    claim: ClaimOnFile
    kind: str
    "`attributes` or `predicates`: the vocabulary of its predicate."
    document: str
    "The name of the document; empty where this reader may not see it."
    published: str


@dataclass(frozen=True, slots=True)
class Side:
    """A person as one side of a pair."""

    person: Person
    told: tuple[Told, ...]
    "What tells people apart first: attributes, then what happened."
    more: int
    "Claims that are not shown."


def side_of(vault: Vault, person: str) -> Side:
    """Gives one side of a pair, by the id of a person."""
    found = named(vault, person)
    attributes = words("attributes")
    standing = [one for one in claims_about(vault, found) if not one.withdrawn]
    ordered = sorted(standing, key=lambda one: one.claim.fact.predicate not in attributes)
    told = tuple(_told(vault, one, is_attribute=one.claim.fact.predicate in attributes) for one in ordered[:MOST])
    return Side(found, told, len(ordered) - len(told))


def _told(vault: Vault, one: ClaimOnFile, *, is_attribute: bool) -> Told:
    came = captures_of(vault, one.claim.basis.document) if one.claim.basis else ()
    published = next((capture.published for capture in came if capture.published), "")
    return Told(one, "attributes" if is_attribute else "predicates", came[0].name if came else "", published)
