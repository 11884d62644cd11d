"""Packs: what a crash leaves is cut off or swept, small blobs share a file, huge ones take constant memory."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from govah.errors import EvidenceError, VaultError
from govah.records import Document, new_id
from govah.vault import Vault, open_vault
from govah.vault.checking.verifying import verify_opened
from vaults import PASSPHRASE, Sample

HUGE = """
import io, pathlib, resource, sys
from govah.records import Document, new_id
from govah.vault import create_vault

class Zeros(io.RawIOBase):
    left = {size}
    def readable(self): return True
    def read(self, size=-1):
        size = min(size, self.left)
        self.left -= size
        return bytes(size)

with create_vault(sys.argv[1], "pass") as vault:
    put = vault.put_blob(Zeros())
    vault.append([[(Document(new_id("document", vault.entropy), put.sha256, put.size, "x/y", put.id), "open")]])
    with vault.open_blob(put.id) as blob:
        while blob.read(1 << 20):
            pass
status = pathlib.Path("/proc/self/status")
if status.exists():  # ru_maxrss begins at what the parent held before exec
    print(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")).split()[1])
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def put_document(vault: Vault, data: bytes) -> str:
    """Puts a document of these bytes; gives its blob."""
    put = vault.put_blob(io.BytesIO(data))
    vault.append([[(Document(new_id("document", vault.entropy), put.sha256, put.size, "x/y", put.id), "open")]])
    return put.id


def test_small_blobs_share_a_pack(vault: Vault, sample: Sample) -> None:
    """Many small blobs, over many appends and openings, lie in one file."""
    for number in range(20):
        put_document(vault, b"%d" % number)

    assert len(list((sample.path / "blobs").iterdir())) == 1


def test_a_torn_tail_is_cut(sample: Sample) -> None:
    """Bytes that a crash left at the end of a pack are gone after the next write, and all is well."""
    pack = next((sample.path / "blobs").iterdir())
    with pack.open("ab") as file:
        file.write(b"half a blob" * 1000)

    with open_vault(sample.path, PASSPHRASE) as vault:
        blob = put_document(vault, b"after the crash")
    with open_vault(sample.path, PASSPHRASE) as vault, vault.open_blob(blob) as found:
        assert found.read() == b"after the crash"

    assert verify_opened(sample.path, sample.opened).problems == ()


def test_an_orphan_is_swept(sample: Sample) -> None:
    """A pack that a crash left unnamed is removed by the next writer; other files are left alone."""
    orphan = sample.path / "blobs" / ("ab" * 16)
    stranger = sample.path / "blobs" / "letter.txt"
    orphan.write_bytes(b"x" * 500)
    stranger.write_bytes(b"mine")
    with open_vault(sample.path, PASSPHRASE) as vault:
        vault._mark.tell_writing(synced=False)

    assert {problem.where for problem in verify_opened(sample.path, sample.opened).notes} == {f"blobs/{orphan.name}"}
    with open_vault(sample.path, PASSPHRASE) as vault:
        vault.cache_put("any", "write", "x")

    assert not orphan.exists()
    assert stranger.read_bytes() == b"mine"


def test_a_pack_that_nobody_left(sample: Sample) -> None:
    """A file with the name of a pack that no crash explains is not removed: somebody put it there, and a person should look."""
    planted = sample.path / "blobs" / ("ab" * 16)
    planted.write_bytes(b"x" * 500)

    with open_vault(sample.path, PASSPHRASE) as vault:
        put_document(vault, b"the next write")

    assert planted.exists()
    assert ("pack-unknown", f"blobs/{planted.name}") in {
        (problem.code, problem.where) for problem in verify_opened(sample.path, sample.opened).problems
    }


def test_a_missing_pack(sample: Sample) -> None:
    """A missing pack is named, by reader and writer alike."""
    pack = next((sample.path / "blobs").iterdir())
    pack.unlink()

    with open_vault(sample.path, PASSPHRASE) as vault:
        for use in (lambda: vault.open_blob(sample.blob), lambda: vault.put_blob(io.BytesIO(b"x"))):
            with pytest.raises(VaultError) as caught:
                use()
            assert (caught.value.code, caught.value.facts["missing"]) == ("vault-incomplete", f"blobs/{pack.name}")


def test_a_short_pack_is_not_written_to(sample: Sample) -> None:
    """Where a pack has lost its end, nothing is written over the gap."""
    pack = next((sample.path / "blobs").iterdir())
    pack.write_bytes(pack.read_bytes()[:-1])

    with open_vault(sample.path, PASSPHRASE) as vault:
        with pytest.raises(VaultError) as caught:
            vault.put_blob(io.BytesIO(b"x"))
        with pytest.raises(EvidenceError):
            vault.open_blob(sample.blob).read()

    assert caught.value.code == "pack-short"


def test_a_pack_is_closed_when_it_is_full(sample: Sample) -> None:
    """A blob that comes after a pack is full begins another, and both are whole."""
    with open_vault(sample.path, PASSPHRASE) as vault:
        vault._packs._limit = 10_000
        blobs = [put_document(vault, bytes([number]) * 6_000) for number in range(6)]
        for number, blob in enumerate(blobs):
            with vault.open_blob(blob) as found:
                assert found.read() == bytes([number]) * 6_000

    assert len(list((sample.path / "blobs").iterdir())) == 3
    assert verify_opened(sample.path, sample.opened).problems == ()


def huge(tmp_path: Path, size: int) -> int:
    """Puts and reads a file of that size in a process of its own; gives the most memory it took, in KiB."""
    run = subprocess.run(
        [sys.executable, "-c", HUGE.format(size=size), tmp_path / "desk"], capture_output=True, text=True, check=True
    )
    return int(run.stdout)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """A file of 200 MB goes in and out in hardly more memory than the passphrase takes."""
    assert huge(tmp_path, 200_000_000) < 170_000


@pytest.mark.slow
def test_five_gigabytes(tmp_path: Path) -> None:
    """A file of 5 GB goes in and out in the same memory."""
    assert huge(tmp_path, 5_000_000_000) < 170_000
