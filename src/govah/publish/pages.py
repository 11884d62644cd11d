"""Turns a PDF into pictures of its pages, for people who only want to see it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]

DOTS_PER_POINT = 72


def page_pictures(pdf: bytes, *, dpi: int = 110) -> Iterator[bytes]:
    """Gives each page as PNG, in order; the same PDF gives the same pictures."""
    document = pdfium.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=dpi / DOTS_PER_POINT).to_pil()
            written = io.BytesIO()
            picture.convert("RGB").quantize(64, dither=0).save(written, "PNG", optimize=True)
            page.close()
            yield written.getvalue()
    finally:
        document.close()
