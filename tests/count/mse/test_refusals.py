"""The rules of honesty: each fires on a table made for it, and is silent on a sound one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from count.mse.tables import HIV, KOSOVO, SMALL, measured
from govah.count.mse import refusals
from govah.count.mse.dga import dga
from govah.count.mse.estimating import Result, estimate
from govah.count.mse.headline import headline, two_digits
from govah.count.mse.interface import Estimate, Priors, Request
from govah.count.mse.methods import estimate_by, modes
from govah.count.mse.overlap import overlap
from govah.count.mse.table import Table, on, table_of

NO_ESTIMATE = table_of("ABC", [((1, 0, 0), 40), ((0, 1, 0), 30), ((0, 0, 1), 20), ((1, 1, 0), 6)])
COPIED = table_of(
    ("one", "two", "three", "four"),
    [((*history, history[2]), count) for history, count in zip(SMALL.histories.tolist(), SMALL.counts.tolist(), strict=True)],
)
"""The small table, and a fourth list that is the third again."""
FORTY = table_of([f"list {at}" for at in range(40)], [([int(at in (one, one + 1)) for at in range(40)], 5) for one in range(39)])


def codes(result: Result) -> set[str]:
    """Gives the codes that withhold the headline."""
    return {one.code for one in result.refused}


def quick(table: Table, *methods: str) -> Result:
    """Estimates without checks."""
    return estimate(table, Request(methods=methods or ("dga",)), checked=False)


def test_a_sound_table_is_not_refused() -> None:
    """On the Kosovo table no rule withholds the headline."""
    found = quick(KOSOVO, "dga", "loglinear", "saturated")

    assert found.headline is not None
    assert 8900 == found.headline.at_least


@pytest.mark.parametrize("lists", [[0], [0, 1]])
def test_rule_1_too_few_lists(lists: list[int]) -> None:
    """With one or two lists there is no N; with two, Chapman's figure stands under its own heading."""
    found = quick(on(KOSOVO, lists))

    assert "lists-too-few" in codes(found)
    assert all(one.lower is None for one in found.estimates)
    assert (len(lists) == 2) == (found.two_lists is not None)


def test_rule_2_an_isolated_list() -> None:
    """A list that shares nobody is named, and the headline withheld; what can be computed keeps its limits."""
    found = quick(NO_ESTIMATE)

    assert [("lists", "C")] == [one.facts[0] for one in found.refused if one.code == "list-isolated"]
    assert found.headline is None
    assert found.estimates[0].lower is not None


def test_rule_2_pairs_mostly_bare() -> None:
    """Where more than half of the pairs share nobody, there is only Chao's lower bound."""
    found = quick(table_of("ABCD", [((1, 1, 0, 0), 9), ((0, 0, 1, 1), 9), ((1, 0, 0, 0), 40), ((0, 0, 1, 0), 40)]))

    assert "pairs-mostly-bare" in codes(found)
    assert found.overlap["chao_lower_bound"] > 90


def test_rule_2_no_overlap_at_all() -> None:
    """Lists none of which meets another are all isolated."""
    found = quick(table_of("ABC", [((1, 0, 0), 40), ((0, 1, 0), 40), ((0, 0, 1), 40)]))

    assert {"list-isolated", "pairs-mostly-bare"} <= codes(found)


def test_rule_2_an_empty_list_is_dropped() -> None:
    """A list that nobody is on is left out and named, and three others are enough."""
    rows = [((*history, 0), count) for history, count in zip(SMALL.histories.tolist(), SMALL.counts.tolist(), strict=True)]
    found = quick(table_of(("one", "two", "three", "nobody"), rows))

    assert ("nobody",) == found.dropped
    assert found.estimates[0].median == quick(SMALL).estimates[0].median


def test_rule_2_forty_lists() -> None:
    """Forty lists are more than any method takes."""
    found = quick(FORTY, "dga", "lcm", "loglinear", "saturated")

    assert "lists-too-many" in codes(found)
    assert all(one.lower is None for one in found.estimates)


def test_rule_2_seven_lists_are_too_many_for_graphs() -> None:
    """Seven lists are refused by `dga`, with its reason."""
    seven = table_of("abcdefg", [([int(at in (one, (one + 1) % 7)) for at in range(7)], 9) for one in range(7)])

    assert ["lists-too-many"] == [one.code for one in estimate_by("dga", seven, Request())[0].refused]


def test_rule_3_no_estimate_exists() -> None:
    """Where only independence has an estimate, the log-linear method says so."""
    best, average = estimate_by("loglinear", NO_ESTIMATE, Request())

    assert {"models-only-independence"} == {one.code for each in (best, average) for one in each.refused}


@pytest.mark.data
def test_rule_3_on_the_measuring_table() -> None:
    """The published table without an estimate is refused."""
    found = estimate_by("loglinear", measured("artificial_3"), Request())

    assert all(one.refused for one in found)


def test_rule_3_nothing_has_an_estimate() -> None:
    """Without any fit there is a refusal, and without refusals there are fits."""
    assert refusals.no_estimate_exists(0) is not None
    assert refusals.no_estimate_exists(3) is None


@pytest.mark.data
def test_rule_4_the_prior_decides() -> None:
    """On the hepatitis table the saturated graph weighs .56: the prior decides."""
    (found,) = estimate_by("dga", measured("hav"), Request())

    assert ["prior-decides"] == [one.code for one in found.refused]


def test_rule_4_made() -> None:
    """Lists that all go together make the saturated graph heavy."""
    bound = table_of(
        "ABC",
        [((1, 1, 1), 60), ((1, 0, 0), 40), ((0, 1, 0), 45), ((0, 0, 1), 50), ((1, 1, 0), 9), ((0, 1, 1), 9), ((1, 0, 1), 8)],
    )

    assert refusals.prior_decides(dga(bound).saturated) is not None
    assert refusals.prior_decides(dga(KOSOVO).saturated) is None


def test_rule_4_bare_cells() -> None:
    """Without restriction, histories that nobody has are the prior's."""
    assert ["cells-bare"] == [one.code for one in estimate_by("saturated", HIV, Request())[0].refused]


def test_rule_5_chains_that_disagree() -> None:
    """Chains that were hardly run give no interval, but say where they went."""
    request = Request(draws=100, longest=20, block=10, warming=0.05, tempered=False)
    (found,) = estimate_by("lcm", KOSOVO, request)

    assert ["chains-disagree"] == [one.code for one in found.refused]
    assert (None, None, None) == (found.lower, found.median, found.upper)
    assert found.details["modes"]


def test_rule_5_two_humps_are_told_apart() -> None:
    """Draws around two values are two modes with their shares."""
    import numpy as np  # noqa: PLC0415

    chance = np.random.default_rng(1)
    draws = np.exp(np.concatenate([chance.normal(9, 0.05, 6000), chance.normal(10, 0.05, 2000)])).reshape(4, 2000)
    found = modes(draws)

    assert [0.75, 0.25] == pytest.approx([one["share"] for one in found], abs=0.02)


def test_rule_6_limits_that_move() -> None:
    """A change of limits by more than a quarter leaves only the lower one."""
    assert refusals.limits_move(0.3) is not None
    assert refusals.limits_move(0.2) is None


def test_rule_6_the_bound_binds() -> None:
    """With a bound just above the people seen, the graphs say that the upper limit is the bound's."""
    found = estimate_by("dga", SMALL, replace(Request(), bound=350))[0]

    assert ["bound-binds"] == [one.code for one in found.refused]


def test_rule_7_methods_that_do_not_meet() -> None:
    """Two intervals apart stop the headline."""
    apart = [Estimate("dga", 10, 10, 8, 12), Estimate("lcm", 20, 20, 15, 30)]
    met = [Estimate("dga", 10, 10, 8, 16), Estimate("lcm", 20, 20, 15, 30)]

    assert refusals.methods_disjoint(apart) is not None
    assert refusals.methods_disjoint(met) is None


def test_rule_7_a_method_alone() -> None:
    """One method alone is told as a lower limit only."""
    found = quick(KOSOVO, "dga").headline

    assert found is not None
    assert found.only_lower
    assert "method-alone" in {one.code for one in found.caveats}


def test_rule_8_internal_consistency() -> None:
    """Lower limits that mostly lie above the truth withhold the headline."""
    assert refusals.consistency_fails(3, 4) is not None
    assert refusals.consistency_fails(1, 4) is None


def test_rule_9_links_taken_as_certain() -> None:
    """From one hard linkage, the words "at least" are lost; from twenty draws, they stand."""
    hard = estimate(KOSOVO, Request(methods=("dga",)), checked=False).headline
    soft = estimate(KOSOVO, Request(methods=("dga",)), linkages=20, checked=False).headline

    assert hard is not None
    assert soft is not None
    assert (True, False) == (hard.certain_links, soft.certain_links)


def test_rule_10_a_list_twice() -> None:
    """A list that is another one again is named, and the headline withheld."""
    found = quick(COPIED)

    assert [("lists", "three, four")] == [one.facts[0] for one in found.refused if one.code == "lists-copied"]


def test_rule_10_is_silent_on_honest_lists() -> None:
    """Lists that overlap as lists do are not called copies."""
    assert () == overlap(KOSOVO).copies == overlap(HIV).copies == overlap(SMALL).copies


def test_rule_11_too_few_people() -> None:
    """With fewer than thirty people, there is the documented count only."""
    few = table_of("ABC", [((1, 1, 0), 5), ((0, 1, 1), 6), ((1, 0, 1), 4), ((1, 0, 0), 9)])

    assert "people-too-few" in codes(quick(few))


def test_rule_11_nobody() -> None:
    """A table without anybody is refused, and nothing breaks."""
    found = quick(table_of("ABC", []), "dga", "lcm", "loglinear", "saturated")

    assert {"lists-too-few", "people-too-few"} <= codes(found)


def test_rule_12_the_unreachable() -> None:
    """Every headline says that those no list can reach are outside."""
    found = quick(KOSOVO).headline

    assert found is not None
    assert "unreachable-outside" in {one.code for one in found.caveats}


@pytest.mark.parametrize(("value", "wanted"), [(8994.3, 8900), (99.9, 99), (100, 100), (1_299_000, 1_200_000), (7, 7)])
def test_two_digits_are_rounded_down(value: float, wanted: int) -> None:
    """A lower limit is never rounded up."""
    assert wanted == two_digits(value)


def test_a_headline_is_never_below_the_people_seen() -> None:
    """Rounding down stops at those who are on the lists."""
    found = headline(4444, [Estimate("dga", 5000, 5000, 4450, 6000)], (), ())

    assert found is not None
    assert 4444 == found.at_least


def test_priors_are_plain() -> None:
    """What is assumed without being told is what the docs say."""
    assert (10, 0.25, 0.25, None) == (Priors().classes, Priors().alpha_shape, Priors().alpha_rate, Priors().delta)
