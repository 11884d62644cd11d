"""Word documents: paragraphs, tables by cell, foot- and endnotes, page headers and comments; what was struck out stays out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.opc.exceptions import OpcError

from govah.errors import ReadError
from govah.read.extract.assembling import Assembly
from govah.read.extract.cells import column_name
from govah.read.extract.zips import open_zip, parse_xml
from govah.records import Extracted, Locator

TOOL: Final = "govah-word 1"
CHANGES: Final = "changes-tracked"
"""Note: the document holds tracked changes; the text is as if all were accepted."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011", f"{_W}softHyphen": "\u00ad"}
_LEFT_OUT: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK})


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the document's text in its order, page headers first and notes last."""
    open_zip(data, name).close()
    try:
        package = docx.Document(io.BytesIO(data))
    except OpcError:
        raise ReadError("document-broken", name=name, kind="word", fault="OpcError") from None
    parts = _parts(package, name)
    out = Assembly()
    for part in parts["header"]:
        _whole(out, part, "furniture")
    title = _body(out, package.element.body)
    for kind in ("footnotes", "endnotes"):
        for part in parts[kind]:
            _whole(out, part, "story")
    for part in parts["comments"]:
        for comment in part.iter(f"{_W}comment"):
            _whole(out, comment, "quoted", author=comment.get(f"{_W}author") or "")
    for part in parts["footer"]:
        _whole(out, part, "furniture")
    changed = next(package.element.iter(f"{_W}del", f"{_W}ins", f"{_W}moveFrom"), None) is not None
    return (out.extracted(TOOL, title=title or package.core_properties.title, notes=(CHANGES,) if changed else ()),)


def _parts(package: Any, name: str) -> dict[str, list[Any]]:
    """Gives the roots of the parts beside the body, by kind, each once."""
    found: dict[str, list[Any]] = {kind: [] for kind in ("header", "footer", "footnotes", "endnotes", "comments")}
    seen: set[str] = set()
    for relation in package.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in found and not relation.is_external and relation.target_part.partname not in seen:
            seen.add(relation.target_part.partname)
            found[kind].append(parse_xml(relation.target_part.blob, name))
    return found


def _body(out: Assembly, body: Any) -> str:
    """Writes the body: paragraphs, one segment for each run of them, and tables; gives the title where one is styled so."""
    title = ""
    tables = 0
    story: list[str] = []
    for element in _blocks(body):
        if element.tag == f"{_W}tbl":
            _flush(out, story)
            tables += 1
            _table(out, element, tables)
            continue
        text = _text(element).strip("\n")
        style = element.find(f"{_W}pPr/{_W}pStyle")
        if not title and text.strip() and style is not None and (style.get(f"{_W}val") or "").lower() in ("title", "heading1"):
            _flush(out, story)
            out.gap(1)
            out.segment(text, "title")
            title = " ".join(text.split())
        elif text.strip():
            story.append(text)
    _flush(out, story)
    return title


def _blocks(parent: Any) -> Iterator[Any]:
    """Gives paragraphs and tables in order, through content controls and the like, without recursion."""
    stack = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
            stack.append(iter(element))


def _flush(out: Assembly, story: list[str]) -> None:
    if story:
        out.gap(1)
        out.segment("\n".join(story), "story")
        story.clear()


def _table(out: Assembly, table: Any, number: int) -> None:
    """Writes a table, a line a row and a tab between cells; each cell knows its address, such as `T1!B2`."""
    for row, line in enumerate(table.iterchildren(f"{_W}tr"), 1):
        out.gap(1)
        for column, cell in enumerate(line.iterchildren(f"{_W}tc")):
            if column:
                out.add("\t")
            text = " ".join(part for part in (_text(one).strip() for one in cell.iter(f"{_W}p")) if part)
            out.segment(text, "cell", Locator(cell=f"T{number}!{column_name(column)}{row}"))


def _whole(out: Assembly, part: Any, kind: str, *, author: str = "") -> None:
    lines = [text for text in (_text(paragraph).strip() for paragraph in part.iter(f"{_W}p")) if text]
    if lines:
        out.gap(1)
        out.segment("\n".join(lines), kind, author=author)


def _text(paragraph: Any) -> str:
    """Gives a paragraph's characters: of insertions too, not of deletions, field codes or second versions of a drawing."""
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _SIGNS:
            parts.append(_SIGNS[element.tag])
        elif element.tag not in _LEFT_OUT and element.tag != f"{_W}pPr" and isinstance(element.tag, str):
            if element.tag == f"{_W}p" and parts:
                parts.append("\n")
            stack.append(iter(element))
    return "".join(parts)
