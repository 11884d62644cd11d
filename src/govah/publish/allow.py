"""The allow-list: the one place that decides what leaves. What is not released to this audience does not leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from govah.records import Basis, Fact, Release

NEVER: Final = "sources"
"""The compartment of which nothing is ever published, whatever a release says."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim as the desk holds it, with all that the decision turns on."""

    fact: Fact
    basis: Basis | None
    compartment: str
    basis_compartment: str
    basis_commitment: str
    entry: str
    reviewed: bool
    withdrawn: bool = False
    consented: bool = True
    "False where a person told it, who did not consent to this audience."


@dataclass(frozen=True, slots=True)
class Allowed:
    """A claim that may go, and whether its words and their source may go with it."""

    candidate: Candidate
    with_basis: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """What may go to one audience, and how much stays."""

    allowed: tuple[Allowed, ...]
    unreleased: int
    unreviewed: int
    "Released, but accepted by a script only."
    unconsented: int = 0
    "Released, but told by somebody who did not consent to this audience."


def select(
    candidates: Iterable[Candidate],
    releases: Sequence[Release],
    audience: str,
    *,
    withdrawn: frozenset[str] = frozenset(),
    draft: bool = False,
) -> Selection:
    """Gives what may go to an audience: released, consented to, not withdrawn, not `sources`, and accepted by a person.

    `withdrawn` holds the ids of releases that were taken back. A draft takes what only a script accepted, each marked so.
    A basis goes only where a live release says so and its compartment is known and is not that of the sources.
    """
    live = [release for release in releases if release.audience == audience and release.id not in withdrawn]
    released = {claim for release in live for claim in release.claims}
    with_basis = {claim for release in live if release.basis for claim in release.claims}
    allowed: list[Allowed] = []
    unreleased = unreviewed = unconsented = 0
    for one in candidates:
        if one.withdrawn:
            continue
        if one.fact.id not in released or one.compartment in ("", NEVER):
            unreleased += 1
        elif not one.consented:
            unconsented += 1
        elif not one.reviewed and not draft:
            unreviewed += 1
        else:
            allowed.append(Allowed(one, one.fact.id in with_basis and _may_be_named(one)))
    return Selection(tuple(allowed), unreleased, unreviewed, unconsented)


def _may_be_named(one: Candidate) -> bool:
    return one.basis is not None and one.basis_compartment not in ("", NEVER)
