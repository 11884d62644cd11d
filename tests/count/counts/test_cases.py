"""The rules of a count, one by one: which category, which reason, which limits; and that the parts always make the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.count.counts.cases import CATEGORIES, Candidate, Case, Found, Told, case
from govah.count.counts.difference import difference
from govah.count.counts.totals import TRAITS, digest, table, totals
from govah.records import CountDefinition

STANDARDS = ("reasonable_suspicion", "reasonable_grounds", "balance", "clear_convincing", "beyond_doubt")
ARRESTS = CountDefinition("", "arrests", "arrested", "", "", since="2026-01-01", until="2026-01-31")
DEATHS = replace(ARRESTS, what="executed")
TOLD = Told(
    claims=("c1",), documents=3, origins=2, reviewed=True, alleged=False, denials=(), contradictions=(), when="2026-01-12",
    reported="2026-02-03", wheres=("arak",), values=(), grade="B2",
)  # fmt: skip
STANDS = Found("f1", "reasonable_grounds", stands=True, disputed=False)


def put(definition: CountDefinition, *told: Told, findings: tuple[Found, ...] = (), gender: str = "") -> tuple[str, str]:
    """Gives the category and the first reason."""
    found = case(Candidate("p1", "Arvand", told, findings, gender), definition, STANDARDS)
    return found.category, found.reasons[0]


def test_two_independent_origins_confirm_and_one_does_not() -> None:
    """Three documents of one origin are one voice."""
    assert put(ARRESTS, TOLD) == ("confirmed", "origins-enough")
    assert put(ARRESTS, replace(TOLD, origins=1)) == ("under-investigation", "origins-few")
    assert put(replace(ARRESTS, origins=1), replace(TOLD, origins=1)) == ("confirmed", "origins-enough")


def test_no_number_of_voices_makes_a_death() -> None:
    """A death counts as confirmed by a standing finding alone, and a finding that one person made does not stand."""
    assert put(DEATHS, replace(TOLD, origins=9)) == ("under-investigation", "death-not-found")
    assert put(DEATHS, TOLD, findings=(replace(STANDS, stands=False),)) == ("under-investigation", "death-not-found")
    assert put(DEATHS, TOLD, findings=(STANDS,)) == ("confirmed", "found")


def test_a_denial_disputes_and_never_confirms() -> None:
    """Who is denied is disputed; who is only denied is left out; a shaken finding disputes."""
    assert put(ARRESTS, replace(TOLD, denials=("c9",))) == ("disputed", "denied")
    assert put(ARRESTS, replace(TOLD, claims=(), denials=("c9",))) == ("excluded", "excluded-only-denied")
    assert put(ARRESTS, replace(TOLD, contradictions=("opposite-stances",))) == ("disputed", "contradicted")
    assert put(ARRESTS, replace(TOLD, contradictions=("spellings",))) == ("confirmed", "origins-enough")
    assert put(DEATHS, TOLD, findings=(replace(STANDS, disputed=True),)) == ("disputed", "finding-shaken")


def test_what_does_not_count_says_why() -> None:
    """Unreviewed, alleged, elsewhere, on other days, below the grade, of another gender: each has its reason."""
    there = replace(ARRESTS, where="tabriz")
    assert put(ARRESTS, replace(TOLD, reviewed=False)) == ("excluded", "excluded-unreviewed")
    assert put(ARRESTS, replace(TOLD, alleged=True)) == ("excluded", "excluded-alleged")
    assert put(there, TOLD) == ("excluded", "excluded-elsewhere")
    assert put(there, replace(TOLD, wheres=())) == ("excluded", "excluded-nowhere")
    assert put(ARRESTS, replace(TOLD, when="2026-02")) == ("excluded", "excluded-dates")
    assert put(replace(ARRESTS, grade="B1"), TOLD) == ("excluded", "excluded-grade")
    assert put(replace(ARRESTS, grade="C3"), replace(TOLD, grade="")) == ("excluded", "excluded-grade")
    assert put(replace(ARRESTS, gender="female"), TOLD, gender="male") == ("excluded", "excluded-gender")
    assert put(replace(ARRESTS, value="death"), TOLD) == ("excluded", "excluded-value")


def test_by_report_the_day_of_the_report_is_meant() -> None:
    """An event of January reported in February is in January's events and in February's reports."""
    assert put(ARRESTS, TOLD)[0] == "confirmed"
    assert put(replace(ARRESTS, by="report"), TOLD) == ("excluded", "excluded-dates")


@pytest.mark.parametrize(
    ("when", "vague"), [("2026-01-12", False), ("2026-01", False), ("2026", True), ("", True), ("2025-12-20/2026-01-05", True)]
)
def test_a_vague_day_counts_and_is_not_sure(when: str, *, vague: bool) -> None:
    """A day that can lie outside is counted in the most and not in the least."""
    found = case(Candidate("p1", "Arvand", (replace(TOLD, when=when),)), ARRESTS, STANDARDS)

    assert (found.category, found.vague) == ("confirmed", vague)
    figures = totals([found], ())
    assert (figures.minimum, figures.maximum) == (0 if vague else 1, 1)


def test_a_standard_of_proof_is_reached_or_not() -> None:
    """Where a standard is asked for, voices alone confirm nothing, and a lower finding is not enough."""
    strict = replace(ARRESTS, standard="clear_convincing")
    assert put(strict, TOLD) == ("under-investigation", "no-finding-at-standard")
    assert put(strict, TOLD, findings=(STANDS,)) == ("under-investigation", "no-finding-at-standard")
    assert put(strict, TOLD, findings=(replace(STANDS, standard="beyond_doubt"),)) == ("confirmed", "found")


def made(person: str, category: str, **more: object) -> Case:
    """One case."""
    base = Case(person, person, category, ("found",), (f"c{person}",), "2026-01-12", ("arak",), 2, 2)  # type: ignore[arg-type]
    return replace(base, **more)  # type: ignore[arg-type]


def test_doubles_lower_the_least_and_not_the_most() -> None:
    """Three that look alike by pairs are one at least and three at most."""
    cases = [made("a", "confirmed"), made("b", "confirmed"), made("c", "confirmed"), made("d", "disputed")]

    figures = totals(cases, [("a", "b"), ("b", "c"), ("c", "z")])

    assert (figures.minimum, figures.maximum, figures.doubles, figures.counted) == (1, 4, 2, 4)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*CATEGORIES, "excluded"]),
            st.sampled_from(["2026-01-12", "2026-01", "2026", "", "2026-02-27/2026-03-02", "1404~"]),
            st.sampled_from([(), ("evin",), ("arak", "evin"), ("somewhere",)]),
            st.sampled_from([None, 15, 22, 70]),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_every_table_sums_to_the_whole(rows: list[tuple[str, str, tuple[str, ...], int | None, bool]]) -> None:
    """Whatever the cases: each lies in one category and in one row of each table, and the least is not above the most."""
    cases = [
        made(str(at), kind, when=when, wheres=wheres, age=age, vague=vague)
        for at, (kind, when, wheres, age, vague) in enumerate(rows)
    ]
    figures = totals(cases, [("0", "1"), ("2", "3")])

    assert figures.counted + figures.excluded == len(cases)
    assert 0 <= figures.minimum <= figures.confirmed <= figures.maximum == figures.counted
    for trait in TRAITS:
        laid = table(cases, trait, lambda place: place == "evin")
        assert sum(row.total for row in laid) == figures.counted
        assert sum(row.confirmed for row in laid) == figures.confirmed
        assert len({row.trait for row in laid}) == len(laid)


def test_the_hash_is_of_the_cases_and_not_of_their_order() -> None:
    """Another order has the same hash; another category, reason or claim another one."""
    one, two = made("a", "confirmed"), made("b", "disputed")

    assert digest([one, two]) == digest([two, one])
    assert len({digest([one]), digest([replace(one, category="disputed")]), digest([replace(one, rests_on=("cx",))])}) == 3


def test_the_difference_accounts_for_the_whole() -> None:
    """Who came less who went is the difference of the numbers; who moved says from where to where."""
    before = [made("a", "confirmed"), made("b", "confirmed"), made("c", "disputed"), made("e", "excluded")]
    after = [made("a", "confirmed", rests_on=("cz",)), made("b", "excluded"), made("c", "confirmed"), made("d", "confirmed")]

    found = {one.person: one for one in difference(before, after)}

    assert {person: one.kind for person, one in found.items()} == {"a": "grounds", "b": "went", "c": "moved", "d": "came"}
    assert (found["a"].gained, found["a"].lost) == (("cz",), ("ca",))
    assert (found["c"].before, found["c"].after) == ("disputed", "confirmed")
