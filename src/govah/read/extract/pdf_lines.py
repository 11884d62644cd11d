"""Lines of a PDF made text again, from where each sign stands: Arabic script comes back in the order in which it was written.

A PDF keeps signs and places, not words. On a page with Arabic script the signs of one line are sorted by place and read from the
right, and only runs of Latin letters and digits turn back. No letter is made up: a step sorts, joins or spells out what is there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import quantiles
from typing import Final

from govah.read.extract.pdf_columns import gutters

_ARABIC: Final = re.compile("[\u0600-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_FORMS: Final = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc\ufb00-\ufb06]")
_NOT_JOINING: Final = frozenset("اآأإٱدذرزژوؤةىء")
_SEPARATORS: Final = frozenset(".,/:٫٬")
_BRACKETS: Final = ("()", "[]", "{}", "«»")
_MARKS_BEHIND: Final = frozenset(".؟?!…")
_ZWNJ: Final = "\u200c"
_ENDS: Final = (".", "؟", "?", "!", ":", "؛", "…", ".»", '."', "”")
_STARTS: Final = re.compile(r"\s*(?:[-–—•▪●*]|\(?[\d۰-۹]{1,3}[.)\-])\s")


@dataclass(frozen=True, slots=True)
class Sign:
    """What one glyph stands for, in the order of the library, and its place; `falling` where the library went leftwards there."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    index: int
    falling: bool = False
    guessed: int = -1
    "The sign after which the library guessed a space before this one."

    @property
    def middle(self) -> float:
        """Gives where it stands on its line."""
        return (self.left + self.right) / 2

    @property
    def is_mark(self) -> bool:
        """Answers whether it only sits on another sign."""
        return all(unicodedata.combining(letter) for letter in self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, in the order in which it is read."""

    text: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """What holds of a whole document: which way its signs for several letters are spelled, and whether gaps stretch words."""

    spelled_backwards: bool
    stretched: bool


def lines_of(signs: Sequence[Sign]) -> list[list[Sign]]:
    """Gives a page's signs by line, sorted from the left, the lines in the order of the library; a wide gap ends a line."""
    usual = sorted(sign.height for sign in signs)[len(signs) * 3 // 4] if signs else 0.0
    rows: list[list[Sign]] = []
    for sign in signs:
        reach = max(sign.height, usual) * (0.6 if sign.is_mark else 0.3)
        near = min(rows[-40:], key=lambda row: abs(row[0].baseline - sign.baseline), default=None)
        if near is None or abs(near[0].baseline - sign.baseline) > reach:
            rows.append([sign])
        else:
            near.append(sign)
    sorted_rows = [sorted(row, key=lambda sign: sign.middle) for row in rows]
    between = gutters([[sign for sign in row if not sign.text.isspace()] for row in sorted_rows], usual)
    split = [part for row in sorted_rows for part in _parts(row, between)]
    written = (part for part in split if any(not sign.text.isspace() for sign in part))
    return sorted(written, key=lambda part: min(sign.index for sign in part))


def _parts(row: list[Sign], between: Sequence[float]) -> Iterator[list[Sign]]:
    wide = 2.5 * max(sign.height for sign in row)
    part = [row[0]]
    for sign in row[1:]:
        reached = max(one.right for one in part[-3:])
        if sign.left - reached > wide or any(reached <= x <= sign.left for x in between):
            yield part
            part = []
        part.append(sign)
    yield part


def habits_of(lines: Iterable[list[Sign]]) -> Habits:
    """Gives what holds of a document's signs: lam is joined to what follows it, and only joined letters can be stretched."""
    first = last = joined = loose = real = 0
    for line in lines:
        for sign in line:
            real += sign.text == " "
            spelled = _spelled(sign, backwards=False)
            if len(spelled) == 2 and spelled[0] != spelled[1]:
                first += spelled[0] == "ل"
                last += spelled[1] == "ل"
        height = max(sign.height for sign in line)
        for left, right in pairwise(line):
            if _gaping(left, right, height) and _ARABIC.match(left.text) and _ARABIC.match(right.text):
                joined += _joins(right.text[-1], left.text[0])
                loose += not _joins(right.text[-1], left.text[0])
    return Habits(last > first, joined >= 5 and max(loose * 4, 1) <= min(joined, real))


def line_of(signs: list[Sign], habits: Habits) -> Line:
    """Gives one line as text."""
    letters = [letter for sign in signs for letter in sign.text if letter.isalpha()]
    rtl = sum(bool(_ARABIC.match(letter)) for letter in letters) * 2 > len(letters)
    words = _single([replace(sign, text=_spelled(sign, backwards=habits.spelled_backwards)) for sign in signs])
    spaced = list(_spaced(_marked(words), habits))
    text = "".join(sign.text for sign in (_from_right(spaced) if rtl else _from_left(spaced)))
    text = plain_forms(text)
    return Line(faced(text) if rtl else text, rtl)


def plain_forms(text: str) -> str:
    """Gives a line with old letter forms and ligatures spelled out, and the hyphen that shows as a hyphen."""
    text = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return re.sub(" {2,}", " ", text.replace("\u00ad", "-")).strip()


def _spelled(sign: Sign, *, backwards: bool) -> str:
    """Gives the letters of one sign in the order in which they are read, marks and ZWNJ behind the letter."""
    if len(sign.text) == 1:
        return sign.text
    written = list(sign.text)
    if all(_ARABIC.match(letter) or letter == _ZWNJ for letter in written) and sign.falling != backwards:
        written.reverse()
    letters = [letter for letter in written if not unicodedata.combining(letter)]
    if len(letters) == 2 and letters[1] == "ل" and letters[0] in "اآأإ":
        letters.reverse()
    letters.sort(key=lambda letter: letter != _ZWNJ)  # a ZWNJ has no width: it stands where the letter behind it begins
    return "".join((*letters, *(letter for letter in written if unicodedata.combining(letter))))


def _single(signs: list[Sign]) -> list[Sign]:
    """Takes out the second sign of two that the document both calls by the same letter and mark, in one place."""
    out: list[Sign] = []
    for sign in signs:
        twin = out and out[-1].text == sign.text and len(sign.text) > 1 and any(map(unicodedata.combining, sign.text))
        if not (twin and sign.left < out[-1].right and out[-1].left < sign.right):
            out.append(sign)
    return out


def _marked(signs: list[Sign]) -> list[Sign]:
    """Puts each mark that stands by itself behind the letter that it sits on."""
    bases = [sign for sign in signs if not sign.is_mark and not sign.text.isspace()]
    marks: dict[int, str] = {}
    for mark in signs:
        if mark.is_mark and bases:
            base = min(bases, key=lambda sign: abs(sign.middle - mark.middle))
            marks[base.index] = marks.get(base.index, "") + mark.text
    return [replace(sign, text=sign.text + marks.get(sign.index, "")) for sign in signs if not (sign.is_mark and bases)]


def _gaping(left: Sign, right: Sign, height: float) -> bool:
    gap = right.left - left.right
    guessed = left.guessed == right.index or right.guessed == left.index
    return (gap > 0.2 * height or (guessed and gap > 0)) and not left.text.isspace() and not right.text.isspace()


def _spaced(signs: list[Sign], habits: Habits) -> Iterator[Sign]:
    """Puts a space into each gap that is wide enough, but not into a stretched word."""
    height = max(sign.height for sign in signs)
    for index, sign in enumerate(signs):
        yield sign
        after = signs[index + 1] if index + 1 < len(signs) else None
        if after and _gaping(sign, after, height):
            letters = (after.text[0], sign.text[0])
            if not (habits.stretched and _joins(*letters)):
                yield replace(sign, text=" ", left=sign.right, right=after.left)


def _joins(before: str, after: str) -> bool:
    """Answers whether the letter before would be written together with the one after."""
    letters = bool(_ARABIC.match(before) and _ARABIC.match(after)) and before.isalpha() and after.isalpha()
    return letters and before not in _NOT_JOINING


def _from_right(signs: list[Sign]) -> Iterator[Sign]:
    """Gives signs sorted from the left in the order of right-to-left reading: runs of Latin and of digits turn back."""
    run: list[Sign] = []
    for index in range(len(signs) - 1, -1, -1):
        sign = signs[index]
        if _runs_right(signs, index, bool(run)):
            run.append(sign)
        else:
            yield from reversed(run)
            run = []
            yield sign
    yield from reversed(run)


def _from_left(signs: list[Sign]) -> Iterator[Sign]:
    """Gives signs sorted from the left in the order of left-to-right reading: runs of Arabic script turn back."""
    index = 0
    while index < len(signs):
        if not _ARABIC.match(signs[index].text):
            yield signs[index]
            index += 1
            continue
        end = last = index
        while end < len(signs) and not _is_latin(signs[end]):
            last = end if _ARABIC.match(signs[end].text) else last
            end += 1
        yield from _from_right(signs[index : last + 1])
        index = last + 1


def _is_latin(sign: Sign) -> bool:
    return sign.text[0].isalpha() and not _ARABIC.match(sign.text)


def _runs_right(signs: list[Sign], index: int, running: bool) -> bool:
    """Answers whether a sign belongs to a run that is read from the left: a letter, a digit, or what stands between them."""
    sign = signs[index]
    if _is_latin(sign) or sign.text[0].isdigit():
        return True
    if not running or index == 0 or _ARABIC.match(sign.text):
        return False
    before, after = signs[index - 1], signs[index + 1]
    if before.text[0].isdigit() and after.text[0].isdigit():
        return sign.text in _SEPARATORS
    further = next((one for one in reversed(signs[:index]) if one.text[0].isalnum()), None)
    behind = next((one for one in signs[index + 1 :] if one.text[0].isalnum()), None)
    return bool(further and behind and _is_latin(further) and (_is_latin(behind) or behind.text[0].isdigit()))


def faced(text: str) -> str:
    """Turns each bracket towards what it encloses: libraries turn some of them round on a right-to-left line, and not others."""
    depth = 0
    out: list[str] = []
    for index, letter in enumerate(text):
        pair = next((pair for pair in _BRACKETS if letter in pair), "")
        if pair:
            before, after = text[index - 1 : index], text[index + 1 : index + 2]
            opens = _opens(before, after, depth)
            depth = max(0, depth + (1 if opens else -1))
            out.append(pair[0] if opens else pair[1])
        else:
            out.append(letter)
    return "".join(out)


def _opens(before: str, after: str, depth: int) -> bool:
    """Answers whether a bracket opens: it leans on what follows; in doubt, whether none is open."""
    free_before, free_after = not before or not before.isalnum(), not after or not after.isalnum()
    if free_before and not free_after and not (before and before in _MARKS_BEHIND):
        return True
    if free_after and not free_before:
        return False
    return depth == 0


def paragraphs(lines: list[Line]) -> str:
    """Gives lines as paragraphs: a full line that does not end a sentence goes on in the next."""
    lengths = [len(line.text) for line in lines]
    full = 0.8 * (quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 1e9)
    out: list[str] = []
    for index, line in enumerate(lines):
        out.append(line.text)
        if index + 1 < len(lines):
            going_on = len(line.text) >= full and not line.text.endswith(_ENDS) and not _STARTS.match(lines[index + 1].text)
            out.append(" " if going_on else "\n")
    return "".join(out)
