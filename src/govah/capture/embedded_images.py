"""What a picture says of itself: camera, time and place (EXIF), XMP, IPTC, comments; only its header is read."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable
from fractions import Fraction
from typing import Any, BinaryIO, Final

from PIL import ExifTags, Image, IptcImagePlugin

from govah.capture.embedded import UNREADABLE, Embedded, kept
from govah.capture.embedded_xmp import entries_of

IPTC_ABOUT: Final = 2
IPTC_NAMES: Final = {
    5: "title", 25: "keyword", 55: "date", 60: "time", 80: "by-line", 85: "by-line-title", 90: "city", 92: "place",
    95: "province", 101: "country", 105: "headline", 110: "credit", 115: "source", 116: "copyright", 118: "contact",
    120: "caption", 122: "writer",
}  # fmt: skip
_BROKEN: Final = (OSError, ValueError, SyntaxError, TypeError, LookupError, AttributeError, ArithmeticError, EOFError,
                  RuntimeError, MemoryError, struct.error, Image.DecompressionBombError)  # fmt: skip


def read(opened: Callable[[], BinaryIO]) -> Embedded:
    """Gives a picture's size and what it says of itself; the picture is never unpacked, and one broken part spoils no other."""
    entries: list[tuple[str, str]] = []
    notes: tuple[str, ...] = ()
    try:
        with opened() as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(stream) as picture:
                entries += [("format", str(picture.format)), ("pixels", f"{picture.width} x {picture.height}")]
                for part in (_exif, _said, _iptc):
                    try:
                        entries += part(picture)
                    except _BROKEN:
                        notes = (UNREADABLE,)
    except _BROKEN:
        return Embedded(kept(entries), notes=(UNREADABLE,))
    return Embedded(kept(entries), notes=notes)


def _said(picture: Any) -> list[tuple[str, str]]:
    """Gives XMP, and the comments and texts that stand before the picture itself."""
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    told = [(f"text-{key}", value) for key, value in picture.info.items() if isinstance(key, str) and _is_said(key, value)]
    comment = picture.info.get("comment")
    told += [("comment", comment.decode("utf-8", "replace"))] if isinstance(comment, bytes) else []
    return [*entries_of(packet.encode("utf-8") if isinstance(packet, str) else bytes(packet)), *told]


def _is_said(key: str, value: object) -> bool:
    return isinstance(value, str) and not key.startswith("XML:")


def _iptc(picture: Any) -> list[tuple[str, str]]:
    """Gives the values of IPTC's second record, which is about the picture, by their number (IIM 4.2)."""
    told = IptcImagePlugin.getiptcinfo(picture) or {}
    return [
        (f"iptc-{IPTC_NAMES.get(number, number)}", one.decode("utf-8", "replace"))
        for (record, number), value in told.items()
        if record == IPTC_ABOUT and number > 0
        for one in (value if isinstance(value, list) else [value])
    ]


def _exif(picture: Any) -> list[tuple[str, str]]:
    exif = picture.getexif()
    groups = (
        (exif, ExifTags.TAGS),
        (exif.get_ifd(ExifTags.IFD.Exif), ExifTags.TAGS),
        (exif.get_ifd(ExifTags.IFD.GPSInfo), ExifTags.GPSTAGS),
    )
    entries = [(f"exif-{names[tag]}", _text(value)) for group, names in groups for tag, value in group.items() if tag in names]
    return [*entries, *_place(exif.get_ifd(ExifTags.IFD.GPSInfo))]


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        text = value.removeprefix(b"ASCII\x00\x00\x00").rstrip(b"\x00 ")
        return text.decode("ascii") if text.isascii() and len(text) < 1000 else f"({len(value)} bytes)"
    if isinstance(value, tuple | list):
        return " ".join(_text(one) for one in value[:20])
    if isinstance(value, dict):
        return ""
    return str(value).strip("\x00 ")


def _place(gps: Any) -> list[tuple[str, str]]:
    """Gives the place in decimal degrees, to the sixth digit, where the picture names one."""
    try:
        north, east = _degrees(gps[2]), _degrees(gps[4])
    except (KeyError, ValueError, TypeError, ZeroDivisionError, IndexError, OverflowError):
        return []
    north, east = (
        (-north if str(gps.get(1, "N")).startswith("S") else north),
        (-east if str(gps.get(3, "E")).startswith("W") else east),
    )
    return [("exif-place", f"{float(north):.6f}, {float(east):.6f}")]


def _degrees(parts: Any) -> Fraction:
    degrees, minutes, seconds = (Fraction(str(part)) for part in parts)
    return degrees + minutes / 60 + seconds / 3600
