"""`govah words` browses the vocabulary offline, for a person and for a script."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner, Result

from govah.cli.main import govah
from govah.errors import NotFoundError, UsageError
from govah.words import KINDS, words


def run(*arguments: str) -> Result:
    """Runs the command line with those arguments."""
    return CliRunner().invoke(govah, arguments)


def given(*arguments: str) -> Any:
    """Gives the JSON that a call prints."""
    return json.loads(run(*arguments, "--json").output)


def test_without_a_term_it_lists_the_kinds() -> None:
    """Without a term every kind of words is named, with how many there are."""
    told = run("words").output

    assert [] == [kind for kind in KINDS() if not any(line.startswith(f"{kind} ") for line in told.splitlines())]


def test_kinds_as_json_are_counted() -> None:
    """A script reads the kinds and their counts as one JSON value."""
    assert {kind: len(words(kind)) for kind in KINDS()} == {one["name"]: one["count"] for one in given("words")}


def test_a_term_shows_its_card() -> None:
    """A term shows its label, description, law and certainty, and its spellings in both scripts."""
    told = run("words", "moharebeh").output

    for expected in ("enmity against God (moharebeh)", "محاربه", "muharaba", "IPC 2013", "a lawyer must check it"):
        assert expected in told


def test_a_persian_call_is_answered_in_persian() -> None:
    """In Persian the card opens with the Persian label and its heads are Persian."""
    told = run("--lang", "fa", "words", "افساد فی الارض").output

    assert told.startswith("افساد فی‌الارض · corruption on earth")
    assert "قانون مجازات اسلامی ۱۳۹۲" in told


def test_a_term_as_json_is_a_list() -> None:
    """A term that several kinds have comes as a list with each."""
    assert {"predicates", "tallies", "stages"} >= {one["kind"] for one in given("words", "arrested")}


def test_a_kind_is_listed() -> None:
    """One kind is listed in its order, as a table or as JSON."""
    assert list(words("stances")) == [one["name"] for one in given("words", "--kind", "stances")]
    assert "بیان قطعی" in run("words", "--kind", "stances").output


def test_a_typo_is_answered_with_the_nearest() -> None:
    """A misspelt term ends in one error that names the word that was meant."""
    failed = run("words", "moharbeh")

    assert isinstance(failed.exception, NotFoundError)
    assert "moharebeh" in str(failed.exception.facts["near"])


@pytest.mark.parametrize(
    ("arguments", "kind"), [(("words", "qqqq"), NotFoundError), (("words", "--kind", "colours"), UsageError)]
)
def test_nothing_found_is_an_error(arguments: tuple[str, ...], kind: type[Exception]) -> None:
    """A term or a kind that does not exist is an error, not an empty page."""
    assert isinstance(run(*arguments).exception, kind)


def test_every_word_can_be_shown() -> None:
    """Each word of the vocabulary has a card in both languages, with every key put into words."""
    for kind in KINDS():
        for lang in ("en", "fa"):
            for name in words(kind):
                told = run("--lang", lang, "words", name, "--kind", kind).output
                assert not re.search(r"\bwords\.[a-z]", told)
                assert told.strip()
