"""`govah list` and `govah export` as a person calls them: the how-to page can be walked, in both languages and as JSON."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from shell import Shell, shell_in

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LIST = "Name,Age,Date of death,City\nRostan Pirnia,31,1404/10/18,Yazd\nDelara Golestar,abc,2026-02-30,Rasht\n"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a vault and the invented lists."""
    made = shell_in(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    return made


@pytest.mark.slow
def test_the_page_can_be_walked(shell: Shell) -> None:
    """Each command of the how-to page runs as it stands there, in order, and the tables that it promises are there."""
    page = (ROOT / "docs" / "howto" / "a-list.md").read_text("utf-8")
    calls = [line for block in BLOCK.findall(page) for line in block.splitlines() if line.startswith("govah ")]
    answers = {call: shell(*shlex.split(call)[1:]) for call in calls}

    assert [] == [(call, answer.err) for call, answer in answers.items() if (answer.code, answer.err) != (0, "")]
    assert all((shell.home / name).stat().st_size > 100 for name in ("rows.xlsx", "claims.csv", "persons.xlsx"))
    accepted = answers['govah list accept dey-1404.csv --reports arrested --as "Alborz Watch"'].out
    assert "Rows read: 5 = claimed 3 + left for a person 2" in accepted
    compared = answers["govah list compare bahman-1404.csv --newer-than dey-1404.csv"].out
    assert "new 1, changed 2, gone 1, the same 2, doubtful 0" in compared


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("date of death", "its header", "taken at once 1 + left for a person 1", "not read as an age", "no such day")),
        ("fa", ("تاریخ مرگ", "سرستون", "مانده برای بازبینی ۱", "سن از آن خوانده نشد", "چنین روزی نیست")),
    ],
)
def test_a_list_on_the_screen(shell: Shell, lang: str, words: tuple[str, ...]) -> None:
    """What a list's columns are taken for and what is wrong with its cells is told in the reader's language."""
    shell.write("list.csv", LIST)
    assert shell("capture", "list.csv").code == 0
    told = shell("--lang", lang, "list", "show", "list.csv")

    assert (0, "") == (told.code, told.err)
    assert [] == [word for word in words if word not in told.out]


@pytest.mark.parametrize(("lang", "words"), [("en", "Nobody is found"), ("fa", "کسی در آن یافت نشد")])
def test_a_list_of_nobody_says_what_to_map(shell: Shell, lang: str, words: str) -> None:
    """Where no column is known to hold names the last line asks for it, and what it proposes takes all rows but the header."""
    shell.write("list.csv", "Whose,Town,Amount\n" + "".join(f"Rostan Pirnia,Yazd,{at}\n" for at in range(20)))
    assert shell("capture", "list.csv").code == 0
    last = shell("--lang", lang, "list", "show", "list.csv").out.splitlines()[-1]
    assert words in last
    assert "list accept" not in last
    command = re.search(r"govah (list map \S+ --set A=name)", last)
    assert command is not None
    mapped = shell(*command[1].split(), "--json").json()
    assert (20, 0) == (mapped["rows"]["taken"], mapped["rows"]["exceptions"])


def test_a_wide_list_stays_short(shell: Shell) -> None:
    """Of hundreds of columns that are doubted or kept as written only a few are written out; the rest is counted."""
    shell.write("list.csv", "\n".join(["Name" + ",Sentence" * 300, *["Rostan Pirnia" + ",2026-01-01" * 300] * 9]))
    assert shell("capture", "list.csv").code == 0
    told = shell("list", "show", "list.csv").out
    assert 5 == told.count("doubted:")
    assert "295 more columns are doubted" in told
    assert "and 280 more." in told


@pytest.mark.slow
def test_what_is_printed_is_given_back(shell: Shell) -> None:
    """The JSON of `list show` is a mapping that `list map --map` takes; acceptance and comparison are one JSON value each."""
    shell.write("list.csv", LIST)
    shell.write("newer.csv", LIST + "Nadia Sepidkuh,44,2026-01-12,Yazd\n")
    assert shell("capture", "list.csv", "newer.csv").code == 0
    shown = shell("list", "show", "list.csv", "--json")
    shell.write("map.json", shown.out.replace('"role": "where"', '"role": "residence"'))
    mapped = shell("list", "map", "list.csv", "--map", "map.json", "--json").json()
    accepted = shell("list", "accept", "list.csv", "--reports", "executed", "--json").json()
    compared = shell("list", "compare", "newer.csv", "--newer-than", "list.csv", "--accept", "--json").json()

    assert "residence" == mapped["columns"][3]["role"]
    assert {"B3": "age-unread", "C3": "date-impossible"} == {one["address"]: one["code"] for one in accepted["exceptions"]}
    assert (1, 1) == (accepted["acceptance"]["claimed"], accepted["acceptance"]["exceptions"])
    assert (["Nadia Sepidkuh"], 2, 1) == (
        [one["name"] for one in compared["new"]], compared["same"], compared["acceptance"]["claimed"],
    )  # fmt: skip


@pytest.mark.slow
def test_one_line_says_what_to_do(shell: Shell) -> None:
    """A list without a word on what it reports, an unknown column and a table that is there end in one line each."""
    shell.write("list.csv", LIST)
    shell.write("there.csv", "")
    assert shell("capture", "list.csv").code == 0
    answers = [
        shell("list", "accept", "list.csv"),
        shell("list", "map", "list.csv", "--set", "Q=father"),
        shell("export", "claims", "-o", "there.csv"),
        shell("export", "claims", "-o", "claims.pdf"),
    ]

    assert all(answer.code != 0 and answer.err.count("\n") == 1 for answer in answers)
    assert "--reports" in answers[0].err


def test_a_script_takes_the_lists_that_wait(shell: Shell) -> None:
    """`--accept-all` takes a list of many rows too, UNREVIEWED, and says so."""
    rows = "".join(f"Rostan Pirnia{at},31,2026-01-08,Yazd\n" for at in range(400))
    shell.write("list.csv", "Name,Age,Date of arrest,City\n" + rows)
    assert shell("capture", "list.csv").code == 0
    done = shell("review", "--accept-all", "--as", "Analyst", "--json").json()
    shown = shell("list", "show", "list.csv", "--json").json()

    assert [800] == [one["claims"] for one in done["lists"]]
    assert (400, False) == (shown["rows"]["taken"], shown["reviewed"])
