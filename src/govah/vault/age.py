"""age (C2SP age v1) to X25519 recipients: the only place that knows the library. A passphrase-mode file is never opened."""

from __future__ import annotations

import pyrage  # type: ignore[import-untyped]

from govah.errors import EvidenceError


def new_age_identity() -> str:
    """Gives a fresh X25519 identity, `AGE-SECRET-KEY-1…`."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Gives the recipient of an identity, `age1…`; what is no identity is an `EvidenceError`."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        raise EvidenceError("age-key-malformed") from None


def encrypt(data: bytes, recipients: tuple[str, ...]) -> bytes:
    """Gives an age file that each recipient can open."""
    try:
        parsed = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError:
        raise EvidenceError("age-key-malformed") from None
    return bytes(pyrage.encrypt(data, parsed))


def decrypt(data: bytes, identity: str) -> bytes:
    """Opens an age file with one identity; anything but success is an `EvidenceError`."""
    try:
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise EvidenceError("age-not-opened") from None
