"""Custody: who did what with which item is on record once it happened, never when it failed, and tells of no source outside."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from desks import FAMILY, STATEMENT, Take
from govah import desk
from govah.cli.custody_text import custody_text
from govah.desk.custody.chain import Handled
from govah.desk.custody.history import custody, export_custody
from govah.desk.custody.keeping import prove_item
from govah.desk.onfile import suggestions
from govah.desk.onfile.handling import acts_on
from govah.errors import GovahError, NotFoundError, PublishError
from govah.records import Capture, Custody
from govah.vault import Vault, open_vault
from publish.looking import pdf_runs

DAY = date(2026, 3, 1)
MOTHER = "Golandam Sarvestani"


def acts(vault: Vault, item: str) -> list[str]:
    """Gives the names of the acts on record about one item, oldest first."""
    return [one.record.act for one in acts_on(vault, item)]


def log(vault: Vault) -> list[str]:
    """Gives every act of custody in the vault, by entry."""
    return [f"{one.entry.id} {one.record}" for one in vault.of_kind("custody")]


@pytest.fixture
def released(vault: Vault, take: Take, me: desk.Reviewer) -> tuple[str, desk.Person]:
    """An open statement whose claims were accepted and released to a court, with its person."""
    document = take(STATEMENT).document.id
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    (person,) = desk.persons(vault)
    desk.allow(vault, [person.id], "court", basis=True)
    return document, person


def test_acts_lie_in_a_compartment_of_their_own(vault: Vault, take: Take) -> None:
    """A capture is noted in `custody`, in the entry of the capture itself, also where the capture is of a source."""
    document = take(FAMILY, note=True, source=MOTHER).document.id

    (stored,) = acts_on(vault, document)
    (capture,) = vault.about(document, "capture")
    assert ("custody", "sources") == (stored.compartment, capture.compartment)
    assert capture.entry == stored.entry
    assert MOTHER not in str(stored.record)


def test_a_view_is_noted_once_a_day(vault: Vault, take: Take) -> None:
    """Whoever sees words of a document is on record, once a day, however often."""
    document = take(STATEMENT).document.id
    for one in desk.pending(vault):
        desk.in_context(vault, one.id)

    assert ["captured", "viewed"] == acts(vault, document)


def test_a_proof_is_noted_with_its_hash(vault: Vault, take: Take, tmp_path: Path) -> None:
    """A proof package is on record with the SHA-256 of the file that left."""
    document = take(STATEMENT).document.id
    prove_item(vault, document, tmp_path / "proof.zip")

    told = acts_on(vault, document)[-1].record
    assert ("proved", hashlib.sha256((tmp_path / "proof.zip").read_bytes()).hexdigest()) == (told.act, told.sha256)


def test_a_proof_of_a_claim_is_noted_on_its_document(vault: Vault, released: tuple[str, desk.Person], tmp_path: Path) -> None:
    """Where a claim's package holds the document, the document's custody tells of it."""
    document, person = released
    claim = desk.case_file(vault, person.id, as_of=DAY).claims[0].id
    prove_item(vault, claim, tmp_path / "proof.zip")

    assert "proved" in acts(vault, document)
    assert "proved" in [one.act for one in custody(vault, claim).claims[0].handled]


def test_publishing_is_one_append(vault: Vault, released: tuple[str, desk.Person], tmp_path: Path) -> None:
    """A dossier that is written is one act on record: for whom, with the hash, naming each document whose words left."""
    document, person = released
    made = desk.dossier(vault, person.id, "court", as_of=DAY)
    before = log(vault)
    desk.publish_dossier(vault, made, "en", tmp_path / "case.html")

    assert len(before) + 1 == len(log(vault))
    told = acts_on(vault, document)[-1].record
    assert ("published", person.id, "court") == (told.act, told.item, told.audience)


def test_what_fails_is_not_noted(vault: Vault, released: tuple[str, desk.Person], tmp_path: Path) -> None:
    """A use case that fails leaves no act behind, and no file."""
    document, person = released
    made = desk.dossier(vault, person.id, "court", as_of=DAY)
    before = log(vault)
    failing: list[Callable[[], object]] = [
        lambda: desk.publish_dossier(vault, made, "en", tmp_path / "nowhere" / "case.html"),
        lambda: desk.publish_dossier(vault, made, "en", tmp_path / "case.docx"),
        lambda: prove_item(vault, document, tmp_path / "nowhere" / "proof.zip"),
        lambda: prove_item(vault, "d" + "a" * 16, tmp_path / "proof.zip"),
        lambda: desk.in_context(vault, "s" + "a" * 16),
        lambda: desk.allow(vault, ["c" + "a" * 16], "court"),
        lambda: custody(vault, "d" + "a" * 16),
    ]
    for one in failing:
        with pytest.raises(GovahError):
            one()

    assert before == log(vault)
    assert [] == [path.name for path in tmp_path.iterdir() if path.name != "vault"]


def test_what_cannot_be_noted_does_not_leave(vault: Vault, released: tuple[str, desk.Person], tmp_path: Path) -> None:
    """Where the act cannot be written, the file that was made is taken back."""
    _, person = released
    made = desk.dossier(vault, person.id, "court", as_of=DAY)
    vault.clock = lambda: "yesterday"
    with pytest.raises(GovahError, match="clock-malformed"):
        desk.publish_dossier(vault, made, "en", tmp_path / "case.html")

    assert not (tmp_path / "case.html").exists()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["view", "prove", "publish", "custody", "read", "allow", "fail"]), min_size=1, max_size=6))
def test_custody_only_grows(vault: Vault, released: tuple[str, desk.Person], tmp_path: Path, steps: list[str]) -> None:
    """Whatever is done, what was on record stays as it was, at most one entry is added a step, and the vault's order holds."""
    document, person = released
    doing: dict[str, Callable[[], object]] = {
        "view": lambda: desk.in_context(vault, suggestions.of_document(vault, document)[0].id),
        "prove": lambda: prove_item(vault, document, tmp_path / "proof.zip"),
        "publish": lambda: desk.publish_dossier(
            vault, desk.dossier(vault, person.id, "court", as_of=DAY), "fa", tmp_path / "case.html"
        ),
        "custody": lambda: custody(vault, document),
        "read": lambda: list(desk.read_documents(vault, [document])),
        "allow": lambda: desk.allow(vault, [person.id], "un"),
        "fail": lambda: _fails(lambda: desk.allow(vault, [person.id], "nobody")),
    }
    for step in steps:
        before = log(vault)
        doing[step]()
        after = log(vault)
        assert before == after[: len(before)]
        assert len(after) - len(before) <= 1


def _fails(doing: Callable[[], object]) -> None:
    with pytest.raises(GovahError):
        doing()


def test_the_record_is_whole(vault: Vault, released: tuple[str, desk.Person], tmp_path: Path) -> None:
    """A document's record has its capture, its derivation, each act in order, and that its bytes are those sealed."""
    document, person = released
    made = desk.dossier(vault, person.id, "court", as_of=DAY)
    desk.publish_dossier(vault, made, "en", tmp_path / "case.html")
    prove_item(vault, document, tmp_path / "proof.zip")

    (found,) = custody(vault, document).documents
    assert ("intact", "intact") == (found.kept.state, found.derived[0].kept.state)
    assert found.kept.sha256 == found.document.sha256
    assert ["paste"] == [one.capture.method for one in found.collected]
    assert ["released", "published", "proved"] == [one.act for one in found.handled]
    assert {"stamp", "before", "copies"} <= set(found.not_known)


def test_altered_bytes_are_told(vault: Vault, take: Take) -> None:
    """Where a byte of the evidentiary copy is no longer as sealed, the record says so, and so does the journal."""
    document = take(STATEMENT * 300).document
    vault.close()
    (pack,) = (vault.path / "blobs").iterdir()
    data = bytearray(pack.read_bytes())
    data[40] ^= 1
    pack.write_bytes(bytes(data))
    with open_vault(vault.path, "four invented words here") as again:
        report = custody(again, document.id)
        assert ("altered", False) == (report.documents[0].kept.state, report.is_intact)
        assert ("verified", "altered") == (
            acts_on(again, document.id)[-1].record.act,
            acts_on(again, document.id)[-1].record.remarks,
        )


def test_from_whom_is_for_the_screen_alone(vault: Vault, take: Take, tmp_path: Path) -> None:
    """A reader of `sources` sees from whom it came; a file without it has neither the name, nor the note's, nor a member's."""
    document = take(FAMILY, "mothers-call.txt", note=True, source=MOTHER).document.id
    whole, bare = custody(vault, document), custody(vault, document, with_sources=False)
    export_custody(vault, bare, custody_text(bare, "fa"), tmp_path / "custody.txt")

    assert MOTHER in custody_text(whole, "fa")
    told = (tmp_path / "custody.txt").read_text("utf-8")
    assert [] == [word for word in (MOTHER, "mothers-call", "Analyst", "شکنجه") if word in told]
    assert (1, "exported", False) == (
        bare.documents[0].withheld,
        acts(vault, document)[-1],
        acts_on(vault, document)[-1].record.sources,
    )


def test_without_the_compartment_the_capture_is_only_known_of(vault: Vault, take: Take) -> None:
    """A device that cannot read `sources` still knows that a document was captured, when and by whom."""
    document = take(FAMILY, note=True, source=MOTHER).document.id
    vault.renounce("sources")

    assert [(vault.member, "captured")] == [(one.record.by, one.record.act) for one in acts_on(vault, document)]
    with pytest.raises(NotFoundError):
        custody(vault, document)


def test_a_vault_without_the_compartment(vault: Vault) -> None:
    """In a vault that was made without `custody`, acts lie with the team."""
    vault.connection.execute("DELETE FROM access WHERE compartment = 'custody'")
    vault.connection.execute("DELETE FROM epoch WHERE compartment = 'custody'")
    with open_vault(vault.path, "four invented words here") as old:
        (sealed,) = desk.capture_sources(old, [desk.Pasted(STATEMENT, "a.txt")], desk.IntakeOptions())
        assert isinstance(sealed, desk.Sealed)
        assert ["team"] == [one.compartment for one in acts_on(old, sealed.document.id)]


def test_a_dossier_tells_custody_and_no_source(vault: Vault, take: Take, me: desk.Reviewer, tmp_path: Path) -> None:
    """A dossier's custody lines hold acts since the first open capture, for its own audience, and nothing of a source's."""
    document = take(STATEMENT, "call.txt", note=True, source=MOTHER).document.id
    desk.in_context(vault, next(iter(desk.pending(vault))).id)
    vault.clock = lambda: "2031-01-01T00:00:00Z"
    take(STATEMENT, "page.txt")
    desk.accept(vault, [one.id for one in desk.pending(vault, [document])], me)
    (person,) = desk.persons(vault)
    for audience in ("court", "un"):
        desk.allow(vault, [person.id], audience, basis=True)
    desk.publish_dossier(vault, desk.dossier(vault, person.id, "un", as_of=DAY), "en", tmp_path / "un.html")
    desk.publish_dossier(vault, desk.dossier(vault, person.id, "court", as_of=DAY), "en", tmp_path / "court.html")

    made = desk.dossier(vault, person.id, "court", as_of=DAY)
    (shown,) = made.documents
    assert {"2031-01-01T00:00:00Z"} == {time for time, _, _ in shown.custody}
    assert ["captured", "published", "released"] == sorted(act for _, act, _ in shown.custody)


CANARIES = ("KanariyeDoorbin", "kanari-mail-7731", "kanari-relay.example", "KanariAgent", "KanariNevisandeh", "KanariXmp")


def test_embedded_metadata_is_on_record_and_nowhere_published(vault: Vault, me: desk.Reviewer, tmp_path: Path) -> None:
    """What EXIF, XMP, mail headers and a DOCX say stands in the record of custody, and never in a dossier, PDF or page."""
    paths = [_mail(tmp_path), _picture(tmp_path), _letter(tmp_path)]
    sealed = [one for one in desk.capture_sources(vault, paths, desk.IntakeOptions()) if isinstance(one, desk.Sealed)]
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    person = next(iter(desk.persons(vault)))
    desk.allow(vault, [person.id], "public", basis=True)
    made = desk.dossier(vault, person.id, "public", as_of=DAY)
    told = ""
    for lang in ("en", "fa"):
        desk.publish_dossier(vault, made, lang, tmp_path / f"{lang}.html")
        desk.publish_dossier(vault, made, lang, tmp_path / f"{lang}.pdf")
        told += (tmp_path / f"{lang}.html").read_text("utf-8") + _text_of(tmp_path / f"{lang}.pdf")
    raw = b"".join((tmp_path / f"{lang}.pdf").read_bytes() for lang in ("en", "fa"))

    on_record = "".join(custody_text(custody(vault, one.document.id), "en") for one in sealed)
    wanted = {"KanariyeDoorbin", "kanari-mail-7731", "KanariNevisandeh", "KanariXmp"}
    assert wanted <= {word for word in CANARIES if word in on_record}
    assert [] == [word for word in CANARIES if word in told or word.encode() in raw]
    assert made.documents


def _mail(folder: Path) -> Path:
    mail = EmailMessage()
    mail["From"], mail["To"] = "press@baran.example", "desk@monitor.example"
    mail["Subject"], mail["Message-ID"] = "Statement", "<kanari-mail-7731@baran.example>"
    mail["Received"], mail["X-Mailer"] = "from kanari-relay.example by mx.example", "KanariAgent 3"
    mail.set_content(STATEMENT)
    path = folder / "statement.eml"
    path.write_bytes(mail.as_bytes())
    return path


def _picture(folder: Path) -> Path:
    picture, path = Image.new("RGB", (8, 8)), folder / "gate.jpg"
    exif = Image.Exif()
    exif[0x0110] = "KanariyeDoorbin"
    picture.save(path, exif=exif, xmp=b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>KanariXmp</creator></x:xmpmeta>')
    return path


def _letter(folder: Path) -> Path:
    made, path = docx.Document(), folder / "letter.docx"
    made.core_properties.author = "KanariNevisandeh"
    made.add_paragraph(STATEMENT)
    made.save(str(path))
    return path


def _text_of(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    return "".join(pages[number].get_textpage().get_text_range() for number in range(len(pages)))


def test_a_claim_and_a_person(vault: Vault, released: tuple[str, desk.Person]) -> None:
    """A claim's record says who accepted and released it; a person's has every claim and document."""
    document, person = released
    whole = custody(vault, person.id)
    one = custody(vault, whole.claims[0].id)

    assert ["accepted", "released"] == [act.act for act in one.claims[0].handled]
    assert ([document], "court") == ([part.document.id for part in whole.documents], one.claims[0].handled[1].audience)
    assert all(isinstance(act, Handled) for act in whole.handled)


def test_a_record_from_anybody_is_shown_harmlessly(vault: Vault, take: Take) -> None:
    """Acts and captures with times that are none, unknown words and control characters are shown, with no control character."""
    document = take(STATEMENT).document.id
    hostile = "\x1b[2Jgone\u202e"
    act = Custody("y" + "a" * 16, document, hostile, hostile, "T" + hostile, hostile, hostile, hostile, hostile, hostile)
    capture = Capture("k" + "a" * 16, document, hostile, "9999-99-99T99:99:99Z", hostile, hostile, hostile, published=hostile)
    vault.append([[(act, "custody")], [(capture, "team")]])

    for lang in ("en", "fa"):
        told = custody_text(custody(vault, document), lang)
        assert "gone" in told
        assert not {"\x1b", "\u202e"} & set(told)


def test_nobody_is_an_error(vault: Vault) -> None:
    """An id or name that nothing bears is told."""
    with pytest.raises(NotFoundError):
        custody(vault, "nobody of that name")
    with pytest.raises(PublishError):
        desk.allow(vault, [], "court")


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("suffix", ["pdf", "html", "txt"])
def test_the_record_as_a_court_gets_it(
    vault: Vault, released: tuple[str, desk.Person], tmp_path: Path, suffix: str, lang: str
) -> None:
    """As PDF, page and text it holds who, what, when, how, tool and version, hashes before and after, and the gaps."""
    document, _ = released
    prove_item(vault, document, tmp_path / "proof.zip", to="Registry")
    report = custody(vault, document)
    path = tmp_path / f"custody.{suffix}"
    export_custody(vault, report, custody_text(report, lang), path, lang=lang, to="Registry")

    told = pdf_runs(path.read_bytes()) if suffix == "pdf" else path.read_text("utf-8")
    told = "".join(told.split())
    wanted = [vault.member, vault.device, document, report.documents[0].document.sha256, "govah0", "govah-plain2", "Registry"]
    wanted.append(report.documents[0].derived[0].derivation.sha256)
    wanted.append(hashlib.sha256((tmp_path / "proof.zip").read_bytes()).hexdigest())
    assert [] == [word for word in wanted if word not in told]
    left = acts_on(vault, document)[-1].record
    assert ("exported", "Registry", hashlib.sha256(path.read_bytes()).hexdigest()) == (left.act, left.to, left.sha256)


def test_to_whom_is_for_the_desk_alone(vault: Vault, take: Take, tmp_path: Path) -> None:
    """A file without sources says that something was handed to somebody, and not to whom: another's lawyer, say."""
    document = take(STATEMENT).document.id
    prove_item(vault, document, tmp_path / "proof.zip", to="Behrang Khoshnevis")
    bare = custody_text(custody(vault, document, with_sources=False), "en")

    assert "Behrang" in custody_text(custody(vault, document), "en")
    assert ("Behrang" in bare, "handed to somebody" in bare) == (False, True)
