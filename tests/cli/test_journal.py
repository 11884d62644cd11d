"""`govah journal` as two colleagues call it: a head goes over, is cosigned, comes back, and is continued."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from govah.vault import create_vault
from shell import PASSPHRASE, Shell, shell_in


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with two desks in it, each with a head to hand over."""
    made = shell_in(tmp_path)
    create_vault(tmp_path / "theirs", PASSPHRASE, member_name="Colleague").close()
    made.write("report.txt", "a report")
    return made


def key_of(shell: Shell, vault: str, name: str = "key") -> str:
    """Gives a desk's own key, as it tells it by another way."""
    found: str = next(one[name] for one in shell("journal", "heads", "--json", vault=vault).json()["heads"] if one["own"])
    return found


@pytest.mark.slow
def test_there_and_back(shell: Shell) -> None:
    """A head goes over, comes back cosigned, is kept, and a later one is cosigned with the proof that it continues."""
    log, witness = key_of(shell, "vault"), key_of(shell, "theirs", "witness")
    steps = [
        shell("journal", "heads", "-o", "head.txt"),
        shell("journal", "cosign", "head.txt", "--key", log, "-o", "cosigned.txt", vault="theirs"),
        shell("journal", "cosign", "--take", "cosigned.txt", "--key", witness),
        shell("capture", "report.txt"),
        shell("journal", "heads", "-o", "later.txt"),
        shell("journal", "consistency", "cosigned.txt", "-o", "continues.txt"),
        shell("journal", "check", "continues.txt", "head.txt", "--key", log, vault=""),
        shell("journal", "cosign", "continues.txt", "--key", log, vault="theirs"),
    ]

    assert [0] * len(steps) == [step.code for step in steps], [step.err for step in steps]
    assert "continues that of" in steps[6].out
    assert steps[7].out.startswith((shell.home / "later.txt").read_text("utf-8"))
    assert 1 == len(shell("journal", "cosignatures", "--json").json()["cosigned"])
    assert "cosigned by" in shell("journal", "cosignatures").out


@pytest.mark.slow
def test_what_does_not_hold_is_not_signed(shell: Shell) -> None:
    """A stranger's head, one altered, one of our own and no file at all are each one line and an exit code."""
    shell("journal", "heads", "-o", "head.txt")
    whole = (shell.home / "head.txt").read_text("utf-8")
    shell.write("altered.txt", whole.replace("\n2\n", "\n3\n"))
    told = [
        shell("journal", "cosign", "head.txt", vault="theirs"),
        shell("journal", "cosign", "altered.txt", "--key", key_of(shell, "vault"), vault="theirs"),
        shell("journal", "cosign", "head.txt"),
        shell("journal", "cosign", "nothing.txt"),
        shell("journal", "heads", "-o", "head.txt"),
    ]

    assert [(3, 1), (5, 1), (2, 1), (2, 1), (8, 1)] == [(one.code, len(one.err.splitlines())) for one in told]
    assert whole == (shell.home / "head.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "word"),
    [pytest.param("en", "older copy of the whole folder", marks=pytest.mark.slow), ("fa", "نسخهٔ کهنه‌ای از کل پوشه")],
)
def test_a_folder_put_back(shell: Shell, lang: str, word: str) -> None:
    """A head that was written down convicts an older copy of the whole folder, which nothing in the folder itself can do."""
    shutil.copytree(shell.home / "vault", shell.home / "old")
    shell("capture", "report.txt")
    shell("journal", "heads", "-o", "head.txt")
    told = shell("--lang", lang, "journal", "check", "head.txt", vault="old")

    assert (0, 5) == (shell("journal", "check", "head.txt").code, told.code)
    assert word in told.out
