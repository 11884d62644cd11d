"""Pictures of text (a scan, a screenshot, a poster), read by Tesseract because somebody asked for it."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from govah.errors import ReadError
from govah.read.extract.assembling import Assembly
from govah.read.extract.ocr import BY_OCR, engine, words_in
from govah.read.extract.picture import WITHOUT_TEXT
from govah.records import Extracted


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the words of a picture; raises `ReadError` where no Tesseract is installed, or it is no picture."""
    found = engine()
    if found is None:
        raise ReadError("ocr-missing", name=name)
    try:
        with Image.open(io.BytesIO(data)) as opened:
            picture = ImageOps.exif_transpose(opened)
            text = words_in(picture, found)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError, ValueError):
        raise ReadError("document-broken", name=name, kind="picture", fault="no picture") from None
    out = Assembly()
    out.segment(text, "story")
    return (out.extracted(found.tool, notes=(BY_OCR,) if text else (WITHOUT_TEXT,)),)
