"""Averaging over decomposable graphs: the graphs there are, and the digits that were published."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import gammaln

from count.mse.tables import HIV, KOSOVO, SMALL, measured
from govah.count.mse.dga import dga
from govah.count.mse.graphs import decomposable, named
from govah.count.mse.table import Cells, Table, full, on, table_of


@pytest.mark.parametrize(("lists", "graphs"), [(2, 2), (3, 8), (4, 61), (5, 822), (6, 18154)])
def test_there_are_as_many_graphs_as_known(lists: int, graphs: int) -> None:
    """The decomposable graphs of k labelled vertices number 2, 8, 61, 822, 18,154."""
    assert graphs == len(decomposable(lists)[0])


def test_a_graph_is_named_by_its_cliques() -> None:
    """Two edges that meet are two cliques."""
    assert ((0, 1), (0, 2)) == named(0b011, 3)


@pytest.mark.parametrize(("table", "wanted"), [(KOSOVO, (12595, 9827, 16544)), (HIV, (11220, 9404, 14095))])
def test_the_published_digits(table: Table, wanted: tuple[int, int, int]) -> None:
    """Median and limits equal those of the R package."""
    posterior = dga(table).posterior

    assert wanted == tuple(posterior.quantile(share) for share in (0.5, 0.025, 0.975))


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("western", (2132, 1343, 3848)),
        ("ukdat_5", (22990, 10387, 33508)),
        ("madiganyork5", (618, 590, 656)),
        ("madiganyork3", (731, 694, 787)),
    ],
)
def test_the_measured_digits(name: str, wanted: tuple[int, int, int]) -> None:
    """Median and limits equal those of the R package on the measuring tables."""
    posterior = dga(measured(name)).posterior

    assert wanted == tuple(posterior.quantile(share) for share in (0.5, 0.025, 0.975))


def test_nothing_is_lost_by_leaving_out_what_weighs_nothing() -> None:
    """The sum over every graph and every N, written out in full, gives the same posterior."""
    prior, most, cells = 0.125, 400, full(SMALL)
    unseen = np.arange(1, most + 1)
    people = SMALL.people

    def h(lists: tuple[int, ...]) -> Cells:
        margin: dict[int, float] = {}
        for code, count in enumerate(cells):
            key = sum(1 << at for at, one in enumerate(lists) if code >> one & 1)
            margin[key] = margin.get(key, 0) + count
        each = 1 / len(margin)
        seen = sum(gammaln(count + each) - gammaln(each) for key, count in margin.items() if key)
        found: Cells = np.asarray(seen + gammaln(margin[0] + unseen + each) - gammaln(each) - gammaln(people + unseen + 1))
        return found

    groups: list[tuple[int, ...]] = [(0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)]
    whole = {group: h(group) for group in groups}
    graphs = [
        whole[0,] + whole[1,] + whole[2,],
        whole[0, 1] + whole[2,],
        whole[0, 2] + whole[1,],
        whole[1, 2] + whole[0,],
        whole[0, 1] + whole[0, 2] - whole[0,],
        whole[0, 1] + whole[1, 2] - whole[1,],
        whole[0, 2] + whole[1, 2] - whole[2,],
        whole[0, 1, 2],
    ]
    logs = np.array(graphs) + gammaln(people + unseen + 1) - gammaln(unseen + 1) - np.log(people + unseen)
    weights = np.exp(logs - logs.max()).sum(axis=0)
    found = dga(SMALL, delta=prior, most=most).posterior

    assert weights @ (people + unseen) / weights.sum() == pytest.approx(found.mean, rel=1e-9)


def test_the_order_of_lists_means_nothing() -> None:
    """Lists in another order give the same posterior."""
    turned = on(KOSOVO, [2, 0, 3, 1])

    assert dga(KOSOVO).posterior.mean == pytest.approx(dga(turned).posterior.mean, rel=1e-9)


def test_six_lists_are_taken() -> None:
    """Six lists, more than the R package takes, are averaged over 18,154 graphs."""
    chance = np.random.default_rng(2)
    rows = [(one.tolist(), 1) for one in (chance.random((400, 6)) < 0.25).astype(int)]
    found = dga(table_of("abcdef", rows)).posterior

    assert found.quantile(0.025) < 400 < found.quantile(0.975)


def test_huge_counts_are_laid_out_on_steps() -> None:
    """A table of a hundred million people ends, and its median lies where that of a smaller copy lies."""
    huge = table_of(SMALL.lists, zip(SMALL.histories.tolist(), (SMALL.counts * 400_000).tolist(), strict=True))
    large = table_of(SMALL.lists, zip(SMALL.histories.tolist(), (SMALL.counts * 4000).tolist(), strict=True))

    assert dga(huge).posterior.quantile(0.5) / 400_000 == pytest.approx(dga(large).posterior.quantile(0.5) / 4000, rel=0.02)
