"""age (C2SP age v1) to X25519 recipients: the only place that knows the library. A passphrase-mode file is never opened."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable
from typing import Final

import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from govah.errors import EvidenceError

_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PREFIX: Final = "age-secret-key-"
_PREFIX_VALUES: Final = [*(ord(letter) >> 5 for letter in _PREFIX), 0, *(ord(letter) & 31 for letter in _PREFIX)]


def age_identity(secret: bytes) -> str:
    """Gives the X25519 identity of 32 random bytes, `AGE-SECRET-KEY-1…` (Bech32, BIP 173)."""
    number = int.from_bytes(secret, "big") << 4
    data = [number >> shift & 31 for shift in range(5 * 51, -1, -5)]
    check = _polymod([*_PREFIX_VALUES, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    data += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return (_PREFIX + "1" + "".join(_BECH32[value] for value in data)).upper()


def recipient_of(identity: str) -> str:
    """Gives the recipient of an identity, `age1…`; what is no identity is an `EvidenceError`."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        raise EvidenceError("age-key-malformed") from None


def is_recipient(text: str) -> bool:
    """Answers whether a text is the recipient of an X25519 identity, in its one form."""
    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


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


def header(file_key: bytes, recipient: str, ephemeral: bytes) -> bytes:
    """Gives an age header that lets one recipient read a payload: with it in front, a blob of a pack is an age file.

    Args:
        file_key: the 16 bytes under which the payload is sealed.
        recipient: `age1…`.
        ephemeral: 32 fresh random bytes.
    """
    return stanzas_to_header(file_key, [stanza(file_key, recipient, ephemeral)])


def stanza(file_key: bytes, recipient: str, ephemeral: bytes) -> str:
    """Gives the two lines of a header by which one recipient finds the file key."""
    point = _point_of(recipient)
    secret = X25519PrivateKey.from_private_bytes(ephemeral)
    share = secret.public_key().public_bytes_raw()
    shared = secret.exchange(X25519PublicKey.from_public_bytes(point))
    wrap_key = HKDF(SHA256(), 32, share + point, b"age-encryption.org/v1/X25519").derive(shared)
    body = ChaCha20Poly1305(wrap_key).encrypt(bytes(12), file_key, None)
    return f"-> X25519 {_raw_base64(share)}\n{_raw_base64(body)}\n"


def stanzas_to_header(file_key: bytes, stanzas: Iterable[str]) -> bytes:
    """Gives an age header of stanzas, with the MAC that the file key makes."""
    head = f"age-encryption.org/v1\n{''.join(stanzas)}---".encode()
    mac_key = HKDF(SHA256(), 32, None, b"header").derive(file_key)
    return head + b" " + _raw_base64(hmac.digest(mac_key, head, "sha256")).encode() + b"\n"


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            check ^= generator if top >> place & 1 else 0
    return check


def _raw_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii").rstrip("=")


def _point_of(recipient: str) -> bytes:
    """Takes the 32 bytes out of `age1…` (Bech32, BIP 173); the library has checked the text by then, so the checksum is left."""
    encrypt(b"", (recipient,))
    number = 0
    for letter in recipient[4:-6]:
        number = number << 5 | _BECH32.index(letter)
    return (number >> 4).to_bytes(32, "big")
