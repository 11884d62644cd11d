"""The nowcast: exact, blind to the future, honest in made worlds and on a real series, through a shutdown and without one."""

from __future__ import annotations

import gzip
import math
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from count.late.worlds import World, at, made
from govah.count.late.channel import SETTINGS, Setting, share_by
from govah.count.late.delays import fit
from govah.count.late.nowcast import QUANTILES, Nowcast, Options, nowcast, posterior
from govah.count.late.openness import Shutdown, by_day, from_signal
from govah.count.late.reading import reports, sheet
from govah.count.late.spread import log_beta_binomial
from govah.count.late.triangle import Triangle, build
from govah.errors import UsageError

GERMANY: Final = Path(__file__).parents[4] / "shared/data/estimate/nowcast/germany_covid19_hosp_triangle_to_2021-09.csv.gz"
PHASES: Final = {"mid": 7, "last": 13, "after-4": 17, "after-10": 23}


def covered(found: Nowcast, truth: np.ndarray, first: date) -> float:
    """The share of days whose truth lies within the 95% limits."""
    inside = [one.quantiles[0] <= truth[(one.day - first).days] <= one.quantiles[-1] for one in found.days]
    return float(sum(inside) / len(inside))


def score(found: Nowcast, truth: dict[tuple[str, date], float]) -> float:
    """The mean weighted interval score (Bracher et al. 2021) over the seven quantiles."""
    total = 0.0
    for one in found.days:
        actual = truth[one.stratum, one.day]
        parts = 0.5 * abs(actual - one.quantiles[3])
        for low, high, alpha in ((0, 6, 0.05), (1, 5, 0.2), (2, 4, 0.5)):
            lower, upper = one.quantiles[low], one.quantiles[high]
            parts += alpha / 2 * (upper - lower) + max(lower - actual, 0) + max(actual - upper, 0)
        total += parts / 3.5
    return total / len(found.days)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 300), st.floats(0.02, 0.999), st.floats(1.5, 500), st.floats(0.3, 500), st.floats(1, 300),
)  # fmt: skip
def test_the_posterior_is_a_law_on_the_integers(known: int, share: float, spread: float, mean: float, size: float) -> None:
    """Its probabilities sum to one, begin at what is known, and leave nothing to speak of beyond its end."""
    numbers, chance = posterior(known, np.array([share]), np.ones(1), spread, (mean, size))

    assert math.isclose(1.0, chance.sum(), rel_tol=1e-9)
    assert numbers[0] == known
    assert chance[-1] < 2e-3


def test_the_posterior_is_exact() -> None:
    """With binomial thinning of a Poisson number, what is still to come is Poisson (Raftery 1988 gives the closed form)."""
    numbers, chance = posterior(12, np.array([0.4]), np.ones(1), 1e9, (30.0, 1e9))

    to_come = 30 * 0.6
    expected = np.array([math.exp(-to_come + k * math.log(to_come) - math.lgamma(k + 1)) for k in range(60)])
    assert np.abs(chance[:60] - expected).max() < 1e-4
    assert numbers[5] == 17


def test_a_share_of_many_settings_is_their_mixture() -> None:
    """Two settings of equal weight give the mean of their likelihoods, before the prior."""
    whole = np.arange(5.0, 40.0)
    apart = [np.exp(log_beta_binomial(5.0, whole, share, 20.0)) for share in (0.2, 0.8)]

    numbers, chance = posterior(5, np.array([0.2, 0.8]), np.array([0.5, 0.5]), 20.0, (15.0, 10.0))
    _, first = posterior(5, np.array([0.2]), np.ones(1), 20.0, (15.0, 10.0))

    assert numbers[0] == 5
    ratio = chance[: len(whole)] / first[: len(whole)]
    expected = (apart[0] + apart[1]) / apart[0]
    assert np.allclose(ratio / ratio[0], expected / expected[0], rtol=1e-6)


def test_reports_to_come_change_nothing() -> None:
    """What is reported after the day asked for is not seen: the nowcast of that day is the same to the last digit."""
    triangle, _ = made(World(seed=3))
    cut = triangle.known_at(at(80))

    later = nowcast(triangle, Options(at(80), longest=30))
    then = nowcast(Triangle(cut.strata, cut.first, cut.counts), Options(at(80), longest=30))

    assert [one.quantiles for one in later.days] == [one.quantiles for one in then.days]


def test_the_delay_law_is_found_again() -> None:
    """From days cut off by today the law of the delays comes back, and not that of the delays seen."""
    triangle, _ = made(World(level=60, seed=5, length=0))
    known = triangle.known_at(at(85))
    counts = np.concatenate([known.counts, np.zeros((1, known.days, 60))], axis=2)[:, :, :41]
    usable = np.arange(known.days)[:, None] + np.arange(41)[None, :] < known.days

    shares = fit(counts, usable, at(0).weekday(), 40).shares(np.arange(known.days))

    for late in (0, 3, 8, 15):
        assert abs(shares[0, -10:, late].mean() - (1 - 0.8 ** (late + 1))) < 0.06


def test_an_open_world_is_covered() -> None:
    """Nine in ten days and more lie within 95% limits, and no day below what is known."""
    worlds = [made(World(seed=seed, length=0)) for seed in range(8)]

    found = [nowcast(triangle, Options(at(100))) for triangle, _ in worlds]

    assert np.mean([covered(one, truth, at(0)) for one, (_, truth) in zip(found, worlds, strict=True)]) >= 0.9
    assert all(day.quantiles[0] >= day.reported for one in found for day in one.days)
    assert all(list(day.quantiles) == sorted(day.quantiles) for one in found for day in one.days)


@pytest.mark.parametrize("queue", [3.0, pytest.param(None, marks=pytest.mark.slow)], ids=["queue", "time-change"])
def test_a_shutdown_that_is_known_of_is_allowed_for(queue: float | None) -> None:
    """On the last day of a shutdown the truth is covered by the aware nowcast, and missed by the one that does not know."""
    aware, naive = [], []
    for seed in range(4):
        world = World(seed=seed, queue=queue)
        triangle, truth = made(world)
        ask = Options(at(world.start + 13), shutdowns=(world.shutdown,))
        aware.append(covered(nowcast(triangle, ask), truth, at(0)))
        naive.append(covered(nowcast(triangle, replace(ask, shutdowns=())), truth, at(0)))

    assert np.mean(aware) >= 0.8
    assert np.mean(naive) <= 0.3


@pytest.mark.parametrize(("queue", "name"), [(3.0, "queue"), (None, "time-change")])
def test_the_days_before_tell_which_mechanism_it_is(queue: float | None, name: str) -> None:
    """Once reports come again, the control cohort tells a queue from a slow clock."""
    triangle, _ = made(World(level=80, seed=2, queue=queue))

    found = nowcast(triangle, Options(at(100 + 14), shutdowns=(World().shutdown,)))

    assert found.channel.by_mechanism()[name] > 0.8


@pytest.mark.slow
@pytest.mark.parametrize("queue", [3.0, None], ids=["queue", "time-change"])
@pytest.mark.parametrize("phase", PHASES)
def test_coverage_by_phase(queue: float | None, phase: str) -> None:
    """In the middle of a shutdown, on its last day, and 4 and 10 days after, 95% limits cover at least 85% of days."""
    shares = []
    for seed in range(16):
        world = World(seed=100 + seed, queue=queue)
        triangle, truth = made(world)
        ask = Options(at(world.start + PHASES[phase]), shutdowns=(world.shutdown,))
        shares.append(covered(nowcast(triangle, ask), truth, at(0)))

    assert np.mean(shares) >= 0.85


def test_every_setting_lets_all_through_in_the_end() -> None:
    """Whatever the mechanism, shares lie between nought and one, grow with time, and reach one."""
    openness = by_day((Shutdown(at(20), at(33)),), at(0), 400)
    shares = np.tile(1 - 0.8 ** np.arange(1, 42.0), (1, 40, 1))
    shares[:, :, -1] = 1
    rows = np.arange(40)

    for setting in (*SETTINGS, Setting("open")):
        by = [share_by(setting, shares, rows, openness, today) for today in (39, 60, 120, 399)]
        assert all((one >= -1e-12).all() and (one <= 1 + 1e-12).all() for one in by)
        assert all((later >= earlier - 1e-12).all() for earlier, later in pairwise(by))
        assert by[-1].min() > 0.99


def test_a_signal_of_half_hours_becomes_openness() -> None:
    """Two days of a signal near nought are two shut days; a day that nobody measured counts as open."""
    values = [(at(day), 100.0 if day not in (4, 5) else 3.0) for day in range(10) if day != 8 for _ in range(48)]

    openness = from_signal(values, at(0), 12)

    assert [4, 5] == [day for day in range(12) if openness[day] < 0.5]
    assert openness[8] == openness[11] == 1


@pytest.mark.parametrize("few", [[], ["2026-01-01,2026-01-02,1"] * 3])
def test_too_few_reports_are_refused(few: list[str]) -> None:
    """Without reports enough there is no delay law, and so no nowcast."""
    with pytest.raises(UsageError):
        nowcast(build(reports(sheet(("event,report,count\n" + "\n".join(few)).encode()))), Options(at(1)))


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.skipif(not GERMANY.exists(), reason="the measuring tables are not here")
def test_a_real_series() -> None:
    """On reports of a real surveillance system the limits hold, and the score is far below that of the chain ladder alone."""
    triangle = build(reports(sheet(gzip.decompress(GERMANY.read_bytes()))))
    truth = {
        (stratum, triangle.day(day)): float(triangle.counts[at_, day].sum())
        for at_, stratum in enumerate(triangle.strata)
        for day in range(triangle.days)
    }
    inside, ours, plain = [], [], []
    for today in range(90, 178, 11):
        found = nowcast(triangle, Options(triangle.day(today), horizon=8, longest=40))
        actual = [truth[one.stratum, one.day] for one in found.days]
        inside += [one.quantiles[0] <= value <= one.quantiles[-1] for one, value in zip(found.days, actual, strict=True)]
        ours.append(score(found, truth))
        off = [abs(one.reported / one.share - value) for one, value in zip(found.days, actual, strict=True)]
        plain.append(np.mean(off) / 3.5)

    assert np.mean(inside) >= 0.91
    assert np.mean(ours) < 4.5
    assert len(QUANTILES) == 7
    assert np.mean(ours) < 3.5 * np.mean(plain)
