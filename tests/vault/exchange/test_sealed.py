"""Bodies that not everybody may read: carried sealed, opened where the key is, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exchanges import Meet, Packet, custody, everything, let_in, pack, say, show, take_in
from govah.errors import EvidenceError, VaultError
from govah.records import Document
from govah.vault import Vault
from govah.vault.exchange.state import state_of
from govah.vault.exchange.vectors import own_vector
from govah.vault.exchange.wire import Stretch, WireEntry, WirePart
from govah.vault.joining import grant, roster_of

SECRET = b"Golnar Tizpa told us by the well." * 40


def bytes_of(vault: Vault, document: Document) -> bytes:
    """Gives the bytes of a document, all of them."""
    with vault.open_blob(document.blob) as source:
        return source.read()


def spoiled(packet: Packet) -> Packet:
    """Gives the packet as a carrier who cannot read it may leave it: each sealed body has a byte changed."""

    def part(one: WirePart) -> WirePart:
        if one.salt is not None or one.body is None:
            return one
        return replace(one, body=one.body[:-1] + bytes([one.body[-1] ^ 1]))

    def stretch(one: Stretch) -> Stretch:
        return replace(one, entries=tuple(WireEntry(entry.header, tuple(map(part, entry.parts))) for entry in one.entries))

    return packet.only(map(stretch, packet.out.stretches))


def test_carried_through_hands_that_cannot_read_it(meet: Meet) -> None:
    """What a colleague may not read he holds, proves and forwards; whoever has the key reads it, bytes too."""
    met = meet(3)
    ava, bahar, cyrus = met.vaults
    let_in(ava, bahar, ("team",))
    let_in(ava, cyrus, ("team", "sources"))
    for vault in (bahar, cyrus):
        let_in(vault, ava)
    let_in(bahar, cyrus)
    let_in(cyrus, bahar)
    told, said = show(ava, SECRET, "sources"), say(ava, "Golnar Tizpa", "sources")

    take_in(bahar, pack(ava, bahar))
    held = everything(bahar)
    take_in(cyrus, pack(bahar, cyrus))

    assert bahar.get(said) == bahar.get(told.id) == []
    assert not any(word in held for word in (b"Tizpa", b"tizpa", told.sha256.encode(), told.id.encode()))
    assert [one.record.name for one in cyrus.get(said)] == ["Golnar Tizpa"]
    assert bytes_of(cyrus, told) == SECRET
    assert [(found.problems, found.notes) for found in met.verify()] == [((), ())] * 3


def test_a_key_that_comes_later(meet: Meet) -> None:
    """Bodies, blobs and words that lay sealed can be read and found once the key was granted and its packet came."""
    met = meet(2)
    ava, bahar = met.vaults
    let_in(ava, bahar, ("team",))
    let_in(bahar, ava)
    told, said = show(ava, SECRET, "sources"), say(ava, "Golnar Tizpa", "sources")
    take_in(bahar, pack(ava, bahar))

    grant(ava, roster_of(ava).devices[bahar.device], ("sources",), [(custody(ava, bahar.device), "custody")])
    merged = take_in(bahar, pack(ava, bahar, known=own_vector(bahar)))

    assert merged.unlocked == 2
    assert bahar.find_text("golnar tizpa") == [said]
    assert bytes_of(bahar, told) == SECRET
    assert met.sites[1].verify().is_good


def test_a_device_that_only_writes(meet: Meet) -> None:
    """What it writes reaches those who read there, bytes too; what they wrote stays shut to it, though they do not know yet."""
    met = meet(2)
    ava, field = met.vaults
    met.acquaint()
    met.settle()
    field.renounce("sources")
    told, said = show(field, SECRET, "sources"), say(ava, "Golnar Tizpa", "sources")
    other = show(ava, b"Esfandiar kept the list.", "sources")

    take_in(field, pack(ava, field))
    take_in(ava, pack(field, ava))

    assert bytes_of(ava, told) == SECRET
    assert field.get(said) == field.get(other.id) == []
    assert not any(word in everything(field) for word in (b"Tizpa", b"tizpa", other.sha256.encode()))
    with pytest.raises(VaultError):
        field.open_blob(other.blob)
    assert [found.problems for found in met.verify()] == [(), ()]


def test_bytes_sealed_before_it_gave_up(meet: Meet) -> None:
    """The bytes of a compartment that was given up after they were taken in go along as well."""
    met = meet(2)
    ava, field = met.vaults
    met.acquaint()
    met.settle()
    told = show(field, SECRET, "sources")
    field.renounce("sources")

    take_in(ava, pack(field, ava))
    take_in(ava, pack(field, ava, known=own_vector(ava)))

    assert bytes_of(ava, told) == SECRET
    assert met.sites[0].verify().notes == ()


def test_a_partner(meet: Meet) -> None:
    """A partner reads what is open and carries the rest; what it gives to one of us is not passed on under our own keys."""
    met = meet(3)
    ava, bahar, partner = met.vaults
    for one, other in ((ava, bahar), (bahar, ava)):
        let_in(one, other)
    let_in(ava, partner, (), partner=True)
    let_in(bahar, partner, (), partner=True)
    let_in(partner, ava, ("sources",), partner=True)
    shown, ours = show(ava), say(ava, "Parviz Sangdel", "team")
    theirs, told = say(partner, "Golnar Tizpa", "sources"), show(partner, SECRET, "sources")

    take_in(partner, pack(ava, partner))
    take_in(ava, pack(partner, ava))
    take_in(bahar, pack(ava, bahar))
    take_in(ava, pack(bahar, ava))

    assert bytes_of(partner, shown)
    assert partner.get(ours) == []
    assert ava.get(theirs)
    assert bytes_of(ava, told) == SECRET
    assert bahar.get(theirs) == []
    assert b"Tizpa" not in everything(bahar)
    assert state_of(ava) == state_of(bahar)
    assert [found.problems for found in met.verify()] == [(), (), ()]


def test_spoiled_where_the_key_is(meet: Meet) -> None:
    """A sealed body that was spoiled on its way is refused by whoever can open it, and the whole packet with it."""
    met = meet(2)
    ava, bahar = met.vaults
    met.acquaint()
    met.settle(1)
    say(ava, "Golnar Tizpa", "sources")
    packet = pack(ava, bahar)
    sealed, before = packet.only(shut(packet.out.stretches, ava)), state_of(bahar)

    with pytest.raises(EvidenceError) as caught:
        take_in(bahar, spoiled(sealed))

    assert caught.value.code == "part-spoiled"
    assert state_of(bahar) == before
    assert take_in(bahar, sealed).entries


def test_spoiled_where_nobody_could_see(meet: Meet) -> None:
    """A body and bytes spoiled in hands that cannot read are told of once the key is here, asked for again, and mended."""
    met = meet(2)
    ava, bahar = met.vaults
    let_in(ava, bahar, ("team",))
    let_in(bahar, ava)
    told, said = show(ava, SECRET, "sources"), say(ava, "Golnar Tizpa", "sources")
    packet = spoiled(pack(ava, bahar))
    flipped = {blob: data[:-1] + bytes([data[-1] ^ 1]) for blob, data in packet.payloads.items()}
    take_in(bahar, replace(packet, payloads=flipped))
    grant(ava, roster_of(ava).devices[bahar.device], ("sources",), [(custody(ava, bahar.device), "custody")])

    late = pack(ava, bahar, known={**own_vector(bahar), ava.device: own_vector(bahar)[ava.device]})
    take_in(bahar, late)
    seen = met.sites[1].verify()
    assert seen.problems == ()
    assert {note.code for note in seen.notes} == {"part-spoiled"}
    assert bahar.get(said) == []

    take_in(bahar, pack(ava, bahar, known=own_vector(bahar)))

    assert bahar.find_text("golnar tizpa") == [said]
    assert bytes_of(bahar, told) == SECRET
    assert met.sites[1].verify().notes == ()
    assert own_vector(bahar)[ava.device] == own_vector(ava)[ava.device]


def test_a_packet_without_bytes(meet: Meet) -> None:
    """Bytes that have not come are no fault: it is told, said when they are asked for, and the next packet brings them."""
    met = meet(2)
    ava, bahar = met.vaults
    met.acquaint()
    shown = show(ava, SECRET)
    whole = pack(ava, bahar)
    take_in(bahar, whole.only(whole.out.stretches, blobs=False))

    with pytest.raises(EvidenceError) as caught:
        bahar.open_blob(shown.blob)
    assert caught.value.code == "blob-not-here"
    seen = met.sites[1].verify()
    assert (seen.problems, [(note.code, note.where) for note in seen.notes]) == ((), [("bytes-not-here", "1")])

    take_in(ava, pack(bahar, ava))
    merged = take_in(bahar, pack(ava, bahar))

    assert (merged.entries, merged.blobs) == (0, 1)
    assert bytes_of(bahar, shown) == SECRET
    assert met.sites[1].verify().notes == ()


def shut(stretches: tuple[Stretch, ...], vault: Vault) -> tuple[Stretch, ...]:
    """Gives stretches as they go to somebody who may read nothing."""
    epochs = {epoch.recipient: epoch for epoch in vault.epochs.values()}

    def part(one: WirePart) -> WirePart:
        if one.salt is None or one.body is None:
            return one
        return replace(one, salt=None, body=epochs[one.recipient].seal(one.salt, one.body))

    return tuple(
        replace(one, entries=tuple(WireEntry(entry.header, tuple(map(part, entry.parts))) for entry in one.entries))
        for one in stretches
    )
