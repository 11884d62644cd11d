"""An erasure destroys what its author may destroy, whether it comes before the bodies or after, and nothing else."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from colleagues import carry, let_in
from govah.records import Document, Erasure, Mention, new_id
from govah.vault import EntryRef, Vault, prove
from govah.vault.checking.verifying import verify_opened
from govah.vault.database import rows, value
from govah.vault.erasing import Destroyed, apply_erasure, erased_numbers, is_blob_erased
from govah.vault.joining import expel, roster_of
from govah.vault.scrubbing import is_unscrubbed
from vaults import Sample

Three = tuple[Vault, Vault, Vault]


def note(vault: Vault, name: str) -> tuple[EntryRef, str]:
    """Writes one body of two in `open`, and gives its entry and the blob that it names."""
    put = vault.put_blob(io.BytesIO(name.encode()))
    document = Document(new_id("document", vault.entropy), put.sha256, put.size, "text/plain", put.id)
    mention = Mention(new_id("mention", vault.entropy), document.id, "person", name)
    (ref,) = vault.append([[(document, "open"), (mention, "open")]])
    return ref, put.id


def erasing(vault: Vault, *refs: EntryRef, blobs: tuple[str, ...] = ()) -> Erasure:
    """Gives a record that destroys the first part of entries."""
    parts = tuple((ref.id, 0) for ref in refs)
    return Erasure(new_id("erasure", vault.entropy), parts, blobs, vault.member, vault.clock(), "danger")


def applied(vault: Vault, record: Erasure, author: Vault) -> Destroyed:
    """Has a vault take in an erasure that stands in somebody's log."""
    roster = roster_of(vault)
    return vault.receive(lambda below: apply_erasure(below, record, author.device, roster))


def test_one_part_goes(vault: Vault, sample: Sample) -> None:
    """A body, its salt and all that follows from it go; the other part of the entry, its header and its proofs stay."""
    ref, blob = note(vault, "Shahla Kuhbanan")
    record = erasing(vault, ref, blobs=(blob,))

    done = applied(vault, record, vault)

    assert (done.parts, done.blobs, done.refused) == (1, 1, 0)
    document, mention = vault.parts_of(ref)
    assert (document.erased, document.record, mention.erased) == (True, None, False)
    assert rows(vault.connection, "SELECT key, sha256 FROM blob WHERE id = ?", (blob,)) == [(None, "")]
    assert not is_unscrubbed(vault.connection)
    assert prove(vault, mention.record.id, sample.path.parent / "proof.zip").disclosed == 1
    assert applied(vault, record, vault) == Destroyed()
    vault.close()
    assert verify_opened(sample.path, sample.opened).problems == ()


def test_a_partner_reaches_its_own(desks: Three) -> None:
    """A partner's erasure destroys what stands in its own log here, and nothing of ours, though it names it."""
    ava, bahar, _ = desks
    let_in(ava, bahar, partner=True)
    (mine, my_blob), (theirs, _) = note(ava, "of ava"), note(bahar, "of bahar")
    carry(bahar, ava)

    done = applied(ava, erasing(bahar, mine, theirs, blobs=(my_blob,)), bahar)

    assert (done.parts, done.blobs, done.refused) == (1, 0, 2)
    assert [one.erased for one in ava.parts_of(mine)] == [False, False]
    assert [one.erased for one in ava.parts_of(theirs)] == [True, False]
    with ava.open_blob(my_blob) as blob:
        assert blob.read() == b"of ava"


def test_a_colleague_reaches_all(desks: Three) -> None:
    """An erasure by a colleague destroys what any of us wrote, and what a partner wrote."""
    ava, bahar, cyra = desks
    let_in(ava, bahar, "team")
    let_in(ava, cyra, partner=True)
    (mine, my_blob), (theirs, _) = note(ava, "of ava"), note(cyra, "of cyra")
    carry(cyra, ava)

    done = applied(ava, erasing(bahar, mine, theirs, blobs=(my_blob,)), bahar)

    assert (done.parts, done.blobs, done.refused) == (2, 1, 0)


def test_a_removed_device_reaches_its_own(desks: Three) -> None:
    """Who stole a device and was shut out cannot destroy what others wrote."""
    ava, bahar, _ = desks
    let_in(ava, bahar, "team")
    (mine, _), (theirs, _) = note(ava, "of ava"), note(bahar, "of bahar")
    carry(bahar, ava)
    expel(ava, [bahar.device], "lost", [])

    done = applied(ava, erasing(bahar, mine, theirs), bahar)

    assert (done.parts, done.refused) == (1, 1)
    assert [one.erased for one in ava.parts_of(mine)] == [False, False]


def test_what_comes_later(desks: Three) -> None:
    """What an erasure names and has not come yet is known when it comes; what its author may not erase is let through."""
    ava, bahar, cyra = desks
    let_in(ava, bahar, "team")
    let_in(ava, cyra, partner=True)
    (ref, blob), (other, other_blob) = note(bahar, "of bahar"), note(cyra, "of cyra")
    assert applied(ava, erasing(cyra, ref, other, blobs=(blob, other_blob)), cyra) == Destroyed(refused=2)
    roster = roster_of(ava)

    assert erased_numbers(ava.connection, roster, bytes.fromhex(ref.id), bahar.device) == set()
    assert erased_numbers(ava.connection, roster, bytes.fromhex(other.id), cyra.device) == {0}
    assert not is_blob_erased(ava.connection, roster, blob, {bahar.device})
    assert not is_blob_erased(ava.connection, roster, blob, ())
    assert is_blob_erased(ava.connection, roster, other_blob, {cyra.device})
    assert not is_blob_erased(ava.connection, roster, other_blob, {cyra.device, ava.device})
    applied(ava, erasing(bahar, ref, blobs=(blob,)), bahar)
    assert erased_numbers(ava.connection, roster, bytes.fromhex(ref.id), bahar.device) == {0}
    assert is_blob_erased(ava.connection, roster, blob, ())


@pytest.mark.parametrize("entry", ["", "zz" * 32, "A" * 64, "ab" * 31])
@pytest.mark.parametrize("number", [-1, 64, 10**30])
def test_a_record_from_anybody(vault: Vault, entry: str, number: int) -> None:
    """An erasure whose entries, numbers and blobs are none destroys nothing, breaks nothing, and keeps nothing in mind."""
    record = Erasure(new_id("erasure", vault.entropy), ((entry, number), ("a" * 64, number)), ("../x", ""), "m", "t")

    assert applied(vault, record, vault) == Destroyed()
    assert (
        value(vault.connection, "SELECT count(*) FROM erased") == value(vault.connection, "SELECT count(*) FROM erased_blob") == 0
    )


@pytest.mark.parametrize("kind", ["device", "epoch", "erasure", "withdrawal", "member"])
def test_who_belongs_here_stays(desks: Three, kind: str) -> None:
    """Nobody erases who belongs here or was removed, which keys there are, or an erasure: one removed would be in again."""
    ava, bahar, cyra = desks
    let_in(ava, bahar, "team")
    let_in(ava, cyra, "team")
    expel(ava, [cyra.device], "lost", [])
    ava.append([[(erasing(ava, note(ava, "x")[0]), "open")]])
    stored = next(one for one in ava.of_kind(kind) if one.compartment == "open")
    number = next(at for at, one in enumerate(ava.parts_of(stored.entry)) if one.commitment == stored.commitment)
    record = replace(erasing(bahar), parts=((stored.entry.id, number),))

    done = applied(ava, record, bahar)

    assert (done.parts, done.refused) == (0, 1)
    assert cyra.device in roster_of(ava).removed
    assert stored.record in [one.record for one in ava.of_kind(kind)]


def test_a_name_may_go(vault: Vault) -> None:
    """The name of a member is a body like another; the member without it stays."""
    stored = next(vault.of_kind("member"))

    done = applied(vault, replace(erasing(vault), parts=((stored.entry.id, 0),)), vault)

    assert done.parts == 1
    assert roster_of(vault).names == {}
    assert roster_of(vault).ours == {vault.device}
