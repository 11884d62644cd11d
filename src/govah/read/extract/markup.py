"""HTML as text: what a reader sees, character for character, in blocks that know where on the page they stood.

White space is treated as a browser does, except where a page clearly means its line ends: in preformatted and chat text, and in
text nodes whose lines are too long to have been wrapped by an editor. Deep nesting costs no stack: the walk is a loop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from lxml import etree, html

from govah.errors import ReadError
from govah.read.extract.decoding import decode
from govah.read.extract.nesting import flattened
from govah.words import table

_MEANT_LINES: Final = re.compile(r"\b(?:tg-text|tgme_widget_message_text|prewrap|pre-wrap|preline)\b")
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_LONG_LINE: Final = 160
LARGEST: Final = 32 << 20
"""Bytes of the largest page that is parsed."""


@dataclass(frozen=True, slots=True)
class _Tags:
    """`words/reading/media/markup.yml` as sets."""

    unseen: frozenset[str]
    paragraphs: frozenset[str]
    lines: frozenset[str]
    furniture: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    never_by_class: frozenset[str]


@cache
def _tags() -> _Tags:
    spec = table("reading/media/markup")
    furniture = spec["furniture"]
    return _Tags(*map(frozenset, (spec["unseen"], spec["paragraphs"], spec["lines"], furniture["tags"], furniture["roles"],
                                  furniture["words"], spec["never-by-class"])))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """One run of the page's text with no block boundary inside, and what its place on the page says of it."""

    start: int
    end: int
    text: str
    tag: str
    "The block element it stood in: `p`, `h1`, `li`, `figcaption`…"
    furniture: str
    "Empty, `tag` or `class`: what says that it is no story."
    linked: int
    "Characters of it that are links."
    element: Any
    "The element whose text it is, innermost block first."


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its tree, its whole text and the blocks of that."""

    tree: Any
    text: str
    blocks: tuple[Block, ...]
    elements: int
    notes: tuple[str, ...]


def parse(data: bytes, name: str) -> tuple[Any, tuple[str, ...]]:
    """Gives the tree of a page of any depth, and notes on its characters."""
    if len(data) > LARGEST:
        raise ReadError("page-too-large-to-read", name=name, megabytes=len(data) >> 20, limit=LARGEST >> 20)
    text, notes = decode(data, declared_charset(data))
    return parse_text(text, name), notes


def parse_text(text: str, name: str) -> Any:
    """Gives the tree of a page that is decoded already."""
    tree, complete = _parsed(text, name)
    return tree if complete else _parsed(flattened(text), name)[0]


def _parsed(text: str, name: str) -> tuple[Any, bool]:
    """Gives a tree, and whether the parser went down to the bottom of the page."""
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_pis=True, no_network=True)
    shown = text.replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(shown or b" ", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise ReadError("document-without-text", name=name) from None
    return tree, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def declared_charset(data: bytes) -> str:
    """Gives the encoding that the page's own head declares, or nothing."""
    found = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", data[:8192], re.IGNORECASE)
    found = found or re.match(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", data[:300])
    return found[1].decode("ascii") if found else ""


def page_of(tree: Any, notes: tuple[str, ...] = ()) -> Page:
    """Gives the page's text and its blocks."""
    walk = _Walk()
    elements = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment")):
        if event == "start":
            elements += 1
            walk.enter(element)
        elif event == "end":
            walk.leave(element)
        else:
            walk.tail(element)
    walk.close()
    return Page(tree, "".join(walk.parts), tuple(walk.blocks), elements, notes)


@dataclass(slots=True)
class _Walk:
    """The state of one way through a tree."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    current: list[str] = field(default_factory=list)
    breaks: int = 0
    "Line ends owed before the next block."
    unseen: int = 0
    linked: int = 0
    in_link: int = 0
    elements: list[Any] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    meant: list[bool] = field(default_factory=list)
    known: _Tags = field(default_factory=_tags)

    def enter(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if self.unseen or tag in self.known.unseen:
            self.unseen += 1
            return
        if breaks := self._breaks(tag):
            self._end_block(breaks)
            self.elements.append(element)
        elif tag == "br":
            self.current.append("\n")
        elif tag in ("td", "th") and "".join(self.current).strip():
            self.current.append("\t")
        before = self.furniture[-1] if self.furniture else ""
        self.furniture.append(before or _furniture(element, tag, self.known))
        self.meant.append((bool(self.meant) and self.meant[-1]) or _means_lines(element, tag))
        self.in_link += tag == "a"
        if element.text:
            self._text(element.text)

    def leave(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if self.unseen:
            self.unseen -= 1
        else:
            if breaks := self._breaks(tag):
                self._end_block(breaks)
                self.elements.pop()
            self.furniture.pop()
            self.meant.pop()
            self.in_link -= tag == "a"
        self.tail(element)

    def tail(self, element: Any) -> None:
        if element.tail and not self.unseen and self.furniture:
            self._text(element.tail)

    def close(self) -> None:
        self._end_block(1)

    def _breaks(self, tag: str) -> int:
        return 2 if tag in self.known.paragraphs else 1 if tag in self.known.lines else 0

    def _text(self, text: str) -> None:
        if self.meant[-1] or ("\n" in text and max(map(len, text.split("\n"))) > _LONG_LINE):
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        else:
            text = _SPACE.sub(" ", text)
            if text.startswith(" ") and (not self.current or self.current[-1][-1:] in ("", " ", "\n", "\t")):
                text = text[1:]
        if text:
            self.current.append(text)
            self.linked += len(text) * (self.in_link > 0)

    def _end_block(self, breaks: int) -> None:
        text = "\n".join(line.rstrip(" \t\r\f") for line in "".join(self.current).split("\n")).strip("\n")
        self.current.clear()
        if text:
            lines = ("\n" * max(1, self.breaks)) if self.length else ""
            start = self.length + len(lines)
            self.length = start + len(text)
            self.parts += [lines, text]
            element = self.elements[-1] if self.elements else None
            tag = "" if element is None else element.tag
            furniture = self.furniture[-1] if self.furniture else ""
            self.blocks.append(Block(start, self.length, text, tag, furniture, self.linked, element))
            self.breaks = 0
        self.linked = 0
        self.breaks = max(self.breaks, breaks)


def _furniture(element: Any, tag: str, known: _Tags) -> str:
    if tag in known.furniture or element.get("role", "") in known.roles or _is_hidden(element):
        return "tag"
    if tag in known.never_by_class:
        return ""
    words = re.split(r"[^a-z]+", f"{element.get('class', '')} {element.get('id', '')}".lower())
    return "class" if not known.words.isdisjoint(words) else ""


def _is_hidden(element: Any) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _means_lines(element: Any, tag: str) -> bool:
    if tag in ("pre", "textarea", "listing"):
        return True
    style = element.get("style", "").replace(" ", "").lower()
    return "white-space:pre" in style or bool(_MEANT_LINES.search(element.get("class", "")))
