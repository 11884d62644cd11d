"""A text as tokens of time: each word, number and sign with its class and its place, and the classes as one string."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

from govah.dates.lexicon import Lexicon, lexicon, plain
from govah.text import to_latin_digits

_EVEN: Final = str.maketrans(
    dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\u2060\ufeff", "\u200c")
    | dict.fromkeys("–‑−‐", "-")
    | dict.fromkeys("’‘ʼ", "'")
    | {"،": ",", "٫": ".", "٬": ",", "؛": ";", "؟": "?", "⁄": "/"}
)
"""One for one, so that offsets hold."""

_SHAPE: Final = (
    r"(?P<full>(?<![\d/.-])(?:\d{4}[/-]\d{1,2}[/-]\d{1,2}|\d{4}\.\d\d\.\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d\d/\d{1,2}/\d{1,2})(?![\d/]|[.-]\d))"
    r"|(?P<iso>(?<![\d/.-])(?:1[34]\d\d|20\d\d)[-/](?:0[1-9]|1[0-2])(?![\d/]|[.-]\d))"
    r"|(?P<time>\d{1,2}:\d\d(?::\d\d)?)"
    r"|(?P<group>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+|\d{5,}|[+]\d+)"
    r"|(?P<number>\d{1,4})(?P<suffix>st|nd|rd|th|s|'s|[\s\u200c]?ام(?!\w)|[\s\u200c]?مین(?!\w)|م(?!\w))?(?![^\W_\u0621-\u06cc])"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0640])*(?:'(?!s\b)[^\W\d_]+)?)(?P<glued>\u200cی(?!\w))?"
    r"|(?P<line>\n\s*)|(?P<sign>[^\w\s\u200c]|_)|(?P<other>\w+)"
)


class Token(NamedTuple):
    """One word, phrase, number or sign."""

    kind: str
    "Its class, one letter."
    start: int
    end: int
    value: Any = None
    is_latin: bool = True


class Tokens(NamedTuple):
    """A text's tokens, and their classes as a string of the same length."""

    text: str
    "The text with digits Latin and signs evened out; offsets are the original's."
    items: list[Token]
    kinds: str


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_SHAPE)


def tokens(text: str) -> Tokens:
    """Gives the tokens of a text."""
    even = to_latin_digits(text).translate(_EVEN)
    lex, items = lexicon(), [_token(found) for found in _pattern().finditer(even)]
    out: list[Token] = []
    place, last = 0, ""
    while place < len(items):
        token, used = items[place], 1
        if token.kind == "x":
            if (most := lex.openers.get(token.value)) is not None:
                token, used = _phrase(lex, items, place, most)
            elif token.value[:1].isupper():
                token = token._replace(kind="z")
        elif last == "№" and token.kind in "dgyk":
            token = token._replace(kind="n")
        out.append(token)
        last = token.kind
        place += used
    return Tokens(even, out, "".join([token.kind for token in out]))


def _token(found: re.Match[str]) -> Token:
    kind, start, end = found.lastgroup, found.start(), found.end()
    if kind in {"word", "glued"}:
        word = found["word"]
        return Token("x", start, end, plain(word), word[0] < "\u0250")
    if kind == "sign":
        sign = "K" if found[0] == "&" else found[0] if found[0] in ",-./()" else "p"
        return Token(sign, start, end)
    if kind in {"number", "suffix"}:
        return _number(found["number"], found["suffix"] or "", start, end)
    return Token(_KINDS[str(kind)], start, end, found[0])


_KINDS: Final = {"full": "N", "iso": "I", "time": "t", "group": "n", "line": "\n", "other": "n"}


def _number(digits: str, suffix: str, start: int, end: int) -> Token:
    """Tells numbers apart: d is a day (g if with a leading zero), y a year, k other two digits, s a decade, n any other."""
    value, width = int(digits), len(digits)
    if width == 4:
        year = 1250 <= value <= 1499 or 1800 <= value <= 2099
        kind = "s" if suffix.endswith("s") else "y" if year and not suffix else "n"
    elif width <= 2 and 1 <= value <= 31:
        kind = "g" if digits[0] == "0" and not suffix else "d"
    else:
        kind = "n" if width != 2 or suffix else "k" if value else "g"
    return Token(kind, start, end, value)


def _phrase(lex: Lexicon, items: list[Token], place: int, most: int) -> tuple[Token, int]:
    """The longest phrase of the lexicon that begins here, else the plain word: z where it has a capital, x where not."""
    first = items[place]
    words: list[str] = []
    ends: list[int] = []
    for at in range(place, min(place + 2 * most, len(items))):
        item = items[at]
        if item.kind == "-" and items[at - 1].end == item.start:
            continue
        if item.kind not in "x." or len(words) == most:
            break
        words.append(item.value if item.kind == "x" else ".")
        ends.append(at)
    for length in range(len(words), 0, -1):
        meaning = lex.phrases.get(" ".join(words[:length]))
        if meaning is not None:
            last = ends[length - 1]
            return Token(meaning.kind, first.start, items[last].end, meaning.value, meaning.is_latin), last - place + 1
    return first._replace(kind="z" if first.value[:1].isupper() else "x"), 1
