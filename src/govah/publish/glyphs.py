"""Which characters the shipped fonts can draw, so that no page ever shows an empty box where a letter was."""

from __future__ import annotations

import re
import struct
from functools import cache
from importlib import resources
from typing import Final

INVISIBLE: Final = frozenset("\t\n\r\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
"""Characters that are laid out and need no drawing."""


def drawable(text: str) -> str:
    """Gives the text with each character that no shipped font draws written out, as `<U+4E2D>`: named, never an empty box.

    Only the PDF needs it. The sealed document keeps the character itself, and offsets are counted there.
    """
    known = covered()
    if all(letter in known for letter in text):
        return text
    return "".join(letter if letter in known else f"<U+{ord(letter):04X}>" for letter in text)


@cache
def covered() -> frozenset[str]:
    """Gives every character that at least one font of every weight in use draws."""
    folder = resources.files("govah.publish") / "fonts"
    drawn = {file.name: _characters(file.read_bytes()) for file in folder.iterdir() if file.name.endswith(".ttf")}
    regular = frozenset().union(*(letters for name, letters in drawn.items() if re.search("Regular", name)))
    bold = frozenset().union(*(letters for name, letters in drawn.items() if re.search("Bold|Semibold|Mono", name)))
    return (regular & bold) | INVISIBLE


def _characters(font: bytes) -> frozenset[str]:
    """Reads the character map of a TrueType font (OpenType 1.9, `cmap`, formats 4 and 12)."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(count))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (tables,) = struct.unpack_from(">H", font, start + 2)
    letters: set[str] = set()
    for place in range(tables):
        platform, _, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * place)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if platform in {0, 3} and kind == 4:
            letters |= _format_4(font, start + offset)
        elif platform in {0, 3} and kind == 12:
            letters |= _format_12(font, start + offset)
    return frozenset(letters)


def _format_4(font: bytes, at: int) -> set[str]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    ends, starts, deltas, ranges = at + 14, at + 16 + double, at + 16 + 2 * double, at + 16 + 3 * double
    letters: set[str] = set()
    for step in range(0, double, 2):
        (end,) = struct.unpack_from(">H", font, ends + step)
        (first,) = struct.unpack_from(">H", font, starts + step)
        (delta,) = struct.unpack_from(">H", font, deltas + step)
        (jump,) = struct.unpack_from(">H", font, ranges + step)
        for code in range(first, min(end, 0xFFFE) + 1):
            glyph = code + delta
            if jump:
                (found,) = struct.unpack_from(">H", font, ranges + step + jump + 2 * (code - first))
                glyph = found + delta if found else 0
            if glyph & 0xFFFF:
                letters.add(chr(code))
    return letters


def _format_12(font: bytes, at: int) -> set[str]:
    (groups,) = struct.unpack_from(">L", font, at + 12)
    letters: set[str] = set()
    for place in range(groups):
        first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * place)
        letters.update(map(chr, range(first, last + 1)))
    return letters
