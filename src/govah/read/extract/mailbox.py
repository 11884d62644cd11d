"""Mailboxes (mbox): each mail a text of its own."""

from __future__ import annotations

import re
from typing import Final

from govah.errors import ReadError
from govah.read.extract.mail import from_bytes
from govah.records import Extracted

_START: Final = re.compile(rb"^From [^\n]*\r?\n(?=[A-Za-z][A-Za-z0-9-]*:)", re.MULTILINE)
_MOST: Final = 20_000


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives every mail of the box, in its order."""
    starts = list(_START.finditer(data))
    if not starts or len(starts) > _MOST:
        raise ReadError("document-too-long", name=name, count=len(starts), limit=_MOST)
    ends = [start.start() for start in starts[1:]] + [len(data)]
    return tuple(
        from_bytes(data[start.end() : end].replace(b"\n>From ", b"\nFrom ")) for start, end in zip(starts, ends, strict=True)
    )
