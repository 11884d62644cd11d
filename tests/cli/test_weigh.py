"""`govah weigh` and `govah case` as scripts call them: the shapes that others build on."""

from __future__ import annotations

from pathlib import Path

import pytest

from shell import Shell, shell_in

STATEMENT = (
    "Karun Watch said on Monday that Arvand Sepidkuh, a conscript, had been arrested in Arak on 12 January 2026 after he refused "
    "an order to open fire on people in the street, and that his family had no news of him since the day he was taken away.\n"
)


@pytest.fixture
def govah(tmp_path: Path) -> Shell:
    """A vault that holds a statement and a page that repeats it, accepted by a script."""
    shell = shell_in(tmp_path)
    shell.write("one.txt", STATEMENT)
    shell.write("two.txt", f"Our correspondent writes.\n\n{STATEMENT}\nMore on this story as we get it.\n")
    assert shell("capture", "one.txt", "two.txt").code == 0
    member = shell("members", "--json").json()["members"][0]["id"]
    assert shell("review", "--accept-all", "--as", member).code == 0
    pair = shell("persons", "--json").json()["persons"]
    assert shell("review", "judge", pair[0]["id"], pair[1]["id"], "same").code == 0
    return shell


def test_the_shapes_of_weighing(govah: Shell, tmp_path: Path) -> None:
    """Documents have origins, edges have reasons, copies have shares; a copy adds no voice; a timeline is a new file."""
    weighed = govah("weigh", "--json").json()
    first, second = weighed["documents"]

    assert first["origin"] == second["origin"]
    assert {"from", "to", "reason"} <= set(weighed["edges"][0])
    assert [copy[:2] for copy in weighed["copies"]] == [[first["id"], second["id"]]]

    case = govah("case", "Arvand Sepidkuh", "--json", "--timeline", "line.svg").json()
    fact = next(one for one in case["facts"] if one["predicate"] == "arrested")
    assert (fact["origins"], len(fact["documents"]), fact["reviewed"], fact["grade"]) == (1, 2, False, None)
    assert {"contradictions", "voices"} <= set(fact)
    assert {one["value"] for one in case["fair_trial"]} <= {"violated", "alleged", "respected", "no-information"}
    assert (tmp_path / "line.svg").read_text("utf-8").startswith("<svg")

    again = govah("case", "Arvand Sepidkuh", "--timeline", "line.svg")
    assert again.code != 0
    assert "line.svg" in again.err


def test_what_is_missing_and_what_is_counted(govah: Shell) -> None:
    """The queue names the person and what a file lacks; both lists are one JSON value, and read in Persian."""
    (person,) = govah("weigh", "missing", "--json").json()["persons"]

    assert "person-reviewed" in {gap["need"] for gap in person["missing"]}
    assert govah("weigh", "tallies", "--json").json() == {"tallies": []}
    assert "کم دارد" in govah("--lang", "fa", "weigh", "missing").out
