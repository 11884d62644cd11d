"""Sentences of the story, in order: where each begins and ends, and whether a quotation runs on into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.english.tokens import CLOSING, OPENING, Token, tokens
from govah.records import Extracted, Segment
from govah.words import table

_STORY: Final = frozenset({"story", "message", "quoted", "cell", "caption"})
_END: Final = re.compile(r"(?:[.!?…]+|(?<=[.!?…])\*)[\"”’'»)\]*]*(?:\[\d{1,3}\])*(?=\s|$|[A-Z“\"])")
_SHORT: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Sen|Rep|Gov|Rev|St|Jr|Sr|No|Nos|Art|vs|e\.g|i\.e|etc|approx|"
    r"ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|"
    r"Sept|Oct|Nov|Dec|Inc|Ltd|Co|Messrs|Messers|Mt|Ph|U\.S|U\.N|U\.K|a\.m|p\.m)|(?<![A-Za-z])[A-Z])\.$"
)
_FRONT: Final = re.compile(r"\s*---[^\S\n]*\n.*?\n---[^\S\n]*\n", re.DOTALL)
_NUMBERED: Final = re.compile(r"(?:^|[;:\n])\s*\d{1,2}\.$")
"""The number of an item ends no sentence: "1. X, 41; 2. Y, 34"."""
_NEXT_ITEM: Final = re.compile(r"(?<=[;,:])\s+(?:and )?(?=\(?\d{1,2}[.)] [A-Z])|(?<=\w)\s+(?=Dear (?:[A-Z][\w.'’-]* ?){1,6}, )")
"""Where the next item of a list begins, or a letter: "…; 2. Y", "Dear Mr X, "."""
_MARKER: Final = re.compile(r"(?:[-–—•*▪●◾◦‣·]+|\(?\d{1,2}[.)\-])\s+(?=[\w\"“'‘#(])")
"""What stands in front of an item of a list, and is no word of it."""
LONGEST: Final = 2500
"""Characters of the longest stretch that is read as one sentence; what is longer is cut, so that reading stays linear."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tokens."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    author: str = ""
    "The voice of this part where the format names one."
    kind: str = "story"


def sentences(extracted: Extracted) -> list[Sentence]:
    """Gives the sentences of the story; titles, furniture and front matter are left out."""
    text = extracted.text
    front = _FRONT.match(text)
    begin = front.end() if front else 0
    found: list[Sentence] = []
    for number, (start, end, segment) in enumerate(_paragraphs(extracted, begin)):
        quoted = False  # a quotation that runs on over paragraphs opens each of them anew
        for first, last in _cut(text, start, end):
            parts = tokens(text, first, last, quoted=quoted)
            if parts:
                found.append(Sentence(first, last, number, tuple(parts), segment.author, segment.kind))
                quoted = _left_open(parts, quoted=quoted)
    return found


def _paragraphs(extracted: Extracted, begin: int) -> Iterator[tuple[int, int, Segment]]:
    """Story segments; lines that were wrapped in mid-sentence are put together again."""
    segments = extracted.segments or ((Segment(0, len(extracted.text), "story"),) if extracted.text else ())
    waiting: tuple[int, int, Segment] | None = None
    for segment in segments:
        if (segment.kind not in _STORY and not _is_name_above(extracted.text, segment)) or segment.end <= begin:
            continue
        start = max(segment.start, begin)
        if waiting is not None and _wrapped(extracted.text, waiting[0], waiting[1], start):
            waiting = (waiting[0], segment.end, waiting[2])
            continue
        if waiting is not None:
            yield from _lines(extracted.text, waiting)
        waiting = (start, segment.end, segment)
    if waiting is not None:
        yield from _lines(extracted.text, waiting)


_PART: Final = r"(?:[A-Z][\w'’-]+|[A-Z]\.|al-[A-Z]\w+|bin|ibn|de|van|von)"
_NAME: Final = re.compile(rf"{_PART}(?: {_PART}){{1,4}}")


def _is_name_above(text: str, segment: Segment) -> bool:
    """A first line that is nothing but a name: the card or the life below it is of whoever bears it."""
    return not text[: segment.start].strip() and _NAME.fullmatch(text[segment.start : segment.end].strip()) is not None


_OPENING: Final = re.compile(r"\s*(?:[-–—•*▪●]\s|\(?\d{1,2}[.)\-]\s|[A-Z][A-Za-z'’ -]{2,30}:\s)")
"""A line that begins anew: an item, or a label."""


def _wrapped(text: str, first: int, end: int, start: int) -> bool:
    between = text[end:start]
    line = text[max(first, text.rfind("\n", first, end) + 1) : end].rstrip()
    whole = between.count("\n") <= 1 and not between.strip() and len(line) >= 50 and line[-1:] not in ".!?:”\"'"
    return whole and not _OPENING.match(text, start) and not (line[-1:] == ")" and text[start : start + 1].isupper())


def _lines(text: str, piece: tuple[int, int, Segment]) -> Iterator[tuple[int, int, Segment]]:
    """A segment that holds several paragraphs, parted by blank lines or after whole sentences, gives each."""
    start, end, segment = piece
    for match in re.finditer(r"\S(?:.*?\S)??(?=\s*\n\s*\n|(?<=[.!?”\":*])[^\S\n]*\n|\s*\Z)", text[start:end], re.DOTALL):
        yield start + match.start(), start + match.end(), segment


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if _SHORT.search(text[max(start, stop - 9) : stop]) and not _really_ends(text, stop):
            continue
        if _NUMBERED.search(text[max(at, stop - 7) : stop]):
            continue
        following = text[stop : stop + 3].lstrip()[:1]
        if following and following.islower():
            continue
        reference = re.match(r"\s*\([^()]{3,70}\)(?=\s+[A-Z]|\s*$)", text[stop : min(end, stop + 90)])
        stop += reference.end() if reference else 0
        yield from _items(text, at, stop)
        at = stop
    yield from _items(text, at, end)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Numbered items that run on in one line are each read alone: "1. X, 41, held since May; 2. Y, 34, on bail"."""
    for match in _NEXT_ITEM.finditer(text, start, end):
        yield from _headed(text, start, match.start())
        start = match.end()
    yield from _headed(text, start, end)


_DATELINE: Final = re.compile(
    r"\s*[A-Z][A-Z .'-]{2,30}(?:, [A-Za-z .]{2,20})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?:,? \([^)]{1,30}\))?\s+[-–—]+\s+(?=\S)"
)


_ADDRESSED: Final = re.compile(r"\s*(?:Dear|To) (?:[\w.'’-]+ ){1,7}?[\w.'’-]+[,:]\s+(?=[A-Z])")
"""Whom a letter is addressed to: "Dear Mr X, …"."""


def _headed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A heading or dateline that ran into its sentence ("Trial No information is …", "DUBAI, Feb 11 -") is set apart."""
    match = _headings().match(text, start, end) or _DATELINE.match(text, start, end) or _ADDRESSED.match(text, start, end)
    if match:
        yield from _pieces(text, match.start(), match.end())
        start = match.end()
    yield from _pieces(text, start, end)


@cache
def _headings() -> re.Pattern[str]:
    known = sorted((word.replace("_", " ") for word in str(table("reading/en/words")["headings"]).split()), key=len, reverse=True)
    return re.compile(r"\s*(?:" + "|".join(re.escape(word) for word in known) + r")(?=\s+[A-Z])")


def _really_ends(text: str, stop: int) -> bool:
    """An initial ends its sentence where a small word with a capital follows: "with Abolfazl B. He was …"."""
    return bool(re.match(r"\s+(?:He|She|They|The|His|Her|It|In|On|After|According)\b", text[stop : stop + 14]))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    marker = _MARKER.match(text, start, end)
    start = marker.end() if marker else start
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _left_open(parts: list[Token], *, quoted: bool) -> bool:
    opened = quoted
    for token in parts:
        if token.text in OPENING or token.text in CLOSING:
            opened = token.text in OPENING
        elif token.text == '"':
            opened = token.lower == "“"
    return opened
