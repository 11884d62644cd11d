"""The certificates of a token: whether the one that signed may stamp time, and how long it is good for."""

from __future__ import annotations

import base64
import textwrap
import warnings
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from govah.errors import EvidenceError
from govah.stamp import der
from govah.stamp.tokens import Token

EXPIRED: Final = "stamp-certificate-expired"
MISSING: Final = "stamp-certificate-missing"
ODD: Final = "stamp-not-understood"
UNFIT: Final = "stamp-not-by-authority"
_PEM: Final = "-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"


def doubts_of(token: Token) -> tuple[str, ...]:
    """Gives the codes of what is odd about a token that is kept nevertheless; one that nobody may accept is an `EvidenceError`.

    RFC 3161 §2.3: the key has one use alone, timeStamping, and its certificate says so as critical.
    """
    if not token.is_understood:
        return (ODD,)
    signer = _signer(token)
    if signer is None:
        return (MISSING,)
    try:
        usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        raise EvidenceError("stamp-not-by-authority") from None
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise EvidenceError("stamp-not-by-authority")
    at = datetime.fromisoformat(token.gen_time).astimezone(UTC)
    return () if signer.not_valid_before_utc <= at <= signer.not_valid_after_utc else (EXPIRED,)


def signer_name(token: Token) -> str:
    """Gives the name in the certificate that signed, or nothing."""
    signer = _signer(token)
    if signer is None:
        return ""
    subject = signer.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(subject[0].value)[:200] if subject else ""


def to_pem(certificates: Iterable[bytes]) -> str:
    """Gives certificates in PEM, one after another."""
    return "".join(_PEM.format(lines=_lines(one)) for one in certificates)


def read_pem(text: str) -> tuple[bytes, ...]:
    """Reads the certificates of a PEM text, at least one; anything else is an `EvidenceError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = x509.load_pem_x509_certificates(text.encode("utf-8"))
    except ValueError:
        raise EvidenceError("stamp-chain-malformed") from None
    return tuple(one.public_bytes(Encoding.DER) for one in found)


def _lines(certificate: bytes) -> str:
    return "\n".join(textwrap.wrap(base64.b64encode(certificate).decode("ascii"), 64))


def _signer(token: Token) -> x509.Certificate | None:
    """Finds the certificate that the token says it was signed with; a lone certificate is it where the token is silent."""
    if token.signer is None:
        return _loaded(token.certificates[0]) if len(token.certificates) == 1 else None
    issuer, serial = token.signer
    found = (one for one in token.certificates if _named(one) == (issuer, serial))
    return next((_loaded(one) for one in found), None)


def _named(certificate: bytes) -> tuple[bytes, int] | None:
    """Gives (issuer, serial): the first parts of a certificate's body after its version (RFC 5280 §4.1)."""
    try:
        body = der.read(certificate).children()[:1]
        parts = [one for one in body[0].children() if one.tag != 0xA0] if body else []
        return (parts[2].whole, der.integer(parts[0])) if len(parts) > 2 else None
    except EvidenceError:
        return None


def _loaded(certificate: bytes) -> x509.Certificate | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return x509.load_der_x509_certificate(certificate)
    except ValueError:
        return None
