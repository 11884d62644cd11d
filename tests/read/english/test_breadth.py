"""How reports say it: each kind of act in the words of reports, and what those words must not be taken for."""

from __future__ import annotations

from pathlib import Path

from gathering import hold
from govah.dates import Edtf
from govah.read import read_plain, read_text
from read.independent import passages

PASSAGES = passages.load_file(Path(__file__).with_name("breadth.yml"))


def told(one: passages.Passage) -> str:
    """Names a passage where it fails."""
    return f"{one.id}: {one.text}"


def yields_no_false_fact(one: passages.Passage) -> None:
    """Nothing comes out of a passage affirmed that must not."""
    assert passages.false_facts(one) == []


def yields_all(one: passages.Passage) -> None:
    """Everything that a passage tells is found."""
    assert passages.missing(one) == []


def test_no_false_fact() -> None:
    """What is wished, ordered, refused or said of somebody else never becomes a fact about the person."""
    hold(PASSAGES, yields_no_false_fact, told)


def test_what_is_told_is_found() -> None:
    """What a passage tells is found with its stance, its day and its voice."""
    hold([one for one in PASSAGES if one.expect and not one.known_gap], yields_all, told)


def gives_days_that_parse(one: passages.Passage) -> None:
    """Each day of a passage is EDTF, or empty where nothing fixes it."""
    days = [claim.when.edtf for claim in read_text(read_plain(one.text), published=one.published).claims if claim.when]

    assert [str(Edtf.parse(day)) for day in days if day] == [day for day in days if day]


def test_every_day_is_edtf() -> None:
    """No day is made up of parts that make none, such as an open end alone."""
    hold(PASSAGES, gives_days_that_parse, told)
