"""`govah erase` as a person calls it: what goes and stays is shown first, a no leaves all, and afterwards it is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desks import STATEMENT
from govah import desk
from govah.desk.onfile.erased import erasures
from govah.vault import open_vault
from shell import PASSPHRASE, Shell, shell_in


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder that nothing is changed in: a vault and one report from a person, read."""
    made = shell_in(tmp_path_factory.mktemp("erase"))
    made.write("report.txt", STATEMENT)
    assert made("capture", "report.txt", "--from", "Golnar Tizpa").code == 0
    return made


@pytest.fixture
def shell(settled: Shell, tmp_path: Path) -> Shell:
    """A copy of that folder, to be changed."""
    shutil.copytree(settled.home, tmp_path / "copy")
    return Shell(tmp_path / "copy")


def test_a_dry_run_shows(settled: Shell) -> None:
    """A dry run tells what would go and what would stay, in Persian too, and leaves all."""
    told = settled("--lang", "fa", "erase", "report.txt", "--dry-run")

    assert (told.code, told.err) == (0, "")
    assert "دریافت: چگونه رسید" in told.out
    with open_vault(settled.home / "vault", PASSPHRASE) as vault:
        assert (len(list(desk.documents(vault))), list(erasures(vault))) == (1, [])


def test_a_no_leaves_all(settled: Shell) -> None:
    """Whoever says no has erased nothing."""
    answered = settled("erase", "report.txt", "--reason", "danger", stdin="n\n")

    assert (answered.code, "1 × document" in answered.out) == (2, True)
    with open_vault(settled.home / "vault", PASSPHRASE) as vault:
        assert len(list(desk.documents(vault))) == 1


def test_erased(shell: Shell) -> None:
    """After a yes it is gone: lists say when and by whom, and so does whoever asks for it again."""
    done = shell("erase", "report.txt", "--reason", "consent-withdrawn", stdin="y\n")
    listed = shell("documents", "--json").json()
    (erasure,) = shell("erase", "--list", "--json").json()["erasures"]
    id_ = listed["erased"][0]["id"]
    custody = shell("custody", id_)

    assert (done.code, "are destroyed" in done.out) == (0, True)
    assert listed["documents"] == []
    assert erasure["reason"] == "consent-withdrawn"
    assert "پاک شده است" in shell("--lang", "fa", "prove", id_, "-o", "x.zip").err
    assert (custody.code, "erased for good" in custody.out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--reason", "danger"], "nothing to erase was named"), (["report.txt", "--reason", "x"], "consent-withdrawn")],
)
def test_half_a_call(settled: Shell, arguments: list[str], words: str) -> None:
    """Without an item, or a reason that the vocabulary knows, nothing happens and the answer says what is missing."""
    refused = settled("erase", *arguments, "--yes")

    assert refused.code == 2
    assert words in refused.err


def test_json(shell: Shell) -> None:
    """With --json one value tells what went."""
    done = shell("erase", "report.txt", "--reason", "danger", "--yes", "--json").json()

    assert (done["erased"], done["parts"]) == (True, len(done["plan"]["parts"]))
