"""Signatures of packed web archives, as the WACZ signing specification writes them: by a key alone, or by a domain's certificate.

What is found is whether the bytes were signed by the key that the package brings along. Whose key that is, authorities outside
say: nothing here looks it up, and a signature that holds is told as one that nobody has vouched for.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

HOLDS: Final = "package-signature-unvouched"
"""Note: the signature holds; whose key it is, nobody has vouched for here."""
WRONG: Final = "package-signature-wrong"
"""Note: the signature does not fit the list, the certificate does not fit the signer, or it was not valid on that day."""
UNREADABLE: Final = "package-signature-unreadable"
"""Note: there is a signature of a kind that nothing here can check."""
_LONGEST: Final = 100_000
_SLACK: Final = timedelta(days=1)
_FAULTS: Final = (ValueError, TypeError, KeyError, AttributeError, binascii.Error, UnsupportedAlgorithm, x509.ExtensionNotFound)


def verdict(signed: Any, stated_hash: str) -> str:
    """Gives what can be said of the `signedData` of a package whose list has that hash (`sha256:…`)."""
    try:
        if signed["hash"] != stated_hash:
            return WRONG
        certificates = _certificates(signed)
        key = certificates[0].public_key() if certificates else load_der_public_key(base64.b64decode(signed["publicKey"]))
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return UNREADABLE
        signature = base64.b64decode(_short(signed["signature"]))
        if not _holds(key, signature, stated_hash.encode("utf-8")):
            return WRONG
        return HOLDS if not certificates or _fits(signed, certificates) else WRONG
    except _FAULTS:
        return UNREADABLE


def _short(text: Any) -> str:
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise ValueError("no signature is so long")
    return text


def _certificates(signed: Mapping[str, Any]) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(_short(signed["domainCert"]).encode("ascii")) if signed.get("domainCert") else []


def _holds(key: ec.EllipticCurvePublicKey, signature: bytes, data: bytes) -> bool:
    """Whether a signature holds, as DER or as the two numbers that browsers write, with the digest of any of the usual sizes."""
    size = (key.curve.key_size + 7) // 8
    forms = [signature]
    if len(signature) == 2 * size:
        forms.append(encode_dss_signature(int.from_bytes(signature[:size]), int.from_bytes(signature[size:])))
    for form in forms:
        for digest in (hashes.SHA256(), hashes.SHA384(), hashes.SHA512()):
            try:
                key.verify(form, data, ec.ECDSA(digest))
            except InvalidSignature:
                continue
            return True
    return False


def _fits(signed: Mapping[str, Any], chain: list[x509.Certificate]) -> bool:
    """Whether the first certificate is the domain's, was valid when it signed, and each is signed by the next."""
    names = chain[0].extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
    made = datetime.fromisoformat(str(signed["created"]))
    made = made if made.tzinfo else made.replace(tzinfo=UTC)
    if signed["domain"] not in names:
        return False
    if not chain[0].not_valid_before_utc - _SLACK <= made <= chain[0].not_valid_after_utc + _SLACK:
        return False
    for one, issuer in pairwise(chain):
        try:
            one.verify_directly_issued_by(issuer)
        except (InvalidSignature, ValueError, TypeError):
            return False
    return True
