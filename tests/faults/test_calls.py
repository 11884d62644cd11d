"""Every system call of an act fails once, fails for ever, or is the last: the vault is good, and nothing acknowledged is lost."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from counting import BROKEN, Record
from faults.meddling import KILL, Fault, Watched, faults
from faults.nursery import End, Nursery
from faults.test_kills import kept_compartments, lost_index, lost_records
from govah.errors import VaultError
from govah.vault import Problem
from govah.vault.checking.verifying import verify_opened
from govah.vault.face import open_with
from vaults import Sample

pytestmark = pytest.mark.needs_tool("strace")
_ROUNDS: Final = {"seal": 3, "append": 5, "index": 1, "renounce": 1}
_LOST: Final = {"seal": lost_records, "append": lost_records, "index": lost_index, "renounce": kept_compartments}
_TOLD: Final = {"disk-failed", "store-damaged", "mark-damaged", "vault-busy", "pack-short"}
"""Errors of ours in which a call that fails may end."""
_LEFT: Final = (Problem("file-extra", "store-shm"),)
"""What a disk that does not let SQLite remove its index leaves: the check names it, and the next opening removes it."""


@pytest.mark.parametrize("act", ["seal", "append"])
def test_some_calls_fail(act: str, sample: Sample, nursery: Nursery, record: Record) -> None:
    """A few calls of each act, drawn by lot: it ends as an error of ours, and the vault is as it was acknowledged."""
    watched = Watched(nursery, act, sample.opened, _ROUNDS[act])
    every = list(faults(watched.calls(_copy(sample, "counted"))))

    assert [] == meddle(watched, random.Random(act).sample(every, 5), sample, record)


@pytest.mark.slow
@pytest.mark.parametrize("reading", [False, True], ids=["writing", "reading"])
@pytest.mark.parametrize("act", _ROUNDS)
def test_every_call_fails(act: str, sample: Sample, nursery: Nursery, record: Record, *, reading: bool) -> None:
    """Every call of each act, with every error and with death: the same."""
    watched = Watched(nursery, act, sample.opened, _ROUNDS[act])
    every = list(faults(watched.calls(_copy(sample, "counted")), reading=reading))

    assert [] == meddle(watched, every, sample, record)


def meddle(watched: Watched, every: Iterable[Fault], sample: Sample, record: Record) -> list[str]:
    """Lets an act meet one fault after another, each on a fresh copy; gives those that broke a promise."""
    broken = []
    for fault in every:
        place = _copy(sample, "meddled")
        end = watched.under(fault, place)
        found = _problems(place, sample)
        is_told = found == _LEFT and fault.call == "unlink"
        outcome = BROKEN if found and not is_told else judge(watched.act, place, sample, fault, end)
        record("every call: death before it" if fault.what == KILL else f"every call: {fault.what.partition('=')[2]}", outcome)
        if outcome == BROKEN:
            broken.append(f"{fault}: {end.error or end.status}, {found}")
    return broken


def judge(act: str, place: Path, sample: Sample, fault: Fault, end: End) -> str:
    """Gives what came of it."""
    if fault.what != KILL and end.error not in (_TOLD | {""}):
        return BROKEN
    with open_with(place, sample.opened) as vault:
        gone = _LOST[act](vault, end.said)
        vault.cache_put("last", "write", "x")
    after = verify_opened(place, sample.opened)
    if gone or after.problems or after.notes:
        return BROKEN
    if fault.what == KILL:
        return "killed, nothing lost"
    return "told, nothing lost" if end.error else "got over"


def _problems(place: Path, sample: Sample) -> tuple[object, ...]:
    copy = place.with_name("examined")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(place, copy)
    try:
        return verify_opened(copy, sample.opened).problems
    except VaultError as error:
        return (error.code,)


def _copy(sample: Sample, name: str) -> Path:
    place = sample.path.with_name(name)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(sample.path, place)
    return place
