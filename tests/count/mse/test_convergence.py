"""Agreement of chains: independent draws agree and are worth themselves; chains apart, or slow, are found out."""

from __future__ import annotations

import numpy as np
import pytest

from govah.count.mse.convergence import convergence
from govah.count.mse.table import Cells


def draws(seed: int, correlation: float = 0.0) -> Cells:
    """Gives four chains of an autoregression with the variance 1."""
    chance = np.random.default_rng(seed)
    noise = chance.normal(size=(4, 4000)) * np.sqrt(1 - correlation**2)
    chains: Cells = np.empty_like(noise)
    chains[:, 0] = chance.normal(size=4)
    for at in range(1, noise.shape[1]):
        chains[:, at] = correlation * chains[:, at - 1] + noise[:, at]
    return chains


def test_independent_draws() -> None:
    """R-hat is near 1, and a draw is worth about one draw."""
    found = convergence(draws(1))

    assert found.rhat < 1.002
    assert found.bulk == pytest.approx(16000, rel=0.1)


def test_slow_chains_are_worth_less() -> None:
    """With correlation r, a draw is worth (1 - r) / (1 + r) of one."""
    assert convergence(draws(2, 0.9)).bulk == pytest.approx(16000 / 19, rel=0.25)


@pytest.mark.parametrize("by", ["centre", "width"])
def test_a_chain_apart_is_found_out(by: str) -> None:
    """One chain elsewhere, or as wide as none other, is seen by R-hat: plain or folded."""
    chains = draws(3)
    chains[0] = chains[0] + 1 if by == "centre" else chains[0] * 3

    assert convergence(chains).rhat > 1.05


def test_ranks_do_not_mind_heavy_tails() -> None:
    """A monotone change of scale changes nothing."""
    chains = draws(4)

    assert convergence(chains).bulk == pytest.approx(convergence(np.exp(5 * chains)).bulk)


@pytest.mark.parametrize("chains", [np.ones((4, 100)), np.full((4, 100), np.nan), np.ones((4, 2))])
def test_degenerate_chains(chains: Cells) -> None:
    """Chains that stand still agree; chains of nothing do not."""
    assert convergence(chains).rhat in (1.0, np.inf)
