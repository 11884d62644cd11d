"""What a picture says of itself: camera, times and place (EXIF), never more than its header is read."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable
from fractions import Fraction
from typing import Any, BinaryIO, Final

from PIL import ExifTags, Image

from govah.capture.embedded import UNREADABLE, Embedded, kept

_BROKEN: Final = (OSError, ValueError, SyntaxError, TypeError, LookupError, AttributeError, ArithmeticError, EOFError,
                  RuntimeError, MemoryError, struct.error, Image.DecompressionBombError)  # fmt: skip


def read(opened: Callable[[], BinaryIO]) -> Embedded:
    """Gives a picture's size and EXIF values; the picture itself is never unpacked."""
    try:
        with opened() as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(stream) as picture:
                entries = [("format", str(picture.format)), ("pixels", f"{picture.width} x {picture.height}"), *_exif(picture)]
    except _BROKEN:
        return Embedded(notes=(UNREADABLE,))
    return Embedded(kept(entries))


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
