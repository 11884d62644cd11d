"""What one vault gives another, before it is packed and after it was unpacked: plain values, checked by whoever takes them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Vector = Mapping[str, int]
"""By device, how many entries of its log somebody holds: all that a peer must say for us to know what it lacks.

A blob's id (`b…`) with 0 says that its bytes are not there and are wanted. All keys are ids: a letter and 16 of base32."""


@dataclass(frozen=True, slots=True)
class WirePart:
    """One body on its way. Salt and body: readable. Body alone: an age file to `recipient`. Neither: erased."""

    compartment: str
    recipient: str
    "The key of the compartment under which it lies sealed, or that it belongs to; empty where it was erased."
    salt: bytes | None
    body: bytes | None


@dataclass(frozen=True, slots=True)
class WireEntry:
    """One entry: the header's bytes as they were signed for, and the bodies that it binds."""

    header: bytes
    parts: tuple[WirePart, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries `first` … `first + len(entries)` of one log, with what proves them."""

    device: str
    vkey: str
    recipient: str
    "The device's age recipient."
    first: int
    edge: tuple[bytes, ...]
    "The right edge of the tree of the `first` entries before (`Frontier.edge`): the stretch is checked without them."
    entries: tuple[WireEntry, ...]
    checkpoint: str
    "The signed head of the tree that ends with the last of these entries."
    cosignatures: tuple[str, ...] = ()
    "Cosigned notes of heads within the stretch or at its end."


@dataclass(frozen=True, slots=True)
class WireBlob:
    """One blob as it lies encrypted in a pack; its `length` payload bytes travel beside."""

    id: str
    size: int
    "Of the plain bytes."
    sha256: str
    "Of the plain bytes, hex; empty where the recipients may not read the blob: who cannot read it learns no hash."
    length: int
    "Of the payload (nonce and STREAM)."
    key: bytes | None
    "16 bytes, or an age file to the compartment's `recipient`, or None: destroyed, and no payload travels."
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class WireKey:
    """The identity of a compartment's key, as an age file to one device."""

    compartment: str
    recipient: str
    device_recipient: str
    wrapped: bytes
