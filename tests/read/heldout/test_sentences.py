"""Sentences that were written before the rules saw them: no false fact in any, and what is told is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from read.independent import passages

SENTENCES = [one for path in sorted(Path(__file__).parent.rglob("sentences_*.yml")) for one in passages.load_file(path)]
GAP = pytest.mark.xfail(reason="known gap", strict=False)
TOLD = [pytest.param(one, marks=[GAP] if one.known_gap else []) for one in SENTENCES if one.expect]


@pytest.mark.parametrize("sentence", SENTENCES, ids=[one.id for one in SENTENCES])
def test_no_false_fact_in_a_sentence(sentence: passages.Passage) -> None:
    """What a sentence denies, doubts, seeks, asks or tells of somebody else never comes out as a fact."""
    assert passages.false_facts(sentence) == [], sentence.text


@pytest.mark.parametrize("sentence", TOLD, ids=[one.id for one in SENTENCES if one.expect])
def test_what_a_sentence_tells_is_found(sentence: passages.Passage) -> None:
    """What a sentence does tell is found, with its stance."""
    assert passages.missing(sentence) == [], sentence.text
