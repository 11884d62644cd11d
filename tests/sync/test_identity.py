"""What is written comes back to the byte, whatever it is."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.records import canonical
from govah.sync.blocks import block_to_bytes, read_block
from govah.sync.columns import MOST_DEEP, plain_json
from govah.sync.writing import BlockWriter
from govah.vault.exchange.wire import Stretch
from packets import JSON, entry, made_keys, open_part, small_contents, stretch, stretches, written
from packets import read as read_packet

KEYS = made_keys()
VECTORS = st.dictionaries(st.sampled_from(["v" + "c" * 16, "v" + "d" * 16, "b" + "f" * 16]), st.integers(0, 2**40))


def through(stretches_: list[Stretch]) -> tuple[Stretch, ...]:
    """Writes stretches into a packet and reads them again."""
    contents, payloads = small_contents(KEYS)
    return read_packet(written(replace(contents, stretches=tuple(stretches_)), payloads, KEYS.signer), KEYS.public)[0].stretches


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(stretches(KEYS), max_size=4), VECTORS)
def test_any_stretches_come_back(found: list[Stretch], vector: dict[str, int]) -> None:
    """Stretches of odd bodies, unknown types, erased and sealed parts and headers that no rule gives back are the same again."""
    contents, payloads = small_contents(KEYS)
    sent = replace(contents, stretches=tuple(found), manifest=replace(contents.manifest, vector=vector))

    assert (sent, payloads) == read_packet(written(sent, payloads, KEYS.signer), KEYS.public)


@settings(max_examples=60)
@given(st.lists(JSON, max_size=8))
def test_any_values_come_back(values: list[object]) -> None:
    """Values that the columns take are the same again, and each that they do not take is known beforehand."""
    taken = [value for value in values if plain_json(canonical([value])) is not None]
    writer = BlockWriter()
    for value in taken:
        writer.value(writer.root, value)
    data = block_to_bytes(writer)

    back, size = read_block(io.BytesIO(data), lambda reader: [reader.value(reader.root) for _ in taken], len(data))

    assert (taken, len(data)) == (back, size)


def test_what_columns_cannot_hold_goes_as_it_is() -> None:
    """Floats, vast numbers, twins of keys, deep nests, lone surrogates and loose JSON come back to the byte."""
    odd = [
        b'{"type":"x","v":1.0}', b'{"type":"x","v":99999999999999999999}', b'{"type":"x","type":"x"}', b'{"type": "x"}',
        b'{"type":"x","y":"\\ud800"}', b"[" * 300 + b"]" * 300, b'{"type":"x","y":' + b"[" * 40 + b"]" * 40 + b"}", b"", b"\xff",
        b'{"type":"x","y":-0}', b'{"type":"x","y":NaN}', b'"type"', b'{"type":7}',
    ]  # fmt: skip
    one = stretch(KEYS, tuple(entry(seq, (open_part(body, KEYS.recipient),)) for seq, body in enumerate(odd)))

    assert (one,) == through([one])


def test_json_within_json_within_json() -> None:
    """A text of JSON that holds texts of JSON comes back to the byte, however often."""
    body = {"type": "x", "y": canonical({"a": 1}).decode()}
    for _ in range(6):
        body = {"type": "x", "y": canonical(body).decode()}
    one = stretch(KEYS, (entry(0, (open_part(canonical(body), KEYS.recipient),)),))

    assert (one,) == through([one])


def test_as_deep_as_it_goes() -> None:
    """A body as deep as the columns take it, and deeper, comes back."""
    found = []
    for seq, depth in enumerate((MOST_DEEP - 2, MOST_DEEP - 1, MOST_DEEP, MOST_DEEP + 1)):
        inner: object = "deep"
        for _ in range(depth):
            inner = [inner]
        body = canonical({"type": "x", "y": inner, "z": canonical(inner).decode()})
        found.append(entry(seq, (open_part(body, KEYS.recipient),)))
    one = stretch(KEYS, tuple(found))

    assert (one,) == through([one])


def test_many_blocks() -> None:
    """Entries that fill more than one block come back, each stretch with its own."""
    body = canonical({"type": "x", "y": "z" * 3_000_000})
    many = [stretch(KEYS, tuple(entry(seq, (open_part(body, KEYS.recipient),)) for seq in range(4))) for _ in range(2)]

    assert tuple(many) == through(many)
