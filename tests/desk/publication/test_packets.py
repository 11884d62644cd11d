"""Packets between desks: what goes in, who may read it, what is on record; and what is refused leaves all as it was."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from colleagues import Masters
from desks import DENIAL, STATEMENT
from govah import desk
from govah.desk.publication import packets
from govah.desk.publication.packets import NONE, Packed, PackOptions, Unpacked
from govah.desk.vaults import members
from govah.errors import EvidenceError, GovahError, NotFoundError, PublishError, UsageError, VaultError
from govah.records import Capture, Custody, Stance
from govah.sync.frame import padded
from govah.vault import Vault
from govah.vault.envelope import EnvelopeReader, EnvelopeWriter
from govah.vault.exchange.state import state_of
from govah.vault.exchange.vectors import peer_vector, remember_peer
from govah.vault.face import open_with

NOTE: Final = "Golnar Tizpa told us by telephone that he was moved to Sanandaj."


def acquaint(one: Vault, other: Vault, reads: Sequence[str] = ()) -> None:
    """Both let the other in by its card."""
    for vault, guest in ((one, other), (other, one)):
        card = members.own_card(guest)
        members.add(vault, card, name=f"Desk {guest.device[:5]}", reads=reads)


def tell(vault: Vault, text: str, name: str, *, note: bool = False) -> desk.Sealed:
    """Captures a text and accepts what the software reads in it, as a script."""
    options = desk.IntakeOptions(note=note, source="Golnar Tizpa" if note else "")
    (sealed,) = desk.capture_sources(vault, [desk.Pasted(text, name)], options)
    assert isinstance(sealed, desk.Sealed)
    desk.accept_all(vault, desk.Reviewer(vault.member))
    return sealed


def send(sender: Vault, receiver: Vault, path: Path, options: PackOptions | None = None) -> tuple[Packed, Unpacked]:
    """Carries a packet from one to the other."""
    packed = packets.pack(sender, [receiver.device], path, options)
    return packed, packets.unpack(receiver, path)


def acts(vault: Vault, *names: str) -> list[Custody]:
    """Gives the acts of these names, in order."""
    return [one.record for one in vault.of_kind("custody") if isinstance(one.record, Custody) and one.record.act in names]


def sources(vault: Vault, sealed: desk.Sealed) -> list[str]:
    """Gives who brought a document, as far as this desk may read it."""
    found = (one.record for one in vault.about(sealed.document.id, "capture"))
    return [one.source for one in found if isinstance(one, Capture)]


def snapshot(vault: Vault) -> tuple[object, ...]:
    """Gives all that a packet could change."""
    names = ("entry", "part", "blob", "log", "peer")
    counts = [tuple(vault.connection.execute(f"SELECT count(*) FROM {name}").fetchall()) for name in names]
    return (*counts, state_of(vault), vault.checkpoint)


def test_two_desks_that_disagree(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """Two desks of unequal compartments that tell otherwise of one person end with the same state and both claims on each."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    tell(ava, STATEMENT, "one.txt")
    tell(ava, NOTE, "call.txt", note=True)
    tell(bahar, DENIAL, "two.txt")

    send(ava, bahar, tmp_path / "1")
    send(bahar, ava, tmp_path / "2")

    assert state_of(ava) == state_of(bahar)
    for vault in (ava, bahar):
        facts = [claim.claim.fact for person in desk.persons(vault) for claim in desk.claims_about(vault, person)]
        assert {Stance.DENIED, Stance.REPORTED} <= {fact.stance for fact in facts}
        assert vault.find_text("اراک")


def test_sources_stay_where_they_are(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """What lies in sources reaches a desk that may not read it sealed alone, and no word of it stands in the file."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    sealed = tell(ava, NOTE, "call.txt", note=True)

    packed, _ = send(ava, bahar, tmp_path / "1")
    plain = io.BufferedReader(EnvelopeReader(io.BytesIO((tmp_path / "1").read_bytes()), bahar.identity.age)).read()

    assert dict(packed.sealed)["sources"] > 0
    assert packed.sealed_blobs == 2
    assert bahar.get(sealed.document.id) == list(bahar.about(sealed.document.id)) == []
    assert not any(word in plain for word in (b"Golnar", b"Tizpa", b"Sanandaj", b"call.txt"))


def test_a_reader_of_sources_reads_them(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """A desk that was given sources finds the note and who told it; a third that carries the packet on does not."""
    ava, bahar, cyra = desks
    acquaint(ava, bahar)
    acquaint(bahar, cyra)
    members.grant(ava, bahar.device, ["sources"])
    sealed = tell(ava, NOTE, "call.txt", note=True)

    send(ava, bahar, tmp_path / "1")
    send(bahar, cyra, tmp_path / "2")

    assert sources(bahar, sealed) == ["Golnar Tizpa"]
    assert sources(cyra, sealed) == []
    assert cyra.connection.execute("SELECT 1 FROM log WHERE device = ?", (ava.device,)).fetchall()


def test_twice_and_in_any_order(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """A later packet that comes first waits; when the earlier one came all is there, and either again changes nothing."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    send(bahar, ava, tmp_path / "0")
    tell(ava, STATEMENT, "one.txt")
    packets.pack(ava, [bahar.device], tmp_path / "1")
    send(bahar, ava, tmp_path / "2")
    known = packets.unpack(bahar, tmp_path / "1")
    send(bahar, ava, tmp_path / "3")
    tell(ava, DENIAL, "two.txt")
    late = packets.pack(ava, [bahar.device], tmp_path / "4")

    first = packets.unpack(bahar, tmp_path / "4")
    again = [packets.unpack(bahar, tmp_path / name) for name in ("4", "1")]

    assert known.merged.entries > late.entries == first.merged.entries > 0
    assert [(one.merged.entries, one.merged.blobs) for one in again] == [(0, 0), (0, 0)]
    assert state_of(ava) == state_of(bahar)


def test_a_gap_waits(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """A packet that begins beyond what is held waits, says so, and is joined when what lies between has come."""
    ava, bahar, cyra = desks
    acquaint(ava, bahar)
    acquaint(ava, cyra)
    tell(ava, STATEMENT, "one.txt")
    send(ava, cyra, tmp_path / "0")
    send(cyra, ava, tmp_path / "1")
    tell(ava, DENIAL, "two.txt")
    packets.pack(ava, [cyra.device, bahar.device], tmp_path / "2", PackOptions(since=NONE))
    from_cyra = peer_vector(ava, cyra.device)
    remember_peer(ava, bahar.device, {ava.device: from_cyra[ava.device]})
    beyond = packets.pack(ava, [bahar.device], tmp_path / "3")

    waiting = packets.unpack(bahar, tmp_path / "3").merged
    joined = packets.unpack(bahar, tmp_path / "2").merged

    assert waiting.entries + waiting.waiting == beyond.entries
    assert waiting.waiting > joined.waiting == 0
    assert bahar.find_text("دادستان")


def test_what_is_on_record(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """That a packet was put together, to whom, and the hash of the file that left are on record; so is what was taken in."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    packed, unpacked = send(ava, bahar, tmp_path / "1")
    digest = hashlib.sha256((tmp_path / "1").read_bytes()).hexdigest()

    before, after = acts(ava, "packed", "exported")
    (taken,) = acts(bahar, "unpacked")

    assert (before.act, before.items, after.items) == ("packed", (bahar.device,), (bahar.device,))
    assert {digest} == {packed.sha256, unpacked.sha256, after.sha256, taken.sha256}
    assert (taken.item, after.sources, packed.size) == (ava.device, False, (tmp_path / "1").stat().st_size)


def test_the_file_is_padded_and_private(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """The file is its owner's alone, and what is encrypted has one of few lengths."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    packets.pack(ava, [bahar.device], tmp_path / "1")
    plain = io.BufferedReader(EnvelopeReader(io.BytesIO((tmp_path / "1").read_bytes()), bahar.identity.age)).read()

    assert padded(len(plain)) == len(plain)
    assert os.name == "nt" or (tmp_path / "1").stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_stays(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """A file of that name is not written over, and what fails leaves no file, and no beginning of one."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    (tmp_path / "there").write_text("kept")
    with pytest.raises(PublishError, match="packet-exists"):
        packets.pack(ava, [bahar.device], tmp_path / "there")
    with pytest.raises(PublishError, match="output-unwritable"):
        packets.pack(ava, [bahar.device], tmp_path / "nowhere" / "file")

    assert (tmp_path / "there").read_text() == "kept"
    assert acts(ava, "exported") == []
    assert not list(tmp_path.glob(".*.part"))


def test_who_is_not_known(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """Somebody not let in gets no packet and gives none, nor does somebody who was removed, nor is one made for nobody else."""
    ava, bahar, cyra = desks
    acquaint(ava, bahar)
    members.add(bahar, members.own_card(cyra))
    packets.pack(bahar, [ava.device], tmp_path / "late")
    packets.pack(bahar, [cyra.device], tmp_path / "stranger")
    for who, code in ((cyra.device, "packet-to-unknown"), ("Nobody", "packet-to-unknown"), (ava.device, "packet-to-self")):
        with pytest.raises((NotFoundError, UsageError), match=code):
            packets.pack(ava, [who], tmp_path / "x")
    with pytest.raises(VaultError, match="packet-sender-unknown"):
        packets.unpack(cyra, tmp_path / "stranger")
    members.remove(ava, bahar.device)
    with pytest.raises(UsageError, match="packet-to-removed"):
        packets.pack(ava, [bahar.device], tmp_path / "x")
    with pytest.raises(VaultError, match="packet-sender-removed"):
        packets.unpack(ava, tmp_path / "late")

    assert not (tmp_path / "x").exists()


def test_a_packet_for_somebody_else(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """A packet to another device is not opened; one whose inside was sealed anew to us by its receiver is refused, too."""
    ava, bahar, cyra = desks
    acquaint(ava, bahar)
    acquaint(ava, cyra)
    packets.pack(ava, [bahar.device], tmp_path / "1")
    plain = io.BufferedReader(EnvelopeReader(io.BytesIO((tmp_path / "1").read_bytes()), bahar.identity.age)).read()
    with (tmp_path / "2").open("wb") as file:
        again = EnvelopeWriter(file.write, [cyra.identity.recipient], cyra.entropy)
        again.write(plain)
        again.close()
    before = snapshot(cyra)

    for name, code in (("1", "packet-not-for-us"), ("2", "packet-forwarded")):
        with pytest.raises(EvidenceError, match=code):
            packets.unpack(cyra, tmp_path / name)
    assert snapshot(cyra) == before


def test_what_was_touched_changes_nothing(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """A packet cut short, lengthened or changed in one bit anywhere leaves the vault, its packs included, as it was."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    tell(ava, STATEMENT, "one.txt")
    packets.pack(ava, [bahar.device], tmp_path / "whole")
    members.own_card(bahar)
    data, before = (tmp_path / "whole").read_bytes(), snapshot(bahar)
    packs = {path: path.read_bytes() for path in (bahar.path / "blobs").iterdir()}
    wrong = [data[: len(data) * part // 7] for part in range(7)] + [data + b"x", b""]
    for at in range(0, len(data), len(data) // 25):
        flipped = bytearray(data)
        flipped[at] ^= 4
        wrong.append(bytes(flipped))
    for one in wrong:
        (tmp_path / "wrong").write_bytes(one)
        with pytest.raises(EvidenceError):
            packets.unpack(bahar, tmp_path / "wrong")

    assert snapshot(bahar) == before
    assert packs == {path: path.read_bytes() for path in (bahar.path / "blobs").iterdir()}
    assert packets.unpack(bahar, tmp_path / "whole").merged.entries > 0


def test_without_blobs(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """Files can be left out; the other says what it lacks, and the next packet brings it."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    sealed = tell(ava, STATEMENT, "one.txt")

    packed, unpacked = send(ava, bahar, tmp_path / "1", PackOptions(with_blobs=False))
    send(bahar, ava, tmp_path / "2")
    _, then = send(ava, bahar, tmp_path / "3")

    assert (packed.blobs, packed.left_out, unpacked.wanting) == (0, 2, 2)
    assert (then.merged.blobs, then.wanting) == (2, 0)
    with bahar.open_blob(sealed.document.blob) as blob:
        assert blob.read().decode() == STATEMENT


def test_to_several(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """One packet to two is opened by both, each body open only where both may read it."""
    ava, bahar, cyra = desks
    acquaint(ava, bahar, ("team", "sources"))
    acquaint(ava, cyra)
    sealed = tell(ava, NOTE, "call.txt", note=True)
    packed = packets.pack(ava, [bahar.device, cyra.device], tmp_path / "1")
    for vault in (bahar, cyra):
        packets.unpack(vault, tmp_path / "1")

    assert dict(packed.sealed)["sources"] > 0
    assert [sources(vault, sealed) for vault in (bahar, cyra)] == [["Golnar Tizpa"], []]


def test_a_fork_is_told(desks: tuple[Vault, Vault, Vault], masters: Masters, tmp_path: Path) -> None:
    """Of two copies of one vault that both wrote, the packet that comes second is told as a fork, and overwrites nothing."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    ava.close()
    shutil.copytree(ava.path, tmp_path / "copy")
    for number, place in enumerate((ava.path, tmp_path / "copy")):
        with open_with(place, masters.keys["ava"]) as one:
            tell(one, f"{STATEMENT}{number}", "one.txt")
            packets.pack(one, [bahar.device], tmp_path / f"{number}")

    first, second = (packets.unpack(bahar, tmp_path / name) for name in ("0", "1"))

    assert ((), (ava.device,)) == (first.merged.forks, second.merged.forks)
    assert bahar.find_text("اراک")


def test_it_tells_how_far_it_is(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """Progress goes up to the whole, on the way out and on the way in."""
    ava, bahar, _ = desks
    acquaint(ava, bahar)
    tell(ava, STATEMENT, "one.txt")
    told: list[tuple[int, int]] = []

    packets.pack(ava, [bahar.device], tmp_path / "1", progress=lambda done, total: told.append((done, total)))
    out, told[:] = list(told), []
    packets.unpack(bahar, tmp_path / "1", progress=lambda done, total: told.append((done, total)))

    for seen in (out, told):
        assert seen == sorted(seen)
        assert len({seen[-1][0], seen[-1][1]}) == 1


def test_facts_name_nobody(desks: tuple[Vault, Vault, Vault], tmp_path: Path) -> None:
    """What an error of packets tells holds no name that was asked for."""
    ava, _, _ = desks
    with pytest.raises(GovahError) as caught:
        packets.pack(ava, ["Golnar Tizpa"], tmp_path / "x")

    assert "Golnar" not in str(caught.value)
