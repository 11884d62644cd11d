"""Reading held to passages and articles whose writer had not seen the rules: no false fact, and what a careful reader finds."""

from __future__ import annotations

import pytest

from gathering import hold
from read.independent import articles, passages, renaming

LANGUAGES = ("en", "fa")
PASSAGES = {language: passages.load(language) for language in LANGUAGES}
ARTICLES = articles.load()


def told(one: passages.Passage) -> str:
    """Names a passage where it fails."""
    return f"{one.id}: {one.text}"


def has_no_false_fact(passage: passages.Passage) -> None:
    """Nothing comes out of a passage affirmed that must not."""
    assert passages.false_facts(passage) == []


def has_all(passage: passages.Passage) -> None:
    """Everything that a passage tells is found."""
    assert passages.missing(passage) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_false_fact(language: str) -> None:
    """What a passage denies, doubts, wishes, fears, asks or tells of somebody else never comes out as a fact of this person."""
    hold(PASSAGES[language], has_no_false_fact, told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_false_fact_whatever_the_name(language: str) -> None:
    """The same holds when every name is one that no list can know."""
    hold([renaming.renamed(one, language) for one in PASSAGES[language]], has_no_false_fact, told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_is_found(language: str) -> None:
    """What a passage does tell is found, with its stance, and where asked with its day, its voice and its place."""
    hold([one for one in PASSAGES[language] if one.expect and not one.known_gap], has_all, told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quote_is_exact(language: str) -> None:
    """Every quotation stands at its offsets, to the letter."""

    def quotes_exactly(passage: passages.Passage) -> None:
        claims = passages.reading_of(passage.text, passage.published).claims
        assert [one.quote for one in claims if passage.text[one.start : one.end] != one.quote] == []

    hold(PASSAGES[language], quotes_exactly, told)


def test_ids_are_unique_and_made_for_both_languages() -> None:
    """No passage hides another, and both languages are held to hundreds of them."""
    ids = [one.id for language in LANGUAGES for one in PASSAGES[language]]

    assert len(ids) == len(set(ids))
    assert all(len(PASSAGES[language]) > 200 for language in LANGUAGES)


def test_article_gives_no_false_fact() -> None:
    """A whole article gives no false fact, half of its claims at least, and each quotation to the letter."""

    def reads_well(article: articles.Article) -> None:
        score = articles.score(article)
        assert score.false_facts == []
        assert score.quotes_exact == score.quotes
        assert score.claims_hit >= 0.5 * score.claims_gold, score

    hold(ARTICLES, reads_well, lambda one: one.id)


def test_article_gives_its_persons() -> None:
    """Everybody to whom an article says that something is done is found."""

    def finds_all(article: articles.Article) -> None:
        assert articles.score(article).persons_missed == []

    hold([one for one in ARTICLES if not one.gold.get("known_gap")], finds_all, lambda one: one.id)
