"""Log-linear models: those there are, which of them have an estimate, and the published figures."""

from __future__ import annotations

import pytest

from count.mse.tables import HIV, KOSOVO, SMALL, measured
from govah.count.mse.designs import models, written
from govah.count.mse.loglinear import averaged, exists, loglinear, profile
from govah.count.mse.table import table_of

NO_ESTIMATE = table_of("ABC", [((1, 0, 0), 40), ((0, 1, 0), 30), ((0, 0, 1), 20), ((1, 1, 0), 6)])
"""Of the shape of Chan, Silverman & Vincent's example: the term of A and B has no estimate."""


@pytest.mark.parametrize(("lists", "count"), [(3, 8), (4, 113), (5, 1024), (6, 0)])
def test_all_models_are_tried(lists: int, count: int) -> None:
    """Every hierarchical model up to four lists, every set of pairs for five."""
    assert count == len(models(lists))


def test_kosovo_as_published() -> None:
    """The best model by BIC is [123,14,34], with 10,357 people (8,994 to 12,110)."""
    best = loglinear(KOSOVO).fits[0]
    low, high = profile(KOSOVO, best)

    assert ("[123,14,34]", 10357, 8994, 12110) == (best.name, round(best.estimate), round(low), round(high))


def test_hiv_as_published() -> None:
    """Independence is best on the Rome table: 11,125 (9,532 to 13,114)."""
    best = loglinear(HIV).fits[0]
    low, high = profile(HIV, best)

    assert ("[1,2,3,4]", 11125, 9532, 13114) == (best.name, round(best.estimate), round(low), round(high))


@pytest.mark.data
def test_western_as_published() -> None:
    """The best set of pairs gives the 2,483 that SparseMSE gives."""
    assert 2483 == round(loglinear(measured("western")).fits[0].estimate)


def test_a_term_without_an_estimate_is_out() -> None:
    """Where A and B meet but neither meets C, the model with their term has no estimate, and only independence is left."""
    found = loglinear(NO_ESTIMATE)

    assert not exists(NO_ESTIMATE, (0b011,))
    assert ((), 7) == (found.fits[0].model, found.absent)


@pytest.mark.parametrize("model", [model for model in models(3) if len(model) < 3])
def test_a_full_table_has_every_estimate(model: tuple[int, ...]) -> None:
    """Where every history was seen, every model has its estimate."""
    assert exists(SMALL, model)


def test_average_lies_among_its_models() -> None:
    """The averaged median lies between the least and the greatest of the models."""
    fits = loglinear(SMALL).fits
    middle, low, high = averaged(SMALL, fits)

    assert low < middle < high
    assert min(fit.estimate for fit in fits) <= middle <= max(fit.estimate for fit in fits)


def test_models_are_written_by_their_largest_terms() -> None:
    """A term inside of a larger one is not written."""
    assert "[123,14,34]" == written((0b0011, 0b0101, 0b0110, 0b0111, 0b1001, 0b1100), 4)


def test_six_lists_are_searched() -> None:
    """From six lists on, the models are met step by step, from independence."""
    rows = [((int(at == 0), int(at == 1), int(at == 2), int(at == 3), int(at == 4), int(at == 5)), 40) for at in range(6)]
    rows += [(tuple(int(at in (one, other)) for at in range(6)), 5) for one in range(6) for other in range(one)]  # type: ignore[misc]
    found = loglinear(table_of("abcdef", rows))

    assert found.fits
    assert found.tried < 500


def test_huge_counts_and_few_histories_are_no_fault() -> None:
    """Models that run away on large, sparse tables end in a refusal or a fit, not in a singular matrix."""
    rows = [((1, 0, 1, 1), 48_040), ((0, 1, 0, 1), 2_138_983), ((1, 1, 1, 0), 720_148), ((1, 1, 1, 1), 803_961)]
    found = loglinear(table_of("abcd", rows))

    assert 113 == found.tried
    assert found.absent > 0
