"""What a file is, by its first and last bytes; its name is asked only where the bytes do not tell."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Final

from govah.words import table

_CONTROLS: Final = bytes(byte for byte in range(32) if byte < 9 or byte > 13)
HEAD: Final = 1 << 16
"""Bytes of a file's beginning, and of its end, that are looked at."""

UNKNOWN: Final = "application/octet-stream"

_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"), (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"), (b"BM", "image/bmp"), (b"{\\rtf", "application/rtf"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"), (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"BZh", "application/x-bzip2"), (b"\xfd7zXZ\x00", "application/x-xz"), (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"), (b"ID3", "audio/mpeg"), (b"\xff\xfb", "audio/mpeg"),
    (b"OggS", "audio/ogg"), (b"fLaC", "audio/flac"), (b"#!AMR", "audio/amr"), (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"WARC/1.", "application/warc"), (b"MZ", "application/vnd.microsoft.portable-executable"), (b"\x7fELF", "application/x-elf"),
)  # fmt: skip
_BRANDS: Final = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"avif": "image/avif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
    b"3gp4": "video/3gpp",
    b"3gp5": "video/3gpp",
    b"3gp6": "video/3gpp",
}
_RIFF: Final = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_ZIPPED: Final = (
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"datapackage.json", "application/wacz"),
)
_MARKED_ZIP: Final = re.compile(rb"mimetype(application/[\w.+-]{3,80})")
_HTML: Final = re.compile(
    r"\s*+(?:(?><!--.*?-->)\s*+)*+(?:<\?xml[^>]*>\s*+)?(?:(?><!--.*?-->)\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|section|main|table|h[1-6]|span|ul|ol|script|style|link|center|br)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON: Final = re.compile(r'[\[{]\s*(?:"[^"\n]{1,80}"\s*:|\{\s*")')
_MBOX: Final = re.compile(r"From [^\n]{1,998}\n[A-Za-z-]{1,60}:")
_HEADER: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?")


@dataclass(frozen=True, slots=True)
class _Table:
    """`words/reading/media/types.yml`, by what is looked up in it."""

    suffixes: Mapping[str, str]
    kin: tuple[frozenset[str], ...]
    ole: frozenset[str]
    named: frozenset[str]
    mail_headers: frozenset[str]
    mail_proofs: frozenset[str]


@cache
def _table() -> _Table:
    spec = table("reading/media/types")
    suffixes = {suffix: media_type for media_type, ends in spec["suffixes"].items() for suffix in ends}
    sets = (frozenset(spec[key]) for key in ("ole", "named", "mail-headers", "mail-proofs"))
    return _Table(suffixes, tuple(map(frozenset, spec["kin"])), *sets)


def media_type_of(head: bytes, tail: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Gives the media type of a file and a note where its name claims another one."""
    suffix = PurePath(name).suffix.lower()
    known = _table()
    claimed = known.suffixes.get(suffix, "")
    if suffix == ".gz" and PurePath(name).stem.lower().endswith(".warc"):
        claimed = "application/warc"
    found = _binary(head, tail, claimed) or _text(head, claimed)
    if not found:
        return claimed or UNKNOWN, ()
    wrong = claimed and claimed != found and not any({claimed, found} <= kin for kin in known.kin)
    return found, ("extension-wrong",) if wrong else ()


def _binary(head: bytes, tail: bytes, claimed: str) -> str:
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(head, tail)
    if head.startswith(b"\x1f\x8b"):
        return _gzip(head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return claimed if claimed in _table().ole else "application/x-ole-storage"
    return _signed(head)


def _signed(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature) and not (len(signature) == 2 and _decoded(head)):
            return media_type
    return ""


def _zip(head: bytes, tail: bytes) -> str:
    marked = _MARKED_ZIP.search(head[:256])
    if marked:
        return marked[1].split(b"PK")[0].decode("ascii")
    for name, media_type in _ZIPPED:
        if name in head or name in tail:
            return media_type
    return "application/zip"


def _gzip(head: bytes) -> str:
    try:
        start = zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return "application/gzip"
    return "application/warc" if start.startswith(b"WARC/1.") else "application/gzip"


def _text(head: bytes, claimed: str) -> str:
    text = _decoded(head)
    start = text.lstrip("\ufeff \t\r\n")
    if not text:
        return ""
    if start.startswith("<") and (marked := _marked_up(start)):
        return marked
    if start.startswith(("{", "[")) and (claimed == "application/json" or _JSON.match(start)):
        return "application/json"
    if _MBOX.match(start):
        return "application/mbox"
    if _is_mail(start, 1 if claimed == "message/rfc822" else 3):
        return "message/rfc822"
    return claimed if claimed in _table().named else "text/plain"


def _marked_up(start: str) -> str:
    if start[:100].lower().startswith("<svg"):
        return "image/svg+xml"
    if _HTML.match(start[:20000]):
        return "text/html"
    if start.startswith("<?xml"):
        return "image/svg+xml" if "<svg" in start[:2000] else "application/xml"
    return ""


def _is_mail(start: str, least: int) -> bool:
    """Answers whether the text opens with that many known mail headers before its first empty line."""
    seen: set[str] = set()
    for line in start[:20000].splitlines():
        if not line.strip():
            break
        if line[0] in " \t" and seen:
            continue
        header = _HEADER.match(line)
        if not header:
            return False
        seen.add(header[1].lower())
    return len(seen & _table().mail_headers) >= least and bool(seen & _table().mail_proofs)


def _decoded(head: bytes) -> str:
    """Gives the beginning as text, in whichever way it reads as one, or nothing where it is binary."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    start = head[:4096]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if not head or b"\x00" in head or controls > len(start) // 50:
        return ""
    return head.decode("utf-8", "replace")
