"""The one door of reading: the law of segments, hostile bytes, and processes that may die."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govah.errors import ReadError
from govah.read.extract import EXTRACTORS, read_document
from govah.read.extract.isolation import extract_apart
from govah.records import Extracted
from govah.words import say

DATA = Path(__file__).parents[3] / ".." / "shared" / "data" / "evidence"
OFFICE = "application/vnd.openxmlformats-officedocument."
WORD, SHEET = f"{OFFICE}wordprocessingml.document", f"{OFFICE}spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
TEXTUAL = ("text/html", "text/plain", "text/csv", "application/json", "message/rfc822", "application/mbox")


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Gives a packed zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def hold(texts: tuple[Extracted, ...]) -> None:
    """Asserts the law: segments in order, within the text, not overlapping, and a text that can be stored."""
    for text in texts:
        text.text.encode("utf-8")
        last = 0
        for segment in text.segments:
            assert last <= segment.start < segment.end <= len(text.text)
            last = segment.end


def hold_or_told(data: bytes, media_type: str, name: str) -> None:
    """Asserts that bytes give texts that keep the law, or an error that can be said."""
    try:
        hold(read_document(data, media_type, name))
    except ReadError as error:
        told = error
    else:
        return
    assert say(told.code, "en", **told.facts) != told.code


def laughs() -> str:
    """Gives an XML part whose entities unfold to a billion words."""
    entities = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">{entities}]><l>&j;</l>'


def pdf(*objects: bytes) -> bytes:
    """Gives a PDF of these objects, the catalogue first."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(out),
    )  # fmt: skip


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(TEXTUAL),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_bytes_a_text_or_one_error(data: bytes, media_type: str) -> None:
    """Any bytes under any textual kind give texts that keep the law, or a `ReadError`, and nothing else."""
    hold_or_told(data, media_type, "x")


MARKUP = ["<div>", "</div>", "<p>", "<nav>", "</nav>", "سلام ", "words & ", "&nbsp;", "<br>", "<table><tr><td>", "\n", "<h1>",
          "<a href=x>", "</a>", "<pre>", "<script>", "</script>", "<!-- ", " -->"]  # fmt: skip


@given(st.lists(st.sampled_from(MARKUP), max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_page_keeps_every_word(parts: list[str]) -> None:
    """However broken the markup, the law holds."""
    hold_or_told(f"<html><body>{''.join(parts)}".encode(), "text/html", "x.html")


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        (b"", "text/plain", "document-empty"),
        (b"MZ\x00", "application/x-elf", "media-type-unreadable"),
        (b"[" * 100_000, "application/json", "document-broken"),
        (b'{"messages": [{"text": "x", "date_unixtime": ' + b"9" * 9000 + b"}]}", "application/json", "document-broken"),
        (b"From: a@example.org\r\nContent-Type: message/rfc822\r\n\r\n" * 2000, "message/rfc822", "document-broken"),
        (b"PK\x03\x04 not really", WORD, "document-broken"),
        (zipped({"word/document.xml": b"\x00" * (64 << 20)}), WORD, "document-bomb"),
        (zipped({str(number): "" for number in range(20_001)}), SHEET, "document-bomb"),
        (zipped({"content.xml": laughs()}), ODS, "document-bomb"),
        (zipped({"content.xml": f"<?xml version='1.0'?><!--{'x' * 5000}-->{laughs()[21:]}"}), ODS, "document-broken"),
        (zipped({"xl/workbook.xml": "<a>" * 100_000}), SHEET, "document-broken"),
        (zipped({"../../../etc/passwd": "x", "xl/workbook.xml": "<workbook/>"}), SHEET, "document-broken"),
        (zipped({"datapackage.json": '{"resources": [1]}'}), "application/wacz", "document-broken"),
        (b"%PDF-1.7\nnothing of the kind", "application/pdf", "document-broken"),
        (pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 900000>>"), "application/pdf", "document-too-long"),
    ],
    ids=["empty", "program", "deep-json", "long-number", "mail-in-mail", "no-zip", "zip-bomb", "many-members", "billion-laughs",
         "hidden-laughs", "deep-xml", "traversal", "odd-package", "no-pdf", "page-loop"],
)  # fmt: skip
def test_a_trap_is_one_error(data: bytes, media_type: str, code: str) -> None:
    """Bombs, loops, lies and junk end as one `ReadError` that both languages can say in a line."""
    with pytest.raises(ReadError) as error:
        read_document(data, media_type, "trap")

    assert error.value.code == code
    for lang in ("en", "fa"):
        line = say(code, lang, **error.value.facts)
        assert "\n" not in line
        assert "{" not in line


def test_a_size_that_lies_is_not_believed() -> None:
    """A member that declares a thousand bytes and holds a hundred million is read no further than it declares."""
    data = bytearray(zipped({"content.xml": b" " * (100 << 20)}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")

    with pytest.raises(ReadError):
        read_document(bytes(data), ODS, "x.ods")


def test_repeated_cells_are_bounded() -> None:
    """A cell that claims to stand in a billion rows and columns does not."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = f"xmlns:table='{urn}:table:1.0' xmlns:text='{urn}:text:1.0'"
    cell = "<table:table-cell table:number-columns-repeated='1000000000'><text:p>x</text:p></table:table-cell>"
    row = f"<table:table-row table:number-rows-repeated='1000000000'>{cell}</table:table-row>"

    with pytest.raises(ReadError, match="table-too-large"):
        read_document(
            zipped({"content.xml": f"<a {names}><table:table table:name='T'>{row * 8}</table:table></a>"}), ODS, "x.ods"
        )


@pytest.mark.parametrize(("tag", "times"), [("div", 100_000), ("span", 20_000), ("b", 20_000), ("table><tr><td", 10_000)])
def test_a_page_nested_beyond_reason_keeps_its_words(tag: str, times: int) -> None:
    """Very many elements in one another cost no stack and lose no word."""
    (text,) = read_document(f"<body>{f'<{tag}>' * times}words at the bottom".encode(), "text/html", "x.html")

    assert "words at the bottom" in text.text


@pytest.mark.slow
def test_a_packed_archive_bomb_is_refused() -> None:
    """A web archive whose one page unpacks to a billion bytes is not unpacked."""
    head = (
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://x.example/\r\n"
        b"Content-Type: text/html\r\nContent-Length: 300000000\r\n\r\n"
    )

    with pytest.raises(ReadError, match="document-bomb"):
        read_document(gzip.compress(head + b"<p>" * 100_000_000, 1), "application/warc", "x.warc.gz")


@pytest.mark.slow
def test_a_pdf_that_swells_dies_alone() -> None:
    """A page whose content unpacks to gigabytes takes its own process down, and nothing else."""
    content = zlib.compress(b"BT /F1 12 Tf (boom) Tj ET\n" * 20_000_000, 9)
    bomb = pdf(
        CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )

    with pytest.raises(ReadError, match=r"document-(?:broken|takes-too-long)"):
        read_document(bomb, "application/pdf", "x.pdf")


def test_a_parser_that_hangs_is_given_up() -> None:
    """A process that does not come back in time is ended."""
    started = time.monotonic()

    with pytest.raises(ReadError, match="document-takes-too-long"):
        extract_apart("pdf", b"%PDF", "x.pdf", patience=0.001)

    assert time.monotonic() - started < 10


def test_a_parser_that_is_not_there_is_one_error() -> None:
    """Whatever ends a process early comes out as an error with its exit."""
    with pytest.raises(ReadError, match="document-broken"):
        extract_apart("no-such-kind", b"x", "x")


def test_every_kind_is_named_once() -> None:
    """No media type is claimed by two kinds, so that their order decides nothing but the general after the special."""
    whole = [media_type for extractor in EXTRACTORS for media_type in extractor.media_types if not media_type.endswith("/")]

    assert len(whole) == len(set(whole))


def test_the_name_decides_where_nothing_else_does() -> None:
    """Bytes of unknown kind are read as their name says."""
    (text,) = read_document(b"<p>A word.</p>", "application/octet-stream", "saved.html")

    assert text.text == "A word."


def test_a_lone_surrogate_does_not_come_through() -> None:
    """Half a character, as JSON can spell it, is replaced one for one: it could not be stored."""
    chat = json.dumps({"name": "x", "messages": [{"id": 1, "type": "message", "from": "\ud800", "text": "a\udc00b"}]})
    texts = read_document(chat.encode(), "application/json", "result.json")

    hold(texts)
    assert "a\ufffdb" in texts[0].text


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="needs the measuring data")
def test_real_evidence_is_read_or_told() -> None:
    """Every sample gives texts that keep the law, or an error with a code."""
    kinds = {".warc": "application/warc", ".gz": "application/warc", ".bad": "application/warc", ".wacz": "application/wacz",
             ".eml": "message/rfc822", ".pdf": "application/pdf", ".json": "application/json",
             ".txt": "text/plain", ".jpg": "image/jpeg"}  # fmt: skip
    paths = [path for path in sorted(DATA.rglob("*")) if path.suffix in kinds and path.stat().st_size < 1 << 14]
    for path in paths:
        hold_or_told(path.read_bytes(), kinds[path.suffix], path.name)

    assert len(paths) > 30
