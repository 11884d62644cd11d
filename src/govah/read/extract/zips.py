"""Zip containers opened with distrust: nothing is unpacked to disk, and what would grow without measure is refused unread."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from govah.errors import ReadError

MOST_MEMBERS: Final = 20_000
LARGEST_MEMBER: Final = 256 << 20
LARGEST_WHOLE: Final = 512 << 20
_STEEPEST: Final = 250
"""How many times larger than packed a member of some size may be; text packs some 10 times, and nothing honest 250 times."""
_SMALL: Final = 4 << 20


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """Gives a zip whose members are few, small and plain enough to be read; a member is never read beyond its declared size."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError):
        raise ReadError("document-broken", name=name, kind="zip", fault="BadZipFile") from None
    members = opened.infolist()
    whole = sum(member.file_size for member in members)
    steep = any(member.file_size > _SMALL and member.file_size > _STEEPEST * max(1, member.compress_size) for member in members)
    if len(members) > MOST_MEMBERS or whole > LARGEST_WHOLE or steep:
        raise ReadError("document-bomb", name=name)
    if any(member.flag_bits & 0x1 for member in members):
        raise ReadError("document-encrypted", name=name)
    if len({member.filename for member in members}) != len(members):
        raise ReadError("document-broken", name=name, kind="zip", fault="member twice")
    return opened


def read_member(opened: zipfile.ZipFile, member: str, name: str, *, most: int = LARGEST_MEMBER) -> bytes:
    """Gives one member's bytes, or nothing where there is none of that name."""
    try:
        with opened.open(member) as stream:
            data = stream.read(most + 1)
    except KeyError:
        return b""
    if len(data) > most:
        raise ReadError("document-bomb", name=name)
    return data


def parse_xml(data: bytes, name: str) -> Any:
    """Gives the root of an XML part; one that declares entities of its own is refused, whatever they are for."""
    refuse_doctype(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ReadError("document-broken", name=name, kind="xml", fault="XMLSyntaxError") from None


def stream_xml(data: bytes, name: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """Gives each element of these tags once it is whole, and forgets it after: a sheet of a million rows never stands in memory.

    An element within one of these must not be of these tags itself. A part that is no XML is a `ReadError`.
    """
    refuse_doctype(data, name)
    found = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, element in found:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        raise ReadError("document-broken", name=name, kind="xml", fault="XMLSyntaxError") from None


def refuse_doctype(data: bytes, name: str) -> None:
    """Raises `ReadError` where an XML part has a document type: office documents have none, bombs do."""
    start = data[:4096]
    if (
        b"<!DOCTYPE" in start
        or b"<!ENTITY" in start
        or "<!DOCTYPE".encode("utf-16-le") in start
        or "<!DOCTYPE".encode("utf-16-be") in start
    ):
        raise ReadError("document-bomb", name=name)
