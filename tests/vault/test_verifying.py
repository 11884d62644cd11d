"""Every byte accounted for: each flip, each file missing or more, and each change that only whoever has the key could make."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from counting import BROKEN, Record
from govah.errors import GovahError, VaultError
from govah.vault import Verified, open_vault, verify_vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.database import open_database
from govah.vault.keyfile import read_key
from govah.vault.locking import WriterLock
from vaults import PASSPHRASE, Sample, fill

PASSING = ("store-wal", "store-shm")


def verified(sample: Sample) -> Verified:
    """Checks the vault by its key."""
    read_key((sample.path / "key").read_bytes())
    return verify_opened(sample.path, sample.opened)


def codes(sample: Sample) -> set[tuple[str, str]]:
    """Gives what is wrong and where."""
    return {(problem.code, problem.where) for problem in verified(sample).problems}


def files_of(path: Path) -> list[Path]:
    """Gives the files of a vault."""
    return sorted(file for file in path.rglob("*") if file.is_file())


def missed_flips(sample: Sample, places: Callable[[int], Iterator[int]], record: Record) -> list[tuple[str, int]]:
    """Flips one bit at each place of each file; gives the places that nothing was said about."""
    chance, missed = random.Random(7), []
    for file in files_of(sample.path):
        data = file.read_bytes()
        for at in places(len(data)):
            with file.open("r+b") as handle:
                handle.seek(at)
                handle.write(bytes([data[at] ^ 1 << chance.randrange(8)]))
            try:
                if verified(sample).is_good:
                    missed.append((file.name, at))
            except VaultError:
                pass
            record("flips in a vault", BROKEN if (file.name, at) in missed[-1:] else "noticed")
            file.write_bytes(data)
            for name in PASSING:
                (sample.path / name).unlink(missing_ok=True)
    return missed


def with_free_pages(sample: Sample) -> None:
    """Leaves pages in the database that hold nothing."""
    with open_vault(sample.path, PASSPHRASE) as vault:
        vault.cache_put("kind", "key", "x" * 30_000)
    with open_vault(sample.path, PASSPHRASE) as vault:
        vault.connection.execute("DELETE FROM cache")
        assert vault.connection.execute("PRAGMA freelist_count").get > 0


def test_a_whole_vault(sample: Sample) -> None:
    """A vault as it was written is good, by the passphrase, and counts what it holds."""
    found = verify_vault(sample.path, PASSPHRASE)

    assert found.problems == found.notes == ()
    assert (found.files, found.entries, found.bodies, found.blobs, found.logs) == (4, 6, 11, 1, 1)
    assert verify_vault(sample.path, PASSPHRASE, quick=True).is_good


def test_flips(sample: Sample, record: Record) -> None:
    """A flip at places all over every file is noticed; key and mark byte by byte."""
    with_free_pages(sample)

    assert missed_flips(sample, lambda length: iter(range(0, length, 1 if length < 400 else 1_999)), record) == []


@pytest.mark.slow
def test_every_flip(sample: Sample, record: Record) -> None:
    """A flip at every byte of every file is noticed."""
    with_free_pages(sample)

    assert missed_flips(sample, lambda length: iter(range(length)), record) == []


@pytest.mark.parametrize("cut", [1, 100, 4096])
def test_truncated_files(sample: Sample, cut: int) -> None:
    """A file that has lost its end is noticed."""
    for file in files_of(sample.path):
        data = file.read_bytes()
        file.write_bytes(data[:-cut])
        with contextlib.suppress(VaultError):
            assert not verified(sample).is_good, file.name
        file.write_bytes(data)


def test_longer_files(sample: Sample) -> None:
    """A file that has grown is noticed."""
    for file in files_of(sample.path):
        data = file.read_bytes()
        file.write_bytes(data + b"\0" * 4096)
        with contextlib.suppress(VaultError):
            assert not verified(sample).is_good, file.name
        file.write_bytes(data)


@pytest.mark.parametrize(
    "name", ["x", ".hidden", "blobs/x", "blobs/" + "ab" * 16, "store-journal", "store-shm", "key.new", "blobs/d/"]
)
def test_a_file_more(sample: Sample, name: str) -> None:
    """A file or folder that does not belong is named."""
    path = sample.path / name
    path.mkdir() if name.endswith("/") else path.write_bytes(b"x" * 50)

    assert name.rstrip("/") in {where for _, where in codes(sample)}


def test_a_file_less(sample: Sample) -> None:
    """A missing pack is named; a missing other file stops the check with its name."""
    pack = next((sample.path / "blobs").iterdir())
    pack.rename(sample.path.parent / "pack")

    assert codes(sample) == {("file-missing", f"blobs/{pack.name}")}
    for name in ("store", "mark", "key"):
        (sample.path / name).rename(sample.path.parent / name)
        with pytest.raises(VaultError) as caught:
            verify_vault(sample.path, PASSPHRASE)
        assert name in str(caught.value.facts["missing"])
        (sample.path.parent / name).rename(sample.path / name)


def test_a_link_instead_of_a_file(sample: Sample) -> None:
    """A pack that is a link to a file elsewhere is named, though its bytes are right."""
    pack = next((sample.path / "blobs").iterdir())
    pack.rename(sample.path.parent / "pack")
    pack.symlink_to(sample.path.parent / "pack")

    assert codes(sample) == {("file-not-plain", f"blobs/{pack.name}")}


def test_an_older_database(sample: Sample) -> None:
    """A database put back from yesterday is noticed by the mark, and the vault does not open."""
    old = (sample.path / "store").read_bytes()
    with open_vault(sample.path, PASSPHRASE) as vault:
        fill(vault)
    (sample.path / "store").write_bytes(old)

    with pytest.raises(VaultError) as caught:
        open_vault(sample.path, PASSPHRASE)

    assert caught.value.code == "vault-rolled-back"
    assert ("vault-rolled-back", "store") in codes(sample)


def test_a_database_of_another_vault(sample: Sample) -> None:
    """The store of another vault, or a plain database, in the place of ours does not open."""
    (sample.path / "store").unlink()
    plain = apsw.Connection(str(sample.path / "store"))
    plain.execute("CREATE TABLE entry(id)")
    plain.close()

    with pytest.raises(VaultError) as caught:
        open_vault(sample.path, PASSPHRASE)

    assert caught.value.code in ("store-damaged", "store-not-encrypted")
    assert not verified(sample).is_good


LAST_PART = "WHERE id = (SELECT max(id) FROM part)"
LAST_ENTRY = "WHERE id = (SELECT max(id) FROM entry)"
TAMPERING = {
    "UPDATE part SET body = CAST(replace(body, 'Behnoush', 'Behnaz  ') AS BLOB) WHERE instr(body, x'4265686e')": "entry-altered",
    f"UPDATE part SET salt = zeroblob(16) {LAST_PART}": "entry-altered",
    "UPDATE part SET compartment = 'open' WHERE compartment = 'sources'": "entry-altered",
    f"DELETE FROM part {LAST_PART}": "entry-altered",
    "INSERT INTO part SELECT max(id) + 1, 'open', 1, zeroblob(16), x'7b7d' FROM part": "entry-altered",
    f"UPDATE part SET salt = NULL {LAST_PART}": "entry-altered",
    f"UPDATE entry SET header = CAST(replace(header, '2', '3') AS BLOB) {LAST_ENTRY}": "entry-altered",
    f"UPDATE entry SET leaf = zeroblob(32) {LAST_ENTRY}": "entry-altered",
    f"DELETE FROM entry {LAST_ENTRY}": "tree-altered",
    "INSERT INTO entry SELECT max(id) + 1, leaf, header FROM entry": "entry-beyond-head",
    "UPDATE log SET size = size - 1": "tree-altered",
    "UPDATE log SET edge = zeroblob(length(edge))": "tree-altered",
    "UPDATE log SET checkpoint = replace(checkpoint, x'0a360a', x'0a370a')": "signature-wrong",
    "UPDATE log SET vkey = replace(vkey, 'govah', 'gavah')": "log-key-altered",
    "UPDATE blob SET sha256 = replace(sha256, '0', '1')": "evidence-altered",
    "UPDATE blob SET key = zeroblob(16)": "blob-altered",
    "UPDATE blob SET start = start + 1": "pack-gap",
    "DELETE FROM blob": "evidence-altered",
    "DELETE FROM record WHERE part = (SELECT max(part) FROM record)": "derived-stale",
    "UPDATE record SET kind = 'check' WHERE part = (SELECT max(part) FROM record)": "derived-stale",
    "DELETE FROM reference WHERE kind = 'basis'": "derived-stale",
}


@pytest.mark.parametrize("statement", TAMPERING)
def test_whoever_has_the_key(sample: Sample, statement: str, record: Record) -> None:
    """A change made inside the database, by somebody who can open it, is noticed all the same."""
    connection = open_database(sample.path / "store", sample.opened)
    connection.execute(statement)
    assert connection.changes() > 0
    connection.close()

    found = {code for code, _ in codes(sample)}
    record("changes by whoever has the key", "noticed" if TAMPERING[statement] in found else BROKEN)
    assert TAMPERING[statement] in found


def test_a_writer_keeps_the_check_waiting(sample: Sample) -> None:
    """While somebody writes, the check does not start; it says why."""
    descriptor = os.open(sample.path / "mark", os.O_RDWR)
    lock = WriterLock(descriptor)
    lock.acquire()
    try:
        other = WriterLock(os.open(sample.path / "mark", os.O_RDWR), 0.05)
        with pytest.raises(VaultError) as caught:
            other.acquire()
    finally:
        os.close(descriptor)

    assert caught.value.code == "vault-busy"


def test_checking_beside_a_reader(sample: Sample) -> None:
    """A vault that is open elsewhere is checked as it stands."""
    with open_vault(sample.path, PASSPHRASE) as vault:
        fill(vault)

        assert verified(sample).problems == ()


KILLED = """
import os, sys
sys.path[:0] = [{tests!r}]
from vaults import PASSPHRASE, fill
from govah.vault import open_vault
vault = open_vault(sys.argv[1], PASSPHRASE)
fill(vault)
fill(vault)
os._exit(9)
"""


def killed(sample: Sample) -> None:
    """Writes to the vault in a process that dies with the database open."""
    code = KILLED.format(tests=str(Path(__file__).parents[1]))
    subprocess.run([sys.executable, "-c", code, str(sample.path)], check=False)
    assert (sample.path / "store-wal").exists()


def test_a_vault_after_a_crash(sample: Sample) -> None:
    """What a process that died has acknowledged is there, and the vault is good."""
    killed(sample)

    found = verified(sample)

    assert found.problems == ()
    assert found.entries == 14


def test_flips_in_what_a_crash_left(sample: Sample, record: Record) -> None:
    """A flip in the WAL that a crash left is noticed, though SQLite would silently drop what follows it."""
    killed(sample)
    wal = (sample.path / "store-wal").read_bytes()
    keep = {file: file.read_bytes() for file in files_of(sample.path) if file.name != "store-shm"}
    missed = []
    for at in [*range(32), *range(32, len(wal), 7_993)]:
        for file, data in keep.items():
            file.write_bytes(data)
        (sample.path / "store-wal").write_bytes(wal[:at] + bytes([wal[at] ^ 4]) + wal[at + 1 :])
        try:
            if verified(sample).is_good:
                missed.append(at)
        except GovahError:
            pass
        record("flips in a WAL that a crash left", BROKEN if at in missed[-1:] else "noticed")

    assert missed == []


def test_a_copy_of_the_folder_is_good(sample: Sample, tmp_path: Path) -> None:
    """A copy of the whole folder is as good as the folder."""
    shutil.copytree(sample.path, tmp_path / "copy")

    assert verify_opened(tmp_path / "copy", sample.opened).is_good
