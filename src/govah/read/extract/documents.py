"""Which kinds of document can be read, and the one door through which every document goes."""

from __future__ import annotations

import importlib
import lzma
import struct
import zlib
from pathlib import PurePath
from typing import Final, cast

from govah.errors import ReadError
from govah.read.extract.interface import Extract, Extractor
from govah.records import Extracted

EXTRACTORS: Final[tuple[Extractor, ...]] = (
    Extractor("webpage", ("text/html", "application/xhtml+xml"), (".html", ".htm", ".xhtml")),
    Extractor("plain", ("text/", "application/xml"), (".txt", ".md", ".text", ".log")),
)
"""The first that reads a media type is taken."""

_BROKEN: Final = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, EOFError, OSError, RuntimeError,
    MemoryError, SyntaxError, struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What parsers are known to raise on hostile bytes; each ends as one `ReadError`."""


def read_document(data: bytes, media_type: str, name: str) -> tuple[Extracted, ...]:
    """Gives a document's text with positions: one for most kinds, one a page for a web archive; raises `ReadError`."""
    if not data:
        raise ReadError("document-empty", name=name)
    extractor = _extractor(media_type, name)
    extract = cast(Extract, importlib.import_module(f".{extractor.module}", __package__).extract)
    try:
        found = extract(data, name)
    except _BROKEN as why:
        raise ReadError("document-broken", name=name, kind=extractor.module, fault=type(why).__name__) from None
    return tuple(_checked(one, name) for one in found)


def _extractor(media_type: str, name: str) -> Extractor:
    plain = media_type.partition(";")[0].strip().lower()
    for extractor in EXTRACTORS:
        if extractor.reads(plain):
            return extractor
    suffix = PurePath(name).suffix.lower()
    if plain in ("", "application/octet-stream"):
        for extractor in EXTRACTORS:
            if suffix in extractor.suffixes:
                return extractor
    raise ReadError("media-type-unreadable", name=name, media_type=plain or "?")


def _checked(found: Extracted, name: str) -> Extracted:
    """Holds the law of segments: in order, within the text, not overlapping."""
    last = 0
    for segment in found.segments:
        if not last <= segment.start < segment.end <= len(found.text):
            raise ReadError("segments-broken", name=name, at=segment.start)
        last = segment.end
    return found
