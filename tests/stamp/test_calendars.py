"""OpenTimestamps: promises are kept as they came, completed when they can be, and believed no further than that."""

from __future__ import annotations

import contextlib
import hashlib
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import EvidenceError
from govah.stamp import Authority, imprint_of
from govah.stamp.calendars import completed, is_of, message_for, question_for, read_promise, to_file

ots: Any = pytest.importorskip("opentimestamps.core.timestamp")
notary: Any = pytest.importorskip("opentimestamps.core.notary")
op: Any = pytest.importorskip("opentimestamps.core.op")
serialize: Any = pytest.importorskip("opentimestamps.core.serialize")

NOTE = f"govah.journal/v{'c' * 16}\n3\n{'A' * 43}=\n\n— govah.journal/v{'c' * 16} {'A' * 91}=\n"
URL = "https://calendar.example"


def written(timestamp: Any) -> bytes:
    """Gives a timestamp as a calendar sends it."""
    context = serialize.BytesSerializationContext()
    timestamp.serialize(context)
    return bytes(context.getbytes())


def promise(imprint: bytes, url: str = URL) -> tuple[bytes, bytes]:
    """Gives a calendar's promise about a hash, and what it committed to."""
    whole = ots.Timestamp(imprint)
    inner = whole.ops.add(op.OpAppend(b"salt of the calendar")).ops.add(op.OpSHA256())
    inner.attestations.add(notary.PendingAttestation(url))
    return written(whole), bytes(inner.msg)


def completion(commitment: bytes, height: int = 800_000) -> bytes:
    """Gives what a calendar sends once its promise is in a block."""
    rest = ots.Timestamp(commitment)
    inner = rest.ops.add(op.OpPrepend(b"sibling")).ops.add(op.OpSHA256())
    inner.attestations.add(notary.BitcoinBlockHeaderAttestation(height))
    return written(rest)


def test_a_calendar_gets_the_hash_of_a_head() -> None:
    """What goes out is 32 bytes, the SHA-256 of the head."""
    message = message_for(NOTE, Authority("ots", URL + "/"))

    assert (URL + "/digest", hashlib.sha256(NOTE.encode()).digest()) == (message.url, message.body)


def test_a_promise_is_read() -> None:
    """A promise names its calendar and what it committed to."""
    raw, commitment = promise(imprint_of(NOTE))

    assert ((URL, commitment),) == read_promise(raw, imprint_of(NOTE)).pending
    assert f"{URL}/timestamp/{commitment.hex()}" == question_for(URL, commitment).url


def test_a_promise_is_completed() -> None:
    """A promise with its completion names the block, and the calendar's own bytes stand in it."""
    raw, commitment = promise(imprint_of(NOTE))
    more = completion(commitment)

    whole = completed(raw, imprint_of(NOTE), commitment, more)

    found = read_promise(whole, imprint_of(NOTE))
    expected = hashlib.sha256(b"sibling" + commitment).digest()[::-1].hex()
    assert ((800_000, expected),) == found.blocks
    assert more in whole


def test_the_file_is_one_that_the_library_reads() -> None:
    """The `.ots` file is read by the library itself as one of this head, with the answer in it to the byte."""
    raw, _ = promise(imprint_of(NOTE))
    data = to_file(raw, imprint_of(NOTE))

    read = ots.DetachedTimestampFile.deserialize(serialize.StreamDeserializationContext(io.BytesIO(data)))

    assert imprint_of(NOTE) == read.file_digest
    assert data.endswith(raw)


def test_only_known_calendars_are_asked() -> None:
    """A promise cannot send us to an address that nobody chose."""
    assert is_of("https://calendar.example/some", (URL,))
    assert not is_of("http://calendar.example", (URL,))
    assert not is_of("https://calendar.example.evil.example", (URL,))
    assert not is_of("https://10.0.0.1", (URL,))


@pytest.mark.parametrize("raw", [b"", b"<html>", b"\xff" * 300, b"\x08" * 9_999, b"\x00" * 40, bytes(10_001)])
def test_garbage_is_bad_evidence(raw: bytes) -> None:
    """What is no promise is told as bad evidence."""
    with pytest.raises(EvidenceError):
        read_promise(raw, imprint_of(NOTE))


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    """Whatever comes, it is read or said to be bad evidence."""
    with contextlib.suppress(EvidenceError):
        read_promise(raw, bytes(32))
    with contextlib.suppress(EvidenceError):
        completed(promise(bytes(32))[0], bytes(32), promise(bytes(32))[1], raw)


def test_every_flipped_byte_is_read_or_refused() -> None:
    """A promise with any one byte altered is read or refused, and never a crash."""
    raw, _ = promise(imprint_of(NOTE))
    for place in range(len(raw)):
        for mask in (0x01, 0x80, 0xFF):
            with contextlib.suppress(EvidenceError):
                read_promise(raw[:place] + bytes([raw[place] ^ mask]) + raw[place + 1 :], imprint_of(NOTE))
