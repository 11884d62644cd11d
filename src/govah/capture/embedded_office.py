"""What an office file says of itself: author, last editor, times, program and company, from its own parts for that."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Final

from lxml import etree

from govah.capture.embedded import UNREADABLE, Embedded, kept
from govah.capture.embedded_xmp import xml_of

PARTS: Final = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")
_LARGEST: Final = 1 << 20
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, OSError, ValueError, LookupError, EOFError, RuntimeError, NotImplementedError)


def read(opened: Callable[[], BinaryIO]) -> Embedded:
    """Gives the plain values of a DOCX, XLSX, PPTX or OpenDocument file; its text is not unpacked."""
    entries: list[tuple[str, str]] = []
    try:
        with opened() as stream, zipfile.ZipFile(stream) as archive:
            for part in PARTS:
                if part in archive.NameToInfo:
                    with archive.open(part) as file:
                        entries += _values(file.read(_LARGEST + 1))
    except _BROKEN:
        return Embedded(kept(entries), notes=(UNREADABLE,))
    return Embedded(kept(entries))


def _values(data: bytes) -> list[tuple[str, str]]:
    root = xml_of(data)
    if root is None:
        return []
    found = []
    for node in root.iter(etree.Element):
        text = (node.text or "").strip()
        if text and len(node) == 0:
            told = node.getparent()
            named = told is not None and told.get("name")
            found.append((f"office-{named or etree.QName(node).localname}", text))
        found += [(f"office-{etree.QName(key).localname}", value) for key, value in node.attrib.items() if "href" in key]
    return found
