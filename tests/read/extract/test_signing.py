"""Signatures of packed archives: one that holds is told as unvouched, and every way of not holding as wrong."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from govah.read.extract.signing import HOLDS, UNREADABLE, WRONG, verdict

HASH = "sha256:" + "ab" * 32
KEY = ec.derive_private_key(7, ec.SECP256R1())
DAY = datetime(2026, 1, 20, tzinfo=UTC)


def signature(data: str = HASH) -> bytes:
    """Signs as a package is signed."""
    return KEY.sign(data.encode("utf-8"), ec.ECDSA(hashes.SHA256()))


def alone(made: bytes, stated: str = HASH) -> dict[str, str]:
    """A package signed by a key that nobody certifies."""
    public = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {"hash": stated, "publicKey": base64.b64encode(public).decode(), "signature": base64.b64encode(made).decode()}


def certified(domain: str, *, created: datetime = DAY) -> dict[str, str]:
    """A package signed with a domain's certificate, of a month, by its own authority."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "archive.example")])
    builder = x509.CertificateBuilder(name, name, KEY.public_key(), 5, DAY - timedelta(1), DAY + timedelta(30))
    names = x509.SubjectAlternativeName([x509.DNSName("archive.example")])
    made = builder.add_extension(names, critical=False).sign(KEY, hashes.SHA256())
    return {
        **alone(signature()), "domain": domain, "created": created.isoformat(),
        "domainCert": made.public_bytes(Encoding.PEM).decode("ascii"),
    }  # fmt: skip


def test_both_ways_of_writing_a_signature_hold() -> None:
    """A signature holds as DER, and as the two numbers that browsers write; that it is trusted is never said."""
    first, second = decode_dss_signature(signature())
    raw = first.to_bytes(32) + second.to_bytes(32)

    assert [HOLDS, HOLDS] == [verdict(alone(signature()), HASH), verdict(alone(raw), HASH)]
    assert verdict(certified("archive.example"), HASH) == HOLDS


@pytest.mark.parametrize(
    "signed",
    [
        alone(signature("sha256:" + "cd" * 32)), alone(signature(), "sha256:" + "cd" * 32), alone(signature()[:-1]),
        certified("other.example"), certified("archive.example", created=DAY + timedelta(60)),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_wrong(signed: dict[str, str]) -> None:
    """Another list's signature, another domain's certificate or one of another time is no signature of this package."""
    assert verdict(signed, HASH) == WRONG


@pytest.mark.parametrize(
    "signed", [None, [], {}, {"hash": HASH}, {**alone(b"x"), "publicKey": "x"}, {**alone(b"x"), "signature": 5}]
)
def test_what_cannot_be_read_says_so(signed: object) -> None:
    """Whatever stands where a signature should, nothing breaks, and nothing is believed."""
    assert verdict(signed, HASH) == UNREADABLE
