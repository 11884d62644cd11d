"""Entries of newer programs and of careless ones: kept, forwarded, counted, and never in anybody's way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exchanges import Meet, Packet, pack, say, take_in
from govah.journal import Frontier, Header, commitment, leaf_hash, log_key, sign_checkpoint
from govah.records import Unknown
from govah.vault import Vault
from govah.vault.database import rows
from govah.vault.exchange.state import state_of
from govah.vault.exchange.wire import WireEntry, WirePart

NEWER = b'{"id":"zaaaaaaaaaaaaaaaa","speaks":"of a later time","type":"oracle","v":1}'
NO_RECORDS = (
    b'{"id":"maaaaaaaaaaaaaaaa","type":"mention","v":1}',
    b'{"document":7,"id":[],"kind":{},"name":null,"type":"mention","v":1}',
    b'{"type": "oracle", "v": 1}',
    b'{"a":1,"a":2,"type":"oracle","v":1}',
    b'{"v":1}',
    b'["oracle",1]',
    b"[" * 5000 + b"]" * 5000,
    b"\xff\xfe",
    b"",
)


def with_body(packet: Packet, vault: Vault, body: bytes) -> Packet:
    """Gives the packet with one entry more in the sender's log, as another program could have written and signed it."""
    (stretch,) = [one for one in packet.out.stretches if one.device == vault.device]
    salt, recipient = bytes(16), next(one.recipient for (name, _), one in vault.epochs.items() if name == "team")
    frontier = Frontier(stretch.first, stretch.edge)
    for entry in stretch.entries:
        frontier.append(leaf_hash(entry.header))
    parts = (("team", commitment(salt, body)),)
    header = Header(vault.device, frontier.size, "2026-03-01T00:00:00Z", parts).to_bytes()
    frontier.append(leaf_hash(header))
    key = Ed25519PrivateKey.from_private_bytes(vault.identity.log_seed)
    note = sign_checkpoint(frontier.size, frontier.root(), log_key(vault.device, vault.identity.public), key.sign)
    entries = (*stretch.entries, WireEntry(header, (WirePart("team", recipient, salt, body),)))
    longer = replace(stretch, entries=entries, checkpoint=str(note))
    return packet.only(longer if one == stretch else one for one in packet.out.stretches)


def test_a_record_of_a_later_time(meet: Meet) -> None:
    """A record of an unknown type is kept to the letter, counted, found by its id, and forwarded."""
    met = meet(3)
    ava, bahar, cyrus = met.vaults
    met.acquaint()
    met.settle()

    merged = take_in(bahar, with_body(pack(ava, bahar, known={}), ava, NEWER))
    forwarded = take_in(cyrus, pack(bahar, cyrus))

    assert (merged.unknown, forwarded.unknown) == (1, 1)
    for vault in (bahar, cyrus):
        (stored,) = vault.get("z" + "a" * 16)
        assert isinstance(stored.record, Unknown)
        assert stored.record.body == NEWER.decode()
    assert state_of(bahar) == state_of(cyrus)
    assert [found.problems for found in met.verify()] == [(), (), ()]


@pytest.mark.parametrize("body", NO_RECORDS)
def test_what_is_no_record(meet: Meet, body: bytes) -> None:
    """A body that its device signed for and that is no record is kept shut and forwarded; all else goes on."""
    met = meet(3)
    ava, bahar, cyrus = met.vaults
    met.acquaint()
    met.settle()
    said = say(ava)

    merged = take_in(bahar, with_body(pack(ava, bahar), ava, body))
    take_in(cyrus, pack(bahar, cyrus))

    assert (merged.entries, merged.unknown) == (2, 0)
    for vault in (bahar, cyrus):
        assert vault.get(said)
        assert [one.record.id for one in vault.of_kind("mention")] == [said]
        assert rows(vault.connection, "SELECT count(*) FROM part WHERE salt IS NULL AND body IS NOT NULL") == [(1,)]
    assert [(found.problems, found.notes) for found in met.verify()] == [((), ())] * 3


def test_order_across_devices(meet: Meet) -> None:
    """Records of several devices come in order of time, then device, then place in their logs, at every desk alike."""
    met = meet(3)
    met.acquaint()
    for _ in range(4):
        for vault in met.vaults:
            say(vault)
    met.settle()

    listed = [[(one.time, one.entry.device, one.entry.seq) for one in vault.of_kind("mention")] for vault in met.vaults]

    assert listed[0] == sorted(listed[0])
    assert len(listed[0]) == 12
    assert listed[0] == listed[1] == listed[2]
