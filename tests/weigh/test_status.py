"""The legal status as of a day, over the made histories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govah.records import AFFIRMED, Check, Stance
from govah.weigh import Evidence, status
from govah.weigh.events import events_of
from govah.weigh.rules import RULES
from govah.weigh.status import _anything, _walk
from govah.words import say, words


def test_history(history: Any, day: date, states: frozenset[str]) -> None:
    """The declared rules give the states that were written down before their code."""
    found = status(history.evidence, day, findings=history.findings, known_at=history.known_at)

    assert {f"{one.state}/{one.custody}" + ("" if one.reviewed else "!") for one in found.states} == states


PREDICATES = (
    "arrested",
    "detained_at",
    "charged_with",
    "tried_by",
    "sentenced_to",
    "sentence_upheld",
    "sentence_overturned",
    "released",
    "released_on_bail",
    "faces_death_penalty",
    "executed",
    "disappeared",
)
DATES = (None, "2026-01-05", "2026-01-20", "2026-02", "2026-02-10~", "2026-03-01/..", "2026-03-15")
CLAIM = st.fixed_dictionaries(
    {
        "p": st.sampled_from(PREDICATES),
        "v": st.sampled_from(("", "death", "5 years")),
        "s": st.sampled_from(("asserted", "reported", "alleged", "denied", "unknown")),
        "by": st.sampled_from(("", "Karun Watch", "Zagros Committee", "witnesses", "the judiciary")),
        "pub": st.sampled_from(("2026-01-10", "2026-02-15", "2026-04-01")),
        "on": st.sampled_from(DATES),
        "r": st.booleans(),
    }
)
DAY = st.dates(date(2025, 12, 20), date(2026, 5, 1))


def told(claims: list[dict[str, Any]], tell: Callable[..., tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    return tell(*({key: value for key, value in claim.items() if value is not None} for claim in claims))


def words_of(evidence: tuple[Evidence, ...], day: date) -> set[tuple[str, str]]:
    return {(one.state, one.custody) for one in status(evidence, day).states}


@given(claims=st.lists(CLAIM, max_size=6), day=DAY, data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_of_recording_changes_nothing(
    claims: list[dict[str, Any]], day: date, data: st.DataObject, tell: Callable[..., tuple[Evidence, ...]]
) -> None:
    """The possible states depend on what is told and never on the order in which it came to the desk."""
    evidence = told(claims, tell)
    shuffled = tuple(data.draw(st.permutations(evidence)))

    assert words_of(shuffled, day) == words_of(evidence, day)


@given(claims=st.lists(CLAIM, max_size=6), predicate=st.sampled_from(PREDICATES), day=DAY)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_denial_takes_no_state_away(
    claims: list[dict[str, Any]], predicate: str, day: date, tell: Callable[..., tuple[Evidence, ...]]
) -> None:
    """A denial only opens what was told; it never moves a stage of its own and closes nothing."""
    reviewed = [claim | {"r": True} for claim in claims]
    denial = {"p": predicate, "s": "denied", "by": "the judiciary", "pub": "2026-04-20"}

    assert words_of(told([*reviewed, denial], tell), day) >= words_of(told(reviewed, tell), day)


@given(claims=st.lists(CLAIM, max_size=5), extra=CLAIM, day=DAY)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_unreviewed_evidence_takes_no_reviewed_state_away(
    claims: list[dict[str, Any]], extra: dict[str, Any], day: date, tell: Callable[..., tuple[Evidence, ...]]
) -> None:
    """What nobody reviewed can add a possible state, marked, and never removes one that reviewed evidence leaves."""
    first = {"p": "arrested", "s": "reported", "by": "Karun Watch", "pub": "2026-01-10"}
    reviewed = [first, *(claim | {"r": True} for claim in claims)]
    before = status(told(reviewed, tell), day).states
    after = status(told([*reviewed, extra | {"r": False}], tell), day).states

    assert {(one.state, one.custody) for one in before} <= {(one.state, one.custody) for one in after if one.reviewed}


@given(claims=st.lists(CLAIM, max_size=6), day=DAY)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_denials_and_unknowns_alone_move_nothing(
    claims: list[dict[str, Any]], day: date, tell: Callable[..., tuple[Evidence, ...]]
) -> None:
    """Claims that nobody puts forward leave the state where it was: nothing told."""
    quiet = [claim | {"s": "denied" if number % 2 else "unknown"} for number, claim in enumerate(claims)]

    assert words_of(told(quiet, tell), day) == {("unknown", "unknown")}


@given(claims=st.lists(CLAIM, min_size=1, max_size=6), day=DAY)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_state_is_firmer_than_its_claims(
    claims: list[dict[str, Any]], day: date, tell: Callable[..., tuple[Evidence, ...]]
) -> None:
    """A state stands as told only where a claim that asserts or reports it supports it, and no death is told as fact."""
    evidence = told(claims, tell)
    stances = {one.claim.fact.id: one.claim.fact.stance for one in evidence}

    for state in status(evidence, day).states:
        assert set(state.support) <= {claim for claim, stance in stances.items() if stance in AFFIRMED}
        assert state.firmness != "told" or any(stances[claim] in (Stance.ASSERTED, Stance.REPORTED) for claim in state.support)
        assert state.custody != "dead" or state.firmness in ("unconfirmed", "disputed", "alleged")


def test_only_alleged_leaves_the_state_without_it(tell: Callable[..., tuple[Evidence, ...]]) -> None:
    """What is only alleged is possible, and so is that it is not so."""
    sentence = {"p": "sentenced_to", "v": "death", "s": "alleged", "on": "2026-02-01"}
    evidence = tell(sentence | {"by": "Karun Watch", "pub": "2026-02-02"})
    found = {one.state: one.firmness for one in status(evidence, date(2026, 3, 1)).states}

    assert found == {"sentenced_to_death": "alleged", "unknown": "untold"}


def test_many_undated_claims_still_answer(tell: Callable[..., tuple[Evidence, ...]]) -> None:
    """Fifty undated claims of every kind are weighed in a moment, and the answer holds every state told."""
    claims = [
        {"p": predicate, "v": "death", "by": f"Body number {number} {predicate}", "pub": f"2026-02-{1 + number * 5:02}"}
        for predicate in PREDICATES
        for number in range(4)
    ]
    found = words_of(tell(*claims), date(2026, 6, 1))

    assert {"quashed", "sentenced_to_death", "executed"} <= {state for state, _ in found}


@given(claims=st.lists(CLAIM, max_size=6), day=DAY)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_wider_answer_holds_the_exact_one(
    claims: list[dict[str, Any]], day: date, tell: Callable[..., tuple[Evidence, ...]]
) -> None:
    """The answer for too many orders leaves out no state that walking every order would give."""
    log = events_of(told(claims, tell))
    here = [number for number, event in enumerate(log) if event.span.first <= day.toordinal()]
    wide = {(place.stage, place.custody) for place in _anything(log, here)}

    assert wide >= {(place.stage, place.custody) for place in _walk(log, day.toordinal())}


def test_age_of_news_and_of_check(tell: Callable[..., tuple[Evidence, ...]]) -> None:
    """The silence is counted from the last dated news, and a check tells that somebody looked."""
    evidence = tell({"p": "arrested", "on": "2026-01-05", "by": "Karun Watch", "pub": "2026-01-07"})
    check = Check("q1", "p1", "a1", "2026-02-01T10:00:00Z", "Telegram")
    found = status(evidence, date(2026, 2, 17), checks=(check,))

    assert (found.last_news, found.news_days, found.last_check, found.check_days) == ("2026-01-07", 41, "2026-02-01", 16)


def test_not_checked_when_nobody_looked(tell: Callable[..., tuple[Evidence, ...]]) -> None:
    """Without a check the status says that nobody looked."""
    assert not status(tell(), date(2026, 2, 17)).is_checked


def test_known_at_leaves_out_what_came_later(tell: Callable[..., tuple[Evidence, ...]]) -> None:
    """What the journal did not hold by then takes no part."""
    evidence = tell(
        {"p": "arrested", "on": "2026-01-05", "by": "Karun Watch", "pub": "2026-01-07"},
        {"p": "released", "on": "2026-01-20", "by": "Karun Watch", "pub": "2026-03-07"},
    )
    found = status(evidence, date(2026, 4, 1), known_at="2026-02-01T00:00:00Z")

    assert [one.state for one in found.states] == ["held"]


def test_every_rule_leads_to_words_of_the_vocabulary() -> None:
    """Each stage and custody that a rule can reach has its word, and each event its sentence in both languages."""
    reached = {to for rule in RULES for to in rule.to} - {"="}
    sentences = {f"weigh.event-{rule.event}" for rule in RULES}

    assert reached <= set(words("stages"))
    assert {rule.custody for rule in RULES} - {""} <= set(words("custodies"))
    assert not [code for code in sentences for lang in ("en", "fa") if say(code, lang) == code]
