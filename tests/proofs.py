"""Unpacked proofs to test with: one package a session, a copy of one's own to spoil, and the script run on it."""

from __future__ import annotations

import base64
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Final

import pytest

from govah.records import Mention, new_id
from govah.vault import open_vault, prove
from vaults import PASSPHRASE, Sample

SHELLS: Final = ("dash", "bash")
tools = pytest.mark.needs_tool("sh", "openssl", "sha256sum", "dash", "bash")


@pytest.fixture(scope="module")
def package(master: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked proof of a document in a log of some length; nobody writes to it."""
    place = tmp_path_factory.mktemp("proof")
    shutil.copytree(master.path, place / "desk")
    with open_vault(place / "desk", PASSPHRASE) as vault:
        vault.append([[(Mention(new_id("mention", vault.entropy), "d" + "a" * 16, "person", "x"), "team")] for _ in range(30)])
        prove(vault, master.document, place / "proof.zip")
    with zipfile.ZipFile(place / "proof.zip") as archive:
        archive.extractall(place / "package")
    return place / "package"


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Path:
    """A package of one's own to spoil."""
    shutil.copytree(package, tmp_path / "package")
    return tmp_path / "package"


def run(package: Path, shell: str = "dash") -> tuple[int, str]:
    """Runs the script; gives its status and all that it said."""
    done = subprocess.run([shell, package / "verify.sh"], capture_output=True, check=False, cwd="/")
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def is_believed(package: Path, shell: str = "dash") -> bool:
    """Answers whether the script says OK, or ends as if it had."""
    status, said = run(package, shell)
    return status == 0 or "OK" in said.split("\n")


def contents(archive: Path) -> dict[str, bytes]:
    """Gives the files of a ZIP."""
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def key_in(package: Path) -> tuple[str, bytes]:
    """Gives the device of a package and the raw key of its log."""
    (pem,) = (package / "journal").glob("*.pem")
    return pem.stem, base64.b64decode(pem.read_text().split("\n")[1])[-32:]
