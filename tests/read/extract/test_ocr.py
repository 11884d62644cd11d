"""Scans: pages and pictures of words, set by us, drawn to pixels, and read back by Tesseract."""

from __future__ import annotations

import io
import os

import pypdfium2  # type: ignore[import-untyped]
import pytest
import typst
from PIL import Image

from govah.errors import ReadError
from govah.read import read_document
from govah.read.extract.ocr import engine

ENGLISH = "Arvand Sepidkuh was arrested in Arak on 12 January 2026."
PERSIAN = "آروند سپیدکوه در اراک بازداشت شد"


@pytest.fixture(autouse=True)
def _tesseract() -> None:
    """Skips where no Tesseract with both languages is installed, unless tools are required."""
    found = engine()
    if found is None or not {"eng", "fas"} <= set(found.languages):
        if os.environ.get("GOVAH_TOOLS_REQUIRED"):
            pytest.fail("tesseract with eng and fas is required")
        pytest.skip("no tesseract")


def picture() -> Image.Image:
    """Gives one page of words as pixels."""
    source = f'#set page(width: 15cm, height: 6cm)\n#set text(size: 14pt)\n{ENGLISH}\n\n#text(lang: "fa", dir: rtl)[{PERSIAN}]\n'
    page = pypdfium2.PdfDocument(typst.compile(source.encode()))[0]
    drawn: Image.Image = page.render(scale=300 / 72).to_pil()
    return drawn


def test_a_scanned_page_is_read_and_says_so() -> None:
    """A PDF that holds only a picture gives its words, at their page, with a note that they came by OCR."""
    scan = io.BytesIO()
    picture().convert("L").save(scan, "PDF", resolution=300)

    (found,) = read_document(scan.getvalue(), "application/pdf", "scan.pdf")

    words = " ".join(found.text.split())
    assert ENGLISH in words
    assert "بازداشت" in words
    assert "tesseract" in found.tool
    assert found.notes == ("read-by-ocr",)
    assert {one.locator.page for one in found.segments} == {1}


def test_a_picture_is_read_only_when_asked() -> None:
    """A photograph of words stays a picture until somebody asks for its words."""
    raw = io.BytesIO()
    picture().save(raw, "PNG")

    (without,) = read_document(raw.getvalue(), "image/png", "p.png")
    (found,) = read_document(raw.getvalue(), "image/png", "p.png", ocr=True)

    assert (without.text, without.notes) == ("", ("media-without-text",))
    assert ENGLISH in " ".join(found.text.split())


def test_a_picture_without_words() -> None:
    """Nothing is read out of noise, and the note says that somebody has to look."""
    raw = io.BytesIO()
    Image.effect_noise((300, 200), 90).save(raw, "PNG")

    (found,) = read_document(raw.getvalue(), "image/png", "p.png", ocr=True)

    assert len(found.text) < 20


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n broken", b"GIF89a", b"x"])
def test_what_is_no_picture(data: bytes) -> None:
    """A broken picture is one error of reading."""
    with pytest.raises(ReadError):
        read_document(data, "image/png", "p.png", ocr=True)
