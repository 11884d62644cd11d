"""What a web page says of itself in its head: its title, its publisher, its own address."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Callable
from typing import BinaryIO, Final

from govah.capture.embedded import Embedded, kept

_HEAD: Final = 1 << 18
_META: Final = re.compile(r"<meta\b[^>]{1,2000}>", re.IGNORECASE)
_LINK: Final = re.compile(r"<link\b[^>]{1,2000}>", re.IGNORECASE)
_TITLE: Final = re.compile(r"<title[^>]{0,200}>([^<]{1,2000})", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_NAMED: Final = {
    "og:site_name": "publisher",
    "og:title": "title",
    "author": "author",
    "article:published_time": "published",
    "og:url": "canonical",
}


def read(opened: Callable[[], BinaryIO]) -> Embedded:
    """Gives the page's own statements about itself."""
    with opened() as stream:
        head = stream.read(_HEAD)
    text = _text(head)
    entries: dict[str, str] = {}
    for tag in _META.findall(text):
        key = _NAMED.get((_attribute(tag, "property") or _attribute(tag, "name")).lower())
        if key:
            entries.setdefault(key, _attribute(tag, "content"))
    for tag in _LINK.findall(text):
        if _attribute(tag, "rel").lower() == "canonical":
            entries.setdefault("canonical", _attribute(tag, "href"))
    if title := _TITLE.search(text):
        entries.setdefault("title", html.unescape(" ".join(title[1].split())))
    day = re.match(r"\d{4}-\d\d-\d\d", entries.pop("published", ""))
    return Embedded(kept(list(entries.items())), day[0] if day and _is_day(day[0]) else "")


def _is_day(text: str) -> bool:
    year, month, day = map(int, text.split("-"))
    return year > 0 and 1 <= month <= 12 and 1 <= day <= 31


def _text(head: bytes) -> str:
    declared = _CHARSET.search(head[:8192])
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
        return head.decode(name, "replace")
    except (LookupError, ValueError):
        return head.decode("utf-8", "replace")


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", tag, re.IGNORECASE)
    return html.unescape(next((group for group in found.groups() if group is not None), "")).strip() if found else ""
