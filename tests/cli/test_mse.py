"""`govah estimate mse`, `rerun` and `report` as a person calls them: JSON always, one line for what is wrong, equal runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shell import Shell, shell_in

COUNTS = "one,two,three,count\n1,0,0,60\n0,1,0,50\n1,1,0,14\n0,0,1,70\n1,0,1,20\n0,1,1,16\n1,1,1,6\n"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder without a vault, and a table in it."""
    made = shell_in(tmp_path, with_vault=False)
    made.write("counts.csv", COUNTS)
    return made


def test_the_json_has_its_shape(shell: Shell) -> None:
    """The answer has a headline, reasons, methods with their limits, and diagnostics."""
    found = shell("estimate", "mse", "counts.csv", "--method", "dga", "--json", vault="").json()

    assert {"headline", "refused", "methods", "diagnostics"} == set(found)
    assert {"method", "median", "mean", "lower", "upper", "refused", "rhat", "ess", "seconds"} == set(found["methods"][0])
    assert found["methods"][0]["lower"] < found["methods"][0]["median"] < found["methods"][0]["upper"]


@pytest.mark.parametrize(
    ("table", "code"), [("A,B,count\n1,0,3\n0,1,4\n1,1,2\n", "lists-too-few"), ("A,B,C,count\n", "people-too-few")]
)
def test_a_refusal_is_an_answer(shell: Shell, table: str, code: str) -> None:
    """A table that is refused is answered all the same: no headline, the reason, exit 0."""
    shell.write("counts.csv", table)
    answer = shell("estimate", "mse", "counts.csv", "--method", "dga", "--json", vault="")

    assert 0 == answer.code
    assert answer.json()["headline"] is None
    assert any(one.startswith(code) for one in answer.json()["refused"])


@pytest.mark.parametrize(("table", "code"), [("", "counts-empty"), ("A,B,C,count\n1,0,0,2.5\n", "counts-not-whole")])
def test_what_is_no_table_ends_in_one_line(shell: Shell, table: str, code: str) -> None:
    """Where there is no table, the JSON says why, and so does one line of error."""
    shell.write("counts.csv", table)
    answer = shell("estimate", "mse", "counts.csv", "--json", vault="")

    assert 2 == answer.code
    assert 1 == len(answer.err.splitlines())
    assert answer.json()["refused"][0].startswith(code)


def test_strata_stand_apart(shell: Shell) -> None:
    """Each stratum has its own answer, and the whole a lower limit to which a refused one gives its documented count."""
    rows = [f"{name},{row}" for name in ("north", "south") for row in COUNTS.splitlines()[1:]]
    shell.write("counts.csv", "\n".join(["stratum,one,two,three,count", *rows, "west,1,0,0,7"]) + "\n")
    found = shell("estimate", "mse", "counts.csv", "--method", "dga", "--json", vault="").json()
    least = [one["headline"]["at_least"] if one["headline"] else 7 for one in found["strata"]]

    assert ["north", "south", "west"] == [one["stratum"] for one in found["strata"]]
    assert sum(least) == found["headline"]["at_least"]


def test_draws_of_the_linkage_are_combined(shell: Shell) -> None:
    """Twenty draws of the linkage are one answer, which may say "at least", with the share of uncertainty that links bring."""
    rows = [
        ",".join((str(draw), *row.split(",")[:-1], str(int(row.split(",")[-1]) + draw % 5)))
        for draw in range(20)
        for row in COUNTS.splitlines()[1:]
    ]
    shell.write("counts.csv", "\n".join(["draw,one,two,three,count", *rows]) + "\n")
    found = shell("estimate", "mse", "counts.csv", "--method", "dga", "--json", vault="").json()

    assert 20 == found["replicates"]["count"]
    assert 0 < found["replicates"]["by_method"]["dga"]["missing_information"] < 1
    assert found["headline"]["sentence"]["en"].startswith("At least")


def test_a_run_is_made_again(shell: Shell) -> None:
    """A run has its inputs, hashes, seed, versions and figures; made again it is bit-equal; a changed one is refused."""
    made = shell("estimate", "mse", "counts.csv", "--method", "dga", "--seed", "3", "-o", "run", vault="")
    told = json.loads((shell.home / "run" / "run.json").read_text("utf-8"))
    again = shell("estimate", "rerun", "run", vault="")
    (shell.home / "run" / "counts.csv").write_text(COUNTS.replace("60", "61"), "utf-8")
    changed = shell("estimate", "rerun", "run", vault="")

    assert (0, 0, 5) == (made.code, again.code, changed.code)
    assert 3 == told["asked"]["seed"]
    assert {"figures/methods-fa.svg", "figures/methods-en.png", "counts.csv"} <= set(told["sha256"])
    assert "نفر" in (shell.home / "run" / "figures" / "methods-fa.svg").read_text("utf-8")


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.slow), "fa"])
def test_the_report_is_a_pdf(shell: Shell, lang: str) -> None:
    """The report of a run is a PDF in either language."""
    shell("estimate", "mse", "counts.csv", "--method", "dga", "-o", "run", vault="")
    answer = shell("--lang", lang, "estimate", "report", "run", "-o", "report.pdf", vault="")

    assert 0 == answer.code
    assert (shell.home / "report.pdf").read_bytes().startswith(b"%PDF")


def test_lists_are_merged_and_dropped_by_name(shell: Shell) -> None:
    """Lists taken as one, or left out, are so by name; an unknown name is refused."""
    few = shell("estimate", "mse", "counts.csv", "--method", "dga", "--merge", "one+two", "--json", vault="").json()
    unknown = shell("estimate", "mse", "counts.csv", "--drop", "four", vault="")

    assert ["one+two", "three"] == [one["list"] for one in few["diagnostics"]["overlap"]["lists"]]
    assert 2 == unknown.code
