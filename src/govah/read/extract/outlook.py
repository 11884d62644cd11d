"""Outlook messages (MSG): the properties of [MS-OXMSG] that a reader of mail sees, read from the compound file.

Strings are streams named by property tag (`__substg1.0_0037001F`: tag 0x0037, type 0x001F, UTF-16); times stand in the property
stream as FILETIME. Attachments are named, and are read when they are captured themselves.
"""

from __future__ import annotations

import io
import re
import struct
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import olefile  # type: ignore[import-untyped]

from govah.errors import ReadError
from govah.read.extract.assembling import Assembly
from govah.read.extract.decoding import decode
from govah.read.extract.mail import ATTACHED
from govah.read.extract.markup import page_of, parse_text
from govah.records import Extracted, Locator

TOOL: Final = f"govah-outlook 1 / olefile {olefile.__version__}"
_LARGEST: Final = 64 << 20
_SUBJECT, _SENDER, _ADDRESS, _SMTP = 0x0037, 0x0C1A, 0x0C1F, 0x5D01
_TO, _CC, _ID, _BODY, _HTML = 0x0E04, 0x0E03, 0x1035, 0x1000, 0x1013
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_LONG_NAME, _SHORT_NAME = 0x3707, 0x3704
_ATTACHMENT: Final = re.compile(r"__attach_version1\.0_#[0-9A-F]{8}")
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_HEAD: Final = 32
"""Bytes before the properties of a message at the top level ([MS-OXMSG] 2.4.1.1)."""


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives one message as text: who wrote to whom and when, and the body."""
    try:
        opened = olefile.OleFileIO(io.BytesIO(data))
    except (OSError, TypeError, IndexError, struct.error):
        raise ReadError("document-broken", name=name, kind="outlook", fault="no compound file") from None
    with opened:
        message = _Message(opened, name)
        if not message.text(_SUBJECT) and not message.body() and not message.sent():
            raise ReadError("document-broken", name=name, kind="outlook", fault="no message")
        return (_assembled(message),)


class _Message:
    """The streams of one message."""

    def __init__(self, opened: Any, name: str) -> None:
        self._opened, self._name = opened, name

    def stream(self, path: str) -> bytes:
        """Gives a stream's bytes, or nothing where there is none of that name."""
        if not self._opened.exists(path):
            return b""
        if self._opened.get_size(path) > _LARGEST:
            raise ReadError("document-bomb", name=self._name)
        with self._opened.openstream(path) as stream:
            return bytes(stream.read())

    def text(self, tag: int, under: str = "") -> str:
        """Gives a string property, in Unicode or in the 8 bits of an older Outlook."""
        wide = self.stream(f"{under}__substg1.0_{tag:04X}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(f"{under}__substg1.0_{tag:04X}001E")
        return decode(narrow, "")[0].rstrip("\0") if narrow else ""

    def body(self) -> str:
        """Gives the plain body, else the HTML one as a reader sees it."""
        plain = self.text(_BODY)
        if plain.strip():
            return plain.replace("\r\n", "\n").strip("\n")
        html = self.stream(f"__substg1.0_{_HTML:04X}0102")
        text = decode(html, "")[0] if html else self.text(_HTML)
        return page_of(parse_text(text, self._name)).text if text.strip() else ""

    def sent(self) -> date | None:
        """Gives the day that it was sent, by its sender's clock, else delivered."""
        times = self._times()
        return times.get(_SUBMITTED) or times.get(_DELIVERED)

    def attachments(self) -> list[str]:
        """Gives the names of what is attached, in their order."""
        folders = sorted({path[0] for path in self._opened.listdir() if _ATTACHMENT.fullmatch(path[0])})
        return [self.text(_LONG_NAME, f"{one}/") or self.text(_SHORT_NAME, f"{one}/") or "?" for one in folders]

    def _times(self) -> dict[int, date]:
        """Reads the fixed properties: 16 bytes each, type and tag first, a FILETIME (100 ns since 1601) in the last eight."""
        properties = self.stream("__properties_version1.0")
        found: dict[int, date] = {}
        for at in range(_HEAD, len(properties) - 15, 16):
            kind, tag = struct.unpack_from("<HH", properties, at)
            ticks = struct.unpack_from("<Q", properties, at + 8)[0]
            if kind == 0x0040 and tag in (_SUBMITTED, _DELIVERED) and ticks < 3 * 10**18:
                found[tag] = (_EPOCH + timedelta(microseconds=ticks // 10)).date()
        return found


def _assembled(message: _Message) -> Extracted:
    out = Assembly()
    day, subject = message.sent(), " ".join(message.text(_SUBJECT).split())
    address = message.text(_SMTP) or message.text(_ADDRESS)
    sender = message.text(_SENDER)
    author = f"{sender} <{address}>" if sender and "@" in address and sender != address else sender or address
    locator = Locator(message=message.text(_ID))
    shown = (("From", author), ("To", message.text(_TO)), ("Cc", message.text(_CC)), ("Date", day.isoformat() if day else ""))
    for key, value in (*shown, ("Subject", subject)):
        if value.strip():
            out.gap(1)
            out.add(f"{key}: ")
            kind = "title" if key == "Subject" else "header"
            out.segment(" ".join(value.split()), kind, locator, published=day, author=author)
    if body := message.body():
        out.gap(2)
        out.segment(body, "story", locator, published=day, author=author)
    attached = message.attachments()
    for one in attached:
        out.gap(1)
        out.segment(one, "furniture", locator)
    return out.extracted(TOOL, published=day, title=subject, notes=(ATTACHED,) if attached else ())
