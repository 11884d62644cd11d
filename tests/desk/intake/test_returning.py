"""Giving a document back: the very bytes, noted, and no file where anything is amiss."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from desks import FAMILY, STATEMENT, Take
from govah.desk.intake.returning import return_document
from govah.desk.onfile.handling import acts_on
from govah.errors import EvidenceError, PublishError, UsageError
from govah.vault import Vault


def test_what_comes_out_is_what_went_in(vault: Vault, take: Take, tmp_path: Path) -> None:
    """The file holds the sealed bytes, nobody but its owner may read it, and the record of custody has its hash."""
    document = take(STATEMENT).document
    told: list[tuple[str, int, int]] = []
    made = return_document(vault, document.id, tmp_path / "out.txt", progress=lambda *said: told.append(said))

    assert (tmp_path / "out.txt").read_bytes() == STATEMENT.encode()
    assert (made.sha256, made.size) == (hashlib.sha256(STATEMENT.encode()).hexdigest(), len(STATEMENT.encode()))
    assert told[-1] == ("out.txt", made.size, made.size)
    act = acts_on(vault, document.id)[-1].record
    assert (act.act, act.sha256, act.remarks, act.sources) == ("exported", document.sha256, "as-sealed", False)
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == ["out.txt"]


def test_what_came_from_a_person_is_asked_for(vault: Vault, take: Take, tmp_path: Path) -> None:
    """It leaves only with sources, and the record says so."""
    document = take(FAMILY, source="Golnar Tizpa").document
    with pytest.raises(UsageError, match="return-sources"):
        return_document(vault, document.id, tmp_path / "out.txt")
    assert not (tmp_path / "out.txt").exists()

    return_document(vault, document.id, tmp_path / "out.txt", with_sources=True)

    assert (tmp_path / "out.txt").read_bytes() == FAMILY.encode()
    assert acts_on(vault, document.id)[-1].record.sources


def test_altered_bytes_do_not_leave(vault: Vault, take: Take, tmp_path: Path) -> None:
    """Where the sealed bytes were altered, there is no file and no word of one."""
    document = take(STATEMENT).document
    (pack,) = (vault.path / "blobs").iterdir()
    data = bytearray(pack.read_bytes())
    data[40] ^= 1
    pack.write_bytes(data)
    before = len(acts_on(vault, document.id))

    with pytest.raises(EvidenceError, match="blob-altered"):
        return_document(vault, document.id, tmp_path / "out.txt")

    assert [item for item in tmp_path.iterdir() if item.is_file()] == []
    assert len(acts_on(vault, document.id)) == before


def test_a_place_that_cannot_be_written(vault: Vault, take: Take, tmp_path: Path) -> None:
    """It is told with the system's word, and nothing is noted."""
    document = take(STATEMENT).document
    before = len(acts_on(vault, document.id))

    with pytest.raises(PublishError, match="output-unwritable"):
        return_document(vault, document.id, tmp_path / "nowhere" / "out.txt")

    assert len(acts_on(vault, document.id)) == before


def test_a_link_in_the_way_is_not_followed(vault: Vault, take: Take, tmp_path: Path) -> None:
    """What lies under the passing name, a link to elsewhere even, is put aside and what it leads to is untouched."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "out.txt.part").symlink_to(victim)

    return_document(vault, take(STATEMENT).document.id, tmp_path / "out.txt")

    assert victim.read_text() == "mine"
    assert not (tmp_path / "out.txt").is_symlink()
