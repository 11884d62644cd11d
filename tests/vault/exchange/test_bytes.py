"""Bytes on their way in: several packs at once, dropped again without a trace, and vectors that come late."""

from __future__ import annotations

import io
import os
from dataclasses import replace

import pytest

from exchanges import Meet, pack, say, show, take_in
from govah.errors import EvidenceError
from govah.vault.exchange.merging import merging
from govah.vault.exchange.vectors import check_vector, own_vector, peer_vector, remember_peer

A16 = "a" * 16


def test_dropped_without_a_trace(meet: Meet) -> None:
    """Blobs that filled several packs are gone when what they came with is refused, and the vault goes on."""
    met = meet(2)
    ava, bahar = met.vaults
    met.acquaint()
    show(bahar, b"what was here before" * 900)
    for size in (9, 40_000, 70_000, 200_000, 0):
        show(ava, os.urandom(size))
    packet = pack(ava, bahar)
    before = {path.name: path.read_bytes() for path in (met.sites[1].path / "blobs").iterdir()}
    bahar._packs._limit = 50_000

    with pytest.raises(EvidenceError):
        take_in(bahar, replace(packet, out=replace(packet.out, vector={"x": 1})))
    after = {path.name: path.read_bytes() for path in (met.sites[1].path / "blobs").iterdir()}

    assert after == before
    assert take_in(bahar, packet).blobs == 5
    assert len(list((met.sites[1].path / "blobs").iterdir())) > 2
    assert met.sites[1].verify().is_good


def test_nothing_is_kept_without_a_finish(meet: Meet) -> None:
    """Whoever brings blobs and leaves has brought nothing."""
    met = meet(2)
    ava, bahar = met.vaults
    met.acquaint()
    shown = show(ava)
    packet = pack(ava, bahar)

    with merging(bahar) as transaction:
        for blob in packet.out.blobs:
            transaction.blob(blob, io.BytesIO(packet.payloads[blob.id]))

    with pytest.raises(EvidenceError):
        bahar.open_blob(shown.blob)
    say(bahar)
    found = met.sites[1].verify()
    assert (found.problems, found.notes, found.blobs) == ((), (), 0)


def test_a_word_that_comes_late(meet: Meet) -> None:
    """What a peer said earlier does not take the place of what it said later, and a packet that came twice says it once."""
    met = meet(2)
    ava, bahar = met.vaults
    met.acquaint()
    early = own_vector(bahar)
    say(bahar)
    late = own_vector(bahar)

    remember_peer(ava, bahar.device, late)
    remember_peer(ava, bahar.device, early)

    assert peer_vector(ava, bahar.device) == late
    assert peer_vector(bahar, ava.device) == {}


@pytest.mark.parametrize("wrong", [{f"v{A16}": -1}, {f"v{A16}": 1 << 41}, {f"b{A16}": 1}, {f"m{A16}": 0}, {"": 0}])
def test_no_vector(wrong: dict[str, int]) -> None:
    """Numbers that cannot be, and ids of other things, are no vector."""
    with pytest.raises(EvidenceError):
        check_vector(wrong)
