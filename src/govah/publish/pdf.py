"""Sets a sheet as PDF with Typst, from memory and with the fonts that Govah ships; the same sheet gives the same bytes."""

from __future__ import annotations

import dataclasses
import json
from importlib import resources
from typing import Any, Final

import typst

from govah.errors import PublishError
from govah.publish.sheet import Sheet

DIGITS: Final = "۰۱۲۳۴۵۶۷۸۹"


def sheet_pdf(made: Sheet) -> bytes:
    """Gives the PDF; nothing is written to disk, no system font is used, and no clock is read."""
    room = resources.files("govah.publish")
    with resources.as_file(room / "fonts") as fonts:
        try:
            pdf: bytes = typst.compile(
                (room / "dossier.typ").read_bytes(),
                root=str(fonts),
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                sys_inputs={"sheet": json.dumps(_data(made), ensure_ascii=False)},
                format="pdf",
                timestamp=0,
            )
        except (RuntimeError, TypeError, ValueError, OSError) as why:
            raise PublishError("dossier-not-set", fault=type(why).__name__) from why
    return pdf


def _data(made: Sheet) -> dict[str, Any]:
    data = dataclasses.asdict(made)
    data["digits"] = list(DIGITS)
    data["documents"] = [{"number": number, "name": name, "rows": rows} for number, name, rows in data["documents"]]
    return data
