"""What a likeness of names is worth, in bits: how often one person's name is written so differently, and how rare the name is.

Names of the same letters are worth what their rarity is worth, and no more. The less alike two names are the less it counts how
rare they are: of two names that share nothing nobody is told by their being rare. Between two scripts a likeness falls faster,
since one name spelled in both keeps nearly all of it.
"""

# ruff: noqa: PLC0415 - heavy libraries load when called
from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Final

from govah.words import table

_SEVERAL: Final = 2
"""Columns of a knot without a share of rarity: a likeness and bits."""


def between(value: str, knots: Sequence[Sequence[int]]) -> str:
    """Gives SQL for straight lines between knots, each a likeness in thousandths and hundredths of a bit."""
    cases = [
        f"WHEN {value} <= {right} THEN {low / 100} + ({value} - {left}) * {(high - low) / 100 / (right - left)}"
        for (left, low), (right, high) in itertools.pairwise(knots)
    ]
    return f"CASE WHEN {value} IS NULL THEN NULL {' '.join(cases)} ELSE {knots[-1][1] / 100} END"


def name_bits(likeness: str, one: str, other: str) -> str:
    """Gives SQL for the bits of a likeness of two names; `one` and `other` are their rows of `names`."""
    spec = table("reading/link/weights")["name"]
    rare = rarity(one, other)
    same, across = (
        f"greatest({knots[0][1] / 100}, {between(likeness, [knot[:_SEVERAL] for knot in knots])}"
        f" + {between(likeness, [(knot[0], knot[_SEVERAL]) for knot in knots])} * {rare})"
        for knots in (spec["knots"], spec["across"])
    )
    return f"least({spec['most'] / 100}, CASE WHEN {is_across(one, other)} THEN {across} ELSE {same} END)"


def rarity(one: str, other: str) -> str:
    """Gives SQL for the bits of rarity that two names share: that of the commoner, what is very rare counted for less."""
    spec = table("reading/link/weights")["name"]
    rarest, beyond = spec["rarest"] / 100, spec["beyond"] / 100
    least = f"least({one}.rarity, {other}.rarity)"
    return f"(least({least}, {rarest}) + {beyond} * greatest(0, {least} - {rarest}))"


def is_across(one: str, other: str) -> str:
    """Gives SQL for whether two names have no form in one script."""
    return f"({one}.scripts & {other}.scripts = 0)"


def fewest_bits() -> float:
    """Gives the bits of names that are not at all alike."""
    spec = table("reading/link/weights")["name"]
    return float(min(spec["knots"][0][1], spec["across"][0][1])) / 100


def needed_likeness(bits: Any, rare: Any, across: Any) -> Any:
    """Gives for each pair the least likeness that is worth so many bits; more than 1000 where none is. Arrays of one length."""
    import numpy as np

    spec = table("reading/link/weights")["name"]
    return np.where(across, _reached(spec["across"], spec["most"], bits, rare), _reached(spec["knots"], spec["most"], bits, rare))


def _reached(knots: Sequence[Sequence[int]], most: int, bits: Any, rare: Any) -> Any:
    """Walks up the knots: where bits first reach what is needed, on the straight line between two of them."""
    import numpy as np

    def worth(knot: Sequence[int]) -> Any:
        return np.clip(knot[1] / 100 + knot[_SEVERAL] / 100 * rare, knots[0][1] / 100, most / 100)

    low = worth(knots[0])
    need = np.where(bits <= low, 0.0, np.inf)
    for knot, following in itertools.pairwise(knots):
        high = worth(following)
        with np.errstate(divide="ignore", invalid="ignore"):
            at = knot[0] + (bits - low) / (high - low) * (following[0] - knot[0])
        need = np.where(np.isinf(need) & (bits <= high), np.clip(at, knot[0], following[0]), need)
        low = high
    return np.where(np.isinf(need), 1001, np.floor(np.where(np.isinf(need), 0, need))).astype(np.int64)
