"""Setting what leaves, a dossier or a record of custody, and writing it to a file, whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from govah.desk.onfile import handling
from govah.desk.onfile.leaving import write_whole, written
from govah.errors import PublishError
from govah.publish import Dossier, sheet
from govah.publish.page import sheet_html
from govah.publish.record import record, record_html
from govah.vault import Vault


def publish_dossier(vault: Vault, made: Dossier, lang: str, output: Path, *, to: str = "") -> None:
    """Writes a dossier, and notes that it left: which documents' words, for whom, to whom, and the SHA-256 of the file.

    A draft is noted as exported, not as published. Where it cannot be noted, there is no file.
    """
    data = _set(made, lang, output.suffix.lower())
    write_whole(output, data)
    with written(output):
        _note(vault, made, data, to)


def hand_over_dossier(vault: Vault, made: Dossier, lang: str, suffix: str, *, to: str = "") -> bytes:
    """Gives a dossier as the bytes of a file, once it is noted that it left; the caller hands them on."""
    data = _set(made, lang, suffix)
    _note(vault, made, data, to)
    return data


def write_dossier(made: Dossier, lang: str, output: Path) -> None:
    """Sets a dossier as the file's name says (.pdf or .html) and writes it; on any error nothing is left behind."""
    write_whole(output, _set(made, lang, output.suffix.lower()))


def set_record(text: str, lang: str, made_at: str, suffix: str) -> bytes:
    """Gives a record in plain lines as a PDF or a page, in the dossier's look, or as the text that it is."""
    if suffix not in (".pdf", ".html"):
        return text.encode("utf-8")
    pages = record(text, lang, made_at)
    if suffix == ".html":
        return record_html(pages).encode("utf-8")
    from govah.publish.pdf import record_pdf  # noqa: PLC0415 - Typst is heavy, and only this needs it

    return record_pdf(pages)


def _note(vault: Vault, made: Dossier, data: bytes, to: str) -> None:
    act = handling.act(vault, "exported" if made.draft else "published", made.person, (one.id for one in made.documents))
    told = replace(act, sha256=hashlib.sha256(data).hexdigest(), audience=made.audience, to=to)
    handling.record(vault, replace(told, remarks="draft" if made.draft else ""))


def _set(made: Dossier, lang: str, suffix: str) -> bytes:
    if suffix == ".html":
        return sheet_html(sheet(made, lang)).encode("utf-8")
    if suffix == ".pdf":
        from govah.publish.pdf import sheet_pdf  # noqa: PLC0415 - Typst is heavy, and only this needs it

        return sheet_pdf(sheet(made, lang))
    raise PublishError("format-unknown")
