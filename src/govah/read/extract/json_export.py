"""JSON: chats exported by Telegram, Instagram and Messenger, exports of other case systems; all else is text as it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from govah.read.extract.assembling import Assembly, chain
from govah.read.extract.case_export import entities
from govah.read.extract.decoding import decode
from govah.read.plain import read_plain
from govah.records import Extracted, Locator

TOOL: Final = "govah-chat-export 1"
UNKNOWN: Final = "json-of-unknown-kind"
"""Note: no chat that is known here; the text is the file as it stands."""
MEDIA: Final = "media-not-read"
"""Note: messages refer to pictures, voices or files, which are read when they are captured themselves."""
_MEDIA_KEYS: Final = ("photo", "file", "photos", "videos", "audio_files", "gifs", "files")


@dataclass(frozen=True, slots=True)
class _Message:
    """One message of any of these exports."""

    id: str
    author: str
    when: str
    day: date | None
    text: str
    media: bool
    service: bool = False


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the chats of one export, a message a segment under a line with its author and time."""
    text, notes = decode(data)
    if exported := entities(text, name):
        return exported
    whole = json.loads(text)
    chats = list(_chats(whole))
    if not chats:
        return (read_plain(text, (*notes, UNKNOWN)),)
    out = Assembly()
    media = False
    for title, messages in chats:
        if title:
            out.gap(2)
            out.segment(title, "title" if len(chats) == 1 else "header")
        for message in messages:
            media = media or message.media
            _write(out, message)
    return (out.extracted(TOOL, title=chats[0][0] if len(chats) == 1 else "", notes=(*notes, MEDIA) if media else notes),)


def _write(out: Assembly, message: _Message) -> None:
    locator = Locator(message=message.id)
    out.gap(2)
    head = f"{message.author}, {message.when}" if message.author and message.when else message.author or message.when
    out.segment(head, "header", locator, published=message.day, author=message.author)
    if message.text:
        out.gap(1)
        out.segment(
            message.text, "furniture" if message.service else "message", locator, published=message.day, author=message.author
        )


def _chats(whole: Any) -> Iterator[tuple[str, list[_Message]]]:
    if not isinstance(whole, dict):
        return
    listed = (whole.get("chats") or {}).get("list") if isinstance(whole.get("chats"), dict) else None
    for chat in listed if isinstance(listed, list) else [whole]:
        messages = chat.get("messages") if isinstance(chat, dict) else None
        if isinstance(messages, list):
            read = [made for one in messages if isinstance(one, dict) and (made := _message(one)) is not None]
            if read:
                yield _meta_text(_plain(chat.get("name") or chat.get("title") or "")), read


def _message(one: dict[str, Any]) -> _Message | None:
    if "timestamp_ms" in one:
        return _meta_message(one)
    if not ("text" in one or "date" in one or "date_unixtime" in one):
        return None
    when, day = _time(one)
    author = chain(_plain(one.get("from") or one.get("actor")), _plain(one.get("forwarded_from")), _plain(one.get("saved_from")))
    service = one.get("type") == "service"
    text = _plain(one.get("text")) or (_plain(one.get("action")) if service else "")
    return _Message(_plain(one.get("id")), author, when, day, text, any(key in one for key in _MEDIA_KEYS), service)


def _time(one: dict[str, Any]) -> tuple[str, date | None]:
    """Gives a Telegram message's time: as the exporting machine wrote it, else by the universal clock."""
    written = _plain(one.get("date"))
    try:
        if written:
            return written.replace("T", " "), datetime.fromisoformat(written).date()
        moment = datetime.fromtimestamp(int(_plain(one.get("date_unixtime"))), UTC)
    except (ValueError, OverflowError, OSError):
        return written, None
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC"), moment.date()


def _meta_message(one: dict[str, Any]) -> _Message:
    try:
        moment = datetime.fromtimestamp(int(one["timestamp_ms"]) // 1000, UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        moment = None
    when = moment.strftime("%Y-%m-%d %H:%M:%S UTC") if moment else ""
    author, text = _meta_text(_plain(one.get("sender_name"))), _meta_text(_plain(one.get("content")))
    return _Message("", author, when, moment.date() if moment else None, text, any(key in one for key in _MEDIA_KEYS))


def _meta_text(text: str) -> str:
    """Mends the letters of Meta's exports, which spell each UTF-8 byte as a letter of its own."""
    if any("\x80" <= letter <= "\xff" for letter in text) and all(letter <= "\xff" for letter in text):
        try:
            return text.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return text
    return text


def _plain(value: Any) -> str:
    """Gives a value as text: Telegram writes a message as a string, or as a list of strings and marked-up pieces."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return "".join(_plain(part.get("text") if isinstance(part, dict) else part) for part in value)
    return ""
