"""The file `key`: how a passphrase opens a vault. Whoever can write this file can neither weaken it nor make it hang."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from dataclasses import dataclass, replace
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from govah.errors import VaultError
from govah.records import Entropy, canonical
from govah.vault.interface import FORMAT

_NAME: Final = "govah-vault"
_KEYS: Final = {"check", "format", "kdf", "keyfile", "v", "vault", "wrapped"}
_KDF_KEYS: Final = {"lanes", "memory", "name", "salt", "time"}
MOST_BYTES: Final = 4096
KEY_START: Final = b'{"check":"'
"""How every key file begins."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at the passphrase costs (RFC 9106); a vault below the floor is refused."""

    memory: int = 65_536
    "KiB."
    time: int = 3
    lanes: int = 4

    @property
    def is_allowed(self) -> bool:
        """Answers whether it is neither below the floor nor a trap."""
        return 65_536 <= self.memory <= 4_194_304 and 3 <= self.time <= 64 and 1 <= self.lanes <= 16


@dataclass(frozen=True, slots=True)
class Secret:
    """What a person brings: a passphrase and, where the vault asks for one, the bytes of a key file."""

    passphrase: str
    keyfile: bytes | None = None

    def __repr__(self) -> str:
        return "Secret(…)"

    def to_bytes(self) -> bytes:
        """Gives the input of Argon2id; the same letters typed in another form of Unicode are the same passphrase."""
        said = unicodedata.normalize("NFC", self.passphrase).encode("utf-8")
        if not said:
            raise VaultError("passphrase-empty")
        return said if self.keyfile is None else said + hashlib.sha256(self.keyfile).digest()


@dataclass(frozen=True, slots=True)
class Opened:
    """A vault's name and its key."""

    vault: str
    key: bytes

    def __repr__(self) -> str:
        return f"Opened({self.vault})"

    def derive(self, purpose: str) -> bytes:
        """Gives the key for one purpose."""
        return HKDF(SHA256(), 32, None, b"govah/1 " + purpose.encode()).derive(self.key)


def make_key(secret: Secret, opened: Opened, entropy: Entropy, cost: Cost | None = None) -> bytes:
    """Gives the content of a key file by which that secret opens that vault; a new passphrase is a new file and nothing more."""
    used = cost or Cost()
    salt = entropy(16)
    fields: dict[str, Any] = {
        "format": _NAME,
        "kdf": {"lanes": used.lanes, "memory": used.memory, "name": "argon2id", "salt": salt.hex(), "time": used.time},
        "keyfile": secret.keyfile is not None,
        "v": FORMAT,
        "vault": opened.vault,
    }
    nonce = entropy(12)
    wrapped = nonce + ChaCha20Poly1305(stretch(secret, salt, used)).encrypt(nonce, opened.key, canonical(fields))
    fields["wrapped"] = base64.b64encode(wrapped).decode("ascii")
    fields["check"] = _check(fields)
    return canonical(fields) + b"\n"


def open_key(data: bytes, secret: Secret) -> Opened:
    """Opens a key file: a newer vault, a damaged file, lowered parameters and a wrong passphrase each have their own error."""
    fields = read_key(data)
    kdf = fields["kdf"]
    cost = Cost(kdf["memory"], kdf["time"], kdf["lanes"])
    if not cost.is_allowed:
        raise VaultError("key-weakened", memory=cost.memory // 1024, passes=cost.time)
    if fields["keyfile"] and secret.keyfile is None:
        raise VaultError("keyfile-wanted")
    used = secret if fields["keyfile"] else replace(secret, keyfile=None)
    wrapped = base64.b64decode(fields["wrapped"])
    bound = canonical({name: value for name, value in fields.items() if name not in ("check", "wrapped")})
    try:
        key = ChaCha20Poly1305(stretch(used, bytes.fromhex(kdf["salt"]), cost)).decrypt(wrapped[:12], wrapped[12:], bound)
    except InvalidTag:
        raise VaultError("passphrase-wrong") from None
    return Opened(fields["vault"], key)


def read_key(data: bytes) -> dict[str, Any]:
    """Reads the fields of a key file to the letter; no secret is needed to see that it is damaged or newer."""
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError):
        raise VaultError("key-damaged") from None
    if isinstance(fields, dict) and fields.get("format") == _NAME and isinstance(fields.get("v"), int) and fields["v"] > FORMAT:
        raise VaultError("vault-newer", version=fields["v"], known=FORMAT)
    if isinstance(fields, dict) and _is_whole(fields) and canonical(fields) + b"\n" == data and fields["check"] == _check(fields):
        return fields
    raise VaultError("key-damaged")


def _check(fields: dict[str, Any]) -> str:
    return hashlib.sha256(canonical({name: value for name, value in fields.items() if name != "check"})).hexdigest()[:16]


def _is_whole(fields: dict[str, Any]) -> bool:
    kdf = fields.get("kdf")
    return (
        fields.keys() == _KEYS
        and fields["format"] == _NAME
        and fields["v"] == FORMAT
        and isinstance(fields["keyfile"], bool)
        and _is_hex(fields["vault"], 32)
        and isinstance(kdf, dict)
        and kdf.keys() == _KDF_KEYS
        and kdf["name"] == "argon2id"
        and _is_hex(kdf["salt"], 32)
        and all(type(kdf[name]) is int for name in ("lanes", "memory", "time"))
        and isinstance(fields["wrapped"], str)
        and len(fields["wrapped"]) == 80
    )


def _is_hex(text: object, length: int) -> bool:
    return isinstance(text, str) and len(text) == length and all(letter in "0123456789abcdef" for letter in text)


def stretch(secret: Secret, salt: bytes, cost: Cost) -> bytes:
    """Gives the opening key of a secret: the work that each guess costs."""
    kdf = Argon2id(salt=salt, length=32, iterations=cost.time, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive(secret.to_bytes())
