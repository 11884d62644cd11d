"""Disks that are full, fail or lie: what was not acknowledged is not there, what was is, and the vault goes on."""

from __future__ import annotations

import io
import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from counting import BROKEN, Record
from govah.errors import VaultError
from govah.records import Document, Mention, new_id
from govah.vault import Vault, create_vault, open_vault, verify_vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.face import open_with
from vaults import PASSPHRASE, Sample, fill


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Lets no file of this process grow beyond a size: the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def put_document(vault: Vault, data: bytes) -> str:
    """Puts a document of these bytes; gives its id."""
    put = vault.put_blob(io.BytesIO(data))
    document = Document(new_id("document", vault.entropy), put.sha256, put.size, "x/y", put.id)
    vault.append([[(document, "open")]])
    return document.id


def is_as_before(sample: Sample) -> bool:
    """Answers whether the vault is good and holds what it held."""
    found = verify_opened(sample.path, sample.opened)
    return found.is_good and found.entries == 6


def test_a_full_disk_while_evidence_is_written(sample: Sample) -> None:
    """Evidence that finds no room leaves nothing behind, says so, and goes in once there is room."""
    with open_with(sample.path, sample.opened) as vault:
        with no_file_longer_than(300_000), pytest.raises(VaultError) as caught:
            put_document(vault, b"x" * 3_000_000)
        assert caught.value.code == "disk-failed"
    assert is_as_before(sample)
    with open_with(sample.path, sample.opened) as vault:
        assert vault.get(put_document(vault, b"x" * 3_000_000))
    assert verify_opened(sample.path, sample.opened).is_good


def test_a_full_disk_while_entries_are_written(sample: Sample) -> None:
    """Entries that find no room are not there, none of them; the same process can write them once there is room."""
    with open_with(sample.path, sample.opened) as vault:
        batch = [[(Mention(new_id("mention", vault.entropy), "d" + "a" * 16, "person", "x" * 500), "team")] for _ in range(3000)]
        with no_file_longer_than(500_000), pytest.raises(VaultError) as caught:
            vault.append(batch)
        assert caught.value.code == "disk-failed"
        assert len(list(vault.of_kind("mention"))) == 1
        vault.append(batch)
        assert len(list(vault.of_kind("mention"))) == 3001
    assert verify_opened(sample.path, sample.opened).is_good


def test_a_full_disk_at_every_step(sample: Sample, record: Record) -> None:
    """Wherever the disk is full, the append is there whole or not at all, and the vault is good."""
    lengths = range(20_000, 200_000, 9_000)
    written = 0
    for length in lengths:
        with open_with(sample.path, sample.opened) as vault, no_file_longer_than(length), suppress(VaultError):
            fill(vault)
        found = verify_opened(sample.path, sample.opened)
        assert found.problems == ()
        assert found.entries in range(6 + written, 6 + written + 5)
        record("a disk that is full", "whole or not at all")
        written = found.entries - 6


def test_a_first_pack_that_comes_to_nothing(tmp_path: Path) -> None:
    """Where the first evidence of all fails, or is never named, no empty file is left, and the vault is good."""
    with create_vault(tmp_path / "desk", PASSPHRASE) as vault:
        with no_file_longer_than(200_000), pytest.raises(VaultError):
            vault.put_blob(io.BytesIO(bytes(3_000_000)))
        vault.put_blob(io.BytesIO(b"never named"))
    with open_vault(tmp_path / "desk", PASSPHRASE) as vault:
        vault.cache_put("any", "write", "x")

    found = verify_vault(tmp_path / "desk", PASSPHRASE)

    assert found.problems == found.notes == ()
    assert list((tmp_path / "desk" / "blobs").iterdir()) == []


class FailingSync:
    """A disk that answers one sync with an error, and all others as it should."""

    def __init__(self, fails_at: int) -> None:
        self.calls, self.fails_at = 0, fails_at

    def __call__(self, descriptor: int) -> None:
        self.calls += 1
        if self.calls == self.fails_at:
            raise OSError(5, "Input/output error")
        os.fsync(descriptor)


@pytest.mark.parametrize("fails_at", range(1, 7))
def test_a_sync_that_fails(sample: Sample, fails_at: int, record: Record) -> None:
    """A sync that the disk answers with an error is not acknowledged, whichever sync of the write it is."""
    acknowledged = []
    with open_with(sample.path, sample.opened, sync=FailingSync(fails_at)) as vault:
        for _ in range(3):
            with suppress(VaultError):
                acknowledged.append(put_document(vault, b"some bytes"))
    with open_with(sample.path, sample.opened) as vault:
        assert all(vault.get(document) for document in acknowledged)

    record("a sync that fails", "not acknowledged" if len(acknowledged) == 2 else BROKEN)
    assert len(acknowledged) == 2
    assert verify_opened(sample.path, sample.opened).problems == ()


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[None]:
    """Puts a file system of that size under a folder; the test skips where that is not allowed."""
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", place], check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a file system")
@pytest.mark.parametrize("size", ["600k", pytest.param("1m", marks=pytest.mark.slow), pytest.param("2m", marks=pytest.mark.slow)])
def test_a_disk_that_is_really_full(master: Sample, tmp_path: Path, record: Record, size: str) -> None:
    """On a file system without room nothing acknowledged is lost, nothing else is there, and it goes on once there is room."""
    place = tmp_path / "disk" / "desk"
    with small_disk(tmp_path / "disk", size):
        shutil.copytree(master.path, place)
        acknowledged, refused = until_full(place, master)
        found = verify_opened(place, master.opened)
        with open_with(place, master.opened) as vault:
            kept = [bool(vault.get(document)) for document in acknowledged]
            assert len(list(vault.of_kind("document"))) == 1 + len(acknowledged)
        subprocess.run(["mount", "-o", "remount,size=16m", tmp_path / "disk"], check=True)
        with open_with(place, master.opened) as vault:
            more = put_document(vault, bytes(3_000_000))
            assert vault.get(more)
        after = verify_opened(place, master.opened)
    good = refused > 0 and all(kept) and found.problems == after.problems == after.notes == ()
    record("a disk that is full", "not acknowledged" if good else BROKEN, refused)
    assert good, (refused, kept, found, after)


def until_full(place: Path, master: Sample) -> tuple[list[str], int]:
    """Puts documents of all sizes until thirty found no room; gives what was acknowledged, and how many were not."""
    acknowledged, refused, chance = [], 0, random.Random(5)
    while refused < 30:
        with suppress(VaultError), open_with(place, master.opened) as vault:
            for _ in range(3):
                data = chance.randbytes(chance.choice((100, 5_000, 60_000, 400_000)))
                try:
                    acknowledged.append(put_document(vault, data))
                except VaultError as error:
                    refused += error.code == "disk-failed"
    return acknowledged, refused
