"""Compartments: what a device that lacks a key holds, and what it cannot be made to give up."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from govah.errors import EvidenceError, VaultError
from govah.records import Document, Mention, new_id
from govah.vault import Vault, prove
from govah.vault.checking.verifying import verify_opened
from govah.vault.compartments import Epoch, current, new_epoch, read_epochs, unwrap, wrap
from govah.vault.database import open_database, rows, value
from vaults import TEXT, Sample, fill


def everything(sample: Sample) -> bytes:
    """Gives every row of the opened database: what whoever forces the passphrase out of somebody sees."""
    connection = open_database(sample.path / "store", sample.opened)
    schema = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%'"
    held = [str(row).encode() for (table,) in rows(connection, schema) for row in rows(connection, f"SELECT * FROM {table}")]
    pages = [data for (data,) in rows(connection, "SELECT block FROM words_data")]
    connection.close()
    return b"\n".join(held + pages)


def test_a_device_without_the_key(reopen: Callable[[], Vault], sample: Sample) -> None:
    """After giving a compartment up a device holds sealed bodies and their commitments; the rest is as it was."""
    with reopen() as vault:
        (fact, basis) = vault.parts_of(vault.get(sample.claim)[0].entry)
        assert vault.renounce("sources") == 2
        (again, sealed) = vault.parts_of(fact.entry)

        assert again == fact
        assert (sealed.record, sealed.kind, sealed.compartment, sealed.sealed) == (None, "", "sources", True)
        assert sealed.commitment == basis.commitment
        assert list(vault.about(sample.document, "capture")) == []
        assert vault.get(sample.capture) == []
    found = verify_opened(sample.path, sample.opened)
    assert (found.problems, found.sealed, found.bodies) == ((), 2, 10)


def test_what_is_sealed_is_not_there(reopen: Callable[[], Vault], sample: Sample) -> None:
    """Whoever opens the whole database finds no word of what was sealed, in tables, index or full text."""
    assert b"Golnar Tizpa" in everything(sample)
    assert b"a neighbour" in everything(sample)
    with reopen() as vault:
        vault.cache_put("suggestions", "x", "a neighbour said")
        vault.renounce("sources")
        pages = vault.connection.serialize("main")

    held = everything(sample) + pages

    assert b"Tizpa" not in held
    assert b"tizpa" not in held
    assert b"neighbour" not in held
    assert b"Behnoush" in held


def test_writing_without_reading(reopen: Callable[[], Vault], sample: Sample) -> None:
    """A device that only writes to a compartment adds entries there that it cannot read; whoever has the key can."""
    with reopen() as vault:
        keeper = current(vault.epochs, "sources")
        vault.renounce("sources")
        record = Mention(new_id("mention", vault.entropy), "d" + "a" * 16, "person", "Shahla Kuhbanan")
        (ref,) = vault.append([[(record, "sources")]])
        (stored,) = vault.parts_of(ref)

        assert (stored.sealed, stored.record) == (True, None)
        assert vault.find_text("kuhbanan") == []
        body = value(vault.connection, "SELECT body FROM part ORDER BY id DESC LIMIT 1")
    _, said = keeper.unseal(body)
    assert b"Shahla Kuhbanan" in said
    assert b"Kuhbanan" not in everything(sample)
    assert verify_opened(sample.path, sample.opened).problems == ()


@pytest.mark.parametrize("before", [True, False])
def test_bytes_in_a_compartment(reopen: Callable[[], Vault], sample: Sample, before: bool) -> None:
    """The bytes of a document that lies in a compartment cannot be read without its key either, those of others can."""
    with reopen() as vault:
        if not before:
            vault.renounce("sources")
        put = vault.put_blob(io.BytesIO(b"a note of a call"))
        vault.append([[(Document(new_id("document", vault.entropy), put.sha256, put.size, "text/plain", put.id), "sources")]])
        if before:
            with vault.open_blob(put.id) as blob:
                assert blob.read() == b"a note of a call"
            vault.renounce("sources")

        with pytest.raises(VaultError) as caught:
            vault.open_blob(put.id)
        with vault.open_blob(sample.blob) as other:
            assert other.read() == TEXT

    assert caught.value.code == "blob-sealed"
    assert verify_opened(sample.path, sample.opened).problems == ()


def test_a_sealed_part_is_not_proved(vault: Vault, sample: Sample) -> None:
    """What a device cannot read it cannot disclose, asked for or not."""
    vault.renounce("sources")

    proved = prove(vault, sample.claim, sample.path.parent / "proof.zip", with_sources=True)

    assert (proved.disclosed, proved.withheld) == (1, 1)


def test_a_key_reaches_a_device(vault: Vault) -> None:
    """A compartment's key that was wrapped to a device opens there, and nowhere else."""
    epoch, device, other = new_epoch("sources", 2, b"e" * 32), new_epoch("x", 1, b"d" * 32), new_epoch("y", 1, b"o" * 32)
    closed = Epoch("sources", 2, epoch.recipient, None)
    assert device.identity is not None
    assert other.identity is not None
    wrapped = wrap(epoch, device.recipient)

    assert unwrap(closed, wrapped, device.identity) == epoch
    with pytest.raises(EvidenceError):
        unwrap(closed, wrapped, other.identity)
    with pytest.raises(EvidenceError):
        unwrap(Epoch("sources", 2, other.recipient, None), wrapped, device.identity)
    with pytest.raises(VaultError):
        wrap(closed, device.recipient)
    assert "AGE-SECRET" not in repr(epoch)
    assert vault.epochs["sources", 1].is_readable


def test_access_is_kept(sample: Sample) -> None:
    """A new vault keeps, for each compartment, the key wrapped to its own device."""
    connection = open_database(sample.path / "store", sample.opened)
    identity = value(connection, "SELECT value FROM secret WHERE name = 'age'").decode()
    for (name, number), epoch in read_epochs(connection).items():
        wrapped = value(connection, "SELECT wrapped FROM access WHERE compartment = ? AND epoch = ?", (name, number))
        assert unwrap(replace(epoch, identity=None), wrapped, identity) == epoch
    connection.close()


def test_an_unknown_compartment(vault: Vault) -> None:
    """A compartment that the vault does not have is named."""
    with pytest.raises(VaultError) as caught:
        vault.renounce("lawyers")

    assert caught.value.code == "compartment-unknown"
    assert fill(vault)
