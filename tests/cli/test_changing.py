"""`govah passphrase` and key files as a person calls them: secrets from files or the terminal, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govah.vault.keyfile import Secret, open_key
from shell import PASSPHRASE, Shell, shell_in


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a vault."""
    made = shell_in(tmp_path)
    made.write("new", "other words of ours\n")
    return made


@pytest.mark.slow
def test_a_new_passphrase_from_files(shell: Shell) -> None:
    """A script gives both passphrases in files; from then on the new one opens and the old one does not."""
    changed = replace(shell, env={"GOVAH_NEW_PASSPHRASE_FILE": "new"})("passphrase", "--json")

    assert changed.json() == {"passphrase_changed": True, "key_file": False, "key_file_made": False}
    assert shell("documents").code == 4
    assert replace(shell, env={"GOVAH_PASSPHRASE_FILE": "new"})("documents").code == 0


def test_it_is_typed_twice(shell: Shell) -> None:
    """A person types the new passphrase twice; two that differ change nothing, and neither is shown."""
    asked = shell("passphrase", stdin="other words of ours\nand others\n\n\n")

    assert asked.code != 0
    assert "other words" not in asked.out + asked.err
    assert open_key((shell.home / "vault" / "key").read_bytes(), Secret(PASSPHRASE))


@pytest.mark.slow
def test_a_key_file_comes_and_goes(shell: Shell) -> None:
    """A key file is added, asked for, named by option or environment, and taken away again."""
    assert shell("passphrase", "--key-file", "stick").code == 0
    without = shell("documents")
    by_environment = replace(shell, env={"GOVAH_KEY_FILE": "stick"})("verify", "--quick")
    persian = shell("--lang", "fa", "--key-file", "stick", "passphrase", "--no-key-file")

    assert (without.code, "key file" in without.err) == (4, True)
    assert (by_environment.code, persian.code) == (0, 0)
    assert "فایل کلید" in persian.out
    assert shell("documents").code == 0


def test_a_new_vault_with_a_key_file(shell: Shell) -> None:
    """`govah init --key-file` makes the file where there is none, and the vault opens only with it."""
    made = shell("init", "second", "--key-file", "stick")

    assert "stick was made" in made.out
    assert shell("documents", vault="second").code == 4


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["passphrase", "--key-file", "stick", "--no-key-file"], 2),
        (["--key-file", "absent", "documents"], 4),
        (["--vault", "nowhere", "passphrase"], 4),
    ],
)
def test_what_is_refused(shell: Shell, arguments: list[str], code: int) -> None:
    """Contradictions, a key file that is absent, and no vault end in one line."""
    refused = shell(*arguments)

    assert (refused.code, refused.err.count("\n")) == (code, 1)
