"""Web archives: each page under its address, and digests that are checked."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from govah.read.extract import read_document

PAGE = "<html><body><p>ترلان شیبه آزاد شد و به خانه برگشت.</p></body></html>".encode()


def archive(*pages: tuple[str, str, bytes], packed: bool = True) -> bytes:
    """Gives an archive of pages: (address, status and type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, kind, body in pages:
        status, _, media_type = kind.partition(" ")
        headers = StatusAndHeaders(f"{status} x", [("Content-Type", media_type)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), len(body), http_headers=headers))
    return out.getvalue()


def package(warc: bytes, *, digest: str = "") -> bytes:
    """Gives a packed archive that states its part's digest."""
    stated = digest or hashlib.sha256(warc).hexdigest()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("archive/a.warc.gz", warc)
        file.writestr("datapackage.json", json.dumps({"resources": [{"path": "archive/a.warc.gz", "hash": f"sha256:{stated}"}]}))
    return out.getvalue()


def test_each_page_is_a_text_under_its_address() -> None:
    """Pages and plain texts that a server gave are texts; errors, pictures and requests are not."""
    found = read_document(
        archive(
            ("http://one.example/", "200 text/html; charset=utf-8", PAGE),
            ("http://one.example/x.png", "200 image/png", b"\x89PNG"),
            ("http://one.example/gone", "404 text/html", PAGE),
            ("http://two.example/t", "200 text/plain", b"He was moved."),
        ),
        "application/warc",
        "a.warc.gz",
    )

    assert [text.text for text in found] == [
        "http://one.example/\n\nترلان شیبه آزاد شد و به خانه برگشت.",
        "http://two.example/t\n\nHe was moved.",
    ]
    first = found[0].segments[0]
    assert (first.kind, found[0].text[first.start : first.end]) == ("header", "http://one.example/")


def test_an_altered_record_is_noted() -> None:
    """One changed byte of a page is seen by the archive's own digest."""
    data = archive(("http://one.example/", "200 text/html", b"<p>He was freed on Monday.</p>"), packed=False)
    (text,) = read_document(data.replace(b"Monday", b"Friday"), "application/warc", "a.warc")

    assert "digest-wrong" in text.notes


def test_an_archive_that_ends_early_gives_what_it_has() -> None:
    """Pages before the break are read, and a note says that there was more."""
    page = ("http://one.example/", "200 text/html", PAGE)
    whole = archive(page)
    (text, *_) = read_document(whole + archive(page)[:-30], "application/warc", "a.warc.gz")

    assert "ترلان" in text.text
    assert "archive-cut-short" in text.notes


def test_a_package_is_held_to_its_digests() -> None:
    """A packed archive whose part is not what it states is read, and noted."""
    warc = archive(("http://one.example/", "200 text/html", PAGE))

    assert read_document(package(warc), "application/wacz", "a.wacz")[0].notes == ("package-unsigned",)
    assert "digest-wrong" in read_document(package(warc, digest="0" * 64), "application/wacz", "a.wacz")[0].notes


@pytest.mark.parametrize(
    ("digest", "signed", "note"),
    [
        ("right", False, ("package-unsigned",)),
        ("right", True, ("package-signature-unreadable",)),
        ("0" * 64, True, ("digest-wrong",)),
    ],
)
def test_a_package_s_list_is_held_to_its_digest(digest: str, note: tuple[str, ...], *, signed: bool) -> None:
    """The digest of the list of parts is checked; a signature is named, and not vouched for."""
    data = package(archive(("http://one.example/", "200 text/html", PAGE)))
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        listed = old.read("datapackage.json")
    stated = {"hash": f"sha256:{hashlib.sha256(listed).hexdigest() if digest == 'right' else digest}"}
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("datapackage-digest.json", json.dumps({**stated, **({"signedData": {"signature": "x"}} if signed else {})}))

    assert read_document(out.getvalue(), "application/wacz", "a.wacz")[0].notes == note


def test_an_archive_without_text_says_so() -> None:
    """Nothing to read is a note and no error."""
    (text,) = read_document(archive(("http://one.example/x.png", "200 image/png", b"\x89PNG")), "application/warc", "a.warc.gz")

    assert text.text == ""
    assert text.notes
