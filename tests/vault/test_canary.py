"""Nothing readable on disk: words, names and senders are sought in every file of the vault and in the temporary folders."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from govah.vault import open_vault
from vaults import PASSPHRASE, Sample

CANARIES: Final = (
    "Behnoush", "Karvansalar", "Nowshahr-e Bala", "Golnar", "Tizpa", "a neighbour", "Roxana", "Dehnamaki", "report.txt",
    "was arrested", "text/plain", "sources", "arrested", "govah.journal", "AGE-SECRET-KEY", "CREATE TABLE", "SQLite format 3",
    PASSPHRASE,
)  # fmt: skip

BUSY = """
import sys
sys.path[:0] = [{tests!r}]
from vaults import PASSPHRASE, fill
from govah.vault import open_vault, prove, verify_vault
with open_vault(sys.argv[1], PASSPHRASE) as vault:
    ids = fill(vault)
    vault.cache_put("suggestions", "x", "Behnoush Karvansalar was arrested " * 5000)
    vault.append([[(one.record, "team")] for one in list(vault.of_kind("mention")) * 3000])
    list(vault.find_text("behnoush"))
    prove(vault, ids["document"], sys.argv[2])
    verify_vault(sys.argv[1], PASSPHRASE)
    {ending}
"""


def spellings(word: str) -> list[bytes]:
    """Gives a word as it could lie on a disk."""
    return [word.encode(), word.lower().encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]


def found_in(folder: Path) -> list[tuple[str, str]]:
    """Gives every canary that sings in a folder, in a file or in its name."""
    held = [(path.name, path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")]
    return [
        (name, word)
        for name, data in held
        for word in CANARIES
        if any(form in data or form in name.encode() for form in spellings(word))
    ]


def test_the_canaries_can_be_heard(tmp_path: Path) -> None:
    """The search finds what it seeks, where it is."""
    (tmp_path / "x").write_bytes(b"\0\0Karvansalar\0")

    assert found_in(tmp_path) == [("x", "Karvansalar")]


def test_a_vault_at_rest(sample: Sample) -> None:
    """No file of a closed vault holds a word, a name or a sender, nor an id."""
    names = {path.name for path in sample.path.rglob("*")}

    assert found_in(sample.path) == []
    assert {"blobs", "key", "mark", "store"} < names
    for path in sample.path.rglob("*"):
        if path.is_file():
            assert sample.document.encode() not in path.read_bytes()
            assert sample.blob[1:].encode() not in path.read_bytes()


@pytest.mark.parametrize("ending", ["pass", "__import__('os')._exit(9)"])
def test_a_vault_at_work(sample: Sample, tmp_path: Path, ending: str) -> None:
    """Neither the vault nor the temporary folder holds a word, whether the process ends well or dies with all files open."""
    temporary, out = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    out.mkdir()
    code = BUSY.format(tests=str(Path(__file__).parents[1]), ending=ending)
    environment = {"TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary), "PATH": "/usr/bin:/bin"}

    run = subprocess.run(
        [sys.executable, "-c", code, str(sample.path), str(out / "proof.zip")],
        env=environment, cwd=temporary, check=False, capture_output=True,
    )  # fmt: skip

    assert run.returncode == (0 if ending == "pass" else 9), run.stderr
    assert (sample.path / "store-wal").exists() == (ending != "pass")
    assert found_in(sample.path) == found_in(temporary) == []
    assert not any(form in run.stdout + run.stderr for word in CANARIES for form in spellings(word))


def test_names_tell_nothing(sample: Sample) -> None:
    """The same document in two vaults has packs of different names and bytes."""
    with open_vault(sample.path, PASSPHRASE) as vault:
        sha256 = next(iter(vault.of_kind("document"))).record.sha256
    names = " ".join(path.name for path in sample.path.rglob("*"))

    assert sha256 not in names
    assert sample.document[1:] not in names
