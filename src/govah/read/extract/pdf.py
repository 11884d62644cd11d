"""PDF: the text layer, page by page, with Arabic script put back into the order in which it was written."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from govah.errors import ReadError
from govah.read.extract import ocr
from govah.read.extract.assembling import Assembly
from govah.read.extract.pdf_lines import (
    Habits,
    Line,
    Sign,
    habits_of,
    line_of,
    lines_of,
    paragraphs,
    plain_forms,
)
from govah.records import Extracted, Locator

TOOL: Final = f"govah-pdf 1 / pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}"
WITHOUT_TEXT: Final = "pages-without-text"
"""Note: some pages hold pictures only."""
_MOST_PAGES: Final = 20_000
_MOST_CHARACTERS: Final = 40_000_000
_ERROR_PASSWORD: Final = 4
_SCALE: Final = 200 / 72
"""Pixels a point: 200 to the inch."""


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the text of every page, each in segments that bear its number."""
    document = _opened(data, name)
    if len(document) > _MOST_PAGES:
        raise ReadError("document-too-long", name=name, count=len(document), limit=_MOST_PAGES)
    pages: list[_Page] = []
    characters = 0
    for number in range(len(document)):
        page = _page(document, number)
        characters += page.characters
        if characters > _MOST_CHARACTERS:
            raise ReadError("document-too-long", name=name, count=characters, limit=_MOST_CHARACTERS)
        pages.append(page)
    scanned = [number for number, page in enumerate(pages) if not page.characters]
    read = dict(_read_pictures(document, scanned))
    pages = [replace(page, plain=read[number]) if number in read else page for number, page in enumerate(pages)]
    habits = habits_of(line for page in pages for line in page.placed)
    title = str(document.get_metadata_dict().get("Title", "")).strip()
    found = _assembled([page.lines(habits) for page in pages], title)
    return (_told(found, read, len(scanned)),)


def _read_pictures(document: Any, scanned: list[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Gives the lines of pages that are pictures, where Tesseract is installed: the first of them, since each takes seconds."""
    found = ocr.engine() if scanned else None
    if found is None:
        return
    for number in scanned[: ocr.MOST_PAGES]:
        try:
            picture = document[number].render(scale=_SCALE, grayscale=True).to_pil()
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            continue
        lines = tuple(line for line in ocr.words_in(picture, found).split("\n") if line.strip())
        if lines:
            yield number, lines


def _told(text: Extracted, read: dict[int, tuple[str, ...]], scanned: int) -> Extracted:
    """Says in tool and notes that some of it was read from pictures."""
    found = ocr.engine() if read else None
    if found is None:
        return text
    notes = [ocr.BY_OCR, *(note for note in text.notes if note != WITHOUT_TEXT or len(read) < scanned)]
    if scanned > ocr.MOST_PAGES:
        notes.append(ocr.CUT_SHORT)
    return replace(text, tool=f"{text.tool} + {found.tool}", notes=tuple(notes))


@dataclass(frozen=True, slots=True)
class _Page:
    """One page: signs by line where it bears Arabic script, else plain lines as the library orders them."""

    placed: tuple[list[Sign], ...] = ()
    plain: tuple[str, ...] = ()
    characters: int = 0

    def lines(self, habits: Habits) -> list[Line]:
        """Gives the page's lines."""
        if self.plain:
            return [Line(plain_forms(text), rtl=False) for text in self.plain]
        return [line_of(signs, habits) for signs in self.placed]


def _opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as why:
        if getattr(why, "err_code", None) == _ERROR_PASSWORD or "password" in str(why).lower():
            raise ReadError("pdf-encrypted", name=name) from None
        raise


def _page(document: Any, number: int) -> _Page:
    try:
        text = document[number].get_textpage()
    except pypdfium2.PdfiumError:
        return _Page()
    count = pdfium.FPDFText_CountChars(text)
    codes = list(_characters([pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]))
    if any(0x600 <= code <= 0x8FF or 0xFB50 <= code <= 0xFEFC for code in codes):
        return _Page(placed=tuple(lines_of(list(_signs(text, codes)))), characters=count)
    plain = "".join(chr(code) for code in codes if code).replace("\r", "\n").split("\n")
    return _Page(plain=tuple(line for line in plain if line.strip()), characters=count)


def _signs(text: Any, codes: list[int]) -> Iterator[Sign]:
    """Gives the page's signs in the library's order: characters of one origin are one sign, and a guessed space is only noted."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    signs: dict[tuple[float, float], Sign] = {}
    last, last_index, guessed = -1, -1, False
    for index, code in enumerate(codes):
        if not code or code in (0x0A, 0x0D):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        left, right, height = min(box.left, box.right), max(box.left, box.right), abs(box.top - box.bottom)
        if chr(code).isspace() and right - left < 0.01:
            guessed = True
            continue
        place = (round(x.value, 2), round(y.value, 2))
        known = signs.get(place)
        if known is None:
            signs[place] = Sign(chr(code), left, right, y.value, height, index, guessed=last if guessed else -1)
        elif chr(code) not in known.text or index == last_index + 1:
            signs[place] = replace(known, text=known.text + chr(code), left=min(left, known.left), right=max(right, known.right))
        last, guessed, last_index = signs[place].index, False, index
    ordered = list(signs.values())
    for sign, after in zip(ordered, [*ordered[1:], None], strict=True):
        yield replace(sign, falling=after is not None and after.left < sign.left + 0.01)


def _characters(codes: list[int]) -> Iterator[int]:
    """Gives code points, one for each index; the second half of a surrogate pair is 0, and so is what is no character."""
    high = 0
    for index, code in enumerate(codes):
        if 0xD800 <= code < 0xDC00 and index + 1 < len(codes) and 0xDC00 <= codes[index + 1] < 0xE000:
            high = code
            yield 0x10000 + ((code - 0xD800) << 10) + (codes[index + 1] - 0xDC00)
        elif high and 0xDC00 <= code < 0xE000:
            high = 0
            yield 0
        elif code == 0x02:  # the library's mark for a hyphen at the end of a line
            yield 0x2D
        else:
            yield code if code in (0x0A, 0x0D, 0x09) or 0x20 <= code < 0xFFFE or 0x10000 <= code < 0x110000 else 0


@dataclass(frozen=True, slots=True)
class _Edges:
    """Lines that stand at the top or bottom of many pages, digits aside."""

    repeated: frozenset[str]

    def is_furniture(self, lines: list[Line], index: int) -> bool:
        """Answers whether that line of a page is a running title or a page number."""
        if len(lines) < 4 or index not in (0, 1, len(lines) - 2, len(lines) - 1):
            return False
        text = lines[index].text.strip()
        return (_faceless(text) in self.repeated and not text.endswith(".")) or (
            len(text) <= 9 and not any(letter.isalpha() for letter in text)
        )


def _faceless(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip())


def _edges(pages: list[list[Line]]) -> _Edges:
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_faceless(line.text) for line in (*lines[:2], *lines[-2:])})
    return _Edges(frozenset(text for text, count in counts.items() if count >= 3 and count * 3 >= len(pages)))


def _assembled(pages: list[list[Line]], title: str) -> Extracted:
    edges = _edges(pages)
    out = Assembly()
    empty = False
    for number, lines in enumerate(pages, 1):
        locator = Locator(page=number)
        empty = empty or not lines
        out.gap(2)
        story: list[Line] = []
        for index, line in enumerate(lines):
            if edges.is_furniture(lines, index):
                _flush(out, story, locator)
                out.gap(1)
                out.segment(line.text, "furniture", locator)
            else:
                story.append(line)
        _flush(out, story, locator)
    return out.extracted(TOOL, title=title, notes=(WITHOUT_TEXT,) if empty else ())


def _flush(out: Assembly, story: list[Line], locator: Locator) -> None:
    if story:
        out.gap(1)
        out.segment(paragraphs(story), "story", locator)
        story.clear()
