"""`govah dates` reads a date for a person and for a script."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner, Result

from govah.cli.main import govah
from govah.errors import UsageError
from govah.words import say


def run(*arguments: str) -> Result:
    """Runs the command in process."""
    return CliRunner().invoke(govah, list(arguments))


def as_json(*arguments: str) -> Any:
    """The one JSON value that the command prints."""
    done = run("dates", *arguments, "--json")
    assert done.exit_code == 0
    return json.loads(done.output)


def test_for_a_person() -> None:
    """A month is shown in both calendars, with its first and last day, how sure it is, and its EDTF."""
    assert run("dates", "دی ۱۴۰۴").output.splitlines() == [
        "22 December 2025 – 20 January 2026 (Dey 1404)",
        "First day: 22 December 2025 (1 Dey 1404)",
        "Last day: 20 January 2026 (30 Dey 1404)",
        "How sure: as exact as the words",
        "Calendar of the words: Solar Hijri",
        "EDTF: 2025-12-22/2026-01-20",
    ]


def test_in_persian() -> None:
    """The same in Persian, the Solar calendar first, with Persian digits."""
    lines = run("--lang", "fa", "dates", "20 January 2026").output.splitlines()

    assert lines[:3] == [
        "۳۰ دی ۱۴۰۴ (۲۰ ژانویهٔ ۲۰۲۶)",
        "نخستین روز: ۳۰ دی ۱۴۰۴ (۲۰ ژانویهٔ ۲۰۲۶)",
        "واپسین روز: ۳۰ دی ۱۴۰۴ (۲۰ ژانویهٔ ۲۰۲۶)",
    ]


def test_as_json() -> None:
    """A script gets one value with EDTF, its limits, and what a person would see."""
    assert as_json("late 2025 through early 2026") == {
        "text": "late 2025 through early 2026",
        "edtf": "2025-10~/2026-02~",
        "calendar": "gregorian",
        "impossible": False,
        "first": "2025-10-01",
        "last": "2026-02-28",
        "qualifiers": "~",
        "shown": {
            "en": "about October 2025 – February 2026 (about Mehr – Esfand 1404)",
            "fa": "حدود مهر تا اسفند ۱۴۰۴ (حدود اکتبر ۲۰۲۵ تا فوریهٔ ۲۰۲۶)",
        },
    }


@pytest.mark.parametrize("published", ["2026-05-13", "23 Ordibehesht 1405", "۲۳ اردیبهشت ۱۴۰۵", "13 May 2026"])
def test_published(published: str) -> None:
    """Relative words are read from the day of publication, given in either calendar."""
    assert as_json("last Thursday", "--published", published)["edtf"] == "2026-05-07"


def test_words_without_quotes() -> None:
    """An expression need not be quoted."""
    assert as_json("23", "Ordibehesht", "1405")["edtf"] == "2026-05-13"


def test_unfixed() -> None:
    """Relative words alone fix nothing, and the person is told what to add."""
    assert as_json("last Thursday")["edtf"] == ""
    assert "--published" in run("dates", "last Thursday").output


def test_impossible() -> None:
    """A date that cannot be right is shown as such."""
    done = run("dates", "31 Mehr 1404")

    assert say("dates.is-impossible", "en") in done.output
    assert as_json("31 Mehr 1404")["impossible"] is True


def test_open() -> None:
    """An open end is said in words, and is null for a script."""
    assert say("dates.no-last-day", "en") in run("dates", "since January 2026").output
    assert as_json("since January 2026")["last"] is None


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["foo"], "date-not-understood"),
        ([], "date-missing"),
        (["today", "--published", "2026"], "published-not-a-day"),
        (["today", "--published", "x"], "published-not-a-day"),
    ],
)
def test_errors(arguments: list[str], code: str) -> None:
    """What is not understood is an error of its own kind."""
    done = run("dates", *arguments)

    assert isinstance(done.exception, UsageError)
    assert done.exception.code == code


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_error_is_one_line(lang: str) -> None:
    """From the shell an error is one line on stderr, with its exit code."""
    script = "from govah.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "--lang", lang, "dates", "foo\nbar"], capture_output=True, text=True, check=False
    )

    assert done.returncode == UsageError.exit_code
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_help_has_an_example() -> None:
    """Help ends with an example that runs."""
    assert "Example:" in run("dates", "--help").output
    assert as_json("شامگاه چهارشنبه ۲۳ اردیبهشت", "--published", "2026-05-13")["edtf"] == "2026-05-13"
