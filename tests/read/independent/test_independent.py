"""Reading held to passages and articles whose writer had not seen the rules: no false fact, and what a careful reader finds."""

from __future__ import annotations

import pytest

from read.independent import articles, passages, renaming

LANGUAGES = ("en", "fa")
PASSAGES = [one for language in LANGUAGES for one in passages.load(language)]
RENAMED = [renaming.renamed(one, language) for language in LANGUAGES for one in passages.load(language)]
GAP = pytest.mark.xfail(reason="known gap", strict=False)
TOLD = [pytest.param(one, marks=[GAP] if one.known_gap else []) for one in PASSAGES if one.expect]


@pytest.mark.parametrize("passage", PASSAGES, ids=[one.id for one in PASSAGES])
def test_no_false_fact(passage: passages.Passage) -> None:
    """What a passage denies, doubts, wishes, fears, asks or tells of somebody else never comes out as a fact of this person."""
    assert passages.false_facts(passage) == [], passage.text


@pytest.mark.parametrize("passage", RENAMED, ids=[one.id for one in RENAMED])
def test_no_false_fact_whatever_the_name(passage: passages.Passage) -> None:
    """The same holds when every name is one that no list can know."""
    assert passages.false_facts(passage) == [], passage.text


@pytest.mark.parametrize("passage", TOLD, ids=[one.id for one in PASSAGES if one.expect])
def test_what_is_told_is_found(passage: passages.Passage) -> None:
    """What a passage does tell is found, with its stance, and where asked with its day, its voice and its place."""
    assert passages.missing(passage) == [], passage.text


@pytest.mark.parametrize("passage", PASSAGES, ids=[one.id for one in PASSAGES])
def test_every_quote_is_exact(passage: passages.Passage) -> None:
    """Every quotation stands at its offsets, to the letter."""
    claims = passages.reading_of(passage.text, passage.published).claims

    assert [one.quote for one in claims if passage.text[one.start : one.end] != one.quote] == []


def test_ids_are_unique_and_made_for_both_languages() -> None:
    """No passage hides another, and both languages are held to hundreds of them."""
    ids = [one.id for one in PASSAGES]

    assert len(ids) == len(set(ids))


ARTICLES = articles.load()
WHOLE = [pytest.param(one, marks=[GAP] if one.gold.get("known_gap") else []) for one in ARTICLES]


@pytest.mark.parametrize("article", ARTICLES, ids=[one.id for one in ARTICLES])
def test_article_gives_no_false_fact(article: articles.Article) -> None:
    """A whole article gives no false fact, half of its claims at least, and each quotation to the letter."""
    score = articles.score(article)

    assert score.false_facts == []
    assert score.quotes_exact == score.quotes
    assert score.claims_hit >= 0.5 * score.claims_gold, score


@pytest.mark.parametrize("article", WHOLE, ids=[one.id for one in ARTICLES])
def test_article_gives_its_persons(article: articles.Article) -> None:
    """Everybody to whom an article says that something is done is found."""
    assert articles.score(article).persons_missed == []
