"""Which kinds of document can be read, and the one door through which every document goes."""

from __future__ import annotations

import dataclasses
import importlib
import lzma
import struct
import zipfile
import zlib
from pathlib import PurePath
from typing import Final, cast

from govah.errors import ReadError
from govah.read.extract.assembling import clean
from govah.read.extract.interface import Extract, Extractor
from govah.read.extract.isolation import extract_apart
from govah.records import Extracted

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
LARGEST: Final = 64 << 20
"""Bytes of the largest document that is read for text; a larger one is sealed all the same."""
_LARGE: Final = 2 << 20
"""Bytes from which on a text is parsed apart: no honest page or mail of its words alone is that large."""
EXTRACTORS: Final[tuple[Extractor, ...]] = (
    Extractor("webpage", ("text/html", "application/xhtml+xml"), (".html", ".htm", ".xhtml"), apart_from=_LARGE),
    Extractor("pdf", ("application/pdf",), (".pdf",), apart_from=0),
    Extractor("word", (f"{_OFFICE}wordprocessingml.document",), (".docx",), apart_from=0),
    Extractor("open_text", ("application/vnd.oasis.opendocument.text",), (".odt",), apart_from=0),
    Extractor("rich_text", ("application/rtf", "text/rtf"), (".rtf",), apart_from=0),
    Extractor("outlook", ("application/vnd.ms-outlook",), (".msg",), apart_from=0),
    Extractor("mail", ("message/rfc822",), (".eml",), apart_from=_LARGE),
    Extractor("mailbox", ("application/mbox",), (".mbox",), apart_from=_LARGE),
    Extractor("json_export", ("application/json",), (".json", ".ndjson", ".jsonl", ".ftm"), apart_from=_LARGE),
    Extractor("spreadsheet", (f"{_OFFICE}spreadsheetml.sheet", _ODS), (".xlsx", ".ods"), apart_from=0),
    Extractor("table", ("text/csv", "text/tab-separated-values"), (".csv", ".tsv"), apart_from=_LARGE),
    Extractor("warc", ("application/warc",), (".warc", ".warc.gz"), apart_from=0),
    Extractor("wacz", ("application/wacz", "application/x-wacz"), (".wacz",), apart_from=0),
    Extractor("picture_words", (), apart_from=0),
    Extractor("picture", ("image/", "video/", "audio/"), (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff")),
    Extractor("plain", ("text/", "application/xml"), (".txt", ".md", ".text", ".log"), apart_from=_LARGE),
)
"""The first that reads a media type is taken."""

_BROKEN: Final = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, EOFError, OSError, RuntimeError,
    MemoryError, SyntaxError, struct.error, zlib.error, lzma.LZMAError, zipfile.BadZipFile, zipfile.LargeZipFile,
)  # fmt: skip
"""What parsers are known to raise on hostile bytes; each ends as one `ReadError`."""


def refuse_large(size: int, name: str) -> None:
    """Raises `ReadError` where a document has more bytes than are read for text; asked before any byte is taken into memory."""
    if size > LARGEST:
        raise ReadError("document-too-large-to-read", name=name, megabytes=size >> 20, limit=LARGEST >> 20)


def read_document(data: bytes, media_type: str, name: str, *, ocr: bool = False) -> tuple[Extracted, ...]:
    """Gives a document's text with positions: one for most kinds, one a page for a web archive; raises `ReadError`.

    With `ocr`, a picture is read for words, where Tesseract is installed.
    """
    if not data:
        raise ReadError("document-empty", name=name)
    extractor = _extractor(media_type, name)
    if ocr and extractor.module == "picture":
        return extract_apart("picture_words", data, name)
    if len(data) >= extractor.apart_from:
        return extract_apart(extractor.module, data, name)
    extract = cast(Extract, importlib.import_module(f"govah.read.extract.{extractor.module}").extract)
    return run(extract, extractor.module, data, name)


def run(extract: Extract, kind: str, data: bytes, name: str) -> tuple[Extracted, ...]:
    """Runs one extractor; whatever breaks inside comes out as `ReadError`, and the law of segments holds of what it gives."""
    try:
        found = extract(data, name)
    except _BROKEN as why:
        raise ReadError("document-broken", name=name, kind=kind, fault=type(why).__name__) from None
    return tuple(_checked(one, name) for one in found)


def _extractor(media_type: str, name: str) -> Extractor:
    plain = media_type.partition(";")[0].strip().lower()
    for extractor in EXTRACTORS:
        if extractor.reads(plain):
            return extractor
    if plain in ("", "application/octet-stream"):
        ends = {suffix.lower() for suffix in (PurePath(name).suffix, "".join(PurePath(name).suffixes[-2:]))}
        for extractor in EXTRACTORS:
            if ends.intersection(extractor.suffixes):
                return extractor
    raise ReadError("media-type-unreadable", name=name, media_type=plain or "?")


def _checked(found: Extracted, name: str) -> Extracted:
    """Holds the law of segments: in order, within the text, not overlapping; and no lone surrogate, which nothing could store."""
    last = 0
    for segment in found.segments:
        if not last <= segment.start < segment.end <= len(found.text):
            raise ReadError("segments-broken", name=name, at=segment.start)
        last = segment.end
    text = clean(found.text)
    return found if text is found.text else dataclasses.replace(found, text=text)
