"""RTF: the words of the document, in paragraphs; pictures, styles and what is hidden in its destinations stay out."""

from __future__ import annotations

import re
from typing import Final

from striprtf.striprtf import rtf_to_text

from govah.errors import ReadError
from govah.read.extract.assembling import Assembly
from govah.records import Extracted

TOOL: Final = "govah-rich-text 1 / striprtf"
_DEEPEST: Final = 1000
_BINARY: Final = re.compile(rb"\\bin(\d{1,10}) ?")
_PAGE: Final = re.compile(rb"\\ansicpg(\d{3,5})")
_LINES: Final = re.compile(r"\n+")
"""Ends of paragraphs, which RTF has no empty lines between."""


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the document's text; an RTF whose groups nest beyond reason is refused."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("document-broken", name=name, kind="rich_text", fault="no RTF")
    plain = _without_binary(data)
    if _depth(plain) > _DEEPEST:
        raise ReadError("document-bomb", name=name)
    page = _PAGE.search(plain[:2000])
    encoding = f"cp{page[1].decode('ascii')}" if page else "cp1252"
    text: str = rtf_to_text(plain.decode("latin-1"), encoding=_known(encoding), errors="replace")  # type: ignore[no-untyped-call]
    text = _LINES.sub("\n\n", text.replace("\r", "\n")).strip("\n")
    out = Assembly()
    out.segment(text, "story")
    return (out.extracted(TOOL),)


def _without_binary(data: bytes) -> bytes:
    """Takes out the raw bytes of pictures, which may hold braces."""
    parts: list[bytes] = []
    at = 0
    while (found := _BINARY.search(data, at)) is not None:
        parts.append(data[at : found.start()])
        at = min(len(data), found.end() + int(found[1]))
    return b"".join([*parts, data[at:]])


def _depth(data: bytes) -> int:
    depth = deepest = 0
    for byte in data.replace(b"\\{", b"").replace(b"\\}", b""):
        if byte == 0x7B:
            depth += 1
            deepest = max(deepest, depth)
        elif byte == 0x7D:
            depth -= 1
    return deepest


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        return "cp1252"
    return encoding
