"""Locating: where in a text, as it was written, folded words stand; the passage that holds most of them close together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import Final

from govah.text import fold

WINDOW: Final = 160
"""Characters within which words of a passage stand together."""
_MARKS: Final = "[\u0300-\u036f\u064b-\u065f\u0670\u0640\u0621\u00ad\u200d-\u200f]*"
_RANGES: Final = ((0x00C0, 0x0250), (0x0600, 0x0700), (0x1E00, 0x1F00), (0xFB50, 0xFE00), (0xFE70, 0xFF00))
"""Where letters stand that fold to others: Latin with marks, Arabic, and its presentation forms."""
_SLOW: Final = 400_000
"""Characters up to which a text is folded word by word, where no pattern finds what the index says it holds."""
_MOST: Final = 300
_PHRASES: Final = 16
_WORD: Final = re.compile(r"[\w\u200c]+")


@dataclass(frozen=True, slots=True)
class Located:
    """One stretch of a text."""

    start: int
    end: int


def locate(text: str, groups: Sequence[Collection[str]]) -> Located | None:
    """Gives the stretch where most of the words stand together, the first where there are several; None where none is found.

    Args:
        text: as it was written.
        groups: folded words; any one of a group will do.
    """
    phrase = _as_phrase(text, groups)
    if phrase is not None:
        return phrase
    found = _plainly(text, groups) or _by_pattern(text, groups) or _slowly(text[:_SLOW], groups)
    if not found:
        return None
    best, best_count, left = found[0][:2], 0, 0
    for right, (_, end, _) in enumerate(found):
        while end - found[left][0] > WINDOW and left < right:
            left += 1
        count = len({group for _, _, group in found[left : right + 1]})
        if count > best_count:
            best, best_count = (found[left][0], max(end, found[left][1])), count
    return Located(*best)


def _as_phrase(text: str, groups: Sequence[Collection[str]]) -> Located | None:
    """Gives where the words stand one after another as most texts write them, the likest spelling first."""
    for words in islice(product(*groups), _PHRASES):
        for phrase in dict.fromkeys((" ".join(words), " ".join(word.capitalize() for word in words))):
            found = next(_written_so(text, phrase), None)
            if found is not None:
                return Located(*found)
    return None


def _plainly(text: str, groups: Sequence[Collection[str]]) -> list[tuple[int, int, int]]:
    """Looks for the words around the rarest of them, as most texts write them; nothing where they do not stand together."""
    counts = [sum(text.count(form) for word in group for form in _forms(word)) for group in groups]
    if not all(counts):
        return []
    rarest = counts.index(min(counts))
    best: list[tuple[int, int, int]] = []
    anchors = (place for word in groups[rarest] for form in _forms(word) for place in _written_so(text, form))
    for start, end in islice(anchors, _MOST):
        first = max(0, start - WINDOW)
        around = text[first : end + WINDOW]
        found = sorted(
            (first + left, first + right, number)
            for number, group in enumerate(groups)
            for word in group
            for form in _forms(word)
            for left, right in _written_so(around, form)
        )
        held, most = len({number for *_, number in found}), len({number for *_, number in best})
        best = found if held > most else best
        if held == len(groups):
            return found
    return best if len({number for *_, number in best}) > 1 or len(groups) == 1 else []


def _forms(word: str) -> tuple[str, ...]:
    return (word, word.capitalize()) if word.isascii() else (word,)


def _written_so(text: str, form: str) -> Iterator[tuple[int, int]]:
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not (text[at - 1 : at].isalnum() and at) and not text[end : end + 1].isalnum():
            yield at, end
        at = text.find(form, end)


def _by_pattern(text: str, groups: Sequence[Collection[str]]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for number, group in enumerate(groups):
        pattern = "|".join(sorted((_pattern(word) for word in group), key=len, reverse=True))
        for place, match in enumerate(re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)):
            if place == _MOST:
                break
            found.append((*match.span(), number))
    return sorted(found)


def _slowly(text: str, groups: Sequence[Collection[str]]) -> list[tuple[int, int, int]]:
    found = []
    for match in _WORD.finditer(text):
        said = set(fold(match.group()).split())
        found += [(*match.span(), number) for number, group in enumerate(groups) if said & set(group)]
    return found


def _pattern(word: str) -> str:
    return _MARKS.join(_written(letter) for letter in word)


@cache
def _written(letter: str) -> str:
    ways = _ways().get(letter, "")
    return f"[{re.escape(letter)}{ways}]" if ways else re.escape(letter)


@cache
def _ways() -> dict[str, str]:
    """Gives for each folded letter the letters that are written for it."""
    found: dict[str, str] = {}
    for start, end in _RANGES:
        for code in range(start, end):
            key = fold(chr(code))
            if len(key) == 1 and key != chr(code):
                found[key] = found.get(key, "") + re.escape(chr(code))
    return found
