"""The posterior without N and labels: its gradient, its bound, and what it does not depend on."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betainc, gammaln

from count.mse.tables import KOSOVO, SMALL
from govah.count.mse.lcm import density, moves

CLASSES = 4


def point(seed: int, lists: int) -> np.ndarray:
    """Gives a point of the posterior."""
    return np.random.default_rng(seed).normal(0, 1.5, CLASSES * lists + CLASSES - 1)


def height(at: np.ndarray, most: float) -> float:
    """Gives the log posterior of a point on the Kosovo table."""
    counts = KOSOVO.counts.astype(float)
    return density.likelihood(at, CLASSES, KOSOVO.histories, counts, most) + density.prior(at, 0.7, CLASSES, 4)


@pytest.mark.parametrize("most", [88000.0, 3000.0])
def test_the_gradient_is_that_of_the_height(most: float) -> None:
    """Differences of the height give the gradient, with the bound far and near."""
    at = point(1, 4)
    found, held = np.empty(len(at)), np.empty(CLASSES)
    both, weight, part = np.empty((8, CLASSES)), np.empty(CLASSES), np.empty(CLASSES)
    density.gradient(at, 0.7, CLASSES, KOSOVO.histories, KOSOVO.counts.astype(float), most, both, weight, part, held, found)
    small = 1e-5 * np.eye(len(at))
    wanted = [(height(at + one, most) - height(at - one, most)) / 2e-5 for one in small]

    assert found == pytest.approx(np.array(wanted), abs=1e-3)


def test_summing_n_out() -> None:
    """The likelihood is the sum over N of the multinomial with the prior 1/N up to the bound, up to one constant."""
    most, people = 500, SMALL.people
    counts = SMALL.counts.astype(float)

    def summed(at: np.ndarray) -> float:
        seen, missed = probabilities(at)
        unseen = np.arange(most + 1)
        logs = gammaln(people + unseen) - gammaln(unseen + 1) + unseen * np.log(missed)
        return float((counts * np.log(seen)).sum() + np.logaddexp.reduce(logs))

    one, other = point(2, 3), point(3, 3)
    found = [density.likelihood(at, CLASSES, SMALL.histories, counts, float(most)) for at in (one, other)]

    assert found[0] - found[1] == pytest.approx(summed(one) - summed(other), abs=1e-8)


def probabilities(at: np.ndarray) -> tuple[np.ndarray, float]:
    """Gives the probabilities of the histories of the small table, and of being on no list, written out plainly."""
    on = 1 / (1 + np.exp(-at[: CLASSES * 3].reshape(3, CLASSES)))
    sticks = np.append(1 / (1 + np.exp(-at[CLASSES * 3 :])), 1)
    weights = sticks * np.append(1, np.cumprod(1 - sticks[:-1]))
    seen = [weights @ np.prod(np.where(row[:, None] == 1, on, 1 - on), axis=0) for row in SMALL.histories]
    return np.array(seen), float(weights @ np.prod(1 - on, axis=0))


@pytest.mark.parametrize(("seen", "most", "missed"), [(100, 50, 0.5), (100, 200, 0.5), (2744, 54880, 0.96), (5, 3, 0.99)])
def test_the_tail_of_the_negative_binomial(seen: int, most: int, missed: float) -> None:
    """The bound's factor is the incomplete beta function."""
    found, slope = density.log_beta_tail(float(seen), float(most), missed)
    wanted = np.log(betainc(seen, most + 1, 1 - missed))
    nudged = [density.log_beta_tail(float(seen), float(most), missed + by)[0] for by in (-1e-7, 1e-7)]

    assert found == pytest.approx(wanted, abs=1e-7)
    assert slope == pytest.approx((nudged[1] - nudged[0]) / 2e-7, rel=1e-4, abs=1e-4)


def test_labels_mean_nothing() -> None:
    """Two classes that trade lambdas and weights leave the likelihood as it is."""
    at = point(4, 4)
    before = density.likelihood(at, CLASSES, KOSOVO.histories, KOSOVO.counts.astype(float), 88000.0)
    traded = at.copy()
    lambdas = traded[: CLASSES * 4].reshape(4, CLASSES)
    lambdas[:, [0, 2]] = lambdas[:, [2, 0]]
    weights = np.empty(CLASSES)
    density.log_weights(at, CLASSES, 4, weights)
    weights[[0, 2]] = weights[[2, 0]]
    left = weights[-1]
    for one in range(CLASSES - 2, -1, -1):
        traded[CLASSES * 4 + one] = weights[one] - left
        left = moves.log_add(left, weights[one])
    after = density.likelihood(traded, CLASSES, KOSOVO.histories, KOSOVO.counts.astype(float), 88000.0)

    assert before == pytest.approx(after, abs=1e-8)


def test_sticks_far_out_are_not_clipped() -> None:
    """A stick of logit 10,000 and one of 20,000 differ in their prior, and in no likelihood."""
    near, far = point(5, 4), point(5, 4)
    near[CLASSES * 4], far[CLASSES * 4] = 1e4, 2e4

    assert density.prior(near, 1e-3, CLASSES, 4) - density.prior(far, 1e-3, CLASSES, 4) == pytest.approx(10.0)
