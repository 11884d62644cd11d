"""No restriction: the closed form for three lists, and what the assumption is worth."""

from __future__ import annotations

import numpy as np
import pytest

from count.mse.tables import SMALL
from govah.count.mse.saturated import saturated


def test_the_closed_form() -> None:
    """With plenty of people, N is near that at which the highest-order interaction is nil."""
    scaled = type(SMALL)(SMALL.lists, SMALL.histories, SMALL.counts * 1000)
    unseen = 60 * 50 * 70 * 6 / (14 * 20 * 16)
    draws = saturated(scaled, seed=1, most=10**7)

    assert np.median(draws) == pytest.approx(1000 * (SMALL.people + unseen), rel=0.01)


def test_odds_multiply_the_unseen() -> None:
    """Twice the odds, twice the people on no list."""
    one, two = (saturated(SMALL, seed=1, most=10**6, odds=odds) - SMALL.people for odds in (1.0, 2.0))

    assert np.median(two) == pytest.approx(2 * np.median(one), rel=0.05)


def test_a_seed_reruns() -> None:
    """The same seed gives the same draws."""
    assert (saturated(SMALL, seed=7, most=5000) == saturated(SMALL, seed=7, most=5000)).all()


def test_the_bound_holds() -> None:
    """No draw lies above the bound."""
    assert saturated(SMALL, seed=1, most=300).max() <= SMALL.people + 300
