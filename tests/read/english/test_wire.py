"""What stands wire a claim: denied, not known, whose words it is and when it was, and what must not be taken for these."""

from __future__ import annotations

from pathlib import Path

from gathering import hold
from read.independent import passages

PASSAGES = passages.load_file(Path(__file__).with_name("wire.yml"))


def told(one: passages.Passage) -> str:
    """Names a passage where it fails."""
    return f"{one.id}: {one.text}"


def yields_no_false_fact(one: passages.Passage) -> None:
    """Nothing comes out of a passage affirmed that must not."""
    assert passages.false_facts(one) == []


def yields_all(one: passages.Passage) -> None:
    """Everything that a passage tells is found."""
    assert passages.missing(one) == []


def test_no_false_fact_wire() -> None:
    """What is denied, not known or somebody else's never becomes a fact about the person."""
    hold(PASSAGES, yields_no_false_fact, told)


def test_the_wire_is_found() -> None:
    """Everything that an agency tells of those whom it names is found."""
    hold([one for one in PASSAGES if one.expect and not one.known_gap], yields_all, told)
