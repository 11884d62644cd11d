"""Reports that were marked before the rules saw them: no false fact in any, and most of what they tell is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from gathering import hold
from read.independent import articles

ARTICLES = articles.load(Path(__file__).parent)
FRESH: dict[str, tuple[int, int]] = {"h10-en": (34, 0), "h10-fa": (27, 0), "h11-en": (32, 0), "h11-fa": (28, 0)}
"""Batches that are scored and not mended yet: how many claims were found at first sight, and how many false facts came out."""

MENDED = [one for one in ARTICLES if not one.id.startswith(tuple(FRESH))]


def test_no_false_fact_in_a_report() -> None:
    """What a report denies, doubts, forbids or tells of somebody else never comes out as a fact."""

    def has_no_false_fact(article: articles.Article) -> None:
        assert articles.score(article).false_facts == []

    hold(MENDED, has_no_false_fact, lambda one: one.id)


def test_a_report_is_quoted_to_the_letter() -> None:
    """Every quotation stands at its offsets."""

    def quotes_exactly(article: articles.Article) -> None:
        score = articles.score(article)
        assert score.quotes_exact == score.quotes

    hold(ARTICLES, quotes_exactly, lambda one: one.id)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_most_of_what_is_told_is_found(language: str) -> None:
    """Of all reports of a language at least two thirds of the claims are found, nine in ten of those with their stance."""
    scores = [articles.score(one) for one in MENDED if f"-{language}-" in one.id]

    assert 3 * sum(one.claims_hit for one in scores) >= 2 * sum(one.claims_gold for one in scores)
    assert 10 * sum(one.stances_right for one in scores) >= 9 * sum(one.claims_hit for one in scores)


@pytest.mark.parametrize("batch", FRESH)
def test_a_fresh_batch_reads_no_worse_than_at_first_sight(batch: str) -> None:
    """What was found at first sight is found still, and no false fact is added."""
    scores = [articles.score(one) for one in ARTICLES if one.id.startswith(batch)]
    found, false = FRESH[batch]

    assert sum(one.claims_hit for one in scores) >= found
    assert sum(len(one.false_facts) for one in scores) <= false


def test_marks_stand_in_their_texts() -> None:
    """Each mark quotes its report where it says that it does."""
    off = [
        (one.id, claim["cid"])
        for one in ARTICLES
        for claim in one.gold["claims"]
        if not one.text.startswith(claim["quote"], claim["quote_start"])
    ]

    assert off == []
