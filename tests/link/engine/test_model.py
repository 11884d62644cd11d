"""The small model: evidence adds up, and reviews move it without turning it round."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govah.link.engine.model import Reviewed, fit, shipped_model

BITS = st.floats(-15, 15)
REVIEWS = st.lists(
    st.builds(lambda name, when, same: Reviewed({"name": name, "when": when, "prior": -8.0}, same), BITS, BITS, st.booleans()),
    max_size=30,
)


@given(reviews=REVIEWS)
def test_more_agreement_never_lowers_a_score(reviews: list[Reviewed]) -> None:
    """Whatever people reviewed, every weight stays positive: evidence for a pair never speaks against it."""
    fitted = fit(reviews, shipped_model())

    assert min(fitted.weights.values()) > 0


def test_reviews_of_one_kind_teach_nothing() -> None:
    """Where all reviewed pairs were the same, or none, the shipped model stands."""
    reviews = [Reviewed({"name": 5.0, "prior": -8.0}, is_same=True)] * 20

    assert fit(reviews, shipped_model()).weights == shipped_model().weights


def test_reviews_move_the_level() -> None:
    """Where people say *same* of pairs that the model holds for unlikely, it is raised."""
    reviews = [Reviewed({"name": 5.0, "prior": -9.0}, is_same=True)] * 40 + [
        Reviewed({"name": -5.0, "prior": -9.0}, is_same=False)
    ] * 40

    assert fit(reviews, shipped_model()).shift > 0.5
