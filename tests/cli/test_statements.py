"""`govah statements` as a person calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shell import Shell, shell_in

TEXT = "The Alvand Monitor called for the release of Kaveh Rastegar, who was arrested in Arak on 10 January 2026.\n"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a vault in it and one report, captured and read."""
    made = shell_in(tmp_path)
    made.write("report.txt", TEXT)
    assert made("capture", "report.txt").code == 0
    return made


@pytest.mark.parametrize(("lang", "words"), [("en", "No statement or count"), ("fa", "هنوز بیانیه")])
def test_an_empty_list_says_where_they_wait(shell: Shell, lang: str, words: str) -> None:
    """Before anything is accepted, one sentence says where statements wait."""
    told = shell("--lang", lang, "statements")

    assert (0, True) == (told.code, words in told.out)


def test_an_accepted_statement_is_listed_and_marked(shell: Shell) -> None:
    """What a script accepted is listed with its speaker and its words, and says that nobody reviewed it."""
    assert shell("review", "--accept-all", "--as", "Analyst").code == 0

    told = shell("statements", "report.txt")

    assert 0 == told.code
    assert all(word in told.out for word in ("The Alvand Monitor", "call or demand", "UNREVIEWED"))
    assert ["call"] == [one["what"] for one in shell("statements", "--json").json()]
