"""What a packet holds, beside the bytes of its blobs: plain values, from one device to others."""

from __future__ import annotations

from dataclasses import dataclass

from govah.vault.exchange.wire import Stretch, Vector, WireBlob, WireKey


@dataclass(frozen=True, slots=True)
class Manifest:
    """Who sends it, when, to whom, and what the sender holds."""

    sender: str
    "Device id."
    time: str
    "By the sender's clock."
    to: tuple[str, ...]
    "Ids of the devices that can open it."
    vector: Vector


@dataclass(frozen=True, slots=True)
class Contents:
    """What a packet holds; the payloads of its blobs travel beside."""

    manifest: Manifest
    keys: tuple[WireKey, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    blobs: tuple[WireBlob, ...] = ()
    unknown: tuple[str, ...] = ()
    "Names of parts that this program does not know and may leave out."
