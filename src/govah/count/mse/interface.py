"""What the estimators share: what is asked, what one method answers, why an answer is withheld."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

METHODS: Final = ("dga", "lcm", "loglinear", "saturated")
"""Averaging over decomposable graphs; latent classes; log-linear models; no restriction among the people seen."""

DEFAULT_FACTOR: Final = 20
"""Where no bound is given, at most so many people unseen for each one seen, as in the R packages; shown with its effect."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a number is withheld, or not to be relied on: the rule that says so, and its facts."""

    code: str
    rule: int
    """The rule's number in docs/concepts/estimating.md."""
    facts: tuple[tuple[str, str], ...] = ()


def refusal(code: str, rule: int, **facts: object) -> Refusal:
    """Makes a refusal; its facts are kept as words."""
    return Refusal(code, rule, tuple((key, str(value)) for key, value in facts.items()))


@dataclass(frozen=True, slots=True)
class Priors:
    """What is assumed before the table is looked at, besides the bound."""

    classes: int = 10
    alpha_shape: float = 0.25
    alpha_rate: float = 0.25
    delta: float | None = None
    """The prior count of a cell for `dga`; 2^-k where nothing is said."""
    cell: float = 0.5
    """The prior count of a seen cell for `saturated`."""
    odds: float = 1.0
    """For `saturated`: the factor by which the highest-order interaction multiplies the unseen people."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to estimate and how."""

    methods: tuple[str, ...] = METHODS
    seed: int = 1
    bound: int | None = None
    """The highest N thought possible (the population of the place); `DEFAULT_FACTOR` times the people seen, more, without."""
    priors: Priors = field(default_factory=Priors)
    chains: int = 4
    draws: int = 2000
    """Effective draws of N that the chains are run for."""
    longest: int = 60_000
    """Sweeps a chain after which they stop all the same."""
    block: int = 2500
    """Sweeps a chain between two looks at whether they agree; at least two blocks are run."""
    warming: float = 1.0
    """The length of the warm-up, as a share of the usual one."""
    tempered: bool = True
    """Whether chains that disagree are run again with tempering."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one method says of N: limits of 95%, or nothing where it cannot be computed."""

    method: str
    median: float | None = None
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    refused: tuple[Refusal, ...] = ()
    rhat: float | None = None
    ess: float | None = None
    seconds: float = 0.0
    """CPU seconds."""
    details: dict[str, Any] = field(default_factory=dict)
    draws: NDArray[np.float64] | None = field(default=None, compare=False, repr=False)
    """N as drawn, where the method draws; never shown."""

    @property
    def is_sound(self) -> bool:
        """Answers whether the method has limits and nothing against them."""
        return self.lower is not None and not self.refused


def unseen_bound(people: int, bound: int | None) -> int:
    """Gives the highest number of people on no list."""
    return DEFAULT_FACTOR * people if bound is None else max(bound - people, 0)
