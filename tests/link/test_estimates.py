"""Shares with intervals, and agreement beyond chance."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govah.link.estimates import Sampled, kappa, precision, recall, share


@given(hits=st.integers(0, 500), more=st.integers(0, 500))
def test_an_interval_holds_its_share(hits: int, more: int) -> None:
    """The interval lies within 0 and 1 and holds the share."""
    found = share(hits, hits + more)

    assert 0 <= found.low <= found.high <= 1000
    assert found.seen == 0 or found.low - 1 <= found.value <= found.high + 1


def test_wilson() -> None:
    """Nine of ten is between .596 and .982, as Wilson's formula has it."""
    assert (share(9, 10).low, share(9, 10).high) == (596, 982)


def test_precision_and_recall() -> None:
    """Precision counts the pairs above the threshold, recall the true ones."""
    sampled = [Sampled(0.9, is_same=True), Sampled(0.8, is_same=False), Sampled(0.2, is_same=True)]

    assert (precision(sampled, 0.5).value, recall(sampled, 0.5).value) == (500, 500)


def test_kappa() -> None:
    """Cohen's own kind of table: agreement of .7 where .5 is chance comes to .4."""
    pairs = (
        [("same", "same")] * 20 + [("same", "different")] * 5 + [("different", "same")] * 10 + [("different", "different")] * 15
    )

    assert kappa(pairs) == 400


def test_kappa_of_nothing() -> None:
    """Where nobody judged twice there is no agreement to speak of."""
    assert kappa([]) is None
