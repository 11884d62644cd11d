"""Clocks that are wrong, and vaults put back: what is noticed, what is recorded as it is, and what nobody can notice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from counting import BROKEN, Record
from faults.nursery import Nursery
from govah.errors import VaultError
from govah.records import Mention, new_id
from govah.vault import open_vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.face import open_with
from vaults import PASSPHRASE, Sample, fill


@pytest.mark.parametrize("years", ["1996", "2016", "2036"])
def test_a_clock_that_is_wrong(sample: Sample, years: str, record: Record) -> None:
    """A clock years ahead or behind, and one that goes backwards, are recorded as they are; the order is the sequence."""
    times = iter([f"{years}-05-05T05:05:05Z", "2026-01-01T00:00:00Z", f"{years}-01-01T00:00:00Z"])
    with open_vault(sample.path, PASSPHRASE, clock=lambda: next(times)) as vault:
        mentions = [Mention(new_id("mention", vault.entropy), "d" + "a" * 16, "person", "x") for _ in range(3)]
        refs = [vault.append([[(one, "team")]])[0] for one in mentions]

        assert [ref.seq for ref in refs] == [6, 7, 8]
        assert [vault.parts_of(ref)[0].time[:4] for ref in refs] == [years, "2026", years]
    assert verify_opened(sample.path, sample.opened).is_good
    record("a wrong clock", "recorded as it is", 3)


Files = dict[str, bytes]


def _files(sample: Sample) -> Files:
    return {path.relative_to(sample.path).as_posix(): path.read_bytes() for path in sample.path.rglob("*") if path.is_file()}


def _write(sample: Sample, files: Files) -> None:
    shutil.rmtree(sample.path)
    (sample.path / "blobs").mkdir(parents=True)
    for name, data in files.items():
        (sample.path / name).write_bytes(data)


PUT_BACK: Final[dict[str, tuple[Callable[[str], bool], str]]] = {
    "the database": (lambda name: name == "store", "vault-rolled-back"),
    "the database and the packs": (lambda name: name == "store" or name.startswith("blobs/"), "vault-rolled-back"),
    "the packs": (lambda name: name.startswith("blobs/"), "pack-short"),
    "the mark": (lambda name: name == "mark", ""),
    "the whole folder": (lambda _name: True, ""),
}
"""What is put back from an older copy, and what says so; nothing does where the older thing is consistent in itself."""


@pytest.mark.parametrize("what", PUT_BACK)
def test_something_older_is_put_back(what: str, sample: Sample, record: Record) -> None:
    """An older database or pack is noticed; an older mark does no harm; a whole older folder shows in a head kept elsewhere."""
    chosen, code = PUT_BACK[what]
    old = _files(sample)
    for _ in range(3):
        with open_with(sample.path, sample.opened) as vault:
            fill(vault)
    now = verify_opened(sample.path, sample.opened)
    _write(sample, _files(sample) | {name: data for name, data in old.items() if chosen(name)})

    found = verify_opened(sample.path, sample.opened)

    assert code in {problem.code for problem in found.problems} if code else found.is_good
    assert (found.heads != now.heads) == (code == "vault-rolled-back" or what == "the whole folder")
    record("something older put back", "noticed" if code else "seen in the head, or harmless")


def test_a_wal_that_is_taken_away(sample: Sample, record: Record) -> None:
    """What a crash left in the WAL cannot be taken away unseen: the mark knows how far the vault had come."""
    killed = """
import os, sys
sys.path[:0] = [sys.argv[2]]
from vaults import PASSPHRASE, fill
from govah.vault import open_vault
vault = open_vault(sys.argv[1], PASSPHRASE)
fill(vault)
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", killed, str(sample.path), str(Path(__file__).parents[1])], check=False)
    (sample.path / "store-wal").unlink()
    (sample.path / "store-shm").unlink()

    with pytest.raises(VaultError) as caught:
        open_with(sample.path, sample.opened)

    assert caught.value.code == "vault-rolled-back"
    record("something older put back", "noticed")


def test_two_writers_and_a_reader(sample: Sample, nursery: Nursery, record: Record) -> None:
    """While another process seals and is killed, over and over, a reader reads on and a writer gets its turn."""
    for number in range(3):
        with open_with(sample.path, sample.opened) as reader:
            end = nursery.kill("seal", sample.path, sample.opened, after=0.15)
            seen = {stored.record.id for stored in reader.of_kind("document")}
            fill(reader)
        outcome = "both went on" if set(end.said) <= seen and not end.error else BROKEN
        record("two processes on one vault", outcome)
        assert outcome != BROKEN, (number, end)
    assert verify_opened(sample.path, sample.opened).is_good
