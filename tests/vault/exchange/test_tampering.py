"""Packets that somebody altered: each field of what travels, one by one, is refused, or does no harm that lasts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counting import Record
from exchanges import Meet, Meeting, Packet, let_in, pack, say, show, take_in
from govah.errors import EvidenceError, GovahError
from govah.journal import Frontier, leaf_hash, log_key, read_checkpoint, sign_checkpoint
from govah.vault.database import rows
from govah.vault.exchange.state import state_of
from govah.vault.exchange.vectors import own_vector
from govah.vault.exchange.wire import Stretch, WireEntry, WirePart
from govah.vault.witnessing import cosigned_here

OTHER: Final = "v" + "a" * 16
_PASSING: Final = ("meta",)


def what_counts(met: Meeting, number: int) -> str:
    """Gives a hash over all that a vault holds: every row but that of the generation, and every byte of the packs."""
    digest, connection = hashlib.sha256(), met.vaults[number].connection
    schema = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%' ORDER BY name"
    for (name,) in rows(connection, schema):
        digest.update(repr((name, sorted(rows(connection, f"SELECT * FROM {name}"), key=repr))).encode())
    for path in sorted((met.sites[number].path / "blobs").iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def with_entry(stretch: Stretch, at: int, change: Callable[[WireEntry], WireEntry]) -> Stretch:
    """Gives a stretch with one entry changed."""
    entries = list(stretch.entries)
    entries[at] = change(entries[at])
    return replace(stretch, entries=tuple(entries))


def with_part(stretch: Stretch, at: int, change: Callable[[WirePart], WirePart]) -> Stretch:
    """Gives a stretch with the first body of one entry changed."""
    return with_entry(stretch, at, lambda entry: replace(entry, parts=(change(entry.parts[0]), *entry.parts[1:])))


def flipped(data: bytes, at: int = -1) -> bytes:
    """Gives bytes with one bit changed."""
    return data[:at] + bytes([data[at] ^ 1]) + (data[at + 1 :] if at != -1 else b"")


def altered(stretch: Stretch, others: tuple[str, str]) -> Iterator[tuple[str, Stretch]]:
    """Gives a stretch in many ways in which it can be wrong; `others` are a vkey and a recipient of somebody else."""
    first, edge, entries = stretch.first, stretch.edge, stretch.entries
    yield "device", replace(stretch, device=OTHER)
    yield "no device", replace(stretch, device="../../etc")
    yield "vkey", replace(stretch, vkey=others[0])
    yield "no vkey", replace(stretch, vkey="x")
    yield "recipient", replace(stretch, recipient=others[1])
    yield "no recipient", replace(stretch, recipient="age1x")
    for step in (-1, 1, 1 << 40, -(1 << 70)):
        yield f"first {step}", replace(stretch, first=first + step)
    yield "edge less", replace(stretch, edge=edge[:-1])
    yield "edge more", replace(stretch, edge=(*edge, bytes(32)))
    yield "edge flipped", replace(stretch, edge=(*edge[:-1], flipped(edge[-1])))
    yield "edge short", replace(stretch, edge=(*edge[:-1], edge[-1][:31]))
    yield "no entries", replace(stretch, entries=())
    yield "first entry gone", replace(stretch, entries=entries[1:])
    yield "last entry gone", replace(stretch, entries=entries[:-1])
    yield "entry twice", replace(stretch, entries=(*entries, entries[-1]))
    yield "swapped", replace(stretch, entries=(entries[1], entries[0], *entries[2:]))


def altered_entries(stretch: Stretch, recipient: str) -> Iterator[tuple[str, Stretch]]:
    """Gives a stretch whose last entry is wrong in all the ways in which it can be; `recipient` is of another compartment."""
    last = len(stretch.entries) - 1
    for at in range(0, len(stretch.entries[last].header), 7):
        entry = stretch.entries[last]
        yield f"header {at}", replace(stretch, entries=(*stretch.entries[:-1], replace(entry, header=flipped(entry.header, at))))
    yield "header newer", with_entry(stretch, last, lambda one: replace(one, header=one.header.replace(b'"v":1}', b'"v":2}')))
    yield "header spaced", with_entry(stretch, last, lambda one: replace(one, header=one.header.replace(b',"v"', b', "v"')))
    yield "no header", with_entry(stretch, last, lambda one: replace(one, header=b""))
    yield "part more", with_entry(stretch, last, lambda one: replace(one, parts=(*one.parts, one.parts[0])))
    yield "part less", with_entry(stretch, last, lambda one: replace(one, parts=one.parts[1:]))
    yield "compartment", with_part(stretch, last, lambda one: replace(one, compartment="open"))
    yield "salt", with_part(stretch, last, lambda one: replace(one, salt=flipped(one.salt or b"x")))
    yield "salt short", with_part(stretch, last, lambda one: replace(one, salt=(one.salt or b"")[:15], body=b"x"))
    yield "body", with_part(stretch, last, lambda one: replace(one, body=flipped(one.body or b"x")))
    yield "body gone", with_part(stretch, last, lambda one: replace(one, body=None))
    yield "said to be sealed", with_part(stretch, last, lambda one: replace(one, salt=None))
    yield "key of another compartment", with_part(stretch, last, lambda one: replace(one, recipient=recipient))
    yield "no key", with_part(stretch, last, lambda one: replace(one, recipient=""))


def altered_heads(stretch: Stretch) -> Iterator[tuple[str, Stretch]]:
    """Gives a stretch under all sorts of wrong heads."""
    (note, lines), end = stretch.checkpoint.split("\n\n"), stretch.first + len(stretch.entries)
    other = "A" if lines[-6] != "A" else "B"
    yield "head resized", replace(stretch, checkpoint=stretch.checkpoint.replace(f"\n{end}\n", f"\n{end - 1}\n"))
    yield "head unsigned", replace(stretch, checkpoint=note + "\n\n")
    yield "head flipped", replace(stretch, checkpoint=note + "\n\n" + lines[:-6] + other + lines[-5:])
    yield "no head", replace(stretch, checkpoint="")
    for cosigned in stretch.cosignatures:
        size = read_checkpoint(cosigned)[0].size
        yield "cosigned head resized", replace(stretch, cosignatures=(cosigned.replace(f"\n{size}\n", f"\n{size - 1}\n"),))
        yield "cosigned head of another", replace(stretch, cosignatures=(stretch.checkpoint.replace(stretch.device, OTHER),))
    yield "no cosigned head", replace(stretch, cosignatures=("x",))


def prepared(meet: Meet) -> tuple[Meeting, Packet]:
    """Gives two vaults that have met, and a packet of the first with a stretch of its log that has all there is."""
    met = meet(2)
    one, other = met.vaults
    met.acquaint()
    met.settle()
    say(one, "Before", "team")
    take_in(other, pack(one, other))
    for compartment in ("open", "team", "sources", "team"):
        say(one, "Kaveh Rostegar", compartment)
    _, note = read_checkpoint(one.checkpoint)
    one.keep_cosigned(one.device, read_checkpoint(one.checkpoint)[0].size, str(cosigned_here(other, note, 1_770_000_000)))
    show(one)
    say(one)
    return met, pack(one, other, known=own_vector(other))


def test_each_field_of_a_stretch(meet: Meet, record: Record) -> None:
    """Whatever is altered in a stretch, the packet is refused with an error of ours, and the vault is as it was."""
    met, packet = prepared(meet)
    (stretch,) = packet.out.stretches
    assert stretch.first
    assert stretch.edge
    assert stretch.cosignatures
    sources = next(one.recipient for (name, _), one in met.vaults[1].epochs.items() if name == "sources")
    vkey = rows(met.vaults[1].connection, "SELECT vkey FROM log WHERE device = ?", (met.vaults[1].device,))[0][0]
    before = what_counts(met, 1)

    accepted = []
    for name, wrong in (*altered(stretch, (vkey, sources)), *altered_entries(stretch, sources), *altered_heads(stretch)):
        assert wrong != stretch, name
        try:
            take_in(met.vaults[1], packet.only([wrong]))
        except GovahError as error:
            assert isinstance(error, EvidenceError), (name, error)  # noqa: PT017 - what is refused is refused as bad evidence
            record("a stretch altered", "refused")
        else:
            accepted.append(name)
        assert what_counts(met, 1) == before, name

    assert accepted == []
    assert take_in(met.vaults[1], packet).entries == len(stretch.entries)
    assert [found.problems for found in met.verify()] == [(), ()]


def test_each_field_of_a_blob(meet: Meet, record: Record) -> None:
    """Bytes that are not what they are said to be are refused, wherever the difference lies."""
    met, packet = prepared(meet)
    (blob,), before = packet.out.blobs, what_counts(met, 1)
    payload = packet.payloads[blob.id]
    assert blob.key is not None
    wrong = [
        (replace(blob, id="x"), payload),
        (replace(blob, size=blob.size + 1), payload),
        (replace(blob, size=-1), payload),
        (replace(blob, length=blob.length - 1), payload),
        (replace(blob, sha256="0" * 64), payload),
        (replace(blob, sha256="0"), payload),
        (replace(blob, key=flipped(blob.key)), payload),
        (replace(blob, key=b"short"), payload),
        (blob, payload[:-1]),
        *((blob, flipped(payload, at)) for at in range(0, len(payload), 13)),
    ]
    for changed, data in wrong:
        out = replace(packet.out, blobs=(changed,))
        with pytest.raises(EvidenceError):
            take_in(met.vaults[1], replace(packet, out=out, payloads={changed.id: data}))
        record("a blob altered", "refused")
        assert what_counts(met, 1) == before

    assert take_in(met.vaults[1], packet).blobs == 1


def test_whoever_sends_must_be_known(meet: Meet) -> None:
    """A packet of somebody whom nobody let in, and one that says nonsense of what it holds, are refused."""
    met, packet = prepared(meet)
    before = what_counts(met, 1)

    for wrong in (
        replace(packet, sender=OTHER),
        replace(packet, out=replace(packet.out, vector={OTHER: -1})),
        replace(packet, out=replace(packet.out, vector={"x": 1})),
    ):
        with pytest.raises(GovahError):
            take_in(met.vaults[1], wrong)

    assert what_counts(met, 1) == before


def test_a_log_planted_before_it_is_known(meet: Meet) -> None:
    """A stretch of a made-up log under an id that is not known yet waits, and is dropped when the true log comes."""
    met = meet(3)
    ava, bahar, cyrus = met.vaults
    for one, other in ((ava, bahar), (bahar, ava), (cyrus, bahar)):
        let_in(one, other)
    say(cyrus)
    (true,) = pack(cyrus, bahar, known={}).out.stretches
    assert take_in(bahar, pack(ava, bahar).only([planted_under(cyrus.device, true)])).waiting
    let_in(bahar, cyrus)

    merged = take_in(bahar, pack(cyrus, bahar))

    assert (merged.entries, merged.waiting, merged.forks) == (len(true.entries), 0, ())
    assert met.sites[1].verify().is_good


def planted_under(device: str, true: Stretch) -> Stretch:
    """Gives a stretch of a log that somebody made up, under the id of a device: it begins after the first entry."""
    key = Ed25519PrivateKey.generate()
    vkey = log_key(device, key.public_key().public_bytes_raw())
    frontier = Frontier(1, (bytes(32),))
    frontier.append(leaf_hash(true.entries[1].header))
    note = sign_checkpoint(2, frontier.root(), vkey, key.sign)
    return replace(true, vkey=str(vkey), first=1, edge=(bytes(32),), entries=true.entries[1:2], checkpoint=str(note))


def test_a_key_changed_on_its_way(meet: Meet) -> None:
    """A wrapped key that was altered opens nothing and breaks nothing; the next packet brings it."""
    met = meet(2)
    met.acquaint()
    said = say(met.vaults[0])
    packet = pack(*met.vaults)
    keys = tuple(replace(key, wrapped=flipped(key.wrapped)) for key in packet.out.keys)

    take_in(met.vaults[1], replace(packet, out=replace(packet.out, keys=keys)))
    assert met.vaults[1].get(said) == []
    take_in(met.vaults[1], pack(*met.vaults))

    assert met.vaults[1].get(said)
    assert [found.problems for found in met.verify()] == [(), ()]


@pytest.mark.parametrize("how", ["taken out", "under another key"])
def test_what_a_carrier_kept_back(meet: Meet, how: str) -> None:
    """A body that a carrier took out, or said to lie under a key that nobody told of, is asked for again, and comes."""
    met = meet(3)
    ava, bahar, cyrus = met.vaults
    met.acquaint()
    met.settle()
    said = say(ava, "Behnoush Karvansalar")
    stranger = met.vaults[2].identity.recipient
    packet = pack(ava, bahar)
    (stretch,) = packet.out.stretches

    def change(one: WirePart) -> WirePart:
        return replace(one, recipient="", salt=None, body=None) if how == "taken out" else replace(one, recipient=stranger)

    take_in(bahar, packet.only([with_part(stretch, -1, change)]))
    assert bahar.get(said) == []
    take_in(bahar, pack(cyrus, bahar))
    assert own_vector(bahar)[ava.device] < own_vector(ava)[ava.device]
    take_in(bahar, pack(ava, bahar, known=own_vector(bahar)))

    assert bahar.find_text("behnoush") == [said]
    assert own_vector(bahar)[ava.device] == own_vector(ava)[ava.device]
    assert state_of(bahar) == state_of(ava)
    assert met.sites[1].verify().is_good
