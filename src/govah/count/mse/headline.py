"""The one sentence that may be quoted: "at least" the lowest lower limit, two digits, rounded down; or nothing, with the reasons.

Every miss of these methods on tables whose truth is known was too low: the lower limit can be defended, the middle cannot. See
docs/concepts/estimating.md, rules 6, 7, 9 and 12.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from govah.count.mse.interface import Estimate, Refusal


@dataclass(frozen=True, slots=True)
class Headline:
    """What may be said aloud."""

    at_least: int
    """The lowest lower limit of the methods that nothing speaks against, two digits, rounded down, not below the people seen."""
    seen: int
    """How many people at least one list has."""
    methods: tuple[str, ...]
    """The methods that nothing speaks against."""
    certain_links: bool
    """Whether the links between the lists were taken as certain: then the words "at least" are lost."""
    only_lower: bool
    """Whether nothing but the lower limit may be told."""
    caveats: tuple[Refusal, ...]


def headline(seen: int, estimates: Sequence[Estimate], refused: Sequence[Refusal], caveats: Sequence[Refusal]) -> Headline | None:
    """Gives the headline, or None where a rule withholds it or no method is left."""
    sound = [one for one in estimates if one.is_sound]
    if refused or not sound:
        return None
    lowest = min(one.lower for one in sound if one.lower is not None)
    said = {one.code for one in caveats}
    return Headline(
        max(two_digits(lowest), seen),
        seen,
        tuple(one.method for one in sound),
        "links-taken-as-certain" in said,
        bool(said & {"limits-move", "method-alone", "bound-binds"}),
        tuple(caveats),
    )


def two_digits(value: float) -> int:
    """Gives a number rounded down to two significant digits."""
    whole = math.floor(value)
    size: int = 10 ** max(len(str(abs(whole))) - 2, 0)
    return whole // size * size
