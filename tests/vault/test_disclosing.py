"""Proof packages: what they disclose, and what they keep to themselves."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from govah.errors import NotFoundError, VaultError
from govah.journal import leaf_hash as leaf_of
from govah.journal import log_key, read_inclusion, verify_inclusion
from govah.records import Derivation, new_id
from govah.vault import Vault, prove
from proofs import SHELLS, contents, key_in, run, tools
from vaults import TEXT, Sample


@tools
@pytest.mark.parametrize("shell", SHELLS)
def test_a_document(package: Path, shell: str, master: Sample) -> None:
    """The script finds a true package true, in either shell, and names the entry and the key."""
    status, said = run(package, shell)

    assert status == 0, said
    assert said.endswith("OK\n")
    assert (package / "original" / f"{master.document}.txt").read_bytes() == TEXT


def test_a_document_never_discloses_its_capture(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    """Neither the sender nor the file's name is in a document's package, asked for sources or not."""
    for with_sources in (False, True):
        proved = prove(vault, sample.document, tmp_path / "proof.zip", with_sources=with_sources)
        held = b"".join(contents(tmp_path / "proof.zip").values())

        assert b"Tizpa" not in held
        assert b"report.txt" not in held
        assert sample.capture.encode() not in held
        assert (proved.disclosed, proved.withheld) == (1, 0)


@tools
def test_a_fact_without_its_basis(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    """A claim's package holds the fact, and of the basis the commitment only."""
    proved = prove(vault, sample.claim, tmp_path / "proof.zip")
    files = contents(tmp_path / "proof.zip")

    assert (proved.disclosed, proved.withheld, proved.originals) == (1, 1, ())
    assert b"a neighbour" not in b"".join(files.values())
    assert {name for name in files if name.startswith("01/part")} == {"01/part-1.json", "01/part-1.salt"}
    with zipfile.ZipFile(tmp_path / "proof.zip") as archive:
        archive.extractall(tmp_path / "package")
    assert run(tmp_path / "package")[0] == 0


@tools
def test_a_basis_with_its_document(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    """Where sources are asked for, the basis comes with the document that it rests on, and both are proved."""
    proved = prove(vault, sample.claim, tmp_path / "proof.zip", with_sources=True)
    with zipfile.ZipFile(tmp_path / "proof.zip") as archive:
        archive.extractall(tmp_path / "package")

    assert (proved.disclosed, proved.withheld, len(proved.entries)) == (3, 0, 2)
    assert len(proved.originals) == 1
    for shell in SHELLS:
        assert run(tmp_path / "package", shell)[0] == 0


@tools
def test_a_derived_text(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    """A derivation is proved with its own bytes."""
    put = vault.put_blob(io.BytesIO(b"the text"))
    record = Derivation(new_id("derivation", vault.entropy), sample.document, "text", "tool 1", put.sha256, put.size, put.id)
    (ref,) = vault.append([[(record, "open")]])
    prove(vault, ref.id, tmp_path / "proof.zip")
    with zipfile.ZipFile(tmp_path / "proof.zip") as archive:
        archive.extractall(tmp_path / "package")

    assert run(tmp_path / "package")[0] == 0
    assert (tmp_path / "package" / "original" / f"{record.id}.txt").read_bytes() == b"the text"


def test_only_sources(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    """Something of which all lies in sources is not written unless it is asked for."""
    with pytest.raises(VaultError) as caught:
        prove(vault, sample.capture, tmp_path / "proof.zip")

    assert caught.value.code == "proof-withheld"
    assert not (tmp_path / "proof.zip").exists()
    assert prove(vault, sample.capture, tmp_path / "proof.zip", with_sources=True).disclosed == 1


def test_nothing_of_that_name(vault: Vault, tmp_path: Path) -> None:
    """An id of nothing, or no id at all, says so."""
    for item in ("d" + "a" * 16, "0" * 64, "", "../x", "x" * 64):
        with pytest.raises(NotFoundError):
            prove(vault, item, tmp_path / "proof.zip")


def test_a_place_that_cannot_be_written(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    """A folder that does not exist is told in a line, and leaves nothing behind."""
    with pytest.raises(VaultError) as caught:
        prove(vault, sample.document, tmp_path / "none" / "proof.zip")

    assert caught.value.code == "proof-unwritable"
    assert list(tmp_path.glob("*.part")) == []


def test_the_proof_is_that_of_others(package: Path) -> None:
    """The tlog-proof of a package holds under our reader too, from its files alone."""
    proof = read_inclusion((package / "01" / "entry.tlog-proof").read_text("utf-8"))
    leaf = leaf_of((package / "01" / "header.json").read_bytes())

    assert verify_inclusion(proof, leaf, log_key(*key_in(package))).size > 30


def test_the_archive_is_plain(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    """The ZIP has no times, no folders of this machine, and only plain names; two of one item are the same bytes."""
    for name in ("one.zip", "two.zip"):
        prove(vault, sample.document, tmp_path / name)
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        infos = archive.infolist()

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert all(not info.filename.startswith("/") and ".." not in info.filename for info in infos)
