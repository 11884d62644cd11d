"""The story of a Persian document cut into sentences; headers, handles, counts and hashtags of a channel are left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from govah.records import Extracted

STORY: Final = frozenset({"story", "title", "caption", "message", "cell", "quoted"})
_LINE: Final = re.compile(r"[^\r\n\u2028\u2029]+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_FURNITURE: Final = re.compile(
    r"\s*(?:[\W_]*پیام\s*#?\s*[\d۰-۹]+\s*$|@?\s*[\w.]*\s*$(?<=[A-Za-z_])|[^\w]*@\w+.*$|.*👁.*|.*📅.*|(?:\s*#[\w\u200c]+)+\s*$"
    r"|https?://\S+\s*$|[^\w]*t\.me/\S*\s*$|[^\w]*(?:عضو شوید|به ما بپیوندید|کانال ما|"
    r"لینک عضویت|ادامه مطلب|بیشتر بخوانید|کد خبر|تاریخ انتشار|منتشر شده در)\b.*)"
)
_END: Final = re.compile(r"[.!?؟…]+(?=[\s»”\")\]]|$)[»”\")\]]*")
_BULLET: Final = re.compile(r"^\s*(?:[-*•▪●■◾◼–—]|[\d۰-۹]{1,3}[.)\-ـ]|[^\w\s«»\"'()\[\]“”#]+)\s*")
_WRAP: Final = 55
_LONGEST: Final = 1200


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence by its place in the raw text."""

    start: int
    end: int
    paragraph: int
    "Which line of the text it stands in: anaphors reach across sentences, and less far across paragraphs."
    title: bool
    published: date | None = None
    author: str = ""
    part: int = 0
    "Which segment it belongs to (a message of a chat is a world of its own)."


def sentences_of(extracted: Extracted) -> tuple[Sentence, ...]:
    """Gives the sentences of the story in order."""
    return tuple(_all(extracted))


def _all(extracted: Extracted) -> Iterator[Sentence]:
    text = extracted.text
    parts = [segment for segment in extracted.segments if segment.kind in STORY] if extracted.segments else []
    spans = [(s.start, s.end, s.kind, s.published, s.author) for s in parts]
    if not extracted.segments:
        spans = [(0, len(text), "story", None, "")]
    paragraph = 0
    for number, (start, end, kind, published, author) in enumerate(spans):
        part = number if kind in {"message", "cell"} else 0
        for first, last in _blocks(text, start, end):
            paragraph += 1
            bounds = list(_bounds(text, first, last))
            for low, high in bounds:
                title = kind == "title" or (len(bounds) == 1 and text[high - 1] not in ".!?؟…")
                yield Sentence(low, high, paragraph, title, published, author, part)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines, those that a narrow page has wrapped joined again; lines that are furniture left out."""
    held: tuple[int, int] | None = None
    for found in _LINE.finditer(text, start, end):
        line = found.group()
        if is_furniture(line):
            if held and _LETTER.search(line):
                yield held
                held = None
            continue
        low = found.start() + (bullet.end() if (bullet := _BULLET.match(line)) else 0)
        if held and low == found.start() + len(line) - len(line.lstrip()) and _goes_on(text, held, found.start()):
            held = (held[0], found.end())
            continue
        if held:
            yield held
        held = (low, found.end())
    if held:
        yield held


def _goes_on(text: str, held: tuple[int, int], following: int) -> bool:
    gap = text[held[1] : following]
    last = text[held[0] : held[1]].rstrip()
    newest = last.rsplit("\n", 1)[-1]
    return gap.count("\n") == 1 and len(newest) >= _WRAP and bool(last) and last[-1] not in ".!?؟…:؛»"


def is_furniture(line: str) -> bool:
    """Answers whether a line is a header, a handle, a count, a link or hashtags, and no part of the story."""
    return not _LETTER.search(line) or (bool(_FURNITURE.fullmatch(line)))


def _bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for found in _END.finditer(text, start, end):
        if _inside_number(text, found.start()) or found.end() - low < 2:
            continue
        yield from _trimmed(text, low, found.end())
        low = found.end()
    yield from _trimmed(text, low, end)


def _inside_number(text: str, at: int) -> bool:
    """A point after an initial («ا. ب.») or a number of a list ends no sentence."""
    before = text[max(0, at - 2) : at]
    return (len(before) == 2 and before[0] in " \u200c«(" and before[1].isalpha()) or (
        before[-1:].isdigit() and text[at + 1 : at + 2].isdigit()
    )


def _trimmed(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    while low < high and (text[low].isspace() or text[low] in "\u200f\u200e"):
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    if high > low and _LETTER.search(text, low, high):
        for first in range(low, high, _LONGEST):
            yield first, min(high, first + _LONGEST)
