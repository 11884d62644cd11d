"""The payload of an age file: any length, any change noticed, and readable by other programs."""

from __future__ import annotations

import hashlib
import io
import subprocess
from pathlib import Path
from typing import BinaryIO

import pyrage  # type: ignore[import-untyped]
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import EvidenceError
from govah.vault.age import _point_of, age_identity, decrypt, header, recipient_of
from govah.vault.stream import CHUNK, NONCE, TAG, Sealer, Unsealed, payload_size

KEY = bytes(range(16))
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 16 * CHUNK - 1, 16 * CHUNK, 16 * CHUNK + 1, 40 * CHUNK]


def sealed(data: bytes) -> bytes:
    """Gives the payload of these bytes."""
    return sealed_from(io.BytesIO(data))


def sealed_from(source: BinaryIO) -> bytes:
    """Gives the payload of what a source holds."""
    out = io.BytesIO()
    size, sha256 = Sealer().seal(source, out.write, KEY, b"n" * NONCE)
    assert payload_size(size) == len(out.getvalue())
    assert len(sha256) == 64
    return out.getvalue()


def unsealed(payload: bytes, data: bytes) -> io.BufferedReader:
    """Opens a payload that should hold these bytes."""
    sha256 = hashlib.sha256(data).hexdigest()
    return io.BufferedReader(Unsealed(io.BytesIO(payload), 0, len(data), KEY, sha256=sha256, name="b1"))


class Dripping(io.BytesIO):
    """A source that gives a few bytes at a time, as a pipe does."""

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        return super().readinto(memoryview(buffer)[:50_000])


class Bare:
    """A source that can only read."""

    def __init__(self, data: bytes) -> None:
        self.read = io.BytesIO(data).read


@pytest.mark.parametrize("size", SIZES)
def test_any_length(size: int) -> None:
    """Bytes of any length come back, and the payload has the length that is foretold."""
    data = bytes(size)

    assert len(sealed(data)) == payload_size(size)
    assert unsealed(sealed(data), data).read() == data


@pytest.mark.parametrize("size", SIZES)
def test_a_dripping_source(size: int) -> None:
    """How a source cuts its bytes makes no difference."""
    data = bytes(size)

    assert sealed_from(Dripping(data)) == sealed(data)
    assert sealed_from(Bare(data)) == sealed(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, 1, CHUNK, 3 * CHUNK + 5])
def test_age_opens_it(size: int) -> None:
    """With a header of ours before it, the age library opens a payload."""
    identity, data = age_identity(b"s" * 32), bytes(size)

    assert decrypt(header(KEY, recipient_of(identity), b"e" * 32) + sealed(data), identity) == data


@pytest.mark.needs_tool("age")
def test_the_age_program_opens_it(tmp_path: Path) -> None:
    """The age program of the system opens it too."""
    identity, data = age_identity(b"s" * 32), b"bytes" * 50_000
    (tmp_path / "id").write_text(identity)
    (tmp_path / "file.age").write_bytes(header(KEY, recipient_of(identity), b"e" * 32) + sealed(data))

    run = subprocess.run(["age", "-d", "-i", tmp_path / "id", tmp_path / "file.age"], capture_output=True, check=True)

    assert run.stdout == data


@given(st.integers(0, payload_size(2 * CHUNK + 100) - 1), st.integers(0, 7))
def test_any_flip_is_noticed(at: int, bit: int) -> None:
    """A flipped bit anywhere in a payload is an error when that place is read."""
    data = bytes(2 * CHUNK + 100)
    payload = sealed(data)
    altered = payload[:at] + bytes([payload[at] ^ 1 << bit]) + payload[at + 1 :]

    with pytest.raises(EvidenceError) as caught:
        unsealed(altered, data).read()

    assert caught.value.code == "blob-altered"


def test_no_chunk_can_be_moved_or_cut() -> None:
    """Chunks swapped, repeated or left out are noticed, and so is an end that is not the end."""
    data = bytes(3 * CHUNK)
    payload, step = sealed(data), CHUNK + TAG
    chunks = [payload[NONCE + at : NONCE + at + step] for at in range(0, 3 * step, step)]

    for order in ([1, 0, 2], [0, 0, 2], [0, 1], [0, 1, 1], [0, 2, 1]):
        with pytest.raises(EvidenceError):
            unsealed(payload[:NONCE] + b"".join(chunks[number] for number in order), data).read()


def test_the_whole_is_held_against_its_hash() -> None:
    """A payload that opens but holds other bytes than the record says is noticed at the end."""
    payload = sealed(b"other bytes")

    with pytest.raises(EvidenceError):
        unsealed(payload, b"these bytes").read()


@given(st.lists(st.tuples(st.integers(0, 3 * CHUNK), st.integers(0, CHUNK)), max_size=8))
def test_seeking(steps: list[tuple[int, int]]) -> None:
    """Reading from any place gives what stands there."""
    data = bytes(range(251)) * (2 * CHUNK // 251)
    reader = unsealed(sealed(data), data)

    for at, length in steps:
        reader.seek(at)
        assert reader.read(length) == data[at : at + length]


@given(st.binary(min_size=32, max_size=32))
def test_an_identity_is_the_bytes_it_was_made_of(secret: bytes) -> None:
    """The identity that we write is the one that the library reads, and its recipient is the public half of the same bytes."""
    identity = age_identity(secret)
    public = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()

    assert str(pyrage.x25519.Identity.from_str(identity)) == identity
    assert _point_of(recipient_of(identity)) == public
