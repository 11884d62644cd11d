"""Words and marks of a text with their places: the smallest parts that the rules see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:n['’]t)(?![a-z])"
    r"|[A-Za-z]\.(?:[A-Za-z]\.)+"
    r"|\b(?:Ph|M|B|LL|Th|Ed)\.(?:D|Sc|A|Ed|Phil|M|B)\b\.?"
    r"|['’](?:s|re|ve|ll|d|m)\b(?=\W|$)"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|%|s)?(?:-(?:year|month|day|week|hour)s?(?:-olds?)?)?(?![A-Za-z])"
    r"|[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:(?:[-‑]|['’](?!(?:s|re|ve|ll|d|m|t)\b))[A-Za-z\u00c0-\u024f\u1e00-\u1eff0-9]+)*"
    r"|\d+|--+|\.\.\.|[^\s\w]|\w"
)
_SPLIT: Final = re.compile(r"n['’]t$")
OPENING: Final = frozenset("“«„‹")
CLOSING: Final = frozenset("”»›")
DASHES: Final = frozenset({"-", "‐", "‑", "‒", "–", "—", "―", "--", "---"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark."""

    text: str
    start: int
    end: int
    lower: str
    quoted: bool = False
    "Whether it stands within quotation marks."


def tokens(text: str, start: int, end: int, *, quoted: bool = False) -> list[Token]:
    """Gives the tokens of a stretch of text; `quoted` says that a quotation is open where it begins."""
    found: list[Token] = []
    state = _Quotes(double=quoted)
    for match in _TOKEN.finditer(text, start, end):
        raw = match.group()
        at = match.start()
        if raw == "_" and at and text[at - 1].isalpha():
            continue  # the words of a hashtag: "#Behrouz_Zandi"
        kind = state.see(text, at, raw)
        negated = _SPLIT.search(raw) if len(raw) > 3 else None
        if negated:
            cut = at + negated.start()
            found.append(Token(text[at:cut], at, cut, text[at:cut].lower(), state.open))
            found.append(Token(text[cut : match.end()], cut, match.end(), "n't", state.open))
            continue
        lower = {"open": "“", "close": "”", "'s": "'s"}.get(kind, raw.lower().replace("’", "'"))
        found.append(Token(raw, at, match.end(), lower, state.open and kind != "open"))
    return found


class _Quotes:
    """Which quotation is open; a straight or curly single mark after s is a possessive unless one is open."""

    def __init__(self, *, double: bool) -> None:
        self.double, self.single = double, False

    @property
    def open(self) -> bool:
        return self.double or self.single

    def see(self, text: str, at: int, raw: str) -> str:
        """Gives `open`, `close`, `'s` or nothing for a mark, and takes note of it."""
        if raw in OPENING:
            self.double = True
            return "open"
        if raw in CLOSING:
            self.double = False
            return "close"
        if raw == "s" and at and text[at - 1] == " " and text[max(0, at - 2)].isalnum():
            return "'s"  # an apostrophe that was lost on the way: "Mr. Darband s arrest"
        if raw == '"':
            self.double = not self.double
            return "open" if self.double else "close"
        if raw in {"'", "‘", "’", "`"}:
            return self._single(text, at, raw)
        return ""

    def _single(self, text: str, at: int, raw: str) -> str:
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if not before.isalnum() and before not in ".,!?;:" and not after.isspace():
            self.single = True
            return "open"
        if self.single and not after.isalnum():
            self.single = False
            return "close"
        return "'s" if before in "sS" and raw != "‘" and not after.isalnum() else ""
