"""Stretches that are kept as they came: those that wait for what lies before them, and the other history of a forked log."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from govah.errors import VaultError
from govah.vault.exchange.wire import Stretch, WireEntry, WirePart


def stretch_to_bytes(stretch: Stretch) -> bytes:
    """Gives a stretch as it is kept in the database."""
    entries = [[_text(entry.header), [_part_to_plain(part) for part in entry.parts]] for entry in stretch.entries]
    edge = [_text(node) for node in stretch.edge]
    head = [stretch.device, stretch.vkey, stretch.recipient, stretch.first, edge, stretch.checkpoint, list(stretch.cosignatures)]
    return zlib.compress(json.dumps([*head, entries], separators=(",", ":")).encode(), 1)


def stretch_from_bytes(data: bytes) -> Stretch:
    """Gives a kept stretch again; what is none was damaged here."""
    try:
        device, vkey, recipient, first, edge, checkpoint, cosignatures, entries = json.loads(zlib.decompress(data))
        read = tuple(WireEntry(_bytes(header), tuple(_part_from_plain(part) for part in parts)) for header, parts in entries)
        return Stretch(device, vkey, recipient, first, tuple(map(_bytes, edge)), read, checkpoint, tuple(cosignatures))
    except (ValueError, TypeError, zlib.error):
        raise VaultError("store-damaged") from None


def _part_to_plain(part: WirePart) -> list[Any]:
    salt = None if part.salt is None else _text(part.salt)
    return [part.compartment, part.recipient, salt, None if part.body is None else _text(part.body)]


def _part_from_plain(plain: list[Any]) -> WirePart:
    compartment, recipient, salt, body = plain
    return WirePart(compartment, recipient, None if salt is None else _bytes(salt), None if body is None else _bytes(body))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
