"""Who works here and who may read what: members, their devices, the keys of compartments, and what is erased for good."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A person at the desk; entries name the id only, and this record is for the team."""

    id: str
    name: str
    partner: bool = False
    "Whether this is somebody of another desk: whose keys we never write under, and who erases only what is theirs."


@dataclass(frozen=True, slots=True)
class Device:
    """A machine that writes: its log's verifying key and its age recipient. A withdrawal of it removes the device."""

    id: str
    member: str
    key: str
    "Ed25519, C2SP vkey."
    recipient: str
    "age X25519."
    witness: str = ""
    "The key by which it cosigns heads of others, C2SP vkey."


@dataclass(frozen=True, slots=True)
class Epoch:
    """One key of a compartment and who was given it. Said again of the same recipient, it adds readers."""

    id: str
    compartment: str
    recipient: str
    "The public half, age X25519: it names the key, and whoever has it can write."
    readers: tuple[str, ...]
    "Devices that were given the identity."
    made_by: str
    "Member id."
    made_at: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """Bodies and bytes destroyed for good on every replica, because consent was taken back; headers and proofs stay."""

    id: str
    parts: tuple[tuple[str, int], ...]
    "(entry id, number of the part from 0)."
    blobs: tuple[str, ...]
    erased_by: str
    "Member id."
    erased_at: str
    reason: str = ""
    "A word of the vocabulary, never a name."
