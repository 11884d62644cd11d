"""OpenDocument text (ODT): headings, paragraphs, lists, tables by cell, notes and comments; what was struck out stays out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from govah.errors import ReadError
from govah.read.extract.assembling import Assembly
from govah.read.extract.cells import column_name
from govah.read.extract.zips import open_zip, parse_xml, read_member
from govah.records import Extracted, Locator

TOOL: Final = "govah-open-text 1"
CHANGES: Final = "changes-tracked"
_X: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_T: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_APART: Final = frozenset({f"{_X}note", f"{_OFFICE}annotation"})
_LEFT_OUT: Final = frozenset({f"{_X}tracked-changes", f"{_X}note-citation"})
_MOST_CELLS: Final = 500_000


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the document's text in its order, notes and comments last."""
    with open_zip(data, name) as opened:
        content = read_member(opened, "content.xml", name)
        meta = read_member(opened, "meta.xml", name)
    if not content:
        raise ReadError("document-broken", name=name, kind="open_text", fault="no content.xml")
    root = parse_xml(content, name)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ReadError("document-broken", name=name, kind="open_text", fault="no text")
    out, writer = Assembly(), _Writer(name)
    writer.write(out, body)
    for note in writer.notes:
        _note(out, note)
    changed = root.find(f".//{_X}tracked-changes") is not None
    title = writer.title or _title(meta, name)
    return (out.extracted(TOOL, title=title, notes=(CHANGES,) if changed else ()),)


class _Writer:
    """Walks the body; paragraphs that follow one another are one segment."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.notes: list[Any] = []
        self.title = ""
        self._story: list[str] = []
        self._tables = self._cells = 0

    def write(self, out: Assembly, body: Any) -> None:
        """Writes everything below an element."""
        self._blocks(out, body)
        self._flush(out)

    def _blocks(self, out: Assembly, parent: Any) -> None:
        for element in parent:
            if element.tag in (f"{_X}h", f"{_X}p"):
                self._paragraph(out, element)
            elif element.tag == f"{_T}table":
                self._flush(out)
                self._table(out, element)
            elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
                self._blocks(out, element)

    def _paragraph(self, out: Assembly, element: Any) -> None:
        self.notes += [note for note in element.iter() if note.tag in _APART]
        text = "".join(_pieces(element)).strip("\n")
        if text.strip() and element.tag == f"{_X}h" and not self.title:
            self._flush(out)
            self.title = " ".join(text.split())
            out.gap(1)
            out.segment(text, "title")
        elif text.strip():
            self._story.append(text)

    def _flush(self, out: Assembly) -> None:
        if self._story:
            out.gap(2)
            out.segment("\n\n".join(self._story), "story")
            self._story.clear()

    def _table(self, out: Assembly, table: Any) -> None:
        self._tables += 1
        out.gap(2)
        for number, row in enumerate(table.iter(f"{_T}table-row"), 1):
            for column, cell in enumerate(row.iterchildren(f"{_T}table-cell")):
                text = "\n".join("".join(_pieces(one)) for one in cell.iter(f"{_X}p", f"{_X}h")).strip()
                self._cells += 1
                if self._cells > _MOST_CELLS:
                    raise ReadError("table-too-large", name=self._name, limit=_MOST_CELLS)
                if text:
                    if column:
                        out.add("\t")
                    out.segment(text, "cell", Locator(cell=f"T{self._tables}!{column_name(column)}{number}"))
            out.gap(1)


def _pieces(element: Any) -> Iterator[str]:
    """Gives the characters of a paragraph, notes and what was deleted apart."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_X}s":
            count = child.get(f"{_X}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, 1000)
        elif child.tag == f"{_X}tab":
            yield "\t"
        elif child.tag == f"{_X}line-break":
            yield "\n"
        elif isinstance(child.tag, str) and child.tag not in _APART | _LEFT_OUT:
            yield from _pieces(child)
        yield child.tail or ""


def _note(out: Assembly, note: Any) -> None:
    text = "\n".join("".join(_pieces(one)) for one in note.iter(f"{_X}p")).strip()
    if not text:
        return
    creator = note.find(f"{_DC}creator")
    author = (creator.text or "") if creator is not None else ""
    out.gap(2)
    out.segment(text, "quoted" if note.tag == f"{_OFFICE}annotation" else "story", author=author)


def _title(meta: bytes, name: str) -> str:
    found = parse_xml(meta, name).find(f".//{_DC}title") if meta else None
    return " ".join((found.text or "").split()) if found is not None else ""
