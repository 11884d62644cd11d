"""`govah estimate nowcast` and `changes`, as a person calls them: figures, words in both languages, and what stops them."""

from __future__ import annotations

import gzip
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from shell import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder, and the program in it; no vault is needed."""
    return Shell(tmp_path)


def table(path: Path) -> Path:
    """Four months of three events a day, each reported up to six days later, the last few still to come."""
    first = date(2025, 9, 1)
    reported = ((day, day + late) for day in range(120) for late in (0, 2, day % 7) if day + late < 120)
    lines = (f"{first + timedelta(day)},{first + timedelta(then)}" for day, then in reported)
    path.write_text("\n".join(["event,report", *lines]), "utf-8")
    return path


def test_a_nowcast_as_json(shell: Shell) -> None:
    """One JSON value with each day's report, share and limits, what it assumes and where the method is from."""
    table(shell.home / "reports.csv")

    answer = shell("estimate", "nowcast", "reports.csv", "--horizon", "7", "--json")

    found = json.loads(answer.out)
    assert (7, "2025-12-29", "open") == (len(found["days"]), found["today"], found["days"][-1]["phase"])
    assert all(one["reported"] <= one["lower"] <= one["median"] <= one["upper"] for one in found["days"])
    assert found["assumes"]
    assert "doi" in found["papers"][0]


def test_both_languages_and_a_shutdown(shell: Shell) -> None:
    """A shutdown given in Solar Hijri days is said of each day it touches; Persian has Persian digits."""
    table(shell.home / "reports.csv")
    (shell.home / "net.csv").write_text("first,last\n۱ دی ۱۴۰۴,۵ دی ۱۴۰۴\n", "utf-8")

    english = shell("estimate", "nowcast", "reports.csv", "--network", "net.csv")
    persian = shell("--lang", "fa", "estimate", "nowcast", "reports.csv", "--network", "net.csv")

    assert "through a shutdown" in english.out
    assert "What the shutdown does" in english.out
    assert "از میان یک قطعی" in persian.out
    assert "۷ دی ۱۴۰۴" in persian.out


def test_changes_from_reports_and_from_counts(shell: Shell) -> None:
    """The same command takes events with their reports, and plain counts by year in a packed file."""
    table(shell.home / "reports.csv")
    rows = [f"{1380 + at},{3 if at < 12 else 14}" for at in range(20)]
    (shell.home / "years.csv.gz").write_bytes(gzip.compress(("year,count\n" + "\n".join(rows)).encode()))

    still = json.loads(shell("estimate", "changes", "reports.csv", "--json").out)
    risen = json.loads(shell("estimate", "changes", "years.csv.gz", "--recent", "8", "--json").out)

    assert still["probability_fell_by_more_than_20_percent"] < 0.5
    assert risen["probability_rose_by_more_than_25_percent"] > 0.95
    assert any(one["first"] <= "1392" <= one["last"] for one in risen["windows"])
    assert "25%" in shell("estimate", "changes", "years.csv.gz").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no event"),
        ("a,b\n1,2\n", "no column"),
        ("event,report\n2026-01-05,2026-01-02\n", "row 2: the report is from before"),
        ("event,report\n2026-01-05\n", "row 2 has 1 cells"),
        ("event,report\nsoon,2026-01-02\n", "row 2: a day is not understood"),
        ("event,delay,count\n2026-01-05,1,-3\n", "below nought"),
        ("event,delay,count\n2026-01-05,1,2.5\n", "no whole number"),
        ("event,delay,count\n2026-01-05,1,99999999999\n", "no whole number"),
        ("event,delay,count\n2026-01-05,1,4\n", "too few to learn"),
        ("event,delay,count\n0026-01-05,1,4\n2026-01-05,1,4\n", "a year may be mistyped"),
        ("event,delay\n\x00,1\n", "no CSV"),
    ],
)
def test_one_line_says_what_is_wrong(shell: Shell, text: str, said: str) -> None:
    """Each fault of a table ends in one line with its row, and an exit code."""
    (shell.home / "bad.csv").write_text(text, "utf-8")

    answer = shell("estimate", "nowcast", "bad.csv")

    assert answer.code == 2
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_a_bomb_and_a_missing_file(shell: Shell) -> None:
    """A packed file that would fill the memory is stopped, and a missing one told, in one line each."""
    (shell.home / "bomb.csv.gz").write_bytes(gzip.compress(b"0" * (300 << 20), 1))

    bomb, missing = shell("estimate", "changes", "bomb.csv.gz"), shell("estimate", "changes", "none.csv")

    assert (2, 1) == (bomb.code, bomb.err.count("\n"))
    assert "256 MiB" in bomb.err
    assert missing.code == 6
