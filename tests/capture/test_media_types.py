"""What a file is, told by its bytes before its name."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.capture import Taken, gather, media_type_of

DATA = Path(__file__).parents[2] / ".." / "shared" / "data" / "evidence"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRONG = ("extension-wrong",)


def zipped(*names: str) -> bytes:
    """Gives a zip with members of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "media_type", "notes"),
    [
        (b"%PDF-1.7\n", "a.pdf", "application/pdf", ()),
        (b"%PDF-1.7\n", "a.txt", "application/pdf", WRONG),
        (b"\xff\xd8\xff\xe0", "a.png", "image/jpeg", WRONG),
        (b"<!DOCTYPE html><p>x", "a.html", "text/html", ()),
        ("\ufeff<html>سلام".encode(), "x", "text/html", ()),
        (b'<div class="post">x</div>', "a.htm", "text/html", ()),
        (b"<html><p>x", "statement.pdf", "text/html", WRONG),
        (zipped("[Content_Types].xml", "word/document.xml"), "a.docx", DOCX, ()),
        (zipped("[Content_Types].xml", "word/document.xml"), "a.zip", DOCX, WRONG),
        (zipped("datapackage.json", "archive/a.warc.gz"), "a.wacz", "application/wacz", ()),
        (zipped("a.txt"), "a.zip", "application/zip", ()),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), "a.warc.gz", "application/warc", ()),
        (gzip.compress(b"words", mtime=0), "a.gz", "application/gzip", ()),
        (b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nwords", "a", "message/rfc822", ()),
        (b"From a@example.org Mon Mar  2 10:00:00 2026\nFrom: a@example.org\n\nx", "box", "application/mbox", ()),
        (b'{"messages": []}', "result.json", "application/json", ()),
        (b"{not json at all}", "a.txt", "text/plain", ()),
        ("نام,سن\nب,۳۰\n".encode(), "list.csv", "text/csv", ()),
        ("سلام دنیا".encode("utf-16"), "a.txt", "text/plain", ()),
        ("سلام دنيا".encode("cp1256"), "a.txt", "text/plain", ()),
        (b"Note: he was moved.\nTo: nobody\n", "a.txt", "text/plain", ()),
        (b"BMW was seen outside.", "a.txt", "text/plain", ()),
        (bytes(range(256)), "a.bin", "application/octet-stream", ()),
        (bytes(range(256)), "a.mp4", "video/mp4", ()),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "image/svg+xml", ()),
    ],
)  # fmt: skip
def test_bytes_decide(data: bytes, name: str, media_type: str, notes: tuple[str, ...]) -> None:
    """The bytes say what it is; a name that says another thing is noted, and decides only where the bytes are silent."""
    assert media_type_of(data[:65536], data[-65536:], name) == (media_type, notes)


@pytest.mark.parametrize(
    "start",
    [
        "<!-- -->" * 4000 + "x",
        "<!--" * 10_000,
        "From " + "a" * 65_000 + "\nb c",
        "<?xml" + " " * 60_000,
        "x: " * 20_000,
        " " * 65_000,
        "{" * 65_000,
    ],
)
def test_no_beginning_takes_long(start: str) -> None:
    """A beginning made to send a pattern round in circles is told as quickly as any other."""
    started = time.process_time()
    media_type_of(start.encode()[:65536], b"", "x")

    assert time.process_time() - started < 1


@given(st.binary(max_size=400), st.text(max_size=20))
def test_anything_has_a_media_type(data: bytes, name: str) -> None:
    """Whatever the bytes and the name, the answer is a media type and no error."""
    media_type, _ = media_type_of(data, data, name)

    assert media_type.count("/") == 1


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="needs the measuring data")
def test_real_evidence_is_known() -> None:
    """Every sample of evidence is told for what its folder says, and none is called misnamed."""
    expected = {"warc": {"application/warc"}, "wacz": {"application/wacz"}, "eml": {"message/rfc822"}, "pdf": {"application/pdf"},
                "exif": {"image/jpeg"}, "chat": {"application/json", "text/plain"}}  # fmt: skip
    for folder, types in expected.items():
        items = [
            item
            for item in gather([DATA / folder])
            if isinstance(item, Taken) and "LICENSE" not in item.name and ".rst" not in item.name
        ]

        assert {item.media_type for item in items} == types
        assert {note for item in items for note in item.notes if note == "extension-wrong"} == set()
