"""An age file to several devices, written and read as a stream in constant memory; a passphrase-mode file is refused untried."""

from __future__ import annotations

import base64
import binascii
import hmac
import io
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from govah.errors import EvidenceError
from govah.records import Entropy
from govah.vault.age import stanza, stanzas_to_header
from govah.vault.stream import CHUNK, KEY, NONCE, TAG, chunk_nonce, payload_key

MOST_RECIPIENTS: Final = 256
_MOST_LINES: Final = 4 * MOST_RECIPIENTS
_MOST_LINE: Final = 512
_VERSION: Final = b"age-encryption.org/v1"
_END: Final = b"--- "
_WIDTH: Final = 64
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class EnvelopeWriter:
    """Turns what is written into an age file; nothing of it is whole before `close`.

    Args:
        write: takes the encrypted bytes.
        recipients: `age1…`, each of which can open it.
        entropy: random bytes.
    """

    def __init__(self, write: Callable[[bytes], object], recipients: Sequence[str], entropy: Entropy) -> None:
        if not 0 < len(recipients) <= MOST_RECIPIENTS:
            raise EvidenceError("packet-recipients", most=MOST_RECIPIENTS)
        key, nonce = entropy(KEY), entropy(NONCE)
        write(stanzas_to_header(key, [stanza(key, recipient, entropy(32)) for recipient in recipients]) + nonce)
        self._write, self._cipher = write, payload_key(key, nonce)
        self._held, self._index = bytearray(), 0

    def write(self, data: bytes | memoryview) -> None:
        """Takes plain bytes."""
        self._held += data
        if len(self._held) <= CHUNK:
            return
        whole = (len(self._held) - 1) // CHUNK
        with memoryview(self._held) as view:
            for number in range(whole):
                self._chunk(view[number * CHUNK : (number + 1) * CHUNK], last=False)
        del self._held[: whole * CHUNK]

    def close(self) -> None:
        """Writes the end."""
        self._chunk(bytes(self._held), last=True)
        self._held.clear()

    def _chunk(self, plain: bytes | memoryview, *, last: bool) -> None:
        self._write(self._cipher.encrypt(chunk_nonce(self._index, last=last), plain, None))
        self._index += 1


class EnvelopeReader(io.RawIOBase):
    """The plain bytes of an age file, from the first to the last; what was altered, cut or lengthened is an `EvidenceError`.

    Args:
        source: the age file, read forward only.
        identity: `AGE-SECRET-KEY-1…` of whoever opens it.
    """

    def __init__(self, source: BinaryIO, identity: str) -> None:
        super().__init__()
        head, stanzas = _read_header(source)
        key = _file_key(stanzas, identity)
        mac_key = HKDF(SHA256(), 32, None, b"header").derive(key)
        lines = head.rpartition(b" ")
        if not hmac.compare_digest(hmac.digest(mac_key, lines[0], "sha256"), _unpadded(lines[2])):
            raise EvidenceError("packet-altered")
        nonce = source.read(NONCE)
        if len(nonce) != NONCE:
            raise EvidenceError("packet-truncated")
        self._cipher, self._source, self._index = payload_key(key, nonce), source, 0
        self._ahead, self._plain, self._at, self._ended = source.read(CHUNK + TAG), b"", 0, False

    def readable(self) -> bool:
        """Answers yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as one chunk reaches."""
        while self._at == len(self._plain):
            if self._ended:
                return 0
            self._plain, self._at = self._next(), 0
        piece = memoryview(self._plain)[self._at : self._at + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _next(self) -> bytes:
        sealed = self._ahead
        self._ahead = self._source.read(CHUNK + TAG) if len(sealed) == CHUNK + TAG else b""
        last = not self._ahead
        plain = self._opened(sealed, last=last)
        if plain is None:
            if self._opened(sealed, last=not last) is not None:
                raise EvidenceError("packet-truncated" if last else "packet-extended")
            raise EvidenceError("packet-truncated" if len(sealed) <= TAG and not self._index else "packet-altered")
        if last and not plain and self._index:
            raise EvidenceError("packet-altered")
        self._index += 1
        self._ended = last
        return plain

    def _opened(self, sealed: bytes, *, last: bool) -> bytes | None:
        try:
            return self._cipher.decrypt(chunk_nonce(self._index, last=last), sealed, None)
        except InvalidTag:
            return None


def _read_header(source: BinaryIO) -> tuple[bytes, list[tuple[list[str], bytes]]]:
    """Gives the header up to its MAC, and its stanzas (arguments, body)."""
    lines = _lines(source)
    if next(lines) != _VERSION:
        raise EvidenceError("packet-not-age")
    head, stanzas, arguments, body = [_VERSION], list[tuple[list[str], bytes]](), list[str](), b""
    is_open = False
    for line in lines:
        head.append(line)
        if is_open:
            body += line
            if len(line) < _WIDTH:
                is_open = False
                stanzas.append((arguments, _unpadded(body)))
            elif len(line) > _WIDTH:
                raise EvidenceError("packet-not-age")
        elif line.startswith(b"-> "):
            is_open, body = True, b""
            arguments = line[3:].decode("ascii", "replace").split(" ")
            if arguments[0] == "scrypt":
                raise EvidenceError("packet-passphrase")
        else:
            break
    if is_open or not head[-1].startswith(_END):
        raise EvidenceError("packet-not-age")
    return b"\n".join(head), stanzas


def _lines(source: BinaryIO) -> Iterator[bytes]:
    for number in range(_MOST_LINES):
        line = bytearray()
        while not line.endswith(b"\n"):
            byte = source.read(1)
            if not byte and (number or (line and _VERSION.startswith(line))):
                raise EvidenceError("packet-truncated")
            if not byte or len(line) > _MOST_LINE:
                raise EvidenceError("packet-not-age")
            line += byte
        yield bytes(line[:-1])
    raise EvidenceError("packet-not-age")


def _file_key(stanzas: list[tuple[list[str], bytes]], identity: str) -> bytes:
    secret = X25519PrivateKey.from_private_bytes(_secret_of(identity))
    own = secret.public_key().public_bytes_raw()
    for arguments, body in stanzas:
        if arguments[0] != "X25519" or len(arguments) != 2 or len(body) != KEY + TAG:
            continue
        share = _unpadded(arguments[1].encode("ascii", "replace"))
        try:
            shared = secret.exchange(X25519PublicKey.from_public_bytes(share))
            wrap_key = HKDF(SHA256(), 32, share + own, b"age-encryption.org/v1/X25519").derive(shared)
            return ChaCha20Poly1305(wrap_key).decrypt(bytes(12), body, None)
        except (InvalidTag, ValueError):
            continue
    raise EvidenceError("packet-not-for-us")


def _unpadded(text: bytes) -> bytes:
    """Reads base64 without padding in its one canonical form."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise EvidenceError("packet-not-age") from None
    if base64.b64encode(data).rstrip(b"=") != text:
        raise EvidenceError("packet-not-age")
    return data


def _secret_of(identity: str) -> bytes:
    """Takes the 32 bytes out of `AGE-SECRET-KEY-1…`; it is this device's own, and its checksum was right when it was kept."""
    number = 0
    for letter in identity.lower().rpartition("1")[2][:-6]:
        number = number << 5 | _BECH32.index(letter)
    return (number >> 4).to_bytes(32, "big")
