"""kill -9 while a packet is taken in: what was told is there, and of what was not told nothing, or all of it."""

from __future__ import annotations

import pickle
import random
import shutil
from collections.abc import Sequence
from typing import Final

import pytest

from counting import BROKEN, Record
from exchanges import let_in, pack, say, show
from faults.nursery import Nursery
from faults.test_kills import examine
from govah.vault import Vault, create_vault, open_vault
from govah.vault.database import rows
from vaults import PASSPHRASE, Sample

_LONGEST: Final = 0.12
_FRESH: Final = 10
_PACKETS: Final = 12


@pytest.fixture
def awaited(sample: Sample) -> Sample:
    """A vault that knows a colleague, and beside it packets of the colleague, each with all that the one before it held."""
    with open_vault(sample.path, PASSPHRASE) as vault, create_vault(sample.path.parent / "colleague", PASSPHRASE) as colleague:
        let_in(vault, colleague)
        let_in(colleague, vault)
        made = []
        for number in range(_PACKETS):
            show(colleague, bytes([number]) * (number * 20_011), ("open", "team", "sources")[number % 3])
            for _ in range(number * 4):
                say(colleague)
            made.append(pack(colleague, vault, known={}))
    (sample.path.parent / "packets").write_bytes(pickle.dumps(made))
    return sample


def lost_entries(vault: Vault, said: Sequence[str]) -> list[str]:
    """Gives what was told to be taken in and is not there whole: entries, and the bytes that they name."""
    sizes = dict(rows(vault.connection, "SELECT device, size FROM log"))
    gone = [line for line in said if sizes.get(line.split()[0], 0) < int(line.split()[1])]
    for stored in vault.of_kind("document"):
        with vault.open_blob(stored.record.blob) as blob:
            blob.read()
    return gone


def killed(awaited: Sample, nursery: Nursery, record: Record, times: int) -> int:
    """Kills a process that takes packets in so many times; gives how much it had told."""
    chance, told = random.Random(times), 0
    for number in range(times):
        place = awaited.path.parent / f"merge-{number // _FRESH}"
        if not place.exists():
            shutil.copytree(awaited.path, place)
        end = nursery.kill("merge", place, awaited.opened, after=0.01 + chance.random() * _LONGEST)
        notes = examine(place, awaited, end, lost_entries)
        told += len(end.said)
        outcome = BROKEN if notes is None else "with an unfinished write, told" if notes else "between two writes"
        record("kill -9: taking a packet in", outcome)
        assert notes is not None, (place, end)
        if number % _FRESH == _FRESH - 1:
            shutil.rmtree(place)
    return told


def test_killed_while_it_merges(awaited: Sample, nursery: Nursery, record: Record) -> None:
    """Six kills at random moments: nothing that was told is lost, and the vault verifies as it was left."""
    assert killed(awaited, nursery, record, 6) > 0


@pytest.mark.slow
def test_killed_while_it_merges_many_times(
    awaited: Sample, nursery: Nursery, record: Record, pytestconfig: pytest.Config
) -> None:
    """Two hundred kills, or as many as are asked for by `--kills`: the same."""
    assert killed(awaited, nursery, record, pytestconfig.getoption("--kills")) > 0
