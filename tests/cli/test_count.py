"""`govah count` as a person calls it: define, run, list, explain, make again, compare, hand on; in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from shell import Shell, shell_in

KARUN = "Karun Watch reported that Arvand Sepidkuh was arrested in Arak on 3 January 2026.\n"
OTHER = "Karun Watch reported that Borzu Zarrinrud was arrested in Shiraz on 9 January 2026.\n"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a vault."""
    return shell_in(tmp_path)


def take(shell: Shell, text: str, name: str) -> None:
    """Takes a report in and accepts all that it suggests."""
    shell.write(name, text)
    assert shell("capture", name, "--published", "2026-02-01").code == 0
    waiting = shell("review", "list", "--json").json()
    ids = [one["id"] for one in (waiting if isinstance(waiting, list) else waiting["suggestions"])]
    assert shell("review", "accept", *ids).code == 0


@pytest.mark.slow
def test_the_whole_walk(shell: Shell) -> None:
    """A count is kept, made again with the same hash after more came in, and the difference names who came."""
    take(shell, KARUN, "one.txt")
    defined = shell("count", "define", "arrests", "--what", "arrested", "--since", "1 Dey 1404", "--origins", "1")
    first = shell("count", "run", "arrests", "--by", "solar-month", "--json").json()
    take(shell, OTHER, "two.txt")
    second = shell("count", "run", "arrests", "--json").json()
    again = shell("count", "run", "--again", first["snapshot"], "--json").json()
    diff = shell("count", "diff", first["snapshot"], second["snapshot"])

    assert defined.code == 0
    assert (first["totals"]["confirmed"], second["totals"]["confirmed"]) == (1, 2)
    assert first["rows"][0]["trait"] == "1404-10"
    assert (again["sha256"], again["totals"]) == (first["sha256"], first["totals"])
    assert "came" in diff.out
    assert "Borzu Zarrinrud" in diff.out
    assert "Arvand" not in diff.out
    assert first["snapshot"] in shell("count", "list").out
    persian = shell("--lang", "fa", "count", "explain", "arrests").out
    assert "خاستگاه‌های مستقل کافی" in persian
    assert "تأییدشده: ۲" in persian
    assert shell("count", "reports", "arrests", "-o", "reports.csv").code == 0
    assert (shell.home / "reports.csv").read_text().count("\n") == 3
    assert shell("count", "run", "arrests", "--by", "province", "-o", "map.svg").code == 0
    assert "Sepidkuh" not in (shell.home / "map.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "nothing"), "no count of that name"),
        (("run", "--again", "qaaaaaaaaaaaaaaaa"), "no count was kept"),
        (("define", "x", "--what", "vanished"), "vanished"),
        (("run",), "name a count"),
    ],
)
def test_one_line_says_what_is_wrong(shell: Shell, arguments: tuple[str, ...], said: str) -> None:
    """What cannot be counted is told in one line."""
    answer = shell("count", *arguments)

    assert answer.code != 0
    assert said in answer.err
    assert answer.err.count("\n") == 1
