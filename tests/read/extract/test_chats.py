"""Chats as text and as JSON: each message with its sender and day, in every way that dates are written."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from govah.read.extract import read_document
from govah.records import Extracted


def one(data: bytes, media_type: str = "text/plain") -> Extracted:
    """Gives the one text of an export."""
    (found,) = read_document(data, media_type, "chat")
    return found


def messages(found: Extracted) -> list[tuple[str, str, date | None]]:
    """Gives (words, author, day) of each message."""
    return [(found.text[part.start : part.end], part.author, part.published) for part in found.segments if part.kind == "message"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("13/01/26, 21:05 - Shahna: one\n14/01/26, 09:00 - Shahna: two", ["2026-01-13", "2026-01-14"]),
        ("01/13/2026, 9:05 p. m. - Shahna: one\n01/14/2026, 9:00 AM - Shahna: two", ["2026-01-13", "2026-01-14"]),
        ("[2026-01-13, 21:05] Shahna: one\n[2026-01-14, 09:00] Shahna: two", ["2026-01-13", "2026-01-14"]),
        ("[13.01.26, 21:05:11] Shahna: one\n[14.01.26, 09:00:00] Shahna: two", ["2026-01-13", "2026-01-14"]),
        ("۱۴۰۴/۱۰/۲۳، ۲۱:۰۵ - Shahna: one\n۱۴۰۴/۱۰/۲۴، ۰۹:۰۰ - Shahna: two", ["2026-01-13", "2026-01-14"]),
        ("01/02/26, 21:05 - Shahna: one\n02/01/26, 09:00 - Shahna: two", ["2026-01-02", "2026-02-01"]),
        ("01/02/26, 21:05 - Shahna: one\n01/02/26, 22:00 - Shahna: two", [None, None]),
    ],
    ids=["day-first", "month-first", "year-first", "dots", "solar", "by-order", "ambiguous"],
)
def test_every_way_of_writing_a_date(text: str, days: list[str | None]) -> None:
    """The order of day and month is what all the dates of the chat allow; where that leaves two, no day is claimed."""
    found = one(text.encode())

    assert found.text == text
    assert [(words, author) for words, author, _ in messages(found)] == [("one", "Shahna"), ("two", "Shahna")]
    assert [day and day.isoformat() for _, _, day in messages(found)] == days
    assert ("dates-ambiguous" in found.notes) == (days == [None, None])


def test_what_the_application_says_is_no_message() -> None:
    """Lines without a sender are furniture, a message may have many lines, and colons inside it stay."""
    found = one(
        b"13/01/26, 21:05 - You were added\n13/01/26, 21:06 - Dr. Duburak: first: line\nsecond line\n13/01/26, 21:07 - x: y\n"
    )

    assert messages(found)[0][:2] == ("first: line\nsecond line", "Dr. Duburak")
    assert [found.text[part.start : part.end] for part in found.segments if part.kind == "furniture"] == [
        "13/01/26, 21:05 - You were added"
    ]


def test_a_report_with_a_date_is_no_chat() -> None:
    """A text that only opens with a date is read as a report."""
    found = one(
        b"13/01/26, 21:05 - a report came in.\nIt says that he was moved.\nNobody knows where to.\nHis name was not given.\n"
    )

    assert messages(found) == []


def telegram(*messages_: dict[str, Any]) -> bytes:
    """Gives an export of one chat."""
    return json.dumps({"name": "میز رهنورد", "type": "public_channel", "messages": list(messages_)}).encode()


def test_a_telegram_export_keeps_id_day_and_chain() -> None:
    """Marked-up text is joined, a forwarded message names both voices, and media that are elsewhere are noted."""
    found = one(
        telegram(
            {"id": 1, "type": "service", "date": "2026-01-19T08:00:00", "actor": "x", "action": "create_channel", "text": ""},
            {
                "id": 2, "type": "message", "date": "2026-01-20T21:05:00", "from": "میز رهنورد", "forwarded_from": "Duburak",
                "photo": "photos/1.jpg", "text": ["او ", {"type": "bold", "text": "آزاد"}, " شد."],
            },
        ),
        "application/json",
    )  # fmt: skip

    assert messages(found) == [("او آزاد شد.", "میز رهنورد → Duburak", date(2026, 1, 20))]
    assert [part.locator.message for part in found.segments if part.kind == "message"] == ["2"]
    assert found.title == "میز رهنورد"
    assert "media-not-read" in found.notes


def test_a_meta_export_is_spelled_right() -> None:
    """Meta's exports spell each byte as a letter; the words come back."""
    spelled = "سلام".encode().decode("latin-1")
    found = one(
        json.dumps({"messages": [{"sender_name": spelled, "timestamp_ms": 1768900000000, "content": spelled}]}).encode(),
        "application/json",
    )

    assert messages(found) == [("سلام", "سلام", date(2026, 1, 20))]


def test_other_json_is_text() -> None:
    """Data of no known kind is read as it stands, with a note."""
    found = one(b'{"rows": ["Tarlan was moved."]}', "application/json")

    assert found.text == '{"rows": ["Tarlan was moved."]}'
    assert "json-of-unknown-kind" in found.notes
