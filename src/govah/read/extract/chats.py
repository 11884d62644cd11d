"""Chats exported as text by WhatsApp and Signal: the text stays as it is; each message is a segment with its day and sender."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from govah.dates import from_solar
from govah.records import Extracted, Locator, Segment
from govah.text import to_latin_digits

TOOL: Final = "govah-chat-text 1"
AMBIGUOUS: Final = "dates-ambiguous"
"""Note: nothing in the chat shows whether 03/04 is in March or in April; its messages bear no day."""

_HEAD: Final = re.compile(
    r"^[\u200e\u200f\ufeff]*\[?(\d{1,4})([/.\-])(\d{1,2})\2(\d{1,4})[,،]?[ \u202f\u00a0]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:[ \u202f\u00a0]?(?:[ap]\.?[ \u00a0]?m\.?|ق\.?ظ\.?|ب\.?ظ\.?))?\]?(?:[ \u00a0]-)?[ \u00a0]*",
    re.MULTILINE | re.IGNORECASE,
)
_SENDER: Final = re.compile(r"[\u200e\u200f\u202a-\u202e]*([^:\n]{1,80}?)[\u202c]?:[ ]?(?=[^\n]*)")
_LEAST: Final = 2


def is_chat(text: str) -> bool:
    """Answers whether most lines of a text's beginning open as a chat's messages do."""
    sample = to_latin_digits(text[:20_000])
    heads = len(_HEAD.findall(sample))
    lines = sum(bool(line.strip()) for line in sample.split("\n"))
    return heads >= _LEAST and heads * 3 >= lines and bool(_HEAD.match(sample.lstrip()))


def extract_text(text: str, notes: tuple[str, ...]) -> Extracted:
    """Gives the chat: text as it stands, a header and a message for each entry; what the application says is furniture."""
    heads = list(_HEAD.finditer(to_latin_digits(text)))
    order = _order([(int(head[1]), int(head[3]), int(head[4])) for head in heads])
    segments: list[Segment] = []
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for number, (head, end) in enumerate(zip(heads, ends, strict=True), 1):
        stop = end - (len(text[head.end() : end]) - len(text[head.end() : end].rstrip()))
        day = _day((int(head[1]), int(head[3]), int(head[4])), order)
        locator = Locator(message=str(number))
        sender = _SENDER.match(text, head.end(), max(head.end(), stop))
        if sender is None:
            segments.append(Segment(head.start(), max(head.end(), stop), "furniture", locator, day))
            continue
        author = sender[1].strip()
        segments.append(Segment(head.start(), sender.end(), "header", locator, day, author))
        if sender.end() < stop:
            segments.append(Segment(sender.end(), stop, "message", locator, day, author))
    return Extracted(text, TOOL, tuple(segments), notes=notes if order else (*notes, AMBIGUOUS))


def _order(dates: Sequence[tuple[int, int, int]]) -> str:
    """Gives the order of day, month and year that all the dates allow, or nothing where more than one does."""
    if all(first > 31 for first, _, _ in dates):
        return "ymd"
    allowed = [name for name, at in (("dmy", 1), ("mdy", 0)) if all(one[at] <= 12 and one[1 - at] <= 31 for one in dates)]
    if len(allowed) == 1:
        return allowed[0]
    rising = [name for name in allowed if _rises([_key(one, name) for one in dates])]
    return rising[0] if len(rising) == 1 else ""


def _key(one: tuple[int, int, int], order: str) -> tuple[int, int, int]:
    named = dict(zip(order, one, strict=True))
    return named["y"], named["m"], named["d"]


def _rises(keys: list[tuple[int, int, int]]) -> bool:
    return all(before <= after for before, after in pairwise(keys))


def _day(one: tuple[int, int, int], order: str) -> date | None:
    if not order:
        return None
    year, month, day = _key(one, order)
    try:
        return from_solar(year, month, day) if 1300 <= year < 1500 else date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
