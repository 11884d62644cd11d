"""Asking an RFC 3161 authority: the request is made over a signed head, and over nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from govah.journal import read_checkpoint
from govah.stamp import der
from govah.stamp.interface import Authority, Message

SHA256: Final = "2.16.840.1.101.3.4.2.1"
NONCE_BYTES: Final = 8
_TRUE: Final = der.write(der.BOOLEAN, b"\xff")


@dataclass(frozen=True, slots=True)
class Request:
    """A time-stamp request, and what its answer has to repeat."""

    der: bytes
    imprint: bytes
    nonce: int


def imprint_of(note: str) -> bytes:
    """Gives the SHA-256 of a signed head; a text that is none is an `EvidenceError`, so that no other hash ever goes out."""
    read_checkpoint(note)
    return hashlib.sha256(note.encode("utf-8")).digest()


def request_for(note: str, entropy: bytes) -> Request:
    """Makes the TimeStampReq (RFC 3161 §2.4.1) of a signed head, with a nonce, asking for the authority's certificate."""
    imprint, nonce = imprint_of(note), int.from_bytes(entropy[:NONCE_BYTES], "big")
    algorithm = der.write(der.SEQUENCE, der.write_oid(SHA256), der.NULL)
    hashed = der.write(der.SEQUENCE, algorithm, der.write(der.OCTETS, imprint))
    made = der.write(der.SEQUENCE, der.write_integer(1), hashed, der.write_integer(nonce), _TRUE)
    return Request(made, imprint, nonce)


def message_for(request: Request, authority: Authority) -> Message:
    """Gives the request as RFC 3161 §3.4 sends it over HTTP."""
    return Message("POST", authority.url, request.der, "application/timestamp-query", "application/timestamp-reply")
