"""OpenTimestamps: a calendar's promise, its completion in a block, and the file that any OpenTimestamps program reads."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from govah.errors import EvidenceError
from govah.stamp.asking import imprint_of
from govah.stamp.interface import Authority, Message

LARGEST_PROMISE: Final = 10_000
"""Bytes; the programs of OpenTimestamps take no more either."""
_ACCEPT: Final = "application/vnd.opentimestamps.v1"
_HEADER: Final = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08"
"""The magic, version 1, and the tag of SHA-256."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a calendar's answer holds."""

    pending: tuple[tuple[str, bytes], ...] = ()
    "(the calendar that promises, what it committed to)."
    blocks: tuple[tuple[int, str], ...] = ()
    "(height, Merkle root in hex as block explorers write it) of Bitcoin blocks, lowest first: to be compared with the block."


def has_library() -> bool:
    """Answers whether `opentimestamps` is installed (the extra `stamp`)."""
    return importlib.util.find_spec("opentimestamps") is not None


def message_for(note: str, calendar: Authority) -> Message:
    """Gives the request that hands a calendar the hash of a signed head."""
    address = calendar.url.rstrip("/") + "/digest"
    return Message("POST", address, imprint_of(note), "application/x-www-form-urlencoded", _ACCEPT)


def question_for(calendar: str, commitment: bytes) -> Message:
    """Gives the request that asks whether a promise is kept."""
    return Message("GET", f"{calendar.rstrip('/')}/timestamp/{commitment.hex()}", accept=_ACCEPT)


def read_promise(raw: bytes, imprint: bytes) -> Promise:
    """Reads a calendar's answer about a hash; what is none is an `EvidenceError`."""
    found = list(_timestamp(raw, imprint).all_attestations())
    notary = _module("core.notary")
    pending = {(one.uri, bytes(msg)) for msg, one in found if isinstance(one, notary.PendingAttestation)}
    blocks = {(one.height, bytes(msg)[::-1].hex()) for msg, one in found if isinstance(one, notary.BitcoinBlockHeaderAttestation)}
    if not pending and not blocks:
        raise EvidenceError("stamp-promise-empty")
    return Promise(tuple(sorted(pending)), tuple(sorted(blocks)))


def completed(raw: bytes, imprint: bytes, commitment: bytes, answer: bytes) -> bytes:
    """Gives a promise with its completion in its place; the calendar's own pieces stand in it as they came."""
    whole, more = _timestamp(raw, imprint), _timestamp(answer, commitment)
    for part in _parts(whole):
        if part.msg == commitment:
            part.merge(more)
    context = _module("core.serialize").BytesSerializationContext()
    with _told():
        whole.serialize(context)
    return bytes(context.getbytes())


def is_of(calendar: str, known: tuple[str, ...]) -> bool:
    """Answers whether an address in a promise is of a calendar that we know: a promise cannot send us anywhere."""
    return _origin(calendar) in {_origin(one) for one in known}


def to_file(raw: bytes, imprint: bytes) -> bytes:
    """Gives the `.ots` file of an answer: header, hash, and the answer to the byte."""
    return _HEADER + imprint + raw


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.lower()


def _timestamp(raw: bytes, imprint: bytes) -> Any:
    if len(raw) > LARGEST_PROMISE:
        raise EvidenceError("stamp-promise-malformed")
    context = _module("core.serialize").BytesDeserializationContext(raw)
    with _told():
        found = _module("core.timestamp").Timestamp.deserialize(context, imprint)
        context.assert_eof()
    return found


def _parts(timestamp: Any) -> Iterator[Any]:
    yield timestamp
    for part in timestamp.ops.values():
        yield from _parts(part)


@contextmanager
def _told() -> Iterator[None]:
    """Turns whatever the library says of bad bytes into bad evidence."""
    try:
        yield
    except (ValueError, TypeError, AssertionError, ArithmeticError, RecursionError, EOFError):
        raise EvidenceError("stamp-promise-malformed") from None
    except _module("core.serialize").DeserializationError:
        raise EvidenceError("stamp-promise-malformed") from None


def _module(name: str) -> Any:
    # Only here is the library loaded: who stamps with RFC 3161 alone needs none.
    return importlib.import_module(f"opentimestamps.{name}")
