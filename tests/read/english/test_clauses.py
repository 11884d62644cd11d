"""Clauses, lists and entries: who is told of by the grammar of a sentence, and who is not."""

from __future__ import annotations

from pathlib import Path

from gathering import hold
from read.independent import passages

PASSAGES = passages.load_file(Path(__file__).with_name("clauses.yml"))


def told(one: passages.Passage) -> str:
    """Names a passage where it fails."""
    return f"{one.id}: {one.text}"


def yields_no_false_fact(one: passages.Passage) -> None:
    """Nothing comes out of a passage affirmed that must not."""
    assert passages.false_facts(one) == []


def yields_all(one: passages.Passage) -> None:
    """Everything that a passage tells is found."""
    assert passages.missing(one) == []


def test_nothing_of_others_becomes_a_fact() -> None:
    """What a clause tells of somebody else, or only wishes, never becomes a fact about the person."""
    hold(PASSAGES, yields_no_false_fact, told)


def test_what_clauses_tell_is_found() -> None:
    """What a clause, an entry or a list tells of somebody is found."""
    hold([one for one in PASSAGES if one.expect and not one.known_gap], yields_all, told)
