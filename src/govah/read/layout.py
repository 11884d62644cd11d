"""Story and furniture in scraped text: sentences among sentences are the story; menus, credits and calls are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.records import Segment
from govah.words import table

_SENTENCE_END: Final = re.compile(r"[.!?؟…۔:»”\"’)\]][^\w#@]*$|[.!?؟…۔]\s+[^\W\d_]\w+(?:\s+\S+){0,4}\s*$")
"""A mark at the end of a line, whatever emoji stand after it, or before a few last words."""
_LINE: Final = re.compile(r"[^\r\n]+")
_LINK: Final = re.compile(r"https?://|www\.|@\w{3,}|t\.me/")
_LETTER: Final = re.compile(r"[^\W\d_]")
_MARKS: Final = re.compile(r"[^\w\s.,،؛:;!?؟()«»“”\"'’‘\-–—/%\u200c]")
_ITEM: Final = re.compile(r"(?:[-–—•*▪●◾◦‣·]\s+|\(?\d{1,3}[.)\-]\s+|\(?\d{1,3}\s?[.)\-–ـ/]\s*(?=[^\W\d_]))\S")
"""A line that begins like an item of a list."""
_MARKED_WORDS: Final = 5
"""Words up to which a short line that begins with an emoji is a button, and no item of a list."""
STORY_WORDS: Final = 12
"""Words from which on a line that ends like a sentence is part of the story."""
TITLE_WORDS: Final = (3, 26)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its place in the text."""

    start: int
    end: int
    text: str

    @property
    def count(self) -> int:
        """Gives how many words it has."""
        return len(self.text.split())


def parts(text: str) -> tuple[Segment, ...]:
    """Gives the text's lines as title, story and furniture, in order; blank lines are left as gaps."""
    lines = [_line(found.start(), found.group()) for found in _LINE.finditer(text) if found.group().strip()]
    kinds = [_kind(line) for line in lines]
    _unwrap(text, lines, kinds)
    _mend(lines, kinds)
    _set_title(lines, kinds)
    return tuple(Segment(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=True))


def _line(start: int, raw: str) -> Line:
    stripped = raw.strip()
    begin = start + raw.index(stripped)
    return Line(begin, begin + len(stripped), stripped)


def _kind(line: Line) -> str:
    if is_furniture(line.text):
        return "furniture"
    if line.count >= STORY_WORDS and (_SENTENCE_END.search(line.text) or line.count >= 2 * STORY_WORDS):
        return "story"
    return "story" if line.count >= 4 and _SENTENCE_END.search(line.text) else "short"


def is_furniture(words: str) -> bool:
    """Answers whether a line is one that pages put around their stories: a menu, a credit, a call to share or subscribe."""
    if _LINK.search(words) and len(words.split()) <= 6:
        return True
    return not _LETTER.search(words) or bool(_pattern().search(words))


_WRAPPED: Final = 45
"""Letters of a line from which on it may have been cut by a program that wraps lines."""


def _unwrap(text: str, lines: list[Line], kinds: list[str]) -> None:
    """A line that goes on in small letters on the next is part of the story as that one is, and the other way round."""
    for place in range(len(lines) - 2, -1, -1):
        line, following = lines[place], lines[place + 1]
        close = text[line.end : following.start].count("\n") == 1
        goes_on = line.text[-1:].isalnum() or line.text.endswith(",")
        if not (close and goes_on and len(line.text) >= _WRAPPED and following.text[:1].islower()):
            continue
        if kinds[place] == "short" and kinds[place + 1] in {"story", "short"}:
            kinds[place] = kinds[place + 1] = "story"


def _mend(lines: list[Line], kinds: list[str]) -> None:
    """Short lines between story lines are headings or names in it; those before the first or after the last are furniture."""
    story = [place for place, kind in enumerate(kinds) if kind == "story"]
    first, last = (story[0], story[-1]) if story else (len(kinds), -1)
    for place, kind in enumerate(kinds):
        if kind == "short":
            listed = place > last and kinds[place - 1] == "story" and _ITEM.match(lines[place].text) is not None
            inside = first < place < last or not story or listed or _is_field(lines, place)
            inside = inside or (place < first and _is_entry(lines, place, first))
            marked = lines[place].count < _MARKED_WORDS and _MARKS.search(lines[place].text[:1])
            kinds[place] = "story" if inside and not marked else "furniture"


_FIELD: Final = re.compile(r"[A-Z][A-Za-z'’/ -]{2,30}: ?\S")


def _is_field(lines: list[Line], place: int) -> bool:
    """A line such as "Name: X" among others such as "Age: 24" is a form about somebody, and no menu."""
    near = [lines[at].text for at in (place - 1, place, place + 1) if 0 <= at < len(lines)]
    return _FIELD.match(lines[place].text) is not None and sum(_FIELD.match(one) is not None for one in near) > 1


_NAME: Final = re.compile(r"(?:[^\W\d_a-z][\w'’.-]+ ){1,4}[^\W\d_a-z][\w'’-]+")
_UNDER_NAME: Final = re.compile(
    r"(?:\w+ )?\d[\d.]*(?: years?)?(?: and \d+ (?:months?|days?))?(?: (?:years?|months?))? "
    r"(?:of imprisonment|in prison|imprisonment)|"
    r"(?:born )?(?:\d{1,2} \w+ )?\d{4}(?:-\d\d-\d\d)?\b.{0,60}"
)
"""A term, a day or the years of a life, which stand under a name."""
_ENTRY_LINES: Final = 5


def _is_entry(lines: list[Line], place: int, first: int) -> bool:
    """As in a name, "Teacher", "7.5 years of imprisonment": the lines that head an entry about somebody are no menu."""
    near = range(max(0, first - _ENTRY_LINES), first)
    heads = [at for at in near if _NAME.fullmatch(lines[at].text)]
    under = [at for at in near if _UNDER_NAME.fullmatch(lines[at].text)]
    return bool(heads and under) and heads[0] < under[-1] and heads[0] <= place <= under[-1]


def _set_title(lines: list[Line], kinds: list[str]) -> None:
    """The last short line of several words above the story is its title."""
    first = next((place for place, kind in enumerate(kinds) if kind == "story"), None)
    for place in range((first or 0) - 1, -1, -1):
        low, high = TITLE_WORDS
        if low <= lines[place].count <= high and not is_furniture(lines[place].text) and "|" not in lines[place].text:
            kinds[place] = "title"
            return


@cache
def _pattern() -> re.Pattern[str]:
    """Gives all patterns as one: a text of a million lines asks each of them a million times."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in table("reading/media/furniture")), re.IGNORECASE)
