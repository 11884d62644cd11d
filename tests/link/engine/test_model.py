"""The small model: evidence adds up, and reviews move it without turning it round."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from govah.link.engine.model import Reviewed, fit, refit, shipped_model

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


def test_a_few_reviews_move_nothing() -> None:
    """Below sixty reviewed pairs the shipped model stands, whatever they say."""
    reviews = [Reviewed({"name": 5.0, "prior": -9.0}, is_same=True), Reviewed({"name": -5.0, "prior": -9.0}, is_same=False)] * 29

    assert refit(reviews, shipped_model()) == shipped_model()


def test_a_fitted_model_is_kept_where_it_foretells_better() -> None:
    """Where sixty reviews follow a rule that the shipped model lacks, the fitted one is kept, and its version says so."""
    reviews = [Reviewed({"name": 5.0, "prior": -9.0}, is_same=True), Reviewed({"name": -5.0, "prior": -9.0}, is_same=False)] * 30

    fitted = refit(reviews, shipped_model())

    assert (fitted.fitted_to, fitted.version) == (60, "shipped-2+60")


@settings(max_examples=15)
@given(coins=st.lists(st.booleans(), min_size=60, max_size=80))
def test_reviews_by_tossed_coin_turn_no_weight_round(coins: list[bool]) -> None:
    """Where verdicts are tossed, whichever model is kept, evidence for a pair still speaks for it."""
    reviews = [Reviewed({"name": 8.0 + at % 3, "prior": -9.0}, coin) for at, coin in enumerate(coins)]

    kept = refit(reviews, shipped_model())

    assert min(kept.weights.values()) > 0


def _desk(wrong: int) -> list[Reviewed]:
    """Reviews of a careful desk, and as many as said that hold pairs of equal names and days for two persons."""
    right = [
        Reviewed({"name": 10.0 + at % 3, "when": 2.0, "prior": -10.0}, is_same=True)
        if at % 2
        else Reviewed({"name": 2.0 - at % 3, "when": -1.0, "prior": -10.0}, is_same=False)
        for at in range(60)
    ]
    return right + [Reviewed({"name": 16.0, "when": 4.0, "prior": -10.0}, is_same=False)] * wrong


def test_a_batch_of_wrong_verdicts_is_noticed() -> None:
    """Where one verdict in four holds equal names for two persons, nothing is fitted, and they are counted as at odds."""
    kept = refit(_desk(20), shipped_model())

    assert (kept.fitted_to, kept.at_odds) == (0, 20)


def test_some_wrong_verdicts_move_little() -> None:
    """A few wrong verdicts on equal names leave equal names with an equal day above the threshold."""
    kept = refit(_desk(5), shipped_model())

    assert kept.bits({"name": 16.0, "when": 4.0}) - 10 > 0


@given(reviews=REVIEWS)
def test_no_batch_moves_a_weight_far(reviews: list[Reviewed]) -> None:
    """Whatever was reviewed, a weight is at least half and at most twice the shipped one, and the level stays near."""
    shipped, fitted = shipped_model(), fit(reviews, shipped_model())

    assert all(home / 2 <= fitted.weights[kind] <= home * 2 for kind, home in shipped.weights.items())
    assert abs(fitted.shift) <= 3
