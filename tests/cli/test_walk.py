"""The walk of an analyst, command by command, from a report to the case file and the dossier; and each way it can go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import CANARY, STATEMENT
from shell import Shell, shell_in

NAME = "کاوه رستگار"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with an empty vault."""
    return shell_in(tmp_path)


def test_the_whole_walk(shell: Shell) -> None:
    """Capture, review, case, release and dossier work one after another from the command line alone."""
    shell.write("report.txt", STATEMENT)
    captured = shell("capture", "report.txt", "--published", "12 Bahman 1404", "--json").json()
    assert captured["documents"][0]["suggestions"] > 0

    waiting = shell("review", "list", "--json").json()["suggestions"]
    decided = shell("review", "accept", *(one["id"] for one in waiting), "--json").json()["decided"]
    assert len(waiting) == len(decided)

    case = shell("case", NAME, "--as-of", "2026-03-01", "--json").json()
    assert case["person"]["name"] == NAME
    assert not case["unreviewed"]
    assert {"arrested", "charged_with"} <= {fact["predicate"] for fact in case["facts"]}

    assert shell("publish", "allow", NAME, "--for", "court", "--basis").code == 0
    written = shell("publish", "dossier", NAME, "--for", "court", "-o", "case.pdf", "--as-of", "2026-03-01")
    assert written.code == 0, written.err
    assert (shell.home / "case.pdf").read_bytes().startswith(b"%PDF")


def test_a_script_is_recorded_and_marked(shell: Shell) -> None:
    """--accept-all needs a member and marks everything UNREVIEWED."""
    shell.write("report.txt", STATEMENT)
    shell("capture", "report.txt")
    assert shell("review", "--accept-all").code == 2

    assert shell("review", "--accept-all", "--as", "Analyst").code == 0

    case = shell("case", NAME)
    assert "UNREVIEWED" in case.out
    persian = shell("--lang", "fa", "case", NAME)
    assert "بازبینی‌نشده" in persian.out


def test_pasted_text_and_notes(shell: Shell) -> None:
    """Text from standard input is captured; a note goes to `sources`, and its words to no file."""
    pasted = shell("capture", "-", "--name", "pasted", "--json", stdin=STATEMENT)
    assert pasted.json()["documents"][0]["name"] == "pasted"

    note = shell("capture", "--note", "--from", CANARY, "--json", stdin=STATEMENT + CANARY)
    assert note.json()["documents"][0]["captures"] == 1

    for path in shell.home.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "vault", "code"),
    [
        (("case", NAME), "vault", 3),
        (("case", NAME), "", 4),
        (("case", NAME), "nowhere", 4),
        (("capture", "no-such-file.txt"), "vault", 6),
        (("publish", "allow", NAME, "--for", "court"), "vault", 3),
        (("review", "accept", "saaaaaaaaaaaaaaaa"), "vault", 3),
        (("read", "no-such-file.txt", "--no-vault"), "vault", 6),
        (("dates", "nonsense"), "vault", 2),
        (("words", "nonsense-word"), "vault", 3),
        (("case", NAME, "--as-of", "whenever"), "vault", 2),
    ],
)
def test_errors_are_one_line_that_says_what_to_do(shell: Shell, arguments: tuple[str, ...], vault: str, code: int) -> None:
    """Each kind of mistake ends in one line on standard error and its exit code, with nothing on standard output."""
    answer = shell(*arguments, vault=vault)

    assert answer.code == code, answer.err
    assert answer.err.strip().splitlines()[-1].startswith("govah: ")
    assert "Traceback" not in answer.err


def test_a_wrong_passphrase_is_told(shell: Shell) -> None:
    """A wrong passphrase opens nothing and says so."""
    (shell.home / "passphrase").write_text("not the one\n", "utf-8")

    answer = shell("persons")

    assert answer.code == 4
    assert answer.err.startswith("govah: ")


def test_errors_speak_persian(shell: Shell) -> None:
    """The same mistake is told in Persian where Persian was asked for."""
    answer = shell("--lang", "fa", "case", NAME)

    assert "پرونده" in answer.err
