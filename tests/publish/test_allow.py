"""The allow-list: what may leave, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govah.publish import Candidate, select
from govah.records import Basis, Fact, Passage, Release, Stance, Value

PASSAGE = Passage("x", "words", 0, 5)


def candidate(
    id_: str = "c1", *, compartment: str = "team", basis: str = "team", reviewed: bool = True, withdrawn: bool = False
) -> Candidate:
    """A claim on file."""
    fact = Fact(id_, "m1", "arrested", Value(), Stance.REPORTED, "token")
    return Candidate(fact, Basis(id_, "d1", PASSAGE, (), "member"), compartment, basis, "ab" * 32, "e1", reviewed, withdrawn)


def release(*claims: str, audience: str = "court", basis: bool = True, id_: str = "r1") -> Release:
    """A release of claims."""
    return Release(id_, claims, audience, "a1", "2026-03-01T00:00:00Z", basis)


def allowed(
    *candidates: Candidate, releases: tuple[Release, ...], draft: bool = False, **more: frozenset[str]
) -> list[tuple[str, bool]]:
    """Ids of what may go to a court, and whether with its basis."""
    chosen = select(candidates, releases, "court", draft=draft, **more)
    return [(one.candidate.fact.id, one.with_basis) for one in chosen.allowed]


def test_released_claim_goes_with_its_basis() -> None:
    """A claim released with its basis goes to that audience with its words."""
    assert [("c1", True)] == allowed(candidate(), releases=(release("c1"),))


def test_unreleased_claim_stays_and_is_counted() -> None:
    """Without a release nothing leaves, and the count says that something stays."""
    chosen = select([candidate()], [], "court")

    assert ((), 1, 0) == (chosen.allowed, chosen.unreleased, chosen.unreviewed)


def test_release_to_another_audience_does_not_count() -> None:
    """What may go to the public may not go to a court by that."""
    assert [] == allowed(candidate(), releases=(release("c1", audience="public"),))


def test_withdrawn_release_does_not_count() -> None:
    """A release that was taken back lets nothing leave."""
    assert [] == allowed(candidate(), releases=(release("c1"),), withdrawn=frozenset({"r1"}))


def test_basis_of_a_withdrawn_release_stays() -> None:
    """Where one release with the basis was taken back, a second without it lets the fact go and its words stay."""
    releases = (release("c1", id_="r1"), release("c1", basis=False, id_="r2"))

    assert [("c1", False)] == allowed(candidate(), releases=releases, withdrawn=frozenset({"r1"}))


def test_withdrawn_claim_stays() -> None:
    """A claim that was taken back does not leave, whatever was released."""
    assert [] == allowed(candidate(withdrawn=True), releases=(release("c1"),))


def test_fact_of_sources_never_leaves() -> None:
    """A fact in the compartment of the sources does not leave, even when released."""
    assert [] == allowed(candidate(compartment="sources"), releases=(release("c1"),))


def test_basis_of_sources_never_leaves() -> None:
    """A basis in the compartment of the sources does not leave, even when released with it."""
    assert [("c1", False)] == allowed(candidate(basis="sources"), releases=(release("c1"),))


def test_basis_of_unknown_compartment_stays() -> None:
    """Where nobody knows who may read a basis, it stays."""
    assert [("c1", False)] == allowed(candidate(basis=""), releases=(release("c1"),))


def test_unreviewed_claim_leaves_in_a_draft_only() -> None:
    """What only a script accepted is left out and counted, unless a draft is asked for."""
    one = candidate(reviewed=False)

    assert 1 == select([one], [release("c1")], "court").unreviewed
    assert [("c1", True)] == allowed(one, releases=(release("c1"),), draft=True)


FLAGS = st.booleans()
COMPARTMENTS = st.sampled_from(["", "open", "team", "sources", "own"])
CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.sampled_from(["c1", "c2", "c3"]),
        compartment=COMPARTMENTS,
        basis=COMPARTMENTS,
        reviewed=FLAGS,
        withdrawn=FLAGS,
    )
)
RELEASES = st.lists(
    st.builds(
        lambda claims, audience, basis, id_: release(*claims, audience=audience, basis=basis, id_=id_),
        st.lists(st.sampled_from(["c1", "c2", "c3"])),
        st.sampled_from(["court", "un", "public"]),
        FLAGS,
        st.sampled_from(["r1", "r2"]),
    )
)


@given(
    candidates=CANDIDATES,
    releases=RELEASES,
    taken=st.sets(st.sampled_from(["r1", "r2"])),
    audience=st.sampled_from(["court", "un", "public"]),
    draft=FLAGS,
)
def test_nothing_leaves_but_by_a_live_release(
    candidates: list[Candidate], releases: list[Release], taken: set[str], audience: str, *, draft: bool
) -> None:
    """Whatever is on file, all that leaves was released to that audience, stands, is reviewed or a draft, and names no source."""
    chosen = select(candidates, releases, audience, withdrawn=frozenset(taken), draft=draft)
    live = [one for one in releases if one.audience == audience and one.id not in taken]

    for one in chosen.allowed:
        letting = [each for each in live if one.candidate.fact.id in each.claims]
        assert letting
        assert one.candidate.compartment not in ("", "sources")
        assert not one.candidate.withdrawn
        assert one.candidate.reviewed or draft
        if one.with_basis:
            assert any(each.basis for each in letting)
            assert one.candidate.basis_compartment not in ("", "sources")
    standing = [one for one in candidates if not one.withdrawn]
    assert len(standing) == len(chosen.allowed) + chosen.unreleased + chosen.unreviewed
