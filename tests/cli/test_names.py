"""`govah names` compares two names, or a table of pairs."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govah.cli.main import govah
from govah.errors import UsageError


def run(*arguments: str) -> Result:
    """Runs the command in process."""
    return CliRunner().invoke(govah, list(arguments))


def test_for_a_person() -> None:
    """A likeness, and the reasons in words."""
    lines = run("names", "Borzuyeh Sepehrvand", "برزویه سپهروند").output.splitlines()

    assert lines[0].startswith("Likeness of the names: 0.9")
    assert lines[1] == "· the same name written in another script"


def test_as_json() -> None:
    """One value, with the reasons in both languages."""
    found = json.loads(run("names", "Hassan Chalipa", "Hossein Chalipa", "--json").output)

    assert 0 < found["score"] < 0.75
    assert "link.known-different" in {reason["code"] for reason in found["reasons"]}
    assert all(reason["en"] and reason["fa"] for reason in found["reasons"])


def test_batch(tmp_path: Path) -> None:
    """A table keeps its order and its cells, whatever they hold, and every row gets a score from 0 to 1."""
    rows = [("a", "b"), ("Borzuyeh, Sepehrvand", "برزویه سپهروند"), ("", "x"), ("۱۲۳", "?"), ('"q"', "line\nbreak")]
    place = tmp_path / "pairs.csv"
    with place.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    found = list(csv.DictReader(io.StringIO(run("names", "--batch", str(place)).output, newline="")))

    assert [(row["a"], row["b"]) for row in found] == rows[1:]
    assert all(0 <= float(row["score"]) <= 1 for row in found)
    assert float(found[0]["score"]) > 0.75


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["names"], "names-which"),
        (["names", "Borzuyeh"], "names-which"),
        (["names", "12", "Borzuyeh"], "names-empty"),
        (["names", "--batch", "absent.csv"], "names-unreadable"),
    ],
)
def test_errors(arguments: list[str], code: str) -> None:
    """What cannot be compared is an error of its own kind."""
    done = run(*arguments)

    assert isinstance(done.exception, UsageError)
    assert done.exception.code == code


def test_columns_that_are_missing(tmp_path: Path) -> None:
    """A table without the columns says which one it lacks."""
    (tmp_path / "pairs.csv").write_text("a,c\nx,y\n", "utf-8")
    done = run("names", "--batch", str(tmp_path / "pairs.csv"))

    assert isinstance(done.exception, UsageError)
    assert (done.exception.code, done.exception.facts["missing"]) == ("names-columns", "b")


def test_a_pipe_that_breaks(tmp_path: Path) -> None:
    """A reader that has seen enough ends the command quietly."""
    place = tmp_path / "pairs.csv"
    place.write_text("a,b\n" + "Borzuyeh Sepehrvand,Borzin Sepehrvand\n" * 20_000, "utf-8")
    call = [sys.executable, "-m", "govah", "names", "--batch", str(place)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (0, b"")
