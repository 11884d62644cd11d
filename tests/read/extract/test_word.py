"""Word documents: paragraphs, tables by cell, notes and headers, and what tracked changes hide."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest

from govah.errors import ReadError
from govah.read.extract import read_document
from govah.records import Extracted

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def saved(document: Any) -> bytes:
    """Gives a document's file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def report() -> Any:
    """Gives a short report with a title, a table and a page header."""
    document = docx.Document()
    document.add_heading("گزارش آبدانان", 0)
    document.add_paragraph("ترلان شیبه را بردند.")
    document.add_paragraph("His relatives\twere told\nnothing.")
    table = document.add_table(2, 2)
    for address, words in {(0, 0): "نام", (0, 1): "سن", (1, 0): "ترلان", (1, 1): "۳۴"}.items():
        table.cell(*address).text = words
    document.add_paragraph("After the table.")
    document.sections[0].header.paragraphs[0].text = "Rahnavard Desk"
    return document


def one(data: bytes) -> Extracted:
    """Gives the one text of a file."""
    (found,) = read_document(data, WORD, "report.docx")
    return found


def parts(found: Extracted, kind: str) -> list[str]:
    """Gives the parts of one kind."""
    return [found.text[part.start : part.end] for part in found.segments if part.kind == kind]


def rewritten(data: bytes, change: Any) -> bytes:
    """Gives the file with its body changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == "word/document.xml" else part)
    return out.getvalue()


def test_a_report_comes_in_its_order() -> None:
    """Title, paragraphs, cells with their addresses, and the page's header as furniture."""
    found = one(saved(report()))

    assert parts(found, "title") == ["گزارش آبدانان"]
    assert parts(found, "story") == ["ترلان شیبه را بردند.\nHis relatives\twere told\nnothing.", "After the table."]
    assert parts(found, "furniture") == ["Rahnavard Desk"]
    assert [(found.text[one.start : one.end], one.locator.cell) for one in found.segments if one.kind == "cell"] == [
        ("نام", "T1!A1"), ("سن", "T1!B1"), ("ترلان", "T1!A2"), ("۳۴", "T1!B2"),
    ]  # fmt: skip
    assert found.title == "گزارش آبدانان"


def test_changes_are_read_as_accepted_and_noted() -> None:
    """What was put in is text, what was struck out is not, and a note says that there is more to see."""

    def change(part: bytes) -> bytes:
        run = b"<w:ins w:id='1' w:author='x'><w:r><w:t>put in</w:t></w:r></w:ins>"
        gone = b"<w:del w:id='2' w:author='x'><w:r><w:delText>struck out</w:delText></w:r></w:del>"
        return part.replace(b"</w:p>", run + gone + b"</w:p>", 1)

    found = one(rewritten(saved(report()), change))

    assert "put in" in found.text
    assert "struck out" not in found.text
    assert "changes-tracked" in found.notes


def test_a_deep_body_is_one_error_or_a_text() -> None:
    """Content controls in one another cost no stack."""

    def change(part: bytes) -> bytes:
        body = re.sub(rb"<w:body>.*</w:body>", b"<w:body>%s<w:p><w:r><w:t>x</w:t></w:r></w:p>%s</w:body>", part, flags=re.DOTALL)
        return body.replace(b"%s", b"<w:sdt><w:sdtContent>" * 5000, 1).replace(b"%s", b"</w:sdtContent></w:sdt>" * 5000, 1)

    with pytest.raises(ReadError):
        one(rewritten(saved(report()), change))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_ends_early_is_one_error(share: float) -> None:
    """Half a file is told as damaged."""
    data = saved(report())

    with pytest.raises(ReadError, match="document-broken"):
        one(data[: int(len(data) * share)])
