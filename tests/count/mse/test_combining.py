"""Replicates: Rubin's rules, the verdata variant, and what they say of links that are not known."""

from __future__ import annotations

import math

import pytest

from govah.count.mse.combining import combine
from govah.count.mse.interface import Estimate


def answer(median: float, factor: float, seen: int = 100) -> Estimate:
    """Gives an answer whose unseen people lie within a factor of the median's."""
    unseen = median - seen
    return Estimate("dga", median, median, seen + unseen / factor, seen + unseen * factor)


def test_replicates_that_agree_change_nothing() -> None:
    """Where every replicate says the same, so does the combination, and no information is missing."""
    found = combine([answer(300, 2)] * 20, [100] * 20)

    assert found is not None
    assert (found.estimate.lower, found.estimate.median, found.estimate.upper) == pytest.approx((200, 300, 500))
    assert found.missing_information == pytest.approx(0, abs=1e-6)


def test_replicates_that_differ_widen() -> None:
    """Rubin's total variance is that within, and that between times 1 + 1/m."""
    medians = [200.0, 300.0, 500.0]
    found = combine([answer(one, 2) for one in medians], [100] * 3)
    logs = [math.log(one - 100) for one in medians]
    centre = sum(logs) / 3

    assert found is not None
    assert found.between == pytest.approx(sum((one - centre) ** 2 for one in logs) / 2)
    assert found.within == pytest.approx((math.log(2) / 1.959963984540054) ** 2)
    assert 0.3 < found.missing_information < 1


def test_verdata_is_narrower() -> None:
    """The normal distribution gives shorter intervals than Student's t, around the same middle."""
    answers = [answer(one, 2) for one in (200.0, 300.0, 500.0)]
    ours, theirs = (combine(answers, [100] * 3, rule=rule) for rule in ("rubin", "verdata"))

    assert ours is not None
    assert theirs is not None
    assert ours.estimate.median == theirs.estimate.median
    assert (ours.estimate.upper or 0) > (theirs.estimate.upper or 0)


def test_one_replicate_is_none() -> None:
    """A single replicate has no variance between, and nothing is combined; those without limits are told."""
    none = Estimate("dga")
    found = combine([answer(300, 2), answer(310, 2), none], [100] * 3)

    assert combine([answer(300, 2), none], [100, 100]) is None
    assert found is not None
    assert ["replicates-failed"] == [one.code for one in found.estimate.refused]
