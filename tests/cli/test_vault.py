"""`govah init`, `verify` and `prove`, as a person and as a script call them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from govah.cli.main import govah
from govah.errors import EvidenceError, GovahError, VaultError
from vaults import PASSPHRASE, Sample, master, sample

__all__ = ["master", "sample"]


@pytest.fixture
def passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that GOVAH_PASSPHRASE_FILE names."""
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n", "utf-8")
    monkeypatch.setenv("GOVAH_PASSPHRASE_FILE", str(path))
    return path


def call(*arguments: str | Path, given: str | None = None) -> Result:
    """Calls the command line."""
    return CliRunner().invoke(govah, [str(one) for one in arguments], input=given)


def said(*arguments: str | Path) -> Any:
    """Gives the JSON that a call prints."""
    result = call(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def failed(*arguments: str | Path, given: str | None = None) -> GovahError:
    """Gives the error that a call ends in."""
    error = call(*arguments, given=given).exception
    assert isinstance(error, GovahError), error
    return error


@pytest.mark.usefixtures("passphrase")
def test_init_makes_a_vault(tmp_path: Path) -> None:
    """A new vault is made where it was asked for, and verifies."""
    made = said("init", tmp_path / "desk", "--member", "Shirin")

    assert set(made) == {"vault", "member", "device"}
    assert said("--vault", tmp_path / "desk", "verify")["good"]


def test_init_asks_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file the passphrase is asked for, twice, and never shown; nothing is made when the two differ."""
    monkeypatch.delenv("GOVAH_PASSPHRASE_FILE", raising=False)
    result = call("init", tmp_path / "desk", given="one two\none two\n")

    assert result.exit_code == 0
    assert "one two" not in result.output
    assert call("init", tmp_path / "other", given="one\ntwo\n").exit_code != 0
    assert not (tmp_path / "other").exists()


@pytest.mark.usefixtures("passphrase")
def test_init_leaves_what_is_there(tmp_path: Path) -> None:
    """A folder with something in it is refused before the passphrase is asked for."""
    (tmp_path / "letter").write_text("mine")
    error = failed("init", tmp_path)

    assert (error.code, error.exit_code) == ("vault-folder-not-empty", 4)


@pytest.mark.usefixtures("passphrase")
def test_init_restored(sample: Sample) -> None:
    """A vault that was put back from a copy goes on as another device of the same member."""
    before = said("--vault", sample.path, "verify")["heads"][0][0]
    made = said("init", "--restored", sample.path)

    assert made["device"] != before
    assert {head[0] for head in said("--vault", sample.path, "verify")["heads"]} == {before, made["device"]}
    assert "new device" in call("init", "--restored", sample.path).stdout


def test_init_without_a_place() -> None:
    """Without a folder or a named vault the call says how to name one."""
    assert failed("init").code == "vault-not-named"
    assert failed("verify").code == "vault-not-named"


@pytest.mark.usefixtures("passphrase")
@pytest.mark.parametrize("language", ["en", "fa"])
def test_verify_says_what_it_checked(sample: Sample, language: str) -> None:
    """A good vault is told in one line of counts and one of each head, in either language."""
    result = call("--lang", language, "--vault", sample.path, "verify")

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert ("۶ مدخل" if language == "fa" else "6 entries") in result.stdout


@pytest.mark.usefixtures("passphrase")
def test_verify_quick(sample: Sample) -> None:
    """A quick check says that it read no evidence."""
    assert said("--vault", sample.path, "verify", "--quick")["quick"]
    assert "--quick" in call("--vault", sample.path, "verify", "--quick").stdout


@pytest.mark.usefixtures("passphrase")
@pytest.mark.parametrize("language", ["en", "fa"])
def test_verify_names_what_is_wrong(sample: Sample, language: str) -> None:
    """A flipped byte is named by its file, and the call fails."""
    pack = next((sample.path / "blobs").iterdir())
    data = bytearray(pack.read_bytes())
    data[100] ^= 1
    pack.write_bytes(data)

    result = call("--lang", language, "--vault", sample.path, "verify")

    assert isinstance(result.exception, EvidenceError)
    assert result.exception.exit_code == 5
    assert f"blobs/{pack.name}" in result.stderr
    assert "{" not in result.stderr


def test_every_problem_has_its_sentence() -> None:
    """Whatever the check can find, there are words for it."""
    from govah.words import say  # noqa: PLC0415

    for code in ("file-extra", "file-missing", "wal-altered", "derived-stale", "tree-altered", "evidence-altered"):
        assert say(f"vault.problem-{code}", "fa", where="x") != f"vault.problem-{code}"


def test_the_wrong_passphrase(sample: Sample, passphrase: Path) -> None:
    """A wrong passphrase is told in one line, and costs the exit code of the vault."""
    passphrase.write_text("not this one")

    error = failed("--vault", sample.path, "verify")

    assert (error.code, error.exit_code) == ("passphrase-wrong", 4)


def test_a_passphrase_file_that_is_none(sample: Sample, passphrase: Path) -> None:
    """A passphrase file that is missing, empty or no text says so."""
    for content in (b"", b"\n", b"\xff\xfe\xff"):
        passphrase.write_bytes(content)
        assert failed("--vault", sample.path, "verify").code in ("passphrase-empty", "passphrase-file-unreadable")
    passphrase.unlink()
    assert failed("--vault", sample.path, "verify").code == "passphrase-file-unreadable"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "", "\nmore lines"])
def test_the_first_line_counts(sample: Sample, passphrase: Path, ending: str) -> None:
    """Of the passphrase file the first line counts, however it ends, with or without a byte order mark."""
    passphrase.write_bytes(("\ufeff" + PASSPHRASE + ending).encode("utf-8"))

    assert said("--vault", sample.path, "verify", "--quick")["good"]


@pytest.mark.usefixtures("passphrase")
@pytest.mark.parametrize("name", ["key", "store", "mark", "blobs"])
def test_half_a_vault(sample: Sample, name: str) -> None:
    """Half a vault names what is missing."""
    (sample.path / name).rename(sample.path.parent / name)

    error = failed("--vault", sample.path, "verify")

    assert (error.code, error.facts["missing"]) == ("vault-incomplete", name)


@pytest.mark.usefixtures("passphrase")
def test_no_vault_and_a_newer_one(sample: Sample, tmp_path: Path) -> None:
    """No vault and a vault of a newer version are told apart."""
    (sample.path / "key").write_text('{"format":"govah-vault","v":9}\n')

    assert failed("--vault", tmp_path / "none", "verify").code == "vault-missing"
    assert isinstance(failed("--vault", sample.path, "verify"), VaultError)
    assert failed("--vault", sample.path, "verify").code == "vault-newer"


@pytest.mark.usefixtures("passphrase")
def test_prove_writes_a_package(sample: Sample, tmp_path: Path) -> None:
    """A package is written where it was asked for, and the call says which key to tell the receiver of."""
    out = tmp_path / "proof.zip"
    proved = said("--vault", sample.path, "prove", sample.document, "-o", out)
    result = call("--vault", sample.path, "prove", sample.claim, "-o", out)

    assert proved["originals"][0][0] == f"original/{sample.document}.txt"
    assert proved["keys"][0][1] in result.stdout
    assert "verify.sh" in zipfile.ZipFile(out).namelist()


@pytest.mark.usefixtures("passphrase")
def test_prove_withholds_sources(sample: Sample, tmp_path: Path) -> None:
    """What lies in sources is written only where it is asked for."""
    arguments = ("--vault", sample.path, "prove", sample.capture, "-o", tmp_path / "proof.zip")

    assert failed(*arguments).code == "proof-withheld"
    assert call(*arguments, "--with-sources").exit_code == 0


@pytest.mark.usefixtures("passphrase")
def test_prove_nothing(sample: Sample, tmp_path: Path) -> None:
    """An id of nothing says so."""
    assert failed("--vault", sample.path, "prove", "d" + "a" * 16, "-o", tmp_path / "x.zip").code == "record-unknown"
