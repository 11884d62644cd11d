"""The sampler: right (simulation-based calibration, Geweke), the same from the same seed, and blind to names and order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from count.mse.simulated import DRAWS, drawn, rank, target
from count.mse.tables import KOSOVO, SMALL, measured
from govah.count.mse.interface import Priors, Request
from govah.count.mse.lcm.chance import states
from govah.count.mse.lcm.sampling import sample, started, target_of
from govah.count.mse.lcm.tempering import sample_tempered
from govah.count.mse.table import on, table_of

QUICK = Request(draws=200, longest=1000, block=500, warming=0.5)
FEW = Priors(classes=5)
WORST = 1e-3


def calibrated(count: int) -> tuple[float, float]:
    """Gives the p-values of the ranks of N and of alpha being uniform, over so many tables drawn from the prior."""
    chance = np.random.default_rng(2026)
    ranks = np.array([rank(drawn(chance, FEW, 3), FEW, seed) for seed in range(count)])
    found = [stats.chisquare(np.bincount(ranks[:, at] * 8 // (DRAWS + 1), minlength=8)).pvalue for at in (0, 1)]
    return found[0], found[1]


@pytest.mark.slow
def test_a_little_calibration() -> None:
    """On sixteen tables drawn from the prior, the truth takes every rank among the draws."""
    assert min(calibrated(16)) > WORST


@pytest.mark.slow
def test_calibration() -> None:
    """On six hundred tables drawn from the prior, the ranks of N and alpha are uniform: a small bias would show."""
    assert min(calibrated(600)) > WORST


@pytest.mark.slow
def test_geweke() -> None:
    """A chain that begins at the alpha of its table, drawn from the prior, keeps alpha's prior (Geweke 2004)."""
    chance = np.random.default_rng(7)
    kept = []
    for seed in range(300):
        truth = drawn(chance, FEW, 3)
        posterior = target(truth.table, FEW)
        (chain,) = started(posterior, states(seed, 1))
        chain.dial[0] = truth.alpha
        posterior.advance(chain, 400, tuning=True)
        kept.append((truth.alpha, float(posterior.advance(chain, 1)[0, 2])))
    before, after = np.log(np.array(kept)).T

    assert stats.ks_2samp(before, after).pvalue > WORST


def test_a_seed_reruns_bit_equal() -> None:
    """The same seed gives the same draws to the last bit, another seed others."""
    one, again = sample(SMALL, QUICK), sample(SMALL, QUICK)
    other = sample(SMALL, replace(QUICK, seed=2))

    assert one.draws.tobytes() == again.draws.tobytes()
    assert one.draws.tobytes() != other.draws.tobytes()


def test_lists_and_rows_in_another_order() -> None:
    """Lists turned around give the same N, within what chance allows."""
    asked = replace(QUICK, draws=800, longest=2000, block=800)
    one, turned = sample(SMALL, asked), sample(on(SMALL, [2, 0, 1]), asked)

    assert np.median(one.draws) == pytest.approx(np.median(turned.draws), rel=0.03)


def test_a_bound_cuts() -> None:
    """No draw lies above the bound, and below it the draws are those of the wide bound that lie there."""
    asked = replace(QUICK, draws=800, longest=2000, block=800)
    wide, narrow = sample(SMALL, asked).draws, sample(SMALL, replace(asked, bound=400)).draws

    assert narrow.max() <= 400
    assert np.median(narrow) == pytest.approx(np.median(wide[wide <= 400]), rel=0.03)


def test_a_bound_that_most_draws_would_pass() -> None:
    """A bound just above the people seen is kept to, without end or fault."""
    found = sample(SMALL, replace(QUICK, bound=SMALL.people + 3)).draws

    assert SMALL.people <= found.min() <= found.max() <= SMALL.people + 3


def test_one_history_alone() -> None:
    """A table in which everybody is on the same lists is sampled without a fault."""
    alone = table_of("abc", [((1, 1, 1), 50)])

    assert np.isfinite(sample(alone, QUICK).draws).all()


def test_huge_counts() -> None:
    """Counts of many millions are sampled without a fault."""
    huge = table_of(SMALL.lists, zip(SMALL.histories.tolist(), (SMALL.counts * 1_000_000).tolist(), strict=True))

    assert np.isfinite(sample(huge, replace(QUICK, longest=500)).draws).all()


@pytest.mark.slow
def test_tempering_agrees() -> None:
    """Tempered ladders give the same N as plain chains where those agree."""
    plain = sample(SMALL, Request(draws=4000))
    tempered = sample_tempered(SMALL, Request())

    assert np.median(tempered.draws) == pytest.approx(np.median(plain.draws), rel=0.02)


def test_chains_start_far_apart() -> None:
    """The four starts lie around different logits of being on a list."""
    chains = started(target_of(KOSOVO, Request()), states(1, 4))

    assert [-4, -2, 0, 1] == [round(float(np.median(chain.point[:40]))) for chain in chains]


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "median", "lower", "upper"),
    [("kosovo", 10417, 9036, 13654), ("western", 1838, 1306, 2984), ("hiv", 10925, 9360, 13047), ("madiganyork5", 628, 589, 726)],
)
def test_the_long_runs_in_r(name: str, median: float, lower: float, upper: float) -> None:
    """Median and limits lie where two million sweeps of R's LCMCR put them."""
    draws = sample(measured(name), Request(draws=20_000)).draws
    found = np.quantile(draws, [0.5, 0.025, 0.975])

    assert found == pytest.approx(np.array([median, lower, upper]), rel=0.025)


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.parametrize("name", ["kosovo", "western", "hiv", "ukdat_5", "madiganyork5", "madiganyork3"])
def test_eight_seeds_agree(name: str) -> None:
    """From eight seeds, the chains of every run agree, and the runs with each other."""
    runs = [sample(measured(name), Request(seed=seed)) for seed in range(8)]

    assert all(run.is_agreed for run in runs)
    medians = [float(np.median(run.draws)) for run in runs]
    assert max(medians) / min(medians) < 1.03
