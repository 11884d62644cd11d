"""Facts: claims that tell one thing, with denials beside them that never count for them."""

from __future__ import annotations

from collections.abc import Callable

from govah.weigh import Evidence, WeighedFact, facts

Tell = Callable[..., tuple[Evidence, ...]]


def only(evidence: tuple[Evidence, ...], predicate: str) -> WeighedFact:
    (found,) = [fact for fact in facts(evidence) if fact.predicate == predicate]
    return found


def test_a_denial_is_no_support(tell: Tell) -> None:
    """A denial lies beside the fact: it adds neither a voice, nor a document, nor a claim to it."""
    fact = only(
        tell(
            {"p": "sentenced_to", "v": "death", "by": "Karun Watch", "pub": "2026-02-01"},
            {"p": "sentenced_to", "v": "death", "s": "denied", "by": "the judiciary", "pub": "2026-02-03"},
        ),
        "sentenced_to",
    )

    assert (fact.origins, fact.claims, fact.denials, fact.documents) == (1, ("c0",), ("c1",), ("d-0",))


def test_only_denied_has_no_origin(tell: Tell) -> None:
    """What is only denied is told by nobody."""
    fact = only(tell({"p": "executed", "s": "denied", "by": "the judiciary", "pub": "2026-02-03"}), "executed")

    assert (fact.origins, fact.claims) == (0, ())


def test_copies_add_documents_and_no_origin(tell: Tell) -> None:
    """Five pages of one statement are five documents and one origin; a second body is a second origin."""
    page = {"p": "arrested", "on": "2026-01-10", "by": "Karun Watch", "pub": "2026-02-01"}
    fact = only(tell(*[page] * 5, page | {"by": "Zagros Committee"}), "arrested")

    assert (len(fact.documents), fact.origins) == (6, 2)


def test_the_days_that_all_allow(tell: Tell) -> None:
    """A month and a day in it are one fact on that day; the words of both are kept."""
    fact = only(
        tell(
            {"p": "arrested", "on": "2026-01", "by": "Karun Watch", "pub": "2026-02-01"},
            {"p": "arrested", "on": "2026-01-12", "by": "Zagros Committee", "pub": "2026-02-01"},
        ),
        "arrested",
    )

    assert (fact.when, set(fact.whens)) == ("2026-01-12", {"2026-01", "2026-01-12"})


def test_an_undated_claim_between_two_dated_ones_joins_neither(tell: Tell) -> None:
    """A claim that could tell either of two facts is laid to none, so that it corroborates none."""
    found = facts(
        tell(
            {"p": "arrested", "on": "2026-01-05", "by": "Karun Watch", "pub": "2026-02-01"},
            {"p": "arrested", "on": "2026-03-05", "by": "Karun Watch", "pub": "2026-04-01"},
            {"p": "arrested", "by": "Zagros Committee", "pub": "2026-04-01"},
        )
    )

    assert [fact.origins for fact in found] == [1, 1, 1]


def test_two_charges_are_two_facts(tell: Tell) -> None:
    """Different charges do not corroborate each other."""
    found = facts(
        tell(
            {"p": "charged_with", "v": "moharebeh", "term": "moharebeh", "by": "Karun Watch", "pub": "2026-02-01"},
            {"p": "charged_with", "v": "propaganda", "term": "propaganda", "by": "Zagros Committee", "pub": "2026-02-01"},
        )
    )

    assert [fact.origins for fact in found] == [1, 1]


def test_acts_in_other_words_do_not_corroborate(tell: Tell) -> None:
    """Two acts that only share some words stay two facts: in doubt nothing is corroborated."""
    found = facts(
        tell(
            {"p": "impugned_act", "v": "refused an order to fire on the crowd", "by": "Karun Watch", "pub": "2026-02-01"},
            {"p": "impugned_act", "v": "burned a motorcycle near the crowd", "by": "Zagros Committee", "pub": "2026-02-01"},
        )
    )

    assert [fact.origins for fact in found] == [1, 1]


def test_withdrawn_claims_are_not_read(tell: Tell) -> None:
    """A withdrawn claim stands in no fact."""
    assert facts(tell({"p": "arrested", "by": "Karun Watch", "pub": "2026-02-01", "w": True})) == ()


def test_unreviewed_shows(tell: Tell) -> None:
    """A fact that no person accepted says so; one accepted claim that puts it forward is enough."""
    page = {"p": "arrested", "by": "Karun Watch", "pub": "2026-02-01", "r": False}

    assert not only(tell(page), "arrested").reviewed
    assert only(tell(page, page | {"r": True}), "arrested").reviewed


def test_two_organs_are_two_facts(tell: Tell) -> None:
    """Who arrested and who tortured are told apart by the organ, and two reports of one organ are one fact."""
    found = facts(
        tell(
            {"p": "carried_out_by", "v": "police", "by": "Karun Watch", "pub": "2026-02-01"},
            {"p": "carried_out_by", "v": "irgc", "by": "Karun Watch", "pub": "2026-02-01"},
            {"p": "carried_out_by", "v": "irgc", "by": "Zagros Committee", "pub": "2026-02-01"},
        )
    )

    assert {("police", 1), ("irgc", 2)} == {(one.values[0], len(one.claims)) for one in found}
