"""The graph of documents and origins: each goes back one way, and nothing makes one of two bodies but a person."""

from __future__ import annotations

from govah.weigh.copying import Copied
from govah.weigh.graph import Source, origin_graph

WHOLE, PART = 0.9, 0.2


def copied(first: str, other: str, share: float = WHOLE) -> Copied:
    """Gives a pair that shares words."""
    return Copied(first, other, share, 30)


def test_a_digest_makes_no_one_body_of_two() -> None:
    """A page that repeats two statements goes back to the one of which it holds most, and the two stay apart."""
    documents = [Source("d1", "", voices=("o1",)), Source("d2", "", voices=("o2",)), Source("d3", "")]
    graph = origin_graph(documents, [copied("d1", "d3", 0.95), copied("d2", "d3")])

    assert dict(graph.origins) == {"d1": "o1", "d2": "o2", "d3": "o1"}


def test_an_outlet_binds_nobody() -> None:
    """Two pages of one newspaper that quote two bodies go back to those; one that quotes nobody to the newspaper."""
    pages = [Source(f"d{number}", "", voices=voices, own_voice="paper") for number, voices in enumerate((("o1",), ("o2",), ()))]

    assert list(origin_graph(pages, []).origins.values()) == ["o1", "o2", "paper"]


def test_who_speaks_first_hand_is_the_origin() -> None:
    """A group's own statement is its own, though all that it attributes is another's; a copy of it goes back to the group."""
    statement = Source("d1", "", voices=("state",), own_voice="group", first_hand=True)
    graph = origin_graph([statement, Source("d2", "", voices=("state",))], [copied("d1", "d2")])

    assert dict(graph.origins) == {"d1": "group", "d2": "group"}


def test_a_line_of_source_goes_before_quotation() -> None:
    """What a page says it was taken from is stronger than whom it quotes."""
    assert origin_graph([Source("d1", "", voices=("o1", "o1"), credits=("o2",))], []).origins["d1"] == "o2"


def test_a_shared_passage_alone_joins_nothing() -> None:
    """A passage in common is shown, and is no common origin."""
    graph = origin_graph([Source("d1", ""), Source("d2", "")], [copied("d1", "d2", PART)])

    assert [(edge.reason, edge.joins) for edge in graph.edges] == [("passage", False)]
    assert len(graph.groups) == 2


def test_a_ring_of_links_has_one_origin() -> None:
    """Pages that link to each other in a ring end somewhere, whichever is asked first."""
    ring = [
        Source("d1", "", links=("d2",)),
        Source("d2", "", links=("d3",)),
        Source("d3", "", links=("d1",)),
        Source("d4", "", links=("d2",)),
    ]

    assert set(origin_graph(ring, []).origins.values()) == {"d1"}


def test_a_person_joins_two_voices() -> None:
    """Two names of one body, joined by a person, are one origin of all that goes back to either."""
    documents = [Source("d1", "", voices=("o1",)), Source("d2", "", voices=("o2",)), Source("d3", "", voices=("o3",))]
    graph = origin_graph(documents, [], {frozenset(("o1", "o2")): "same"})

    assert graph.origins["d1"] == graph.origins["d2"] != graph.origins["d3"]


def test_a_translation_is_known_by_names_days_and_numbers() -> None:
    """Pages in two languages with the same rare names, days and numbers are one story; two that share a name alone are not."""
    marks = frozenset({"name brzy sphrvnd", "day arrested 2026-01-10", "number age 22", "name rhgs"})
    first = Source("d1", "", "en", marks=marks)
    other = Source("d2", "", "fa", marks=marks | {"day arrested 2026-01-12"})
    third = Source("d3", "", "fa", marks=frozenset({"name brzy sphrvnd", "day released 2026-05-01", "number age 40"}))

    assert [(edge.start, edge.end, edge.reason) for edge in origin_graph([first, other, third], []).edges] == [
        ("d2", "d1", "same-story")
    ]
