"""What stamping is made of: an authority, what is sent to it, what it answered, and the small transport between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

RFC3161: Final = "rfc3161"
OTS: Final = "ots"
WISH: Final = "wish"

LARGEST: Final = 64 << 10
"""Bytes of the largest answer: a token with a long chain of certificates has 10 KiB."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody outside who says when he saw a hash."""

    kind: str
    "`rfc3161` or `ots`."
    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One request as it goes out; its body is all that the authority learns."""

    method: str
    url: str
    body: bytes = b""
    content_type: str = ""
    accept: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, cut at no place and changed in nothing."""

    status: int
    body: bytes


Transport = Callable[[Message], Answer]
"""Sends one request and gives its answer; raises `CaptureError` where there is none. It is the only way out of this room."""
