"""Submission packs: each sentence bears its notes, what is missing stands first, and hostile words stay words in either file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from lxml import etree

from govah.publish import Dossier, DossierFact, QuotedBasis
from govah.publish.pack import TYPES, Pack, Standing, pack
from govah.publish.pack_docx import pack_docx
from govah.publish.pdf import pack_pdf
from publish.looking import pdf_runs, pdf_text
from publish.sample import dossier, quoted

STANDING = Standing("given", "given", "family", "call", "2026-02-02", (("urgent-action", "sent", "2026-01-30"),))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '=HYPERLINK("http://x") \u202eevil\u202c \x00\x07\ufffe <w:p/> #eval[x] \\{ & ]]> \u2066\u2067'


def for_un(**changes: Any) -> Dossier:
    """The sample, for the UN."""
    return replace(dossier(), audience="un", **changes)


def made(kind: str = "wgad", lang: str = "en", standing: Standing = STANDING, **changes: Any) -> Pack:
    """A pack of the sample."""
    return pack(for_un(**changes), kind, lang, standing)


def parts_of(data: bytes) -> dict[str, etree._Element]:
    """Gives the XML parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: etree.fromstring(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))}


def told(part: etree._Element) -> str:
    """Gives the text of an XML part."""
    return "".join(map(str, part.itertext()))


def orders(part: etree._Element) -> list[list[str]]:
    """Gives what the fields of a part do."""
    return [str(each.get(f"{W}instr")).split() for each in part.iter(f"{W}fldSimple")]


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("kind", TYPES)
def test_every_statement_bears_its_notes(kind: str, lang: str) -> None:
    """A sentence that says something of the person cites its claims, each note is printed once, and in order of citation."""
    one = made(kind, lang)

    said = [each for section in one.sections for field in section.fields if field.answered for each in field.sentences]
    stated = [each for each in said if not each.soft and any("·" in run.text for run in each.runs)]
    assert stated
    assert all(each.notes for each in stated)
    cites = [cite for each in (*one.lacks, *said) for cite in each.notes]
    assert list(range(1, len(one.notes) + 1)) == [cite.number for cite in cites if cite.first]
    assert {cite.number for cite in cites} == {note.number for note in one.notes}


def test_a_note_leads_to_document_passage_and_seal() -> None:
    """A note of words that may be shown gives them to the letter, the document, the characters and the SHA-256."""
    one = made()
    shown = {claim.basis.quote for claim in dossier().claims if isinstance(claim.basis, QuotedBasis)}

    for note in one.notes:
        rows = " ".join(run.text for row in note.rows for run in row.runs)
        assert note.withheld or (note.quote is not None and note.quote.text[1:-1] in shown)
        assert note.withheld or "characters 1120" in rows
        assert any(len(run.text) == 64 for row in note.rows for run in row.runs)


def test_what_is_missing_stands_first() -> None:
    """Gaps, consent that is not on record, single voices, denials and contradictions are named before the first field."""
    one = made("sr-executions", standing=Standing("missing", "refused"), unconsented=2, withheld=3)
    first = " ".join("".join(run.text for run in each.runs) for each in one.lacks)

    for words in (
        "Consent to send it to the UN: not on record", "Consent to be named: refused", "“Sex”", "“Court, branch and judge”",
        "Denied as well: Sentenced to", "One voice alone: Held at", "Alleged, by nobody asserted: Charged with", "Contradiction:",
        "left out because whoever told them has not consented: 2", "not released to the UN: 3",
    ):  # fmt: skip
        assert words in first
    assert not [each for each in one.lacks if not each.warned]


def test_a_denial_answers_nothing() -> None:
    """A field that only a denial or a 'not known' speaks to says so, in those words."""
    one = made("sr-executions")
    (counsel,) = [field for section in one.sections for field in section.fields if field.label == "Counsel"]

    said = ["".join(run.text for run in each.runs) for each in counsel.sentences[1:]]
    assert ["Said not to be known: Denied a lawyer."] == said


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_the_word_file_has_real_footnotes(lang: str) -> None:
    """Each note is a footnote of its own, cited once as one and after that by reference; scripts have their direction."""
    one = made("wgad", lang)
    data = pack_docx(one)
    parts = parts_of(data)
    body, notes = parts["word/document.xml"], parts["word/footnotes.xml"]

    assert data == pack_docx(one)
    cited = [int(str(each.get(f"{W}id"))) for each in body.iter(f"{W}footnoteReference")]
    held = [int(str(each.get(f"{W}id"))) for each in notes.iter(f"{W}footnote")]
    assert [-1, 0, *cited] == held == [-1, 0, *range(1, len(one.notes) + 1)]
    marks = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    assert {order[1] for order in orders(body)} <= marks
    persian = [each for each in notes.iter(f"{W}r") if any("\u0600" <= letter <= "\u06ff" for letter in told(each))]
    assert persian
    assert all(each.find(f"{W}rPr/{W}rtl") is not None for each in persian)
    assert (lang == "fa") == all(each.find(f"{W}pPr/{W}bidi") is not None for each in body.iter(f"{W}p"))
    assert len(docx.Document(io.BytesIO(data)).paragraphs) > 50


def test_the_files_name_nobody_who_made_them() -> None:
    """The Word file tells no author and no time but the pack's own; both files are the same each time."""
    one = made()
    core = docx.Document(io.BytesIO(pack_docx(one))).core_properties

    assert ("", "", "") == (core.author, core.last_modified_by, core.comments)
    assert core.created == core.modified
    assert one.made_at[:16] == str(core.created).replace(" ", "T")[:16]
    assert pack_pdf(one) == pack_pdf(one)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_the_pdf_says_the_same(lang: str) -> None:
    """What the pack says is on the pages, with the notes."""
    one = made("wgad", lang)
    runs = pdf_runs(pack_pdf(one))

    assert {run.text for note in one.notes for row in note.rows for run in row.runs if len(run.text) == 64}
    assert all(run.text in runs for note in one.notes for row in note.rows for run in row.runs if len(run.text) == 64)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_draft_is_marked_on_every_page(lang: str) -> None:
    """The mark stands on each page of the PDF, and in the head of the Word file."""
    one = made("wgad", lang, draft=True)
    pages = pdf_text(pack_pdf(one))

    assert len(pages) > 2
    assert all("SENDING" in page for page in pages)
    heads = [part for name, part in parts_of(pack_docx(one)).items() if name.startswith("word/header")]
    assert any("NOT FOR SENDING" in told(head) for head in heads)


def test_hostile_words_are_only_words() -> None:
    """Markup, formulas, controls and bidi overrides of a source are shown as text in both files, and nothing obeys them."""
    claim = quoted("c2ahw5mzq7ktr3xye", HOSTILE, (HOSTILE,), document=1)
    fact = DossierFact("other", (HOSTILE,), "", (), (HOSTILE,), 1, reviewed=True, claims=(claim,))
    one = made("wgad", name=HOSTILE, facts=(fact,), contradictions=())
    data = pack_docx(one)

    parts = parts_of(data)
    text = "".join(map(told, parts.values()))
    assert not set(text) & set("\u202e\u202c\x00\x07\ufffe\u2066\u2067")
    assert "<U+202E>evil" in text
    assert "<w:p/>" in text
    assert {order[0] for part in parts.values() for order in orders(part)} <= {"PAGE", "NOTEREF"}
    related = (each for name, part in parts.items() if name.endswith(".rels") for each in part)
    assert not [each for each in related if each.get("TargetMode") == "External"]
    assert "evil" in pdf_runs(pack_pdf(one))


def test_huge_fields_are_cut_in_word_and_say_so() -> None:
    """A quotation of a megabyte does not break the Word file: it is cut with a mark, and the seal leads to the whole."""
    claim = quoted("c2ahw5mzq7ktr3xye", "آ" * 1_000_000, ("x" * 100_000,), document=1)
    fact = DossierFact("other", ("y" * 300_000,), "", (), (), 1, reviewed=True, claims=(claim,))
    data = pack_docx(made("wgad", facts=(fact,), contradictions=()))

    assert len(data) < 1_000_000
    assert "[…]" in told(parts_of(data)["word/footnotes.xml"])
