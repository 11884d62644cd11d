"""Telegram in HTML: the application's own export, the public preview of a channel, and mirrors of both; a message a segment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from govah.dates import find
from govah.read.extract.assembling import chain
from govah.read.extract.markup import Block, page_of
from govah.records import Extracted, Locator, Segment

TOOL: Final = "govah-telegram-page 1"
_FORWARD_WORDS: Final = re.compile(
    r"^\W*(?:فوروارد(?:\s*شده)?\s+از|ارسال‌شده از|Forwarded from)\s*:?\s*(?:Forwarded from)?\s*", re.IGNORECASE
)
_LINK: Final = re.compile(r"t\.me/(?:s/)?([\w+]+/\d+)")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How one kind of Telegram page marks the parts of a message, by classes."""

    message: frozenset[str]
    text: frozenset[str]
    reply: frozenset[str]
    forward: frozenset[str]
    author: frozenset[str]


_LAYOUTS: Final = (
    _Layout(
        frozenset({"tg-post"}), frozenset({"tg-text"}), frozenset({"tg-reply"}), frozenset({"tg-forward"}), frozenset(),
    ),
    _Layout(
        frozenset({"tgme_widget_message"}), frozenset({"tgme_widget_message_text"}), frozenset({"tgme_widget_message_reply"}),
        frozenset({"tgme_widget_message_forwarded_from"}),
        frozenset({"tgme_widget_message_owner_name", "tgme_widget_message_author"}),
    ),
    _Layout(frozenset({"message"}), frozenset({"text"}), frozenset({"reply_to"}), frozenset(), frozenset({"from_name"})),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Message:
    """What one message says of itself."""

    id: str
    author: str
    published: date | None


def is_telegram(tree: Any) -> bool:
    """Answers whether the page is made of Telegram messages."""
    return _layout(tree) is not None


def extract_tree(tree: Any, notes: tuple[str, ...]) -> tuple[Extracted, ...]:
    """Gives the page with each message as a segment that bears its id, its day and its chain of voices."""
    layout = _layout(tree)
    page = page_of(tree, notes)
    if layout is None:
        return ()
    told = _Teller(layout)
    segments: list[Segment] = []
    for block in page.blocks:
        kind, message = told.place(block)
        made = Segment(block.start, block.end, kind, Locator(message=message.id), message.published, message.author)
        last = segments[-1] if segments else None
        if last and (last.kind, last.locator, last.author) == (made.kind, made.locator, made.author):
            made = Segment(last.start, made.end, *(made.kind, made.locator, made.published, made.author))
            segments.pop()
        segments.append(made)
    days = {message.published for message in told.messages() if message.published}
    published = days.pop() if len(days) == 1 else None
    return (Extracted(page.text, TOOL, tuple(segments), published, notes=tuple(dict.fromkeys(notes))),)


def _layout(tree: Any) -> _Layout | None:
    for layout in _LAYOUTS:
        for name in layout.message:
            for element in tree.iter("div"):
                if name in _classes(element) and (name != "message" or (element.get("id") or "").startswith("message")):
                    return layout
    return None


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


class _Teller:
    """Tells of each block which message it stands in and which part of that it is; what a message says of itself is read once."""

    def __init__(self, layout: _Layout) -> None:
        self._layout = layout
        self._known: dict[Any, _Message] = {}
        self._author = ""

    def messages(self) -> tuple[_Message, ...]:
        """Gives the messages met so far."""
        return tuple(self._known.values())

    def place(self, block: Block) -> tuple[str, _Message]:
        """Gives the part that a block plays and its message."""
        kind = "furniture"
        element = block.element
        while element is not None:
            names = set(_classes(element))
            if names & self._layout.reply:
                kind = "quoted"
            elif names & self._layout.text and kind != "quoted":
                kind = "message"
            elif names & (self._layout.forward | self._layout.author):
                kind = "header"
            if names & self._layout.message:
                service = "service" in names
                return "furniture" if service else kind, self._message(element)
            element = element.getparent()
        return "furniture", _Message("", "", None)

    def _message(self, element: Any) -> _Message:
        if element not in self._known:
            self._known[element] = self._read(element)
        return self._known[element]

    def _read(self, element: Any) -> _Message:
        links = (_LINK.search(link.get("href") or "") for link in element.iter("a"))
        post = element.get("data-post") or next((found[1] for found in links if found), "")
        number = re.search(r"\d+", element.get("id") or "")
        channel, _, of_post = post.partition("/")
        names = tuple(self._names(element))
        self._author = next((name for name, forwarded in names if not forwarded), "" if channel else self._author)
        forwards = [name for name, forwarded in names if forwarded]
        return _Message(of_post or (number[0] if number else ""), chain(self._author or channel, *forwards), _day(element))

    def _names(self, element: Any) -> Iterator[tuple[str, bool]]:
        """Gives each name that the message bears, and whether it is one that the message is forwarded from."""
        for part in element.iter("div", "a", "span"):
            names = set(_classes(part))
            above = set(_classes(part.getparent())) if part.getparent() is not None else set()
            if names & self._layout.forward:
                yield _FORWARD_WORDS.sub("", " ".join(part.text_content().split())), True
            elif names & self._layout.author and not names & {"tgme_widget_message_author"}:
                name = (part.text or "").strip() or part.text_content().strip()
                yield name, "forwarded" in above


def _day(element: Any) -> date | None:
    for time in element.iter("time"):
        if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", time.get("datetime") or ""):
            return _date(*map(int, found.groups()))
    for part in element.iter("div"):
        if found := re.match(r"(\d\d)\.(\d\d)\.(\d{4})", part.get("title") or ""):
            return _date(*map(int, reversed(found.groups())))
        if "tg-footer" in _classes(part):
            days = [one.edtf for one in find(part.text_content()[:200]) if re.fullmatch(r"\d{4}-\d\d-\d\d", one.edtf)]
            return date.fromisoformat(days[-1]) if days else None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
