"""Writing a dossier to a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from govah.errors import PublishError
from govah.publish import Dossier, sheet
from govah.publish.page import sheet_html


def write_dossier(made: Dossier, lang: str, output: Path) -> None:
    """Sets a dossier as the file's name says (.pdf or .html) and writes it; on any error nothing is left behind."""
    data = _set(made, lang, output.suffix.lower())
    beside = output.with_name(output.name + ".part")
    try:
        beside.write_bytes(data)
        beside.replace(output)
    except OSError as why:
        beside.unlink(missing_ok=True)
        raise PublishError("output-unwritable", name=output.name, fault=why.strerror or type(why).__name__) from why


def _set(made: Dossier, lang: str, suffix: str) -> bytes:
    if suffix == ".html":
        return sheet_html(sheet(made, lang)).encode("utf-8")
    if suffix == ".pdf":
        from govah.publish.pdf import sheet_pdf  # noqa: PLC0415 - Typst is heavy, and only this needs it

        return sheet_pdf(sheet(made, lang))
    raise PublishError("format-unknown")
