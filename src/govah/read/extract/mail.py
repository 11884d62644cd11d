"""Mail: who wrote to whom and when, the body, earlier mails quoted in it, and the names of what is attached."""

from __future__ import annotations

import email
import email.header
import email.policy
import email.utils
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage, Message
from typing import Any, Final

from govah.read.extract.assembling import Assembly, chain
from govah.read.extract.decoding import decode
from govah.read.extract.markup import page_of, parse_text
from govah.records import Extracted, Locator

TOOL: Final = "govah-mail 1"
ATTACHED: Final = "attachments-not-read"
"""Note: the mail has attachments; they are named, and are read when they are captured themselves."""
_SHOWN: Final = ("From", "To", "Cc", "Date", "Subject")
_DEEPEST: Final = 5
_LONGEST_PARSED: Final = 8_000
"""Characters of a header that is parsed; the library takes minutes over one with very many addresses."""
_QUOTE_STARTS: Final = re.compile(
    r"^(?:-{2,}\s*(?:Original Message|Forwarded message|پیام اصلی|پیام هدایت‌شده|پیام فوروارد شده)\s*-{2,}"
    r"|On\b.{5,200}\bwrote:|در تاریخ\b.{5,200}\bنوشت:|.{0,120}<[^<>\s@]{1,80}@[^<>\s@]{1,120}>\s{0,5}(?:wrote|نوشت):)\s*$",
    re.MULTILINE,
)
_QUOTED_LINE: Final = re.compile(r"^>[^\n]*(?:\n>[^\n]*)*", re.MULTILINE)
_FORWARDED_FROM: Final = re.compile(r"^(?:From|از):[ \t]*([^\n]{2,200})$", re.MULTILINE)


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives one mail as text."""
    del name
    return (from_bytes(data),)


def from_bytes(data: bytes) -> Extracted:
    """Gives the mail that these bytes are."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    out = Assembly()
    notes = tuple(_write(out, message, 0))
    return out.extracted(TOOL, published=sent_on(message), title=header(message, "Subject"), notes=notes)


def header(message: Message[Any, Any], key: str) -> str:
    """Gives a header as people read it; one that no parser understands comes as it was sent."""
    raw = next((str(value) for name, value in message.raw_items() if name.lower() == key.lower()), "")
    if len(raw) > _LONGEST_PARSED:
        return " ".join(raw.split())
    try:
        return " ".join(str(message.get(key, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return " ".join(raw.split())


def sent_on(message: Message[Any, Any]) -> date | None:
    """Gives the day that the mail says it was sent, by its sender's clock."""
    try:
        return email.utils.parsedate_to_datetime(header(message, "Date")).date()
    except (ValueError, TypeError, IndexError):
        return None


def _write(out: Assembly, message: EmailMessage, depth: int) -> Iterator[str]:
    """Writes one mail and gives notes; a mail attached to another is quoted."""
    author, day = header(message, "From"), sent_on(message)
    locator = Locator(message=header(message, "Message-ID"))
    for key in _SHOWN:
        if value := header(message, key):
            out.gap(1)
            out.add(f"{key}: ")
            kind = "title" if key == "Subject" and not depth else "header"
            out.segment(value, kind, locator, published=day, author=author)
    text, notes = _body(message)
    yield from notes
    if text.strip():
        out.gap(2)
    for piece, kind, voice in _pieces(text):
        who = chain(author, voice) if voice else author
        out.segment(
            piece,
            "quoted" if depth and kind == "story" else kind,
            locator,
            published=day if kind == "story" else None,
            author=who,
        )
    for part in _attachments(message):
        inner = part.get_content() if part.get_content_type() == "message/rfc822" else None
        if isinstance(inner, EmailMessage) and depth < _DEEPEST:
            out.gap(2)
            yield from _write(out, inner, depth + 1)
            continue
        yield ATTACHED
        out.gap(1)
        out.segment(part.get_filename() or part.get_content_type(), "furniture", locator)


def _body(message: EmailMessage) -> tuple[str, tuple[str, ...]]:
    """Gives the body's text: the plain version where there is one, else the HTML one as a reader sees it."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return "", ()
    payload = part.get_payload(decode=True)
    text, notes = decode(payload if isinstance(payload, bytes) else b"", str(part.get_content_charset() or ""))
    if part.get_content_type() == "text/html":
        text = page_of(parse_text(text, "")).text if text.strip() else ""
    return text.replace("\r\n", "\n").strip("\n"), notes


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.iter_attachments() if message.is_multipart() else ():
        if isinstance(part, EmailMessage):
            yield part


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """Gives the body in pieces that make it up whole: (text, `story` or `quoted`, whose words a forwarded piece is)."""
    start = _QUOTE_STARTS.search(text)
    own, rest = (text[: start.start()], text[start.start() :]) if start else (text, "")
    last = 0
    for found in _QUOTED_LINE.finditer(own):
        yield own[last : found.start()], "story", ""
        yield found[0], "quoted", ""
        last = found.end()
    yield own[last:], "story", ""
    if rest:
        voice = _FORWARDED_FROM.search(rest[:2000])
        yield rest, "quoted", voice[1].strip() if voice else ""
