"""Marks of taking over: the line in which a page says where it has its text from, and the handle under a channel's post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LINES: Final = 8
"""How many lines at either end may hold such a mark."""
_CREDIT: Final = re.compile(
    r"\W*(?:source|via|originally published (?:by|on)|republished from|منبع|به نقل از|برگرفته از)\s*[:：]?\s+(\S.{1,78})",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"@([A-Za-z]\w{3,31})\W*")


def credits_in(text: str) -> Iterator[str]:
    """Gives the names that a page credits, in lines of their own at its beginning or end."""
    for line in _ends(text):
        found = _CREDIT.fullmatch(line)
        if found and len(found[1].split()) <= 8:
            yield found[1].strip(" .\t)")


def handles_in(text: str) -> Iterator[str]:
    """Gives the handles that stand alone in a line at the end of a post, the last first: the channel that it stood on."""
    lines = _ends(text)
    for at in range(len(lines) - 1, -1, -1):
        found = _HANDLE.fullmatch(lines[at])
        if found:
            yield found[1]
        elif lines[at] == "@" and at + 1 < len(lines) and re.fullmatch(r"[A-Za-z]\w{3,31}", lines[at + 1]):
            yield lines[at + 1]


def _ends(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines if len(lines) <= 2 * LINES else lines[:LINES] + lines[-LINES:]
