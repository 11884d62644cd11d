"""Passages by kind: what each tells is found with its stance, its day and its voice, and nothing else becomes a fact.

`breadth` holds each act in the words of reports; `around` denials, what is not known, days and voices; `clauses` the grammar of
sentences, lists and entries; `wire` the forms of agencies.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gathering import hold
from govah.dates import Edtf
from govah.read import read_plain, read_text
from read.independent import passages

KINDS = ("breadth", "around", "clauses", "wire")


def of_kind(kind: str) -> list[passages.Passage]:
    """The passages of one file."""
    return list(passages.load_file(Path(__file__).with_name(f"{kind}.yml")))


def told(one: passages.Passage) -> str:
    """Names a passage where it fails."""
    return f"{one.id}: {one.text}"


def yields_no_false_fact(one: passages.Passage) -> None:
    """Nothing comes out of a passage affirmed that must not."""
    assert passages.false_facts(one) == []


def yields_all(one: passages.Passage) -> None:
    """Everything that a passage tells is found."""
    assert passages.missing(one) == []


def gives_days_that_parse(one: passages.Passage) -> None:
    """Each day of a passage is EDTF, or empty where nothing fixes it."""
    days = [claim.when.edtf for claim in read_text(read_plain(one.text), published=one.published).claims if claim.when]

    assert [str(Edtf.parse(day)) for day in days if day] == [day for day in days if day]


@pytest.mark.parametrize("kind", KINDS)
def test_no_false_fact(kind: str) -> None:
    """What is wished, denied, refused or said of somebody else never becomes a fact about the person."""
    hold(of_kind(kind), yields_no_false_fact, told)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_is_found(kind: str) -> None:
    """What a passage tells is found with its stance, its day and its voice."""
    hold([one for one in of_kind(kind) if one.expect and not one.known_gap], yields_all, told)


@pytest.mark.parametrize("kind", KINDS)
def test_every_day_is_edtf(kind: str) -> None:
    """No day is made up of parts that make none, such as an open end alone."""
    hold(of_kind(kind), gives_days_that_parse, told)
