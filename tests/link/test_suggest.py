"""Suggestions that two mentions are one person."""

from __future__ import annotations

from govah.link import suggest_same
from govah.records import Mention


def mention(number: int, name: str, *others: str, document: str = "", kind: str = "person") -> Mention:
    return Mention(f"m{number}", document or f"d{number}", kind, name, others)


def pairs(*mentions: Mention) -> set[tuple[str, str]]:
    return {(found.left, found.right) for found in suggest_same(mentions)}


def test_one_man_in_three_documents_and_two_scripts() -> None:
    """Spellings of one name in both scripts are suggested as one, the other man of a like name is not."""
    names = ("Borzuyeh Sepehrvand", "برزويه سپهروند", "Borzouye Sepahrvand", "Borzin Sepehrvand")
    found = pairs(*(mention(number, name) for number, name in enumerate(names, start=1)))

    assert found == {("m1", "m2"), ("m1", "m3"), ("m2", "m3")}


def test_equal_names_of_two_documents_are_suggested_not_joined() -> None:
    """Even the same letters are a suggestion with reasons; judging is a person's."""
    (found,) = suggest_same([mention(1, "Borzuyeh Sepehrvand"), mention(2, "Borzuyeh Sepehrvand")])

    assert (found.score, found.reasons) == (1000, ("link.same-letters",))


def test_two_mentions_of_one_document_are_left_to_reading() -> None:
    """Two persons whom one document tells apart are not suggested as one."""
    assert pairs(mention(1, "Borzuyeh Sepehrvand", document="d"), mention(2, "برزویه سپهروند", document="d")) == set()


def test_other_names_count() -> None:
    """A mention is found by any of its names."""
    assert pairs(mention(1, "Goli", "Golnoush Tishtarian"), mention(2, "گلنوش تیشتریان")) == {("m1", "m2")}


def test_only_persons() -> None:
    """Organisations and places of one name are not persons."""
    assert pairs(mention(1, "Evin", kind="place"), mention(2, "Evin", kind="place")) == set()


def test_a_thousand_of_one_name_still_answer() -> None:
    """A name that very many bear does not stop the rest from being compared."""
    crowd = [mention(number, f"Ali Tishtarian{number}") for number in range(3, 1003)]

    assert ("m1", "m2") in pairs(mention(1, "Ali Sepehrvand"), mention(2, "علی سپهروند"), *crowd)
