"""Clusters as a pure function of judgements and of the model's pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govah.link.clusters import Edge, cluster

MEMBERS = [f"m{number}" for number in range(8)]
PAIRS = st.lists(
    st.tuples(st.sampled_from(MEMBERS), st.sampled_from(MEMBERS)).filter(lambda pair: pair[0] != pair[1]), max_size=10
)
EDGES = st.lists(st.builds(Edge, st.sampled_from(MEMBERS), st.sampled_from(MEMBERS), st.floats(0, 1)), max_size=10)


def members(*found: str) -> tuple[str, ...]:
    return found


@given(same=PAIRS, different=PAIRS, edges=EDGES)
def test_everybody_is_in_one_cluster(same: list[tuple[str, str]], different: list[tuple[str, str]], edges: list[Edge]) -> None:
    """Whatever is judged, each member is in exactly one cluster, and a *same* is never broken."""
    found = cluster(MEMBERS, same, different, edges)
    home = {member: one.id for one in found.clusters for member in one.members}

    assert sorted(member for one in found.clusters for member in one.members) == MEMBERS
    assert all(home[left] == home[right] for left, right in same)


@given(same=PAIRS, different=PAIRS)
def test_order_of_judging_changes_nothing(same: list[tuple[str, str]], different: list[tuple[str, str]]) -> None:
    """The same judgements in another order make the same clusters."""
    assert cluster(MEMBERS, same, different).clusters == cluster(MEMBERS, same[::-1], different[::-1]).clusters


def test_the_model_joins_nobody_whom_people_hold_apart() -> None:
    """A *different* keeps the model from joining, also through a third."""
    edges = [Edge("m0", "m1", 0.99), Edge("m1", "m2", 0.99), Edge("m0", "m2", 0.99)]
    found = cluster(MEMBERS[:3], [], [("m0", "m2")], edges)

    assert [len(one.members) for one in found.clusters] == [2, 1]


def test_one_bad_bridge_joins_nobody() -> None:
    """Two well-known persons are not joined by one pair that the model holds for certain."""
    same = [("m0", "m1"), ("m1", "m2"), ("m3", "m4"), ("m4", "m5")]
    found = cluster(MEMBERS[:6], same, [], [Edge("m2", "m3", 0.999)])

    assert [one.members for one in found.clusters] == [members("m0", "m1", "m2"), members("m3", "m4", "m5")]


def test_a_large_cluster_raises_an_alarm() -> None:
    """A cluster of a dozen is looked at by a person."""
    many = [f"m{number}" for number in range(12)]
    (found,) = cluster(many, [(many[0], other) for other in many[1:]], []).clusters

    assert "link.alarm-large" in found.alarms


def test_an_id_stays() -> None:
    """A cluster bears the id of the member that was recorded first, whoever joins it."""
    assert cluster(MEMBERS[:3], [("m2", "m1"), ("m1", "m0")], []).clusters[0].id == "m0"
