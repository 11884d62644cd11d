"""What files say of themselves is kept beside their bytes; what they say wrongly is noted."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from govah.capture import Taken, gather

DATA = Path(__file__).parents[2] / ".." / "shared" / "data" / "evidence"


def taken(path: Path, data: bytes) -> Taken:
    """Gives what these bytes gather under that name."""
    path.write_bytes(data)
    (item,) = gather([path])
    assert isinstance(item, Taken), item
    return item


def picture() -> bytes:
    """Gives a small picture with a camera and a place."""
    exif = Image.Exif()
    exif[0x010F] = "Duburak Cameras"
    exif[0x0132] = "2026:01:20 21:04:05"
    exif.get_ifd(0x8825).update({1: "N", 2: (32.0, 39.0, 30.0), 3: "E", 4: (51.0, 40.0, 12.0)})
    out = io.BytesIO()
    Image.new("RGB", (4, 3)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def bomb() -> bytes:
    """Gives a PNG that claims 60,000 by 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1 << 20))) + chunk(b"IEND", b"")


def test_a_picture_says_where_and_when(tmp_path: Path) -> None:
    """Camera, time and place are kept as the picture names them, the place in degrees as well."""
    said = dict(taken(tmp_path / "a.jpg", picture()).metadata)

    assert said["exif-Make"] == "Duburak Cameras"
    assert said["exif-DateTime"] == "2026:01:20 21:04:05"
    assert said["exif-place"] == "32.658333, 51.670000"
    assert said["pixels"] == "4 x 3"


@pytest.mark.parametrize("cut", [10, 25, 60, 200])
def test_a_broken_picture_is_taken_all_the_same(tmp_path: Path, cut: int) -> None:
    """A picture that ends early keeps its bytes; at worst a note says that it could not be asked."""
    item = taken(tmp_path / "a.jpg", picture()[:cut])

    assert item.size == cut
    assert set(item.notes) <= {"metadata-unreadable"}


def test_a_picture_that_would_fill_the_memory_is_not_unpacked(tmp_path: Path) -> None:
    """A decompression bomb is taken as bytes and never drawn."""
    assert taken(tmp_path / "a.png", bomb()).notes == ("metadata-unreadable",)


def test_a_mail_says_who_and_when(tmp_path: Path) -> None:
    """Headers are kept, encoded words spelled out, and the day of sending is the day of publication."""
    mail = (
        "From: =?utf-8?b?2LTZh9mG2Kc=?= <desk@example.org>\r\nTo: a@example.org\r\nDate: Tue, 20 Jan 2026 23:10:00 +0330\r\n"
        "Subject: =?utf-8?b?2K7YqNixCg==?= x\r\nReceived: from one\r\nReceived: from two\r\n\r\nwords"
    )
    item = taken(tmp_path / "a.eml", mail.encode())
    said = item.metadata

    assert ("from", "شهنا <desk@example.org>") in said
    assert [value for key, value in said if key == "received"] == ["from one", "from two"]
    assert item.published == "2026-01-20"


def test_a_page_says_its_publisher(tmp_path: Path) -> None:
    """Publisher, title, address and day are read from the page's head."""
    page = (
        '<html><head><title>خبر &amp; نظر</title><meta property="og:site_name" content="Desk of Rahnavard">'
        "<meta property='article:published_time' content='2026-01-21T08:00:00+03:30'>"
        '<link rel=canonical href="https://rahnavard.example/1"></head><body>x'
    )
    item = taken(tmp_path / "a.html", page.encode())

    assert dict(item.metadata) == {
        "publisher": "Desk of Rahnavard",
        "canonical": "https://rahnavard.example/1",
        "title": "خبر & نظر",
    }
    assert item.published == "2026-01-21"


def test_a_broken_pdf_is_taken_all_the_same(tmp_path: Path) -> None:
    """A PDF that no reader opens keeps its bytes, and says what is known of it."""
    assert taken(tmp_path / "a.pdf", b"%PDF-1.7\nnothing").metadata == (("pdf-state", "broken"),)


def test_a_locked_pdf_is_taken_all_the_same(tmp_path: Path) -> None:
    """A PDF that wants a password keeps its bytes, and says that it is locked."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    assert taken(tmp_path / "a.pdf", out.getvalue()).metadata == (("pdf-state", "locked"),)


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="needs the measuring data")
def test_real_pictures_say_their_place() -> None:
    """Three of the five sample pictures name a place, all of them a camera."""
    items = [item for item in gather([DATA / "exif"]) if isinstance(item, Taken) and item.media_type == "image/jpeg"]

    assert sum("exif-place" in dict(item.metadata) for item in items) == 3
    assert all("exif-Model" in dict(item.metadata) for item in items)
