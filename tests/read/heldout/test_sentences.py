"""Sentences that were written before the rules saw them: no false fact in any, and what is told is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from gathering import hold
from read.independent import passages

FILES = sorted(Path(__file__).parent.rglob("sentences_*.yml"))


def told(one: passages.Passage) -> str:
    """Names a sentence where it fails."""
    return f"{one.id}: {one.text}"


def has_no_false_fact(sentence: passages.Passage) -> None:
    """Nothing comes out of a sentence affirmed that must not."""
    assert passages.false_facts(sentence) == []


def has_all(sentence: passages.Passage) -> None:
    """Everything that a sentence tells is found."""
    assert passages.missing(sentence) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_false_fact_in_a_sentence(path: Path) -> None:
    """What a sentence denies, doubts, seeks, asks or tells of somebody else never comes out as a fact."""
    hold(passages.load_file(path), has_no_false_fact, told)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_a_sentence_tells_is_found(path: Path) -> None:
    """What a sentence does tell is found, with its stance."""
    asked = [one for one in passages.load_file(path) if one.expect and not one.known_gap]

    if asked:
        hold(asked, has_all, told)
