"""Age files as streams: what other programs write and read, and what is refused untried."""

from __future__ import annotations

import io
import resource
import subprocess
from pathlib import Path
from typing import Final

import pyrage  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import EvidenceError
from govah.vault.age import age_identity, encrypt, recipient_of
from govah.vault.envelope import MOST_RECIPIENTS, EnvelopeReader, EnvelopeWriter

ONE: Final = age_identity(b"1" * 32)
TWO: Final = age_identity(b"2" * 32)
THREE: Final = age_identity(b"3" * 32)
CHUNK: Final = 65_536


def sealed(data: bytes, *identities: str, step: int = 10_000) -> bytes:
    """Gives an age file to these, written in pieces."""
    out = io.BytesIO()
    writer = EnvelopeWriter(out.write, [recipient_of(one) for one in identities], lambda size: b"r" * size)
    for at in range(0, len(data), step):
        writer.write(data[at : at + step])
    writer.close()
    return out.getvalue()


def opened(data: bytes, identity: str) -> bytes:
    """Gives what an age file holds."""
    return io.BufferedReader(EnvelopeReader(io.BytesIO(data), identity)).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_each_recipient_opens_it(size: int) -> None:
    """Each of several devices opens the same file, ours and the library's code alike, at every edge of a chunk."""
    data = bytes(range(256)) * (size // 256 + 1)
    file = sealed(data[:size], ONE, TWO)

    assert {data[:size]} == {opened(file, ONE), opened(file, TWO), pyrage.decrypt(file, [pyrage.x25519.Identity.from_str(TWO)])}


@pytest.mark.needs_tool("age")
def test_the_age_program_opens_it(tmp_path: Path) -> None:
    """Debian's `age -d` opens what we write to several, and we open what `age` writes to several."""
    data = b"evidence " * 40_000
    (tmp_path / "key").write_text(TWO)
    (tmp_path / "ours").write_bytes(sealed(data, ONE, TWO, THREE))
    (tmp_path / "plain").write_bytes(data)
    to = [word for one in (ONE, TWO) for word in ("-r", recipient_of(one))]
    subprocess.run(["age", *to, "-o", tmp_path / "theirs", tmp_path / "plain"], check=True)

    read = subprocess.run(["age", "-d", "-i", tmp_path / "key", tmp_path / "ours"], capture_output=True, check=True).stdout

    assert data == read
    assert data == opened((tmp_path / "theirs").read_bytes(), ONE)


def test_what_the_library_greases() -> None:
    """Stanzas that nobody knows, which the library adds by chance, are passed over."""
    assert {b"grease"} == {opened(encrypt(b"grease", (recipient_of(ONE),)), ONE) for _ in range(20)}


def test_another_device() -> None:
    """Who is not named is told so."""
    with pytest.raises(EvidenceError, match="packet-not-for-us"):
        opened(sealed(b"x", ONE, TWO), THREE)


def test_a_passphrase_is_refused_untried() -> None:
    """A file locked with a passphrase is refused from its header: its work factor, however high, is never tried."""
    head = b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n" + bytes(80)

    with pytest.raises(EvidenceError, match="packet-passphrase"):
        opened(head, ONE)


@pytest.mark.parametrize("count", [0, MOST_RECIPIENTS + 1])
def test_too_few_and_too_many(count: int) -> None:
    """A file to nobody, or to more than a reader would look through, is not written."""
    with pytest.raises(EvidenceError, match="packet-recipients"):
        EnvelopeWriter(io.BytesIO().write, [recipient_of(ONE)] * count, bytes)


@given(st.binary(max_size=200), st.booleans())
def test_reading_never_breaks(data: bytes, begins: bool) -> None:
    """Whatever bytes come as an age file end in an error of ours."""
    with pytest.raises(EvidenceError):
        opened(b"age-encryption.org/v1\n" * begins + data, ONE)


@pytest.mark.slow
def test_memory_does_not_grow() -> None:
    """Two gigabytes are written and read again within the same few megabytes."""
    writer = EnvelopeWriter(lambda _data: None, [recipient_of(ONE)], lambda size: b"r" * size)
    piece = bytes(1 << 20)
    writer.write(piece * 4)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(2_000):
        writer.write(piece)
    writer.close()

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000
