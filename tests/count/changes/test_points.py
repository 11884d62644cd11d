"""Changes of a rate: exact against every segmentation, quiet under a constant truth, and not deceived by late reports."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from scipy.special import logsumexp

from govah.count.changes.completeness import drawn, from_limits
from govah.count.changes.points import SIZES, Options, _model, changes, windows
from govah.count.changes.series import Series, by_step, series
from govah.errors import UsageError

COAL: Final = Path(__file__).parents[4] / "shared/data/estimate/coal_disasters.csv"
SHUT: Final = np.concatenate([np.ones(52), [0.97, 0.95, 0.92, 0.85, 0.5, 0.3, 0.2, 0.1]])
"""Sixty weeks, a blackout in the last four."""


def names(many: int) -> list[str]:
    """Names of periods."""
    return [str(at) for at in range(many)]


def shares(share: np.ndarray, seed: int) -> np.ndarray:
    """Draws of a completeness that is known roughly."""
    return drawn(share[None, :], np.ones(1), np.full(len(share), 40.0), seed)


def seen(rate: np.ndarray, share: np.ndarray, seed: int) -> np.ndarray:
    """Events of each week, as far as they are known."""
    rng = np.random.default_rng(seed)
    return rng.binomial(rng.negative_binomial(30, 30 / (30 + rate)), share).astype(float)


def test_exact_against_every_segmentation() -> None:
    """The recursions give the evidence and the chance of each change that adding up all 128 segmentations gives."""
    counts = np.array([2.0, 3, 1, 9, 11, 8, 2, 1])
    model = _model(counts, np.ones(8), SIZES[1])
    total, change = [], np.zeros((8, 0)).tolist()
    for cuts in itertools.product((0, 1), repeat=7):
        starts = [0, *(at + 1 for at, cut in enumerate(cuts) if cut), 8]
        log = sum(model.segment[start, stop - 1] for start, stop in itertools.pairwise(starts))
        total.append(log)
        for at in range(1, 8):
            change[at].append(log if at in starts else -np.inf)

    assert np.isclose(model.evidence, logsumexp(total))
    for at in range(1, 8):
        assert np.isclose(model.change()[at], np.exp(logsumexp(change[at]) - model.evidence))


def test_a_doubled_rate_is_found() -> None:
    """A rate that doubles in the last six of sixty weeks is said to have risen, and when."""
    rate = np.full(60, 12.0)
    rate[-6:] = 30

    found = changes(series(names(60), seen(rate, np.ones(60), 4)), Options())

    assert found.rise > 0.95
    assert any(one.first <= 54 <= one.last + 1 for one in found.windows)
    assert found.ratio[0] > 1.2


def test_late_reports_are_no_fall() -> None:
    """Under a constant truth raw counts of a blackout look like a fall; with completeness as exposure they do not."""
    counts = seen(np.full(60, 12.0), SHUT, 6)

    raw = changes(series(names(60), counts), Options())
    aware = changes(series(names(60), counts, shares(SHUT, 1)), Options())

    assert raw.fall > 0.9
    assert aware.fall < 0.5
    assert aware.rise < 0.5


@pytest.mark.slow
def test_false_alarms() -> None:
    """Under a constant truth with a blackout, a rise or fall is announced (above 90%) in at most 5% of 40 runs."""
    found = [changes(series(names(60), seen(np.full(60, 8.0), SHUT, at), shares(SHUT, at)), Options()) for at in range(40)]

    assert sum(one.rise > 0.9 for one in found) <= 2
    assert sum(one.fall > 0.9 for one in found) <= 2


def test_the_same_seed_gives_the_same_figures() -> None:
    """Figures rerun to the last digit."""
    given = series(names(30), seen(np.full(30, 6.0), np.ones(30), 2))

    first, second = changes(given, Options(seed=9)), changes(given, Options(seed=9))

    assert (first.rate == second.rate).all()
    assert first.rise == second.rise


@pytest.mark.data
@pytest.mark.skipif(not COAL.exists(), reason="the measuring tables are not here")
def test_coal_mining_disasters() -> None:
    """The series of Jarrett (1979): a change about 1890, rates of 3.1 before and 0.9 after (Carlin, Gelfand & Smith 1992)."""
    rows = list(csv.DictReader(COAL.read_text("utf-8").splitlines()))
    found = changes(series([row["year"] for row in rows], [float(row["count"]) for row in rows]), Options(recent=20))
    year = [int(row["year"]) for row in rows]

    assert sum(found.change[at] for at, one in enumerate(year) if 1884 <= one <= 1897) > 0.95
    assert abs(found.rate[1, year.index(1870)] - 3.1) < 0.3
    assert abs(found.rate[1, year.index(1910)] - 0.9) < 0.3


def test_windows_are_narrow_and_apart() -> None:
    """Each stretch holds its probability, and no two overlap."""
    change = np.zeros(80)
    change[[20, 21]] = 0.5
    change[60] = 0.9

    assert [(20, 21), (60, 60)] == [(one.first, one.last) for one in windows(change)]


def test_draws_of_completeness_keep_to_their_limits() -> None:
    """Shares given with limits are drawn about their middle; without doubt they are the same in each draw."""
    limits = np.array([[0.4, 0.6, 0.8], [1.0, 1.0, 1.0], [0.5, 0.5, 0.5]])

    found = from_limits(limits, 3)

    assert abs(found[:, 0].mean() - 0.6) < 0.03
    assert 0.2 < found[:, 0].min() < 0.5
    assert (found[:, 1] == 1).all()
    assert (found[:, 2] == 0.5).all()


def test_an_unfinished_week_has_less_exposure() -> None:
    """Three days of a week count for three sevenths of one."""
    from datetime import date, timedelta  # noqa: PLC0415 - one test alone needs days

    days = [date(2026, 1, 5) + timedelta(at) for at in range(24)]

    made, counts, exposure = by_step(days, np.ones(24), np.ones((2, 24)), "week")

    assert ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26") == made
    assert [7, 7, 7, 3] == counts.tolist()
    assert np.allclose(exposure[0], [1, 1, 1, 3 / 7])


@pytest.mark.parametrize(
    ("counts", "exposure"),
    [
        ([1, 2, 3], None),
        ([0] * 20, None),
        ([1, -1] * 10, None),
        ([1.5] * 20, None),
        ([float("nan")] * 20, None),
        ([3] * 2000, None),
        ([3] * 20, np.ones((1, 3))),
        ([3] * 20, np.full((1, 20), -1.0)),
    ],
)
def test_what_is_no_series_is_refused(counts: list[float], exposure: np.ndarray | None) -> None:
    """Too short, too long, too few, no counts, or exposure that is none."""
    with pytest.raises(UsageError):
        series(names(len(counts)), counts, exposure)


def test_huge_counts_are_borne() -> None:
    """Counts of millions are as good as any."""
    found = changes(Series(tuple(names(20)), np.full(20, 3e6), np.ones((1, 20))), Options())

    assert found.rise < 0.05
    assert abs(found.rate[1].mean() / 3e6 - 1) < 0.1
