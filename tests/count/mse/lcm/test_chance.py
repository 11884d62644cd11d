"""Random numbers: the distributions that they claim, and the same numbers from the same state."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from govah.count.mse.lcm import chance

COUNT = 4000
WORST = 1e-4
"""A p-value below this, with a fixed seed, is a fault."""


def test_states_are_apart() -> None:
    """Chains of one seed have states of their own, and the same seed gives them again."""
    one, other = chance.states(5, 2)

    assert one.tolist() != other.tolist()
    assert one.tolist() == chance.states(5, 1)[0].tolist()


def test_continuous_ones() -> None:
    """Uniforms, normals and logs of gammas pass Kolmogorov and Smirnov."""
    (state,) = chance.states(1, 1)
    found = [
        stats.kstest([chance.uniform(state) for _ in range(COUNT)], "uniform").pvalue,
        stats.kstest([chance.normal(state) for _ in range(COUNT)], "norm").pvalue,
        *(
            stats.kstest([chance.log_gamma(state, shape) for _ in range(COUNT)], stats.loggamma(shape).cdf).pvalue
            for shape in (0.02, 0.6, 1.0, 30.0)
        ),
    ]

    assert min(found) > WORST


@pytest.mark.parametrize(("trials", "share"), [(7, 0.3), (2000, 0.002), (100, 0.4), (100, 0.93), (9000, 0.2)])
def test_binomials(trials: int, share: float) -> None:
    """Binomial counts pass chi-squared, by inversion and by rejection."""
    (state,) = chance.states(2, 1)
    drawn = np.array([chance.binomial(state, float(trials), share) for _ in range(COUNT)])

    assert fits(drawn, stats.binom(trials, share)) > WORST


@pytest.mark.parametrize("mean", [0.4, 9.5, 11.0, 400.0])
def test_poissons(mean: float) -> None:
    """Poisson counts pass chi-squared, by products and by rejection."""
    (state,) = chance.states(3, 1)
    drawn = np.array([chance.poisson(state, mean) for _ in range(COUNT)])

    assert fits(drawn, stats.poisson(mean)) > WORST


def fits(drawn: np.ndarray, law: stats.rv_discrete) -> float:
    """Gives the p-value of chi-squared over ten classes of about equal weight."""
    cuts = np.unique(law.ppf(np.linspace(0.1, 0.9, 9)))
    expected = np.diff(np.concatenate([[0], law.cdf(cuts), [1]])) * len(drawn)
    observed = np.bincount(np.searchsorted(cuts, drawn), minlength=len(cuts) + 1)
    kept = expected > 5
    return float(stats.chi2.sf((((observed - expected) ** 2 / np.maximum(expected, 1e-9))[kept]).sum(), kept.sum() - 1))
