"""What leaves through the workbench holds hostile words as words: no formula in a table, no file read into a dossier or pack."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from benches import Bench
from govah import desk
from publish.looking import pdf_depths

FORMULAS: Final = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "＝1+1",
    '=HYPERLINK("http://192.0.2.1/","x")',
    "=cmd|' /C calc'!A0",
)
LIVE: Final = re.compile(r"\s*[=+\-@＝]")
DAYS: Final = {"since": "1 Dey 1404", "until": "29 Esfand 1404"}
READS: Final = '<iframe src="file:///etc/passwd"></iframe> #read("/etc/passwd") #include "/etc/passwd" \\input{/etc/passwd}'
ENGLISH: Final = f"Ardavan Zarrinpar, 24, was arrested in Arak on 12 January 2026 {READS}, according to his family.\n"


def counted(bench: Bench, name: str) -> str:
    """Defines a count of that name and gives the address of what was kept."""
    desk.accept(bench.vault, [one.id for one in desk.pending(bench.vault)], desk.Reviewer(bench.vault.member))
    bench.post("/counts/define", {"name": name, "what": "arrested", "origins": "1", "says": name} | DAYS)
    return str(bench.post("/counts/run", {"name": name}).url.path)


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_a_formula(bench: Bench, words: str) -> None:
    """A place, and a count, that are named like a formula are words in the tables that a browser saves."""
    said = next(one for one in desk.pending(bench.vault) if one.predicate == "arrested")
    bench.post("/review", {"card": said.id, "verdict": "edit", "where": words, "stance": "asserted"})
    address = counted(bench, words)
    rows = list(csv.reader(io.StringIO(bench.get(f"{address}/leave/csv?by=place").content.decode("utf-8-sig"))))
    with zipfile.ZipFile(io.BytesIO(bench.get(f"{address}/leave/xlsx?by=place").content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")

    assert any(words.strip()[1:4] in cell for row in rows for cell in row), rows
    assert not [cell for row in rows for cell in row if LIVE.match(cell)]
    assert "<f>" not in sheet
    assert {"inlineStr"} == set(re.findall(r'<c [^>]*\bt="(\w+)"', sheet))


@pytest.fixture
def hostile(bench: Bench) -> str:
    """A person whose every field would read a file if anything took it for markup: released to the UN, with consent."""
    bench.post("/inbox/text", {"text": ENGLISH, "name": READS})
    said = next(one for one in desk.pending(bench.vault) if one.predicate == "arrested" and "Ardavan" in one.person)
    changes = {"value": READS, "where": READS, "attribution": READS, "stance": "asserted"}
    bench.post("/review", {"card": said.id, "verdict": "edit", **changes})
    (person,) = (one.id for one in desk.persons(bench.vault))
    bench.post(f"/cases/{person}/allow", {"audience": "un", "basis": "yes", "reason": READS})
    bench.post(f"/cases/{person}/consent", {"purpose": "un", "by": "family", "means": "call", "remarks": READS, "who": READS})
    bench.post(f"/cases/{person}/intervene", {"mechanism": READS, "sent": "2026-02-01"})
    return person


SECRETS: Final = tuple(line for line in Path("/etc/passwd").read_text("utf-8").splitlines() if len(line) > 12)
"""What a file that was read would bring."""


def test_a_page_reads_no_file(bench: Bench, hostile: str) -> None:
    """A dossier as a page shows the words as letters; no frame, no picture and no address of a file is live in it."""
    made = bench.post(f"/cases/{hostile}/dossier", {"audience": "un", "kind": "html", "to": READS}).text

    assert "&lt;iframe src" in made
    assert not re.search(r"<(?:iframe|object|embed|script)|(?:src|href)=.?file:", made)


@pytest.mark.parametrize("act", ["dossier", "sr-executions", "wgad"])
def test_a_pdf_reads_no_file(bench: Bench, hostile: str, act: str) -> None:
    """Typst sets the words as letters: nothing of the file that they name is anywhere in the PDF."""
    if act == "dossier":
        made = bench.post(f"/cases/{hostile}/dossier", {"audience": "un", "kind": "pdf", "to": READS}).content
    else:
        made = bench.post(f"/cases/{hostile}/pack", {"type": act, "in": "en", "kind": "pdf", "to": READS}).content
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)

    assert made.startswith(b"%PDF")
    assert "etc/passwd" in words
    assert not [one for one in SECRETS if one in words or one.encode() in pdf_depths(made)]
    assert b"/EmbeddedFile" not in made


def test_a_word_file_reads_no_file(bench: Bench, hostile: str) -> None:
    """In a Word file the words stand as letters, with no field, no link to a file and no part from outside."""
    made = bench.post(f"/cases/{hostile}/pack", {"type": "sr-executions", "in": "en", "kind": "docx"}).content
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}

    assert "&lt;iframe src" in parts["word/document.xml"]
    everything = "".join(parts.values())
    fields = re.findall(r'w:instr="([^"]*)"', everything)
    assert all(re.fullmatch(r" (?:PAGE|NOTEREF note\d+ \\h) ", one) for one in fields), fields
    assert not re.search(r"instrText|altChunk|Target=.file|TargetMode=.External", everything)
    assert not [one for one in SECRETS if any(one in text for text in parts.values())]
