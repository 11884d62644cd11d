"""Word files made anew from what is seen of them: letters, emphasis, tables and pictures are read, and a new file is written.

Taking metadata out of a file keeps what nobody thought of. Here nothing is kept but what this reader knows: no property, comment,
tracked change, revision number, hidden word, field code, address of a link, alternative text, template, font or thumbnail.
What was struck out is left out, what was inserted is in. A word under a black mark becomes a bar; where a drawing or picture
floats over the text, nobody can say what it covers, and the file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import PIL
from lxml import etree

from govah.publish.cleaning.containers import Container
from govah.publish.cleaning.interface import BARRED, PARTS_LEFT_OUT, WORD, Cleaned, UncleanError
from govah.publish.cleaning.letters import MOST_LETTERS, PLACE, letters_of
from govah.publish.cleaning.word_looks import Look, Looks, W, is_on
from govah.publish.cleaning.word_pictures import Pictures, is_floating
from govah.publish.cleaning.word_writing import Block, Cell, Letters, Paragraph, Pixels, Table, word_file

TOOL: Final = f"govah-clean 1 / lxml {etree.__version__}, Pillow {PIL.__version__}"
BAR: Final = "█████"
"""Of one length, whatever it stands for."""
MOST_SPAN: Final = 60
_MAIN: Final = "word/document.xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "",
    f"{W}sym": PLACE,
}  # fmt: skip
_GONE: Final = {_FALLBACK} | {
    f"{W}{name}"
    for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "sdtPr", "annotationRef", "commentReference", "pPr",
                 "rPr", "sectPr", "rt")
}  # fmt: skip
_ALIGNED: Final = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left", "both": "both"}
_HEADING: Final = re.compile(r"(?:heading\s*|)([1-9])|title", re.IGNORECASE)


def clean_word(data: bytes) -> Cleaned:
    """Gives the Word file anew; raises `UncleanError` where it is broken or too large, or where something covers its text."""
    container = Container(data)
    body = container.xml(_MAIN).find(f"{W}body")
    if body is None:
        raise UncleanError("original-damaged")
    try:
        reader = _Reader(container)
        blocks = tuple(reader.document(body))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as why:
        raise UncleanError("original-damaged") from why
    notes = (PARTS_LEFT_OUT,) * bool(reader.lost or reader.pictures.lost) + (BARRED,) * reader.barred
    return Cleaned(word_file(blocks), WORD, TOOL, notes)


class _Reader:
    """Reads one file: its body, then its notes; page headers before, and footers after."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._relations = self._read_relations(_RELATIONS)
        self._looks = Looks(container)
        self.pictures = Pictures(container)
        self._images = self._images_of(_RELATIONS)
        self._notes: dict[tuple[str, str], int] = {}
        "By kind and id, the number that a note bears; one is written once, whatever refers to it."
        self._left = MOST_LETTERS
        self.lost, self.barred = 0, False

    def document(self, body: Any) -> Iterator[Block]:
        """Gives all that is seen, in the order that it is read."""
        yield from self._parts("header")
        yield from self._blocks(body)
        roots = {kind: self._noted(kind) for kind in ("footnote", "endnote")}
        written = 0
        while written < len(self._notes):  # a note may refer to further ones
            for (kind, id_), number in list(self._notes.items())[written:]:
                written = number
                if (note := roots[kind].get(id_)) is not None:
                    yield Paragraph((Letters(f"{number}", raised=True),))
                    yield from self._blocks(note)
        yield from self._parts("footer")

    def _parts(self, kind: str) -> Iterator[Block]:
        own = self._images
        for name in dict.fromkeys(target for told, target in self._relations.values() if told == kind):
            self._images = self._images_of(f"word/_rels/{name.removeprefix('word/')}.rels")
            yield from self._blocks(self._container.xml(name))
        self._images = own

    def _noted(self, kind: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for told, target in self._relations.values():
            if told == f"{kind}s":
                found |= {
                    one.get(f"{W}id", ""): one
                    for one in self._container.xml(target).iter(f"{W}{kind}")
                    if not one.get(f"{W}type")
                }
        return found

    def _read_relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Gives kind and member by id; what leads out of the file, and what the file has not, is nothing."""
        found: dict[str, tuple[str, str]] = {}
        for one in self._container.xml(name) if name in self._container else ():
            target = one.get("Target", "")
            member = target.removeprefix("/") if target.startswith("/") else f"word/{target}"
            if one.get("TargetMode") != "External" and member in self._container:
                found[one.get("Id", "")] = one.get("Type", "").rpartition("/")[2], member
        return found

    def _images_of(self, name: str) -> dict[str, str]:
        return {id_: member for id_, (kind, member) in self._read_relations(name).items() if kind == "image"}

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent.iterchildren():
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield self._table(element)
            elif element.tag == f"{W}altChunk":
                yield self._place()
            elif element.tag not in _GONE:
                yield from self._blocks(element)

    def _place(self) -> Paragraph:
        self.lost += 1
        return Paragraph((Letters(PLACE),))

    def _table(self, table: Any) -> Table:
        told = table.find(f"{W}tblPr/{W}bidiVisual")
        rows = (one for one in table.iter(f"{W}tr") if next(one.iterancestors(f"{W}tbl")) is table and not _is_gone(one))
        return Table(tuple(tuple(self._cells(row)) for row in rows), rtl=is_on(told))

    def _cells(self, row: Any) -> Iterator[Cell]:
        for one in row.iter(f"{W}tc"):
            if next(one.iterancestors(f"{W}tr")) is not row or one.find(f"{W}tcPr/{W}cellDel") is not None:
                continue
            span = one.find(f"{W}tcPr/{W}gridSpan")
            told = span.get(f"{W}val", "1") if span is not None else "1"
            yield Cell(tuple(self._blocks(one)), min(int(told), MOST_SPAN) if told.isdecimal() and told.isascii() else 1)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        boxes: list[Any] = []
        told = paragraph.find(f"{W}pPr")
        runs = list(self._runs(paragraph, self._looks.of_paragraph(paragraph), boxes))
        if told is not None and told.find(f"{W}numPr") is not None and runs:
            runs.insert(0, Letters("– "))
        style = self._looks.name_of(paragraph)
        level = _HEADING.fullmatch(style)
        align = told.find(f"{W}jc") if told is not None else None
        yield Paragraph(
            tuple(runs),
            level=min(3, int(level[1] or 1)) if level and style else 0,
            rtl=is_on(told.find(f"{W}bidi")) if told is not None else False,
            align=_ALIGNED.get(align.get(f"{W}val", ""), "") if align is not None else "",
        )
        for box in boxes:
            yield from self._blocks(box)

    def _runs(self, parent: Any, look: Look, boxes: list[Any]) -> Iterator[Letters | Pixels]:
        for element in parent.iterchildren():
            if element.tag == f"{W}r":
                own = self._looks.of_run(element, look)
                if not own.hidden:
                    yield from self._run(element, own, boxes)
            elif element.tag not in _GONE:
                if element.tag == _MATH_TEXT:
                    yield Letters(self._counted(element.text))
                yield from self._runs(element, look, boxes)

    def _run(self, run: Any, look: Look, boxes: list[Any]) -> Iterator[Letters | Pixels]:
        text: list[str] = []
        for one in _inside(run):
            if one.tag in (f"{W}t", _MATH_TEXT):
                text.append(self._counted(one.text))
            elif one.tag in _SIGNS:
                text.append(_SIGNS[one.tag])
            elif one.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield from self._styled(text, look)
                yield self._note(one)
            elif one.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                yield from self._styled(text, look)
                yield from self._drawn(one, boxes)
        yield from self._styled(text, look)

    def _styled(self, text: list[str], look: Look) -> Iterator[Letters]:
        whole = "".join(text)
        text.clear()
        if whole and look.barred:
            self.barred = True
            yield Letters(BAR if whole.strip() else " ")
        elif whole:
            yield Letters(whole, bold=look.bold, italic=look.italic, underlined=look.underlined, raised=look.raised, rtl=look.rtl)

    def _counted(self, text: str | None) -> str:
        seen = letters_of(text or "")
        self._left -= len(seen)
        if self._left < 0:
            raise UncleanError("original-too-large")
        return seen

    def _note(self, reference: Any) -> Letters:
        key = str(reference.tag)[len(W) :].removesuffix("Reference"), reference.get(f"{W}id", "")
        return Letters(f"{self._notes.setdefault(key, len(self._notes) + 1)}", raised=True)

    def _drawn(self, drawing: Any, boxes: list[Any]) -> Iterator[Letters | Pixels]:
        """Gives the pictures of a drawing, and notes its text boxes; what floats over the text is refused."""
        if is_floating(drawing):
            raise UncleanError("original-covered")
        inside = [one for one in drawing.iter(f"{W}txbxContent") if next(one.iterancestors(_FALLBACK), None) is None]
        boxes += [one for one in inside if not any(above in inside for above in one.iterancestors(f"{W}txbxContent"))]
        found = list(self.pictures.of(drawing, self._images))
        yield from found
        if not found and not inside:
            self.lost += 1
            yield Letters(PLACE)


def _inside(run: Any) -> Iterator[Any]:
    """Gives what a run holds, in order, through wrappers, and not what drawings hold."""
    drawn = (f"{W}drawing", f"{W}pict", f"{W}object")
    stack = [iter(run)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag not in _GONE:
            yield element
            if element.tag not in drawn:
                stack.append(iter(element))


def _is_gone(row: Any) -> bool:
    """Answers whether a row is hidden, or was struck out."""
    told: Iterable[Any] = row.iterchildren(f"{W}trPr")
    return any(one.find(f"{W}del") is not None or is_on(one.find(f"{W}hidden")) for one in told)
