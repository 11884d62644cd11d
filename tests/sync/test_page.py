"""The page on the format is enough: a reader that was written from it alone finds what the program wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.vault.exchange.wire import Stretch, WirePart
from packets import made_keys, small_contents, stretches, written
from sync.page_reader import entries_of, parts_of, rows_of

KEYS = made_keys()


def plain(part: WirePart) -> tuple[str, str, bytes | None, bytes | None]:
    """Gives a part as the other reader gives it."""
    return part.compartment, part.recipient, part.salt, part.body


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(stretches(KEYS), max_size=3))
def test_a_reader_from_the_page(found: list[Stretch]) -> None:
    """Manifest, keys, blobs, payloads, heads and entries come out of any packet to the byte."""
    contents, payloads = small_contents(KEYS)
    sent = replace(contents, stretches=tuple(found))
    parts = parts_of(written(sent, payloads, KEYS.signer))
    manifest, (key,), (blob,) = sent.manifest, sent.keys, sent.blobs
    heads = rows_of(parts.get("stretches", b""))
    wanted = [(head[0], seq) for head in heads for seq in range(head[3], head[3] + head[5])]
    entries = [(one.header, [plain(part) for part in one.parts]) for stretch in found for one in stretch.entries]
    vector = [[*pair] for pair in sorted(manifest.vector.items())]

    assert [[manifest.sender, manifest.time, [*manifest.to], vector]] == rows_of(parts["manifest"])
    assert [[key.compartment, key.recipient, key.device_recipient, key.wrapped]] == rows_of(parts["keys"])
    assert [[blob.id, blob.size, blob.sha256, 0, blob.key, blob.recipient]] == rows_of(parts["blobs"])
    assert b"".join(payloads.values()) == parts["payloads"]
    assert [(one.device, one.recipient, one.first) for one in found] == [(head[0], head[2], head[3]) for head in heads]
    assert entries == entries_of(parts.get("entries", b""), wanted)
