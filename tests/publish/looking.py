"""Looks into a PDF or a page as an attacker would: every stream inflated, every string decoded."""

from __future__ import annotations

import io
import re
import zlib

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdf import PdfReader


def pdf_text(pdf: bytes) -> list[str]:
    """The text of each page, isolates and hyphenation taken out."""
    document = pdfium.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [re.sub("[\u2066-\u2069\u200e\u200f\ufffe]", "", page) for page in pages]


def pdf_runs(pdf: bytes) -> str:
    """All text run by run, white space taken out: pdfium turns mixed lines around, pypdf leaves each run as it was set."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def pdf_depths(pdf: bytes) -> bytes:
    """Everything in the file: its bytes, every stream inflated, and every metadata string, as UTF-8 and as UTF-16."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompressobj().decompress(found[1]))
        except zlib.error:
            parts.append(found[1])
    reader = PdfReader(io.BytesIO(pdf))
    told = dict(reader.metadata or {})
    parts += [str(value).encode("utf-8") for value in told.values()]
    return b"\n".join(parts)


def holds(depths: bytes, canary: str) -> bool:
    """Answers whether the canary is anywhere, in any encoding that a PDF uses."""
    wide = canary.encode("utf-16-be")
    forms = (canary.encode("utf-8"), wide, wide.hex().encode(), wide.hex().upper().encode())
    return any(form in depths for form in forms)
