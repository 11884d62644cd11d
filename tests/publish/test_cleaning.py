"""Clean copies: a canary wherever a picture or a PDF can speak of itself is in no copy, and hostile files end in an error."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageDraw, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from govah.errors import PublishError
from govah.publish.cleaning import clean_apart
from govah.publish.cleaning.interface import FIRST_FRAME, UncleanError
from govah.publish.cleaning.papers import clean_paper, written
from govah.publish.cleaning.pictures import clean_picture
from publish.looking import pdf_depths

CANARY: Final = "KanarieTalaeiShahrood"
XMP: Final = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><t>{CANARY}</t></x:xmpmeta>'.encode()
RED, BLUE = (200, 30, 30), (20, 40, 200)


def drawn(size: tuple[int, int] = (40, 24)) -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, RED)
    ImageDraw.Draw(picture).rectangle((size[0] // 2, 0, size[0], size[1]), fill=BLUE)
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF that names a person and a place in every directory."""
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = orientation
    base = ExifTags.Base
    for tag in (base.Make, base.Artist, base.ImageDescription, base.Copyright, base.XPTitle, base.XPAuthor):
        made[tag] = CANARY
    comment = b"ASCII\0\0\0" + CANARY.encode()
    inner: dict[int, object] = {base.UserComment: comment, base.BodySerialNumber: CANARY, base.CameraOwnerName: CANARY}
    made.get_ifd(ExifTags.IFD.Exif).update(inner)
    made.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (35.0, 41.0, 7.0), 27: CANARY.encode()})
    return made


def saved(kind: str, **extras: object) -> bytes:
    """The picture in a format, with what the format can say."""
    out = io.BytesIO()
    drawn().save(out, kind, **extras)
    return out.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    """One segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(orientation: int = 1) -> bytes:
    """A JPEG with EXIF, XMP, IPTC, a comment, a colour profile, a segment of a maker's own, and bytes beyond its end."""
    data = saved("JPEG", exif=exif(orientation), comment=CANARY.encode(), icc_profile=CANARY.encode() * 20)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0" + struct.pack(">H", len(CANARY)) + CANARY.encode()
    more = segment(0xED, iptc) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP) + segment(0xEF, CANARY.encode())
    return data[:2] + more + data[2:] + CANARY.encode()


def chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png() -> bytes:
    """A PNG with each kind of text, EXIF, a profile, a time, a chunk of a program's own, and bytes beyond its end."""
    told = PngInfo()
    told.add_text("Author", CANARY)
    told.add_text("Comment", CANARY, zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    data = saved("PNG", pnginfo=told, exif=exif(), icc_profile=CANARY.encode() * 20)
    return data[:-12] + chunk(b"prVt", CANARY.encode()) + data[-12:] + CANARY.encode()


def tiff() -> bytes:
    """A TIFF with texts, XMP and IPTC."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[270], tags[305], tags[315], tags[33432] = CANARY, CANARY, CANARY, CANARY
    tags[700], tags[33723] = XMP, CANARY.encode()
    return saved("TIFF", tiffinfo=tags)


def paper() -> bytes:
    """A PDF with information, XMP, an attachment, a script, a note, an outline, a hidden text and a picture with its own EXIF."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(written([(jpeg(), 40, 24, 200.0, 120.0)] * 2))))
    names = ("Title", "Author", "Subject", "Keywords", "Producer", "Creator", "Company")
    writer.add_metadata({f"/{name}": CANARY for name in names})
    writer.add_attachment("note.txt", CANARY.encode())
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(CANARY)})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(script)
    writer.add_outline_item(title=CANARY, page_number=0)
    writer.add_annotation(0, Text(rect=(10, 10, 30, 30), text=CANARY, title_bar=CANARY))
    told, hidden = StreamObject(), StreamObject()
    told.set_data(XMP)
    hidden.set_data(f"BT 3 Tr ({CANARY}) Tj ET % {CANARY}".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(told)
    writer.pages[0][NameObject("/PieceInfo")] = writer._add_object(hidden)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue() + CANARY.encode()


FILES: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "jpeg": ("image/jpeg", jpeg),
    "png": ("image/png", png),
    "tiff": ("image/tiff", tiff),
    "gif": ("image/gif", lambda: saved("GIF", comment=CANARY.encode()) + CANARY.encode()),
    "webp": ("image/webp", lambda: saved("WEBP", exif=exif(), xmp=XMP, icc_profile=CANARY.encode() * 20, lossless=True)),
    "bmp": ("image/bmp", lambda: saved("BMP") + CANARY.encode()),
    "pdf": ("application/pdf", paper),
}


def depths(data: bytes) -> bytes:
    """All that is in a file, its streams and chunks inflated, and what its reader makes of it."""
    if data.startswith(b"%PDF"):
        return pdf_depths(data)
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return data + repr((picture.info, dict(picture.getexif()))).encode()


def forms() -> list[bytes]:
    """The canary as files write it."""
    return [CANARY.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]


@pytest.mark.parametrize("kind", FILES)
def test_no_canary_is_in_a_copy(kind: str) -> None:
    """Whatever a file says of itself, in whatever place, is in it before and not after; the copy is made in another process."""
    media_type, make = FILES[kind]
    data = make()
    made = clean_apart(data, media_type)

    assert any(form in depths(data) for form in forms())
    assert not any(form in depths(made.data) for form in forms())
    assert not any(form[4:14] in depths(made.data) for form in forms())


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind != "pdf"])
def test_what_is_seen_is_kept(kind: str) -> None:
    """The copy shows what the picture shows, and has nothing beside its pixels."""
    media_type, make = FILES[kind]
    made = clean_picture(make(), media_type)
    with Image.open(io.BytesIO(made.data)) as picture:
        shown = picture.convert("RGB")
        bare = {key for key in picture.info if not str(key).startswith("jfif")}

    assert (40, 24) == shown.size
    assert all(abs(a - b) < 12 for a, b in zip((*_rgb(shown, 5), *_rgb(shown, 35)), (*RED, *BLUE), strict=True))
    assert bare <= {"dpi"}


def _rgb(picture: Image.Image, across: int) -> tuple[int, ...]:
    found = picture.getpixel((across, 12))
    return found if isinstance(found, tuple) else ()


def test_a_turned_picture_stands_upright() -> None:
    """The turn that the header asks for is in the pixels, since the header does not go along."""
    with Image.open(io.BytesIO(clean_picture(jpeg(6), "image/jpeg").data)) as picture:
        assert (24, 40) == picture.size


def test_colours_of_a_profile_are_kept() -> None:
    """A picture with a real profile is turned into sRGB, and its profile is left out."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with Image.open(io.BytesIO(clean_picture(saved("PNG", icc_profile=profile), "image/png").data)) as picture:
        assert "icc_profile" not in picture.info
        assert all(abs(a - b) < 4 for a, b in zip(_rgb(picture.convert("RGB"), 5), RED, strict=True))


def test_pages_are_pictures_of_themselves() -> None:
    """A PDF's copy has as many pages of the same size, shows the same, and has no text, information or identifier."""
    reader = PdfReader(io.BytesIO(clean_paper(paper()).data))

    assert [(200.0, 120.0)] * 2 == [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages]
    assert (["", ""], None, False) == ([page.extract_text() for page in reader.pages], reader.metadata, "/ID" in reader.trailer)
    (image,) = reader.pages[1].images
    assert image.image is not None
    assert all(abs(a - b) < 25 for a, b in zip(_rgb(image.image.convert("RGB"), 20), RED, strict=True))


def test_of_several_pictures_the_first() -> None:
    """A moving picture leaves its first frame, and that is told."""
    out = io.BytesIO()
    drawn().save(out, "GIF", save_all=True, append_images=[Image.new("RGB", (40, 24), BLUE)])

    assert (FIRST_FRAME,) == clean_picture(out.getvalue(), "image/gif").notes


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_every_kind_of_pixel(mode: str) -> None:
    """Whatever its pixels are, a picture is decoded and made anew."""
    picture = Image.new(mode, (9, 7), 0 if mode in ("1", "L", "P", "I;16") else None)
    kind = "TIFF" if mode in ("CMYK", "YCbCr") else "PNG"
    out = io.BytesIO()
    picture.save(out, kind)

    assert clean_picture(out.getvalue(), f"image/{kind.lower()}").data


def bomb() -> bytes:
    """A PNG of a few bytes that says it has a hundred thousand by a hundred thousand pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A PNG whose compressed text is a hundred megabytes."""
    data = saved("PNG")
    return data[:33] + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100 << 20), 9)) + data[33:]


@pytest.mark.parametrize(
    ("make", "media_type", "code"),
    [
        (bomb, "image/png", "original-too-large"),
        (text_bomb, "image/png", "original-damaged"),
        (lambda: jpeg()[:200], "image/jpeg", "original-damaged"),
        (lambda: saved("PNG")[:-40], "image/png", "original-damaged"),
        (lambda: b"", "image/gif", "original-damaged"),
        (lambda: b"%PDF-1.4\n", "application/pdf", "original-damaged"),
        (lambda: written([]), "application/pdf", "original-damaged"),
        (lambda: b"<svg/>", "image/svg+xml", "original-kind"),
        (lambda: b"words", "text/plain", "original-kind"),
        (paper, "image/jpeg", "original-damaged"),
    ],
)
def test_what_cannot_be_cleaned_is_told(make: Callable[[], bytes], media_type: str, code: str) -> None:
    """A bomb, a file cut short, an empty one, one of another kind than it says: each ends in one error of ours, and no copy."""
    with pytest.raises(PublishError) as caught:
        clean_apart(make(), media_type)

    assert code == caught.value.code


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["jpeg", "png", "gif", "webp", "bmp", "tiff"]), st.data())
def test_spoiled_files_end_in_a_copy_or_an_error(kind: str, data: st.DataObject) -> None:
    """With bytes changed or cut away a file is cleaned or refused; nothing else comes of it, and no canary is in the copy."""
    media_type, make = FILES[kind]
    whole = bytearray(make())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(whole) // 2, len(whole)))
    try:
        made = clean_picture(bytes(whole[:cut]), media_type)
    except UncleanError:
        return

    assert CANARY.encode() not in made.data
