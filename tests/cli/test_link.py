"""`govah link` on files and in a vault, as a person calls it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govah.cli.main import govah
from govah.errors import UsageError

pytest.importorskip("splink")


def run(*arguments: str) -> Result:
    """Runs the command in process."""
    return CliRunner().invoke(govah, list(arguments))


@pytest.fixture
def lists(tmp_path: Path) -> tuple[str, str, Path]:
    """Two lists that share a man, each in its own script and language."""
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    ours.write_text(
        "id,name,date of death,city\n1,Borzuyeh Sepehrvand,2026-01-08,Arak\n2,Yazdgerd Hirmandi,2026-01-09,Qom\n", "utf-8"
    )
    theirs.write_text("شناسه,نام,تاریخ کشته شدن,شهر\n1,برزویه سپهروند,۱۸ دی ۱۴۰۴,اراک\n2,ژاله شاهرودی,۱۹ دی ۱۴۰۴,قم\n", "utf-8")
    return str(ours), str(theirs), tmp_path / "links.csv"


def test_tables(lists: tuple[str, str, Path]) -> None:
    """Headers are known in both languages, dates in both calendars; ids that both lists use get the list's name before them."""
    ours, theirs, output = lists
    found = json.loads(run("link", "tables", ours, theirs, "-o", str(output), "--json").output)
    with output.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if float(row["score"]) >= 0.5]

    assert found["rows"] == 4
    assert [(row["id_l"], row["id_r"]) for row in rows] == [("ours:1", "theirs:1")]
    assert "when-same-day" in rows[0]["reasons"]


def test_parquet(lists: tuple[str, str, Path]) -> None:
    """The same pairs as Parquet."""
    ours, theirs, output = lists
    parquet = pytest.importorskip("pyarrow.parquet")
    place = output.with_suffix(".parquet")
    assert run("link", "tables", ours, theirs, "-o", str(place)).exit_code == 0
    assert parquet.read_table(place).column_names == ["id_l", "id_r", "score", "band", "reasons"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("x,y\n1,2\n", "link-nobody"), ("id,name\n", "link-empty"), ("", "link-empty")],
)
def test_errors(tmp_path: Path, text: str, code: str) -> None:
    """A table that cannot be linked says why."""
    (tmp_path / "bad.csv").write_text(text, "utf-8")
    done = run("link", "tables", str(tmp_path / "bad.csv"), "-o", str(tmp_path / "links.csv"))

    assert isinstance(done.exception, UsageError)
    assert done.exception.code == code


def test_a_map_of_columns(tmp_path: Path) -> None:
    """Headers that say nothing are told by a map."""
    (tmp_path / "odd.csv").write_text("k,n1\n1,Borzuyeh Sepehrvand\n2,Borzouyeh Sepehrvand\n", "utf-8")
    (tmp_path / "map.yml").write_text("{k: id, n1: name}", "utf-8")
    done = run("link", "tables", str(tmp_path / "odd.csv"), "-o", str(tmp_path / "links.csv"), "--map", str(tmp_path / "map.yml"))

    assert done.exit_code == 0
    assert "1,2," in (tmp_path / "links.csv").read_text("utf-8")


def test_a_file_is_not_written_over(lists: tuple[str, str, Path]) -> None:
    """An output that is there stays, unless --force says otherwise."""
    ours, theirs, output = lists
    output.write_text("mine", "utf-8")
    done = run("link", "tables", ours, theirs, "-o", str(output))

    assert isinstance(done.exception, UsageError)
    assert output.read_text("utf-8") == "mine"


def test_against_a_long_list(lists: tuple[str, str, Path]) -> None:
    """A list held against another gives pairs across the two alone, though the long one holds a person twice."""
    ours, theirs, output = lists
    Path(theirs).write_text(Path(theirs).read_text("utf-8") + "3,برزویه سپهروند,۱۸ دی ۱۴۰۴,اراک\n", "utf-8")
    found = json.loads(run("link", "tables", ours, "--against", theirs, "-o", str(output), "--json").output)
    with output.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if float(row["score"]) >= 0.5]

    assert found["rows"] == 5
    assert {(row["id_l"], row["id_r"]) for row in rows} == {("ours:1", "theirs:1"), ("ours:1", "theirs:3")}


def test_what_people_reviewed_is_written_so(lists: tuple[str, str, Path]) -> None:
    """A pair that somebody held for two persons is left out; one held for the same is written as reviewed, found or not."""
    ours, theirs, output = lists
    reviewed = output.with_name("reviewed.csv")
    reviewed.write_text("id_l,id_r,verdict\ntheirs:1,ours:1,different\nours:2,theirs:2,same\n", "utf-8")
    found = json.loads(run("link", "tables", ours, theirs, "-o", str(output), "--reviewed", str(reviewed), "--json").output)
    with output.open(encoding="utf-8", newline="") as file:
        rows = {(row["id_l"], row["id_r"]): row for row in csv.DictReader(file)}

    assert found["bands"]["reviewed"] == 1
    assert ("ours:1", "theirs:1") not in rows
    assert rows["ours:2", "theirs:2"]["band"] == "reviewed"
    assert rows["ours:2", "theirs:2"]["reasons"].startswith("reviewed-same")


def test_ids_of_any_letters_come_back(tmp_path: Path) -> None:
    """Commas, quotes and line ends in an id are written so that any reader of CSV has them back."""
    table, output = tmp_path / "odd.csv", tmp_path / "links'.csv"
    table.write_text(
        'id,name,date of death\n"a,""b",Borzuyeh Sepehrvand,2026-01-08\n"=x\ny",Borzouyeh Sepehrvand,2026-01-08\n', "utf-8"
    )
    run("link", "tables", str(table), "-o", str(output))
    with output.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)

    assert (row["id_l"], row["id_r"]) == ('a,"b', "=x\ny")
