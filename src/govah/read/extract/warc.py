"""Web archives (WARC): each page, file or text that a server gave is a text of its own, with its address above it."""

from __future__ import annotations

import dataclasses
import importlib
import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from govah.errors import ReadError
from govah.read.extract.interface import Extract
from govah.records import Extracted, Segment

TOOL: Final = "govah-warc 1"
DIGEST_WRONG: Final = "digest-wrong"
"""Note: a record's bytes are not those that its own digest names."""
CUT: Final = "archive-cut-short"
"""Note: the archive ends in the middle of a record; what came before was read."""
PARTS_UNREADABLE: Final = "parts-unreadable"
"""Note: some records hold what cannot be read for text."""

READERS: Final = {
    "text/html": "webpage",
    "application/xhtml+xml": "webpage",
    "text/plain": "plain",
    "application/pdf": "pdf",
    "application/json": "json_export",
}
"""Media type of an answer → the module that reads it, loaded when one is met."""

_MOST_PAGES: Final = 5_000
_LARGEST: Final = 32 << 20
_LARGEST_WHOLE: Final = 512 << 20


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the archive's pages."""
    pages, notes = read_archive(data, name)
    if not pages:
        return (Extracted("", TOOL, notes=notes or (PARTS_UNREADABLE,)),)
    return tuple(dataclasses.replace(page, notes=tuple(dict.fromkeys((*page.notes, *notes)))) for page in pages)


def read_archive(data: bytes, name: str) -> tuple[list[Extracted], tuple[str, ...]]:
    """Gives the pages of one archive and what is doubtful about the whole."""
    pages: list[Extracted] = []
    notes: list[str] = []
    whole = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data), check_digests=True):
            body = _body(record)
            whole += len(body)
            if len(pages) > _MOST_PAGES or whole > _LARGEST_WHOLE or len(body) > _LARGEST:
                raise ReadError("document-bomb", name=name)
            if body and getattr(record.raw_stream, "limit", 0) > 0:
                notes.append(CUT)
            wrong = record.digest_checker.passed is False
            pages += _read(record, body, notes, wrong=wrong)
    except (ArchiveLoadFailed, EOFError, zlib.error, ValueError, OSError):
        notes.append(CUT)
    return pages, tuple(dict.fromkeys(notes))


def _body(record: Any) -> bytes:
    """Gives a record's content, unpacked, up to what one page may hold."""
    if record.rec_type not in ("response", "resource", "conversion"):
        return b""
    body: bytes = record.content_stream().read(_LARGEST + 1)
    return body


def _read(record: Any, body: bytes, notes: list[str], *, wrong: bool) -> Iterator[Extracted]:
    headers = record.http_headers
    status = headers.get_statuscode() if headers else "200"
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    reader = READERS.get(kind.partition(";")[0].strip().lower())
    if wrong:
        notes.append(DIGEST_WRONG)
    if not body or not status.startswith("2") or reader is None:
        return
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        extract_part: Extract = importlib.import_module(f"govah.read.extract.{reader}").extract
        found = extract_part(body, address)
    except (ReadError, ValueError, LookupError, TypeError, AttributeError, RuntimeError):
        notes.append(PARTS_UNREADABLE)
        return
    for one in found:
        yield under_address(one, address, (DIGEST_WRONG,) if wrong else ())


def under_address(one: Extracted, address: str, notes: tuple[str, ...]) -> Extracted:
    """Gives a text with its address above it; every segment moves down by as much."""
    head = f"{address}\n\n" if address else ""
    moved = (
        dataclasses.replace(segment, start=segment.start + len(head), end=segment.end + len(head)) for segment in one.segments
    )
    first = (Segment(0, len(address), "header"),) if address else ()
    return dataclasses.replace(
        one, text=head + one.text, segments=(*first, *moved), tool=f"{TOOL} / {one.tool}", notes=(*one.notes, *notes)
    )
