"""Addresses: a page of the web as its own document, and beside it the exchange with its server as WARC."""

from __future__ import annotations

import importlib
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from govah.capture.embedded import embedded, kept
from govah.capture.interface import GatherOptions, LeftOut, Source, Taken
from govah.capture.media_types import HEAD, UNKNOWN, media_type_of
from govah.capture.names import shown_name
from govah.errors import CaptureError


class Addresses:
    """Takes `http(s)` addresses."""

    def takes(self, source: Source) -> bool:
        """Answers whether the source is an address, of whatever scheme."""
        return isinstance(source, str) and bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source))

    def gather(self, source: Source, options: GatherOptions) -> Iterator[Taken | LeftOut]:
        """Gives the page that the address leads to."""
        url = str(source).partition("#")[0]
        name = _shown(url)
        try:
            yield _taken(url, name, options)
        except CaptureError as error:
            yield LeftOut(name, error.code, error.facts)


def _taken(url: str, name: str, options: GatherOptions) -> Taken:
    # The HTTP and WARC libraries are heavy, and most captures need neither.
    fetching: Any = importlib.import_module("govah.capture.fetching")
    archiving: Any = importlib.import_module("govah.capture.archiving")
    exchanges = fetching.fetch(url, name, options)
    page = exchanges[-1]
    body, notes = fetching.unpacked(page, name, options)
    if not body:
        raise CaptureError("file-empty", name=name)
    address = page.address.url
    media_type, doubts = media_type_of(body[:HEAD], body[-HEAD:], "")
    if media_type == UNKNOWN:
        media_type = page.header("Content-Type").partition(";")[0].strip().lower() or UNKNOWN
    opened = partial(_opened, body)
    found = embedded(media_type, opened)
    said = [("address-asked", url), ("content-type", page.header("Content-Type")),
            ("last-modified", page.header("Last-Modified")),
            ("server-date", page.header("Date")), ("peer", page.peer)]  # fmt: skip
    warc = archiving.to_warc(exchanges, options.clock())
    method = options.method or "url"
    archive = Taken(
        f"{_file_name(address)}.warc", address, method, "application/warc", len(warc), partial(_opened, warc), readable=False
    )
    return Taken(
        _file_name(address), address, method, media_type, len(body), opened, (*kept(said), *found.metadata), found.published,
        (*notes, *doubts, *found.notes), (archive,),
    )  # fmt: skip


def _opened(data: bytes) -> BinaryIO:
    return io.BytesIO(data)


def _file_name(url: str) -> str:
    """Gives a page a name that people can tell apart: its host and path."""
    parts = urlsplit(url)
    path = unquote(parts.path, errors="replace").strip("/").replace("/", "_")
    return shown_name(f"{parts.hostname or ''}_{path}".strip("_")[:120] or "page")[0]


def _shown(url: str) -> str:
    """Gives an address as it may be shown: without a password that somebody wrote into it."""
    safe = re.sub(r"//[^/@\s]*@", "//…@", url)
    return shown_name(safe.replace("/", "\x1f"))[0].replace("⟨U+001F⟩", "/")
