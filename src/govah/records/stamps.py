"""What others say of the signed head of a log: when it was there (stamps), and that they saw it (cosignatures), as it came."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """One authority's answer about one signed head; or, with kind `wish`, that somebody wants one and no network was there."""

    id: str
    device: str
    "The log whose head it is."
    size: int
    "How many entries that head covers."
    root: str
    "Its root, in hex."
    note: str
    "The signed note to the byte: what was stamped is the SHA-256 of these bytes in UTF-8."
    kind: str
    "`rfc3161`, `ots` (OpenTimestamps), or `wish`."
    authority: str = ""
    "The address that was asked; for a wish the one to ask, or empty for those asked by default."
    requested_at: str = ""
    "RFC 3339, UTC, by the device's own clock: a statement."
    received_at: str = ""
    token: str = ""
    "Base64 of the whole answer as it came over the wire."
    chain: str = ""
    "Certificates in PEM that the person gave beside those in the token."
    follows: str = ""
    "The stamp that this answer completes: a calendar's promise, once it is in a block."
    asks: str = ""
    "For a wish: the kind of authority named, `rfc3161` or `ots`."


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A signed head of a log, with the lines of those who signed that they saw it: made here, or taken in from a colleague."""

    id: str
    device: str
    "The log whose head it is."
    size: int
    "How many entries that head covers."
    root: str
    "Its root, in hex."
    note: str
    "The whole note: the head, the log's own signature, and the cosignatures that held when it was kept."
    key: str
    "The key of the log as a vkey: a person may have given it."
    witnesses: tuple[str, ...]
    "The keys whose cosignatures they are, as vkeys: they name the devices."
    made_by: str
    "Member id: who cosigned it, or took it in."
    made_at: str
