"""The span of a life in brackets behind a name («P (زاده … – درگذشته …)»): part of the name, with the day of a death."""

from __future__ import annotations

import re
from typing import Final

from govah.read.persian.letters import Token, fold_letters

_YEAR: Final = r"(?:1[0-9]{3}|20[0-9]{2})"
_BIRTH: Final = r"زاده(?: ی)?|متولد|تولد|زادروز"
_DEATH: Final = r"درگذشته(?: ی)?|درگذشت|مرگ|وفات|شهادت|جان باختن|کشته شده|اعدام"
_WORD: Final = r"[^\s().؛:«»]+"
_LIFE: Final = re.compile(
    fold_letters(
        rf"(?:(?:{_BIRTH})(?!\S)(?: {_WORD})*|(?:{_DEATH})(?!\S)(?: {_WORD})*|"
        rf"(?:{_WORD} ){{0,2}}?{_YEAR}(?: در(?: {_WORD}){{1,4}}?)? - (?:{_WORD} ){{0,2}}?{_YEAR}(?: در(?: {_WORD}){{1,4}})?)"
    )
)
_AFTER_DASH: Final = re.compile(fold_letters(rf"(?<!\S)(?:-|{_DEATH})(?!\S)"))
_OPENS: Final = re.compile(
    fold_letters(
        rf"^(?:[^\W\d_]+(?:\u200c[^\W\d_]+)* ){{2,4}}\((?:{_BIRTH}|{_DEATH}|(?:[0-9]{{1,2}} \w+ )?{_YEAR}\b[^)\n]{{0,40}}?- ?)"
    )
)
_LONGEST: Final = 34
"""Words and marks that such brackets may hold."""


def opens_with_life(text: str) -> bool:
    """Answers whether a line begins with two to four words and a life's span: they are somebody's name."""
    return _OPENS.search(fold_letters(text[:120])) is not None


def life_end(tokens: tuple[Token, ...], at: int) -> int:
    """Gives the place of the closing bracket of a life's span that opens at a token, or -1; brackets may hold brackets."""
    if at >= len(tokens) or tokens[at].norm != "(":
        return -1
    depth = 0
    for place in range(at, min(len(tokens), at + _LONGEST)):
        depth += (tokens[place].norm == "(") - (tokens[place].norm == ")")
        if not depth:
            inner = " ".join(token.norm for token in tokens[at + 1 : place] if token.norm not in {"(", ")"})
            return place if _LIFE.fullmatch(inner) else -1
    return -1


def death_from(tokens: tuple[Token, ...], at: int, end: int) -> int:
    """Gives the raw place from which the day of death stands in a life's span, or -1 where it tells only a birth."""
    words = " ".join(token.norm for token in tokens[at + 1 : end])
    found = list(_AFTER_DASH.finditer(words))
    if not found:
        return -1
    return tokens[at + 1 + words[: found[-1].start()].count(" ")].end
