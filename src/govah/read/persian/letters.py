"""Persian words with their places: letters folded one for one, half-spaces as borders; offsets lead back to the raw text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from govah.text.digits import TO_LATIN

_ONE_FOR_ONE: Final = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی", "ێ": "ی", "ے": "ی", "ئ": "ی", "ك": "ک", "ڪ": "ک",
        "ة": "ه", "ۀ": "ه", "ۂ": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ؤ": "و", "ۆ": "و", "ڕ": "ر", "ڵ": "ل", "ڤ": "و", "“": "«", "”": "»", "„": "«", "؟": "?", "٫": ".", "٬": ",",
        "–": "-", "—": "-", "ـ": "-", "،": "،", "…": ".",
    }
)  # fmt: skip
_MARKS: Final = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640ء\u200d-\u200f\u202a-\u202e\u2066-\u2069]")
_TOKEN: Final = re.compile(
    "[0-9۰-۹٠-٩]+(?:[.,/٫٬:][0-9۰-۹٠-٩]+)*|[^\\W\\d_][^\\W\\d_\u0610-\u061a\u064b-\u065f\u0670\u0640\u200d]*"
    "(?:[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200d]+[^\\W\\d_]*)*|[^\\w\\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f]|_"
)
_GLUED_AND: Final = {"وشتم": "و شتم", "وجرح": "و جرح", "واذیت": "و اذیت", "وتبانی": "و تبانی"}
"""Second halves of fixed pairs, typed with a half-space (ضرب‌وشتم)."""


_DRAWN_OUT: Final = re.compile(r"(?<=[^\W\d_])ـ+(?=[^\W\d_])")
"""A letter drawn out within a word («چهـار»); one that stands free is a dash."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: its place in the raw text and its folded form."""

    start: int
    end: int
    norm: str
    glued: bool = False
    "Whether only a half-space (or nothing) stands between it and the word before."
    quoted: bool = False
    "Whether it stands within «quotation marks»."


def fold_letters(text: str) -> str:
    """Gives the text with letters and digits folded one for one and marks dropped: for tables, patterns and tokens."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFC", _DRAWN_OUT.sub("", text)).translate(_ONE_FOR_ONE).translate(TO_LATIN)
    return _MARKS.sub("", plain)


def tokens_of(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Gives the tokens of a stretch of raw text, in order."""
    out: list[Token] = []
    for token in _tokens(text, start, len(text) if end is None else end):
        out.append(token)
        pieces = next((size for size in (2, 3) if "".join(one.norm for one in out[-size:]) in _TALK and len(out) >= size), 0)
        if pieces:
            first = out[-pieces]
            out[-pieces:] = [replace(first, end=token.end, norm="".join(one.norm for one in out[-pieces:]))]
    return tuple(out)


_TALK: Final = frozenset({"گفتوگو", "گفتوگوی", "گفتوگویی", "گفتوگوها", "گفتوگوهای"})
"""«گفت‌وگو» and «گفت و گو» are one word, and no verb of speech."""


def _mark(raw: str, text: str, found: re.Match[str]) -> str:
    """A comma as Persian writes it, a straight quotation mark as the one that opens or closes, and nothing for a backslash."""
    if raw == '"':
        after = text[found.end() : found.end() + 1]
        before = text[: found.start()].rstrip("\\")[-1:]
        return "«" if after.strip() and not (before.strip("([«:،-") and before.strip()) else "»"
    return "" if raw == "\\" else "،"


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    depth, last = 0, -1
    for found in _TOKEN.finditer(text, start, end):
        raw = found.group()
        norm = _mark(raw, text, found) if raw in {",", "٬", '"', "\\"} else fold_letters(raw)
        if not norm:
            continue
        if norm == "«":
            depth += 1
        glued = last >= 0 and norm.isalpha() and (text[last : found.start()] == "\u200c" or last == found.start())
        norm = _GLUED_AND.get(norm, norm)
        yield Token(found.start(), found.end(), norm, glued, depth > 0)
        if norm == "»":
            depth = max(0, depth - 1)
        last = found.end()
