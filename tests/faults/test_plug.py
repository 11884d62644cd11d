"""The plug is pulled at any moment, and the disk keeps of what was not synced what it likes: nothing acknowledged is lost."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Final

import pytest

from counting import BROKEN, Record
from faults.meddling import Watched
from faults.nursery import Nursery
from faults.test_kills import kept_compartments, lost_index, lost_records
from faults.unplugging import CALLS, cuts, steps
from govah.errors import VaultError
from govah.vault.checking.verifying import verify_opened
from govah.vault.face import open_with
from vaults import Sample

pytestmark = pytest.mark.needs_tool("strace")
_ROUNDS: Final = {"seal": 3, "append": 4, "renounce": 1}
_LOST: Final = {"seal": lost_records, "append": lost_records, "index": lost_index, "renounce": kept_compartments}
_INDEX: Final = "store-shm"
"""SQLite's shared index is no file that lasts."""


@pytest.mark.parametrize("act", ["seal"])
def test_the_plug_is_pulled(act: str, sample: Sample, nursery: Nursery, record: Record) -> None:
    """A few moments of each act, drawn by lot."""
    assert [] == unplugged(act, sample, nursery, record, 12)


@pytest.mark.slow
@pytest.mark.parametrize("act", _ROUNDS)
def test_the_plug_is_pulled_at_every_moment(act: str, sample: Sample, nursery: Nursery, record: Record) -> None:
    """Every moment between two calls, and every way to lose what was not synced."""
    assert [] == unplugged(act, sample, nursery, record, 0)


def unplugged(act: str, sample: Sample, nursery: Nursery, record: Record, count: int) -> list[str]:
    """Gives the power cuts that broke a promise; of all, or of so many drawn by lot."""
    before = {path.relative_to(sample.path).as_posix(): path.read_bytes() for path in sample.path.rglob("*") if path.is_file()}
    place, chance, broken = sample.path.with_name("watched"), random.Random(act), []
    shutil.copytree(sample.path, place)
    made = steps(Watched(nursery, act, sample.opened, _ROUNDS[act]).log(place, CALLS), place)
    assert sum(step.what == "say" for step in made) >= 1
    every = list(cuts(before, [step for step in made if step.name != _INDEX], chance))
    for files, said in chance.sample(every, count) if count else every:
        outcome, why = judge(act, sample, files, said)
        record("the plug pulled", outcome)
        if outcome == BROKEN:
            broken.append(why)
    return broken


def judge(act: str, sample: Sample, files: dict[str, bytes], said: list[str]) -> tuple[str, str]:
    """Gives what came of one power cut, and why where it broke a promise."""
    place = sample.path.with_name("unplugged")
    shutil.rmtree(place, ignore_errors=True)
    (place / "blobs").mkdir(parents=True)
    for name, data in files.items():
        (place / name).write_bytes(data)
    copy = _copied(place)
    try:
        found = verify_opened(copy, sample.opened)
        if found.problems:
            return BROKEN, f"{[(one.code, one.where) for one in found.problems]} after {len(said)} said"
        with open_with(place, sample.opened) as vault:
            gone = _LOST[act](vault, said)
            vault.cache_put("last", "write", "x")
        after = verify_opened(place, sample.opened)
    except VaultError as error:
        return BROKEN, f"{error.code} after {len(said)} said"
    if gone or after.problems or after.notes:
        return BROKEN, f"{gone}, {after.problems}, {after.notes} after {len(said)} said"
    return "with an unfinished write, told" if found.notes else "whole", ""


def _copied(place: Path) -> Path:
    copy = place.with_name("examined")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(place, copy)
    return copy
