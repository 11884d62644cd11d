"""Handing out a clean copy: only with a release, never of a source, with the evidentiary copy as it was and the act on record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from govah import desk
from govah.cli.custody_text import custody_text
from govah.desk.custody.erasing import erase, plan_erasure
from govah.desk.custody.history import custody
from govah.desk.custody.keeping import prove_item
from govah.desk.onfile.handling import acts_on
from govah.desk.review.originals import allow_originals, clean_copies_of, publish_original
from govah.errors import GovahError, PublishError
from govah.records import Document, Release, new_id
from govah.vault import Vault, open_vault
from publish.test_cleaning import CANARY, depths, forms, jpeg, paper
from publish.test_cleaning_mail import mail
from publish.test_cleaning_word import inside, letter

WORDS = "four invented words here"
Put = Callable[..., Document]


@pytest.fixture
def put(vault: Vault, tmp_path: Path) -> Put:
    """Captures a file, openly or as a note from a person."""

    def taken(name: str, data: bytes, *, source: str = "") -> Document:
        (tmp_path / name).write_bytes(data)
        options = desk.IntakeOptions(source=source, note=bool(source))
        (sealed,) = desk.capture_sources(vault, [tmp_path / name], options)
        assert isinstance(sealed, desk.Sealed)
        return sealed.document

    return taken


def refused(doing: Callable[[], object]) -> str:
    """Gives the code of the error that this ends in."""
    with pytest.raises(GovahError) as caught:
        doing()
    return caught.value.code


def raw(vault: Vault, one: Document) -> bytes:
    """Gives the evidentiary copy."""
    with vault.open_blob(one.blob) as source:
        return source.read()


@pytest.mark.parametrize(("name", "make"), [("gate.jpg", jpeg), ("letter.pdf", paper), ("letter.docx", letter)])
def test_a_copy_leaves_and_the_evidence_stays(
    vault: Vault, put: Put, tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    """What leaves holds no word that the file said of itself; the evidentiary copy, and its record, are as they were."""
    data = make()
    one = put(name, data)
    allow_originals(vault, [one.id], "public")
    out = tmp_path / f"out{Path(name).suffix}"
    made = publish_original(vault, one.id, "public", out, to="a newspaper")
    left = out.read_bytes()

    assert not any(form in all_of(left) for form in forms())
    assert (data, hashlib.sha256(data).hexdigest()) == (raw(vault, one), one.sha256)
    assert (made.sha256, made.document) == (hashlib.sha256(left).hexdigest(), one.id)
    told = acts_on(vault, one.id)
    assert ["captured", "released", "derived", "published"] == [act.record.act for act in told]
    assert ("public", "a newspaper", made.sha256) == (told[-1].record.audience, told[-1].record.to, told[-1].record.sha256)


def all_of(data: bytes) -> bytes:
    """Gives all that is in a copy, its members too."""
    return b"".join(inside(data).values()) if data.startswith(b"PK") else depths(data)


def test_a_mail_leaves_as_its_words(vault: Vault, put: Put, tmp_path: Path) -> None:
    """Of a mail that was captured as such, a text leaves, under that suffix alone; what it left out is told."""
    one = put("letter.eml", mail(attached=True).as_bytes())
    allow_originals(vault, [one.id], "court")
    code = refused(lambda: publish_original(vault, one.id, "court", tmp_path / "out.eml"))
    made = publish_original(vault, one.id, "court", tmp_path / "out.txt")

    assert ("original-suffix", ("attachments-left-out",)) == (code, made.notes)
    assert CANARY not in (tmp_path / "out.txt").read_text("utf-8")


def test_the_record_names_the_tool_and_both_hashes(vault: Vault, put: Put, tmp_path: Path) -> None:
    """The record of custody has the copy as a derivation, by which program, from which hash to which."""
    one = put("gate.jpg", jpeg())
    allow_originals(vault, ["gate.jpg"], "court")
    made = publish_original(vault, one.id, "court", tmp_path / "out.jpg")
    report = custody(vault, one.id)
    (derived,) = [part for part in report.documents[0].derived if part.derivation.kind == "clean"]

    assert ("clean", "intact", made.sha256) == (derived.derivation.kind, derived.kept.state, derived.derivation.sha256)
    assert "Pillow" in derived.derivation.tool
    for lang in ("en", "fa"):
        told = custody_text(report, lang)
        assert {one.sha256, made.sha256, CANARY} <= {word for word in (one.sha256, made.sha256, CANARY) if word in told}
        assert "custody.kind" not in told


def test_the_same_copy_is_made_once(vault: Vault, put: Put, tmp_path: Path) -> None:
    """Handing a copy out twice keeps it once, and notes both times."""
    one = put("gate.jpg", jpeg())
    allow_originals(vault, [one.id], "un")
    first, second = (publish_original(vault, one.id, "un", tmp_path / name) for name in ("a.jpg", "b.jpg"))

    assert first == second
    published = [act for act in acts_on(vault, one.id) if act.record.act == "published"]
    assert (1, 2) == (len(list(clean_copies_of(vault, one.id))), len(published))


def test_nothing_leaves_without_a_release(vault: Vault, put: Put, tmp_path: Path) -> None:
    """Without a release to that audience, or after it was taken back, nothing is written and nothing is noted."""
    one = put("gate.jpg", jpeg())
    out = tmp_path / "out.jpg"
    release = allow_originals(vault, [one.id], "court")
    codes = [refused(lambda: publish_original(vault, one.id, "public", out))]
    desk.deny(vault, release.id, "the family asks us to wait")
    codes.append(refused(lambda: publish_original(vault, one.id, "court", out)))

    assert ["original-not-released"] * 2 == codes
    assert not out.exists()
    assert "published" not in [act.record.act for act in acts_on(vault, one.id)]


def test_what_a_person_brought_never_leaves(vault: Vault, put: Put, tmp_path: Path) -> None:
    """A document that came from a person is not released; one that came openly besides is, as what anybody could have seen."""
    data = jpeg()
    one = put("call.jpg", data, source="Golandam Sarvestani")
    code = refused(lambda: allow_originals(vault, [one.id], "public"))
    put("page.jpg", data)
    allow_originals(vault, [one.id], "public")

    assert "original-of-source" == code
    assert publish_original(vault, one.id, "public", tmp_path / "out.jpg").document == one.id


def test_a_release_of_claims_is_none_of_documents(vault: Vault, put: Put, tmp_path: Path) -> None:
    """Releasing all claims of a document's person does not let its picture go."""
    one = put("gate.jpg", jpeg())
    vault.append([[(_claims_only(vault), "team")]])

    assert "original-not-released" == refused(lambda: publish_original(vault, one.id, "court", tmp_path / "out.jpg"))


def _claims_only(vault: Vault) -> object:
    return Release(new_id("release", vault.entropy), ("c" + "a" * 16,), "court", vault.member, vault.clock())


def test_what_has_no_copy(vault: Vault, put: Put, tmp_path: Path) -> None:
    """A kind of file that cannot be made anew, a damaged one and a wrong suffix are told, and leave nothing behind."""
    text, broken, good = put("a.txt", b"words"), put("b.jpg", jpeg()[:300]), put("c.jpg", jpeg())
    allow_originals(vault, [text.id, broken.id, good.id], "un")
    codes = [
        refused(lambda: publish_original(vault, text.id, "un", tmp_path / "out.txt")),
        refused(lambda: publish_original(vault, broken.id, "un", tmp_path / "out.jpg")),
        refused(lambda: publish_original(vault, good.id, "un", tmp_path / "out.png")),
        refused(lambda: allow_originals(vault, [good.id], "everybody")),
    ]

    assert ["original-kind", "original-damaged", "original-suffix", "audience-unknown"] == codes
    assert [] == [path.name for path in tmp_path.iterdir() if path.name.startswith("out")]


def test_what_cannot_be_noted_does_not_leave(vault: Vault, put: Put, tmp_path: Path) -> None:
    """Where the act cannot be written, the copy is taken back."""
    one = put("gate.jpg", jpeg())
    allow_originals(vault, [one.id], "un")
    publish_original(vault, one.id, "un", tmp_path / "first.jpg")
    vault.clock = lambda: "yesterday"

    assert "clock-malformed" == refused(lambda: publish_original(vault, one.id, "un", tmp_path / "out.jpg"))
    assert not (tmp_path / "out.jpg").exists()


def test_a_proof_still_holds_the_evidence(vault: Vault, put: Put, tmp_path: Path) -> None:
    """A clean copy takes no part in the proof of its document, and is proved by itself like any derivation."""
    one = put("gate.jpg", jpeg())
    allow_originals(vault, [one.id], "un")
    made = publish_original(vault, one.id, "un", tmp_path / "out.jpg")
    proved = prove_item(vault, one.id, tmp_path / "proof.zip")
    copy = prove_item(vault, made.derivation, tmp_path / "copy.zip")

    assert ([one.sha256], [made.sha256]) == ([digest for _, digest in proved.originals], [digest for _, digest in copy.originals])
    with pytest.raises(PublishError):
        allow_originals(vault, [one.id], "")
    vault.close()
    with open_vault(vault.path, WORDS) as again:
        assert [made.sha256] == [kept.sha256 for kept in clean_copies_of(again, one.id)]


def test_erasing_a_document_destroys_its_copy(vault: Vault, put: Put, tmp_path: Path) -> None:
    """Where a document is erased, the bytes of its clean copy are gone with it."""
    one = put("gate.jpg", jpeg())
    allow_originals(vault, [one.id], "un")
    publish_original(vault, one.id, "un", tmp_path / "out.jpg")
    (kept,) = clean_copies_of(vault, one.id)
    erase(vault, plan_erasure(vault, [one.id]), "consent-withdrawn")

    assert [] == list(clean_copies_of(vault, one.id))
    assert "blob-erased" == refused(lambda: vault.open_blob(kept.blob))
