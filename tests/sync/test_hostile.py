"""What was touched on its way ends in an error of ours, each fault in its own; nothing crashes or is built beyond limits."""

from __future__ import annotations

import hashlib
import io
import random
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from counting import Record
from govah.errors import EvidenceError
from govah.sync import PacketReader
from govah.sync.blocks import MOST_PACKED, read_block
from govah.sync.reading import BlockReader
from govah.sync.writing import write_number
from packets import DEVICE, OTHER, Keys, body_of, opened, read, sealed, signed, small_contents, written


def code_of(data: bytes, key: bytes) -> str:
    """Gives the error that reading ends in."""
    with pytest.raises(EvidenceError) as caught:
        read(data, key)
    return caught.value.code


def in_table(data: bytes, old: bytes, new: bytes) -> bytes:
    """Gives a packet with something else in its table."""
    head, gap, rest = data.partition(b"\n\n")
    assert old in head
    return head.replace(old, new) + gap + rest


def flips(size: int) -> list[tuple[int, int]]:
    """Gives one bit of every byte, another each time."""
    return [(at, 1 << at % 8) for at in range(size)]


def test_a_flip_at_every_byte(small: bytes, keys: Keys, record: Record) -> None:
    """A bit changed anywhere in the age file is noticed before anything is believed."""
    data = sealed(small, keys.identity)
    whole = bytearray(data)
    for at, bit in flips(len(data)):
        whole[at] ^= bit
        with pytest.raises(EvidenceError):
            read(opened(bytes(whole), keys.identity), keys.public)
        whole[at] ^= bit
    record("flips in a packet", "noticed", len(data))


def test_a_flip_at_every_byte_within(small: bytes, keys: Keys, record: Record) -> None:
    """A bit changed anywhere within the encryption, where only a device that was let in could, is noticed as well."""
    whole = bytearray(small)
    for at, bit in flips(len(small)):
        whole[at] ^= bit
        with pytest.raises(EvidenceError):
            read(bytes(whole), keys.public)
        whole[at] ^= bit
    record("flips in a packet", "noticed", len(small))


@pytest.mark.slow
def test_signed_nonsense(small: bytes, keys: Keys, record: Record) -> None:
    """A sender that was let in and signs damaged bytes gets an error of ours, or a packet that is taken apart to its end."""
    whole = bytearray(body_of(small))
    for at, bit in flips(len(whole)):
        whole[at] ^= bit
        try:
            read(signed(bytes(whole), keys.log.sign, keys.public), keys.public)
        except EvidenceError as error:
            assert error.code.startswith(("packet-", "key-"))  # noqa: PT017 - either outcome is right
        whole[at] ^= bit
    record("flips in a packet", "signed, and refused or read", len(whole))


def test_cut_short_anywhere(small: bytes, keys: Keys, record: Record) -> None:
    """A packet that ends early, within the encryption or without, is told to be cut short."""
    data = sealed(small, keys.identity)
    for end in range(len(data)):
        with pytest.raises(EvidenceError) as caught:
            read(opened(data[:end], keys.identity), keys.public)
        assert caught.value.code in ("packet-truncated", "packet-altered", "packet-not-age")
    body = body_of(small)
    assert {code_of(body[:end], keys.public) for end in range(len(body))} == {"packet-truncated"}
    record("packets cut short", "noticed", len(data) + len(body))


def test_cut_between_chunks(keys: Keys) -> None:
    """An age file that ends just where a chunk ended is told to be cut short, and one that goes on to be lengthened."""
    data = sealed(bytes(200_000), keys.identity)
    head = data.index(b"\n--- ") + 49
    short, long = data[: head + 16 + 65_552 * 2], sealed(bytes(65_536), keys.identity) + b"x"
    for code, wrong in (("packet-truncated", short), ("packet-extended", long)):
        with pytest.raises(EvidenceError, match=code):
            opened(wrong, keys.identity)


def test_something_behind_the_end(small: bytes, keys: Keys) -> None:
    """Bytes behind the signature are refused, few or many."""
    found = [code_of(small + extra, keys.public) for extra in (b"x", b"\n", bytes(3_000))]

    assert ["packet-unsigned", "packet-unsigned", "packet-extended"] == found


def test_a_signature_taken_away(small: bytes, keys: Keys) -> None:
    """A packet without its signature, or with an empty one, is told to have none."""
    assert {code_of(body_of(small) + rest, keys.public) for rest in (b"", b"\n\n", b"no note")} == {"packet-unsigned"}


def test_another_signer(small: bytes, keys: Keys) -> None:
    """A signature by another key, or under another name, counts for nothing; so does one that was made for a head."""
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    by_other = signed(body_of(small), other.sign, other.public_key().public_bytes_raw())
    by_name = signed(body_of(small), keys.log.sign, keys.public, OTHER)
    as_head = small.replace(b"govah.packet/", b"govah.journal/")

    found = [code_of(one, keys.public) for one in (by_other, by_name, as_head)]

    assert ["packet-signer", "packet-altered", "packet-altered"] == found


def test_two_signatures(small: bytes, keys: Keys) -> None:
    """A second signature beside the true one is refused: nothing may be added to a packet."""
    line = small[small.rindex(b"\xe2\x80\x94") :]

    assert "packet-signer" == code_of(small + line, keys.public)


def test_a_newer_packet(small: bytes, keys: Keys) -> None:
    """A packet of a higher version is told to be newer, and what is none to be none."""
    newer = small.replace(b"govah-packet/1", b"govah-packet/2", 1)

    assert ("packet-newer", "packet-none") == (code_of(newer, keys.public), code_of(b"PK\x03\x04\n" + small, keys.public))


def test_parts_that_are_not_known(small: bytes, keys: Keys) -> None:
    """A part that may be left out is left out and told of; one that must be understood stops the packet."""
    extra = b"beyond"
    at = small.index(b"\n\n") + 2
    for mark in (b"?", b""):
        line = mark + b"chess %d\n" % len(extra)
        body = body_of(small)
        data = in_table(body[:at] + extra + body[at:], b"manifest", line + b"manifest")
        data = signed(data, keys.log.sign, keys.public)
        if mark:
            contents, _ = read(data, keys.public)
            assert contents.unknown == ("chess",)
            assert replace(contents, unknown=()) == read(small, keys.public)[0]
        else:
            assert code_of(data, keys.public) == "packet-part-unknown"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"manifest ", b"manifest 0\nmanifest ", "packet-malformed"),
        (b"keys ", b"?keys ", "packet-malformed"),
        (b"entries ", b"entries 0", "packet-malformed"),
        (b"entries ", b"entries 9999999999", "packet-malformed"),
        (b"payloads ", b"payloads 999999999999999", "packet-malformed"),
        (b"padding 0", b"padding 9", "packet-malformed"),
        (b"padding", b"stretches 1\npadding", "packet-malformed"),
        (b"manifest", b"Manifest", "packet-malformed"),
        (b"keys", b"x" * 5_000, "packet-malformed"),
    ],
)
def test_a_table_that_lies(small: bytes, keys: Keys, old: bytes, new: bytes, code: str) -> None:
    """A part named twice, out of order, larger than any or made optional, or zeros beyond measure, are refused from the table."""
    assert code_of(in_table(small, old, new), keys.public) in (code, "packet-too-large")


def test_a_table_with_larger_numbers(small: bytes, keys: Keys) -> None:
    """A length within limits that the packet does not have ends where the packet ends, without memory for what is not there."""
    lies = re.sub(rb"entries \d+", b"entries 1000000000", small, count=1)

    assert "packet-truncated" == code_of(lies, keys.public)


def test_zeros_that_are_none(small: bytes, keys: Keys) -> None:
    """What lies in the padding must be zeros: nothing travels there unseen."""
    data = signed(body_of(small)[:-1] + b"\x01", keys.log.sign, keys.public)

    assert "packet-malformed" == code_of(data, keys.public)


def test_a_bomb(record: Record) -> None:
    """Zstd that unpacks beyond the limit stops there, whatever size its frame declares."""
    for declared in (True, False):
        packed = zstandard.ZstdCompressor(level=3, write_content_size=declared).compress(bytes(MOST_PACKED * 2))
        with pytest.raises(EvidenceError, match="too-large"):
            read_block(io.BytesIO(block(packed)), values(1), 1 << 30)
        record("packet bombs", "stopped")


def test_repetition_without_end(record: Record) -> None:
    """A few bytes that say a long text, or a long list, again and again stop at what may come of one block."""
    many, word = 1_000_000, 100_000
    numbers = bytearray()
    write_number(numbers, many)
    words = bytearray()
    write_number(words, word)
    symbols = bytes([5]) + bytes(many - 1)
    parts = [b"\x09", bytes(numbers), symbols, bytes(words)]
    table = bytearray()
    write_number(table, 5)
    for part in parts:
        write_number(table, len(part) << 2)
    write_number(table, word << 2 | 1)
    table.append(ord("x"))
    data = block(zstandard.compress(bytes(table) + b"".join(parts)))

    with pytest.raises(EvidenceError, match="too-large"):
        read_block(io.BytesIO(data), values(1), len(data))
    record("packet bombs", "stopped")


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_as_a_block(data: bytes) -> None:
    """Whatever bytes are said to be a block end in an error of ours, or in values."""
    packed = block(zstandard.compress(data), raw=data[:40])
    try:
        read_block(io.BytesIO(packed), values(3), len(packed))
    except EvidenceError as error:
        assert error.code in ("packet-malformed", "packet-too-large", "packet-truncated")  # noqa: PT017 - either outcome is right


def test_blobs_that_lie(keys: Keys) -> None:
    """Two blobs of one id, or payloads of another length than the rows say, are refused."""
    contents, payloads = small_contents(keys)
    (blob,) = contents.blobs
    twice = written(replace(contents, blobs=(blob, blob)), payloads, keys.signer)
    longer = replace(contents, blobs=(replace(blob, length=blob.length + 1),))

    assert "packet-malformed" == code_of(twice, keys.public)
    with pytest.raises(EvidenceError, match="blob-altered"):
        written(longer, payloads, keys.signer)


def test_nothing_counts_before_the_signature(small: bytes, keys: Keys) -> None:
    """A reader gives the manifest and the bytes of blobs, and nothing else, before it has seen the signature hold."""
    other = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"another").digest())
    data = signed(body_of(small), other.sign, other.public_key().public_bytes_raw())
    reader = PacketReader(io.BytesIO(data))

    assert DEVICE == reader.manifest.sender
    with pytest.raises(EvidenceError, match="packet-signer"):
        reader.finish(keys.public)


def test_random_damage_within(small: bytes, keys: Keys, record: Record) -> None:
    """Several bytes changed, moved or repeated, and signed again, end in an error of ours or in a packet."""
    chance, body = random.Random(7), body_of(small)
    table = body.index(b"\n\n") + 2
    for _ in range(400):
        whole = bytearray(body)
        for _ in range(chance.randint(1, 4)):
            size = chance.randint(1, 12)
            at = chance.randrange(table + size, len(body) - size)
            whole[at : at + size] = chance.choice([chance.randbytes(size), bytes(size), whole[at - size : at]])
        try:
            read(signed(bytes(whole), keys.log.sign, keys.public), keys.public)
        except EvidenceError as error:
            assert error.code.startswith(("packet-", "key-"))  # noqa: PT017 - either outcome is right
    record("packets of nonsense", "signed, and refused or read", 400)


def block(packed: bytes, texts: bytes = b"", raw: bytes = b"") -> bytes:
    """Gives a block of these pieces."""
    head = bytearray()
    for piece in (packed, texts, raw):
        write_number(head, len(piece))
    return bytes(head) + packed + texts + raw


def values(count: int) -> Callable[[BlockReader], list[object]]:
    """Gives a builder that takes so many values."""

    def build(reader: BlockReader) -> list[object]:
        return [reader.value(reader.root) for _ in range(count)]

    return build
