"""`govah doctor` as a person calls it: without a passphrase, with one, and where something is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shell import Shell, shell_in


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a vault in it."""
    return shell_in(tmp_path)


def codes(shell: Shell, *arguments: str) -> dict[str, str]:
    """Gives what the doctor found, by code."""
    told = shell("doctor", "--json", *arguments)
    assert told.code in (0, 9)
    return {one["code"]: one["level"] for one in told.json()["findings"]}


def test_no_passphrase_is_needed(shell: Shell) -> None:
    """The vault's folder is looked at without its passphrase; with --open the cipher in use is told."""
    (shell.home / "passphrase").rename(shell.home / "away")
    closed = codes(shell)
    (shell.home / "away").rename(shell.home / "passphrase")
    inside = codes(shell, "--open")

    assert ("ok", None) == (closed["store-encrypted"], closed.get("cipher"))
    assert "ok" == inside["cipher"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize(("lang", "word"), [("en", "chmod -R go-rwx"), ("fa", "هشدار")])
def test_a_warning_is_an_exit_code(shell: Shell, lang: str, word: str) -> None:
    """Where there is a warning, the command says what to do and ends with 9."""
    (shell.home / "vault").chmod(0o755)
    told = shell("--lang", lang, "doctor")

    assert (9, 1) == (told.code, len(told.err.splitlines()))
    assert word in told.out


def test_a_plain_database_gets_no_passphrase(shell: Shell) -> None:
    """Where the database is plain, the passphrase is not even asked for."""
    store = shell.home / "vault" / "store"
    store.write_bytes(b"SQLite format 3\0" + store.read_bytes()[16:])
    (shell.home / "passphrase").unlink()

    assert "warning" == codes(shell, "--open")["store-plain"]


def test_without_a_vault(shell: Shell) -> None:
    """Without a vault the machine alone is looked at; a folder that is none is an error of its own; --vault names another."""
    alone = shell("doctor", "--json", vault="")
    (shell.home / "empty").mkdir()

    assert [] == [one for one in alone.json()["findings"] if one["code"].startswith("store")]
    assert 4 == shell("doctor", vault="empty").code
    assert "store-encrypted" in codes(shell, "--vault", str(shell.home / "vault"))
