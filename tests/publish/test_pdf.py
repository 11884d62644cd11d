"""The dossier as PDF: the same bytes each time, shipped fonts only, nothing read as markup, no letter lost."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from govah.errors import PublishError
from govah.publish import DossierFact
from govah.publish.pdf import dossier_pdf
from govah.records import Stance
from publish.looking import pdf_runs, pdf_text
from publish.sample import FACTS, dossier, quoted

HOSTILE = (
    '#read("/etc/passwd")', "$ x^2 $ [*bold*] _it_ `raw` <note-1> @note-1",
    '"); #panic("x"); ("', "\\u{202e} \\ // comment /* c */",
    "= Heading - list + enum / term: x ~ ---", '#import "@preview/cetz:0.1.0"', "${{7*7}} {{x}} %s {page}", "</style><script>x",
)  # fmt: skip


def squeezed(pdf: bytes) -> str:
    """All text without white space."""
    return "".join("".join(pdf_text(pdf)).split())


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_same_dossier_gives_the_same_bytes(lang: str) -> None:
    """Nothing of chance, clock or machine is in the file."""
    assert dossier_pdf(dossier(), lang) == dossier_pdf(dossier(), lang)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_only_shipped_fonts_are_embedded(lang: str) -> None:
    """Every font in the file is one that Govah ships, so it looks the same on every machine."""
    reader = PdfReader(io.BytesIO(dossier_pdf(dossier(), lang)))
    fonts: list[Any] = [font for page in reader.pages for font in _fonts(page)]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts}

    assert set() == {name for name in names if not re.search("Vazirmatn|SourceSerif|IBMPlexMono", name)}
    assert names


def _fonts(page: Any) -> list[Any]:
    return list(page["/Resources"]["/Font"].values())


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_file_says_that_it_is_archival_and_accessible(lang: str) -> None:
    """The file declares PDF/A-2a and PDF/UA-1, is tagged, names its language, and bears the time it was made."""
    reader = PdfReader(io.BytesIO(dossier_pdf(dossier(), lang)))
    root: Any = reader.trailer["/Root"]
    told = root["/Metadata"].get_data().decode()

    assert "<pdfaid:part>2" in told
    assert "<pdfaid:conformance>A" in told
    assert "<pdfuaid:part>1" in told
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(lang)
    assert "2026-03-02T10:15:00" in told


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("lang", ["en", "fa"])
def test_hostile_words_are_set_as_they_are(words: str, lang: str) -> None:
    """A name, quotation, voice, place, value or file name that looks like Typst is printed to the letter and does nothing."""
    made = dossier(name=words)
    claim = quoted("c2ahw5mzq7ktr3xye", words, (words,), Stance.ASSERTED)
    fact = DossierFact("impugned_act", (words,), "", (words,), (words,), 1, reviewed=True, claims=(claim,))
    documents = (replace(made.documents[0], name=words), *made.documents[1:])
    made = replace(made, identity=(fact, *made.identity[1:]), documents=documents)
    text = squeezed(dossier_pdf(made, lang))

    assert lang == "fa" or text.count("".join(words.split())) >= 6
    assert "root:x:0" not in text


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_every_page_of_a_draft_says_so_in_both_languages(lang: str) -> None:
    """The mark of a draft is on every page, whatever its language."""
    pages = pdf_text(dossier_pdf(dossier(draft=True), lang))

    assert len(pages) > 2
    assert [] == [place for place, page in enumerate(pages) if "PUBLICATION" not in page or "برای انتشار" not in page]


def test_reviewed_dossier_bears_no_draft_mark() -> None:
    """A dossier of reviewed facts is not called a draft."""
    assert "UNREVIEWED" not in "".join(pdf_text(dossier_pdf(dossier(), "en")))


def test_unreviewed_fact_cannot_be_set_without_a_draft() -> None:
    """What only a script accepted cannot be printed as if a person had."""
    with pytest.raises(PublishError) as raised:
        dossier_pdf(replace(dossier(draft=True), draft=False), "en")

    assert "only-unreviewed" == raised.value.code


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_every_claim_leads_to_its_seal(lang: str) -> None:
    """Each claim's id stands in the notes, with the hash of its document or the commitment of its sealed words."""
    made = dossier()
    text = pdf_runs(dossier_pdf(made, lang))

    assert [] == [claim.id for claim in made.claims if claim.id not in text]
    assert [] == [one.sha256 for one in made.documents if one.sha256 not in text]
    withheld = [claim.basis.commitment for claim in made.claims if hasattr(claim.basis, "commitment")]
    assert [] == [one for one in withheld if one not in text]
    assert made.root in text


def test_character_without_a_glyph_is_named() -> None:
    """A letter that no shipped font draws is written out, not shown as an empty box."""
    text = squeezed(dossier_pdf(dossier(name="Li 李 🙂"), "en"))

    assert "<U+674E>" in text
    assert "<U+1F642>" in text


def test_persian_dossier_counts_in_persian_digits() -> None:
    """Dates, days, sizes and note numbers are in Persian digits; hashes, ids and clock times stay as they are."""
    text = "\n".join(pdf_text(dossier_pdf(dossier(), "fa")))

    for digits in ("۱۴۰۴", "۲۰۲۶", "۱٬۲۰۴٬۱۱۸", "۱۰ روز", "۱۱۲۰"):
        assert digits in text or digits[::-1] in text, digits


def test_long_dossier_is_set_whole() -> None:
    """Two hundred facts with long words and unbroken strings are set on as many pages as they need, none lost."""
    long_words = "بسیاربلند" * 40 + "x" * 300
    facts = tuple(
        DossierFact("impugned_act", (f"act{place:03}",), "2026-01", (), (), 1, reviewed=True,
                    claims=(quoted(f"c{place:016}", f"{place} {long_words}", ("V" * 120,)),))
        for place in range(200)
    )  # fmt: skip
    text = squeezed(dossier_pdf(replace(dossier(), facts=(*facts, *FACTS)), "en"))

    assert [] == [place for place in range(200) if f"act{place:03}" not in text or f"c{place:016}" not in text]
