"""The loader gives words, labels, tables and sentences, and tells a mistake with the nearest word."""

from __future__ import annotations

import pytest

from govah.errors import UsageError
from govah.words import KINDS, label, say, word, words


def test_words_come_in_their_order() -> None:
    """Words of a kind come in the order of the vocabulary, not of the alphabet."""
    assert ["asserted", "reported", "alleged", "denied", "unknown"] == list(words("stances"))


def test_kinds_do_not_hold_tables() -> None:
    """Errors, messages and reading tables are no kinds of words."""
    assert not {"errors", "messages", "reading"} & {kind.split("-")[0] for kind in KINDS()}


def test_an_unknown_word_names_the_nearest() -> None:
    """A misspelt word is an error that carries the nearest one."""
    with pytest.raises(UsageError) as caught:
        word("predicates", "arested")

    assert ("word-unknown", "arrested") == (caught.value.code, caught.value.facts["near"])


def test_an_unknown_kind_names_those_there_are() -> None:
    """A kind that does not exist is an error that carries the kinds that do."""
    with pytest.raises(UsageError) as caught:
        words("colours")

    assert "stances" in str(caught.value.facts["known"])


def test_a_word_not_known_reads_as_itself() -> None:
    """A label can be shown for a word of a later vocabulary."""
    assert "sold_abroad" == label("predicates", "sold_abroad", "fa")


@pytest.mark.parametrize(("lang", "expected"), [("en", "the vocabulary has no “x”: did"), ("fa", "«x» در این واژگان نیست")])
def test_a_sentence_takes_its_facts(lang: str, expected: str) -> None:
    """A sentence is said in the language asked for, with its facts."""
    assert expected in say("term-misspelt", lang, term="x", near="y")


def test_telling_never_fails() -> None:
    """A code without words, or a sentence without its facts, is said as well as it can be."""
    assert "no-such-code" == say("no-such-code", "en")
    assert "{near}" in say("term-misspelt", "en", term="x")
