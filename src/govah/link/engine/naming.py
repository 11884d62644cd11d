"""What a likeness of names is worth, in bits: how often one person's name is written so differently, and how rare the name is.

Names of the same letters are worth what their rarity is worth, and no more. The less alike two names are the less it counts how
rare they are: of two names that share nothing nobody is told by their being rare. Latin spells one name in many ways. Its own
script does not, so that names a letter apart are mostly two there. Between two scripts one name keeps nearly all of its likeness.
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
    spec, rare = table("reading/link/weights")["name"], rarity(one, other)
    cases = " ".join(
        f"WHEN {at} THEN greatest({knots[0][1] / 100}, {between(likeness, [knot[:_SEVERAL] for knot in knots])}"
        f" + {between(likeness, [(knot[0], knot[_SEVERAL]) for knot in knots])} * {rare})"
        for at, knots in enumerate(_tables())
    )
    return f"least({spec['most'] / 100}, CASE {written(one, other)} {cases} END)"


def rarity(one: str, other: str) -> str:
    """Gives SQL for the bits of rarity that two names share: that of the commoner, what is very rare counted for less."""
    spec = table("reading/link/weights")["name"]
    rarest, beyond = spec["rarest"] / 100, spec["beyond"] / 100
    least = f"least({one}.rarity, {other}.rarity)"
    return f"(least({least}, {rarest}) + {beyond} * greatest(0, {least} - {rarest}))"


def written(one: str, other: str) -> str:
    """Gives SQL for how two names are written: 0 where both have a Latin form, 1 in one other script, 2 in two scripts."""
    both = f"({one}.scripts & {other}.scripts)"
    return f"(CASE WHEN {both} = 0 THEN 2 WHEN {both} & 1 = 1 THEN 0 ELSE 1 END)"


def _tables() -> tuple[Sequence[Sequence[int]], ...]:
    spec = table("reading/link/weights")["name"]
    return spec["latin"], spec["native"], spec["across"]


def fewest_bits() -> float:
    """Gives the bits of names that are not at all alike."""
    return float(min(knots[0][1] for knots in _tables())) / 100


def needed_likeness(bits: Any, rare: Any, how: Any) -> Any:
    """Gives for each pair the least likeness that is worth so many bits, by how it is `written`; 1001 where none is.

    All are arrays of one length.
    """
    import numpy as np

    most = table("reading/link/weights")["name"]["most"]
    return np.choose(how, [_reached(knots, most, bits, rare) for knots in _tables()])


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
