"""Checking a token: with openssl where it is, else with the library `rfc3161-client`, whose yes counts and whose no does not."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from cryptography import x509

from govah.errors import EvidenceError, NotFoundError
from govah.stamp.asking import imprint_of
from govah.stamp.certificates import read_pem
from govah.stamp.openssl import Verdict, find_openssl, verify_token


def judge_token(token: bytes, note: str, *, roots: str, chain: str, at: str) -> Verdict:
    """Checks a token of a head against roots; without openssl and without the library it is a `NotFoundError`.

    The library refuses some tokens that are good (a SET in an odd order), so that its refusal leaves the token unchecked. It
    trusts whatever it is given: `chain` is for openssl alone.
    """
    trusted = read_pem(roots)
    if find_openssl():
        return verify_token(token, note, roots=roots, chain=chain, at=at)
    if importlib.util.find_spec("rfc3161_client") is None:
        raise NotFoundError("openssl-missing")
    if _is_good(token, imprint_of(note), trusted):
        return Verdict(is_good=True)
    return Verdict(is_good=None, code="stamp-client-refused")


def _is_good(token: bytes, imprint: bytes, roots: tuple[bytes, ...]) -> bool:
    client: Any = importlib.import_module("rfc3161_client")
    try:
        certificates = [x509.load_der_x509_certificate(one) for one in dict.fromkeys(roots)]
        verifier = client.VerifierBuilder(roots=certificates).build()
        good: bool = verifier.verify(client.decode_timestamp_response(token), imprint)
    except (client.VerificationError, ValueError, EvidenceError):
        return False
    return good
