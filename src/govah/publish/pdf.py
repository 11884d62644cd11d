"""Sets a dossier or record as PDF with Typst, from memory and with the fonts that Govah ships; the same input, the same bytes.

PDF/A-2a and PDF/UA-1: it can be kept for decades and read aloud. Only `desk` imports this, when a PDF is asked for.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from importlib import resources
from typing import Any, Final

import typst

from govah.errors import PublishError
from govah.publish.compose import sheet
from govah.publish.glyphs import drawable
from govah.publish.interface import Dossier
from govah.publish.pack import Pack
from govah.publish.record import Record
from govah.publish.sheet import Sheet

STANDARDS: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]


def dossier_pdf(dossier: Dossier, lang: str) -> bytes:
    """Gives the dossier as PDF; nothing is written to disk, no system font is used, and no clock is read."""
    return sheet_pdf(sheet(dossier, lang))


def sheet_pdf(made: Sheet) -> bytes:
    """Gives the PDF of a sheet; raises `PublishError` where Typst cannot set it."""
    return _pdf("dossier.typ", made, made.made_at)


def record_pdf(made: Record) -> bytes:
    """Gives the PDF of a record in plain lines, in the same way."""
    return _pdf("record.typ", made, made.made_at)


def pack_pdf(made: Pack) -> bytes:
    """Gives the PDF of a submission pack, in the same way."""
    return _pdf("pack.typ", made, made.made_at)


def _pdf(template: str, made: Sheet | Record | Pack, made_at: str) -> bytes:
    room = resources.files("govah.publish")
    with resources.as_file(room / "fonts") as folder:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
        try:
            setter = typst.Compiler(
                (room / template).read_bytes(),
                root=str(folder),
                font_paths=fonts,
                sys_inputs={"sheet": json.dumps(_drawable(dataclasses.asdict(made)), ensure_ascii=False)},
            )
            at = int(datetime.fromisoformat(made_at).timestamp())
            pdf = setter.compile(format="pdf", pdf_standards=STANDARDS, timestamp=at)
        except (RuntimeError, TypeError, ValueError, OSError) as why:
            raise PublishError("dossier-not-set", fault=type(why).__name__) from why
    if not isinstance(pdf, bytes):
        raise PublishError("dossier-not-set", fault=type(pdf).__name__)
    return pdf


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {key: _drawable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(item) for item in value]
    return value
