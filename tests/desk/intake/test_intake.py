"""Intake: bytes unaltered, once; how they came, each time; what cannot be taken is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

from desks import STATEMENT, Take
from govah import desk
from govah.vault import Vault


def test_bytes_are_unaltered(vault: Vault, tmp_path: Path) -> None:
    """What comes out of the vault is what went in, byte for byte."""
    data = bytes(range(256)) * 40
    file = tmp_path / "odd.bin"
    file.write_bytes(data)

    (sealed,) = desk.capture_sources(vault, [file], desk.IntakeOptions())

    assert isinstance(sealed, desk.Sealed)
    assert hashlib.sha256(data).hexdigest() == sealed.document.sha256
    with vault.open_blob(sealed.document.blob) as blob:
        assert data == blob.read()


def test_same_bytes_twice_are_one_document(take: Take) -> None:
    """The same bytes captured again are the same document with two captures."""
    first, second = take(STATEMENT), take(STATEMENT, "again.txt")

    assert first.document.id == second.document.id
    assert second.captures == 2


def test_bad_items_are_told_and_the_rest_goes_on(vault: Vault, tmp_path: Path) -> None:
    """An empty file is left out with its reason; the good one beside it is sealed."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a-empty.txt").write_bytes(b"")
    (tmp_path / "in" / "b-good.txt").write_text(STATEMENT, "utf-8")

    results = list(desk.capture_sources(vault, [tmp_path / "in"], desk.IntakeOptions()))

    assert ["file-empty"] == [one.code for one in results if isinstance(one, desk.Failed)]
    assert ["b-good.txt"] == [one.name for one in results if isinstance(one, desk.Sealed)]


def test_a_source_goes_to_the_sources_compartment(vault: Vault, take: Take) -> None:
    """What came from a person, and the text made of it, belong to `sources`."""
    sealed = take(STATEMENT, source="a neighbour")

    kinds = ("capture", "derivation")
    compartments = {stored.compartment for kind in kinds for stored in vault.about(sealed.document.id, kind)}
    assert {"sources"} == compartments


def test_a_note_goes_to_the_sources_compartment(vault: Vault, take: Take) -> None:
    """A note of a call belongs to `sources`, whoever is named."""
    sealed = take(STATEMENT, note=True)

    assert {"sources"} == {stored.compartment for stored in vault.about(sealed.document.id, "capture")}


def test_reading_suggests_and_decides_nothing(vault: Vault, take: Take) -> None:
    """Capture suggests claims; none is a fact and nobody is on file until somebody accepts."""
    sealed = take(STATEMENT)

    assert sealed.suggestions > 0
    assert [] == list(desk.persons(vault))
    assert [] == list(vault.of_kind("fact"))


def test_every_suggestion_is_in_the_text_to_the_letter(vault: Vault, take: Take) -> None:
    """Each suggestion's quotation stands at its place in the sealed text."""
    take(STATEMENT)

    for one in desk.pending(vault):
        shown = desk.in_context(vault, one.id)
        assert shown.before + one.passage.quote + shown.after in STATEMENT


def test_a_stop_before_reading_is_made_good(vault: Vault, tmp_path: Path) -> None:
    """What was sealed and not read, because the work was stopped, is read when the same folder is captured again."""
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(f"Arvand Sepidkuh was arrested in Arak on {number + 1} January 2026.\n")
    list(desk.capture_sources(vault, [tmp_path / "in"], desk.IntakeOptions(read=False)))
    assert not list(desk.pending(vault))

    again = list(desk.capture_sources(vault, [tmp_path / "in"], desk.IntakeOptions()))

    assert len(again) == 3
    assert len({one.document for one in desk.pending(vault)}) == 3
    assert len(list(vault.of_kind("capture"))) in (3, 6)
