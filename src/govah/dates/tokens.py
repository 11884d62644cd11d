"""A text as tokens of time: each word, number and sign with its class and its place, and the classes as one string."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from govah.dates.lexicon import Lexicon, lexicon, plain
from govah.text import to_latin_digits

_EVEN: Final = str.maketrans(
    dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\u2060\ufeff", "\u200c")
    | dict.fromkeys("–‑−‐", "-")
    | dict.fromkeys("’‘ʼ", "'")
    | {"،": ",", "٫": ".", "٬": ",", "؛": ";", "؟": "?", "⁄": "/"}
)
"""One for one, so that offsets hold."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, phrase, number or sign."""

    kind: str
    start: int
    end: int
    value: Any = None
    is_latin: bool = True


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens, and their classes as a string of the same length."""

    text: str
    "The text with digits Latin and signs evened out; offsets are the original's."
    items: tuple[Token, ...]
    kinds: str


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<full>(?<![\d/.-])(?:\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d\d/\d{1,2}/\d{1,2})(?![\d/]|[.-]\d))"
        r"|(?P<iso>(?<![\d/.-])(?:1[3-4]\d\d|20\d\d)[-/](?:0[1-9]|1[0-2])(?![\d/]|[.-]\d))"
        r"|(?P<time>\d{1,2}:\d\d(?::\d\d)?)"
        r"|(?P<group>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+|\d{5,})"
        r"|(?P<number>\d{1,4})(?P<suffix>st|nd|rd|th|s|'s|[\s\u200c]?ام(?!\w)|[\s\u200c]?مین(?!\w))?(?![^\W_])"
        r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0640])*(?:'[^\W\d_]+)?)"
        r"|(?P<line>\n\s*)|(?P<sign>[^\w\s\u200c]|_)|(?P<other>\w+)"
    )


def tokens(text: str) -> Tokens:
    """Gives the tokens of a text."""
    even = to_latin_digits(text).translate(_EVEN)
    lex, items = lexicon(), [_token(found) for found in _pattern().finditer(even)]
    out: list[Token] = []
    place = 0
    while place < len(items):
        token, used = items[place], 1
        if token.kind == "x":
            token, used = _phrase(lex, items, place)
        elif token.kind in "dgyk" and out and out[-1].kind == "№":
            token = Token("n", token.start, token.end, token.value)
        out.append(token)
        place += used
    kinds = "".join(token.kind for token in out)
    return Tokens(even, tuple(out), kinds)


def _token(found: re.Match[str]) -> Token:
    kind, start, end = str(found.lastgroup), found.start(), found.end()
    if kind == "word":
        return Token("x", start, end, plain(found[0]), found[0][0] < "\u0250")
    if kind in {"number", "suffix"}:
        return _number(found["number"], found["suffix"] or "", start, end)
    if kind == "sign":
        sign = found[0] if found[0] in ",-./()" else "p"
        return Token(sign, start, end)
    return Token({"full": "N", "iso": "I", "time": "t", "group": "n", "line": "\n", "other": "x"}[kind], start, end, found[0])


def _number(digits: str, suffix: str, start: int, end: int) -> Token:
    value = int(digits)
    if suffix.endswith("s") and len(digits) == 4:
        return Token("s", start, end, value)
    if len(digits) == 4 and (1250 <= value <= 1499 or 1800 <= value <= 2099) and not suffix:
        return Token("y", start, end, value)
    if len(digits) <= 2 and 1 <= value <= 31:
        return Token("g" if digits[0] == "0" and not suffix else "d", start, end, value)
    if len(digits) == 2 and not suffix:
        return Token("k" if value else "g", start, end, value)
    return Token("n", start, end, value)


def _phrase(lex: Lexicon, items: list[Token], place: int) -> tuple[Token, int]:
    """The longest phrase of the lexicon that begins here, else the plain word: z where it has a capital, x where not."""
    first = items[place]
    most = lex.openers.get(first.value, 0)
    for length in range(min(most, len(items) - place), 0, -1):
        part = items[place : place + length]
        key = " ".join(str(item.value) if item.kind == "x" else "." for item in part)
        meaning = lex.phrases.get(key)
        if meaning is not None and all(item.kind in "x." for item in part):
            return Token(meaning.kind, first.start, part[-1].end, meaning.value, meaning.is_latin), length
    kind = "z" if first.value[:1].isupper() else "x"
    return Token(kind, first.start, first.end, first.value, first.is_latin), 1
