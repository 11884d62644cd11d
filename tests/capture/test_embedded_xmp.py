"""XMP, IPTC, comments and office properties are read into the capture's record, and hostile ones harm nobody."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from capture.test_embedded import taken
from govah.capture.embedded_xmp import entries_of, packet_in

PACKET = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    b'xmp:CreatorTool="Duburak Pen 3"><dc:creator><rdf:Seq><rdf:li>Mehrnaz Golabchi</rdf:li></rdf:Seq></dc:creator>'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)
SAID = {("xmp-CreatorTool", "Duburak Pen 3"), ("xmp-creator", "Mehrnaz Golabchi")}


def jpeg() -> bytes:
    """A JPEG with XMP, IPTC and a comment."""
    out = io.BytesIO()
    Image.new("RGB", (4, 3)).save(out, "JPEG", comment=b"seen at the gate", xmp=PACKET)
    name = b"Mehrnaz Golabchi"
    record = b"\x1c\x02\x50" + struct.pack(">H", len(name)) + name
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    data = out.getvalue()
    return data[:2] + struct.pack(">BBH", 0xFF, 0xED, len(iptc) + 2) + iptc + data[2:]


def png() -> bytes:
    """A PNG with XMP and a text."""
    told = PngInfo()
    told.add_itxt("XML:com.adobe.xmp", PACKET.decode())
    told.add_text("Author", "Mehrnaz Golabchi")
    out = io.BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def test_a_jpeg(tmp_path: Path) -> None:
    """XMP, the IPTC by-line and the comment of a JPEG stand in the record."""
    said = set(taken(tmp_path / "a.jpg", jpeg()).metadata)

    assert {*SAID, ("iptc-by-line", "Mehrnaz Golabchi"), ("comment", "seen at the gate")} <= said


def test_one_broken_part_spoils_no_other(tmp_path: Path) -> None:
    """IPTC that is damaged is noted, and XMP and the comment beside it are kept."""
    item = taken(tmp_path / "a.jpg", jpeg().replace(b"\x1c\x02\x50", b"\x1d\x02\x50"))

    assert {*SAID, ("comment", "seen at the gate")} <= set(item.metadata)
    assert ("metadata-unreadable",) == item.notes


def test_a_png(tmp_path: Path) -> None:
    """XMP and the texts of a PNG stand in the record."""
    assert {*SAID, ("text-Author", "Mehrnaz Golabchi")} <= set(taken(tmp_path / "a.png", png()).metadata)


def test_a_pdf(tmp_path: Path) -> None:
    """XMP that stands in the clear in a PDF is in the record beside what the PDF's own dictionary says."""
    body = b"%PDF-1.4\n1 0 obj\n<< /Type /Metadata /Length 10 >>\nstream\n" + PACKET + b"\nendstream\nendobj\n"

    assert set(taken(tmp_path / "a.pdf", body).metadata) >= SAID


def test_an_office_file(tmp_path: Path) -> None:
    """Author, last editor and comments of a DOCX are in the record."""
    made = docx.Document()
    made.core_properties.author, made.core_properties.last_modified_by = "Mehrnaz Golabchi", "Duburak"
    made.add_paragraph("words")
    out = io.BytesIO()
    made.save(out)
    said = set(taken(tmp_path / "a.docx", out.getvalue()).metadata)

    assert {("office-creator", "Mehrnaz Golabchi"), ("office-lastModifiedBy", "Duburak")} <= said


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
        b"<x>" * 5000,
        b"<x>" + b"<y>" * 200 + b"deep" + b"</y>" * 200 + b"</x>",
        b"\xff\xfe",
        b"<x/>" * 2,
    ],
)
def test_hostile_packets(data: bytes) -> None:
    """Entities are not followed, depth and size have an end, and what is no XML has no values."""
    assert [] == [value for _, value in entries_of(data) if "ha" in value or "deep" in value or value.startswith("/")]


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Whatever bytes come as a packet end in values or in none."""
    assert isinstance(entries_of(PACKET[:80] + data), list)
    assert packet_in(data + PACKET + data).endswith(b"</x:xmpmeta>")


def test_an_office_bomb(tmp_path: Path) -> None:
    """A part that unpacks to more than is sane is left alone, and the file is taken."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("docProps/core.xml", "<a>" + " " * (50 << 20) + "</a>")

    assert () == tuple(one for one in taken(tmp_path / "a.docx", out.getvalue()).metadata if one[0].startswith("office-"))
