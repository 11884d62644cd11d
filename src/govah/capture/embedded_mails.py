"""What a mail says of itself: who, to whom, when, and by which way it came."""

from __future__ import annotations

import email
import email.header
import email.policy
import email.utils
from collections.abc import Callable
from typing import BinaryIO, Final

from govah.capture.embedded import Embedded, kept

_KEPT: Final = frozenset(
    [
        "from",
        "to",
        "cc",
        "reply-to",
        "date",
        "subject",
        "message-id",
        "in-reply-to",
        "return-path",
        "received",
        "sender",
        "list-id",
    ]
)
_HEAD: Final = 1 << 18


def read(opened: Callable[[], BinaryIO]) -> Embedded:
    """Gives a mail's headers, each as often as it stands there, and the day it was sent."""
    with opened() as stream:
        head = stream.read(_HEAD)
    message = email.message_from_bytes(head, policy=email.policy.compat32)
    entries = [(key.lower(), _decoded(str(value))) for key, value in message.items() if key.lower() in _KEPT]
    return Embedded(kept(entries), _day(str(message.get("Date", ""))))


def _decoded(value: str) -> str:
    try:
        return " ".join(str(email.header.make_header(email.header.decode_header(value))).split())
    except (ValueError, LookupError, AssertionError):
        return " ".join(value.split())


def _day(value: str) -> str:
    try:
        return email.utils.parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""
