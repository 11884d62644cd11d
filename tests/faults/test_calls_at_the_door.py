"""System calls fail while a vault is made, its passphrase changes, or a copy goes on: it opens, or says why not."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from counting import BROKEN, Record
from faults.acts import PASSPHRASES
from faults.meddling import KILL, Fault, Watched, faults
from faults.nursery import End, Nursery
from govah.errors import VaultError
from govah.vault import Secret, continue_as_new_device, open_vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.keyfile import open_key
from vaults import Sample

pytestmark = [pytest.mark.slow, pytest.mark.needs_tool("strace")]
_MOST: Final = 30
"""Faults drawn by lot: each stretches the passphrase once or twice."""
_TOLD: Final = {"", "disk-failed", "vault-folder-unwritable", "store-damaged", "mark-damaged"}


def made(place: Path, sample: Sample, end: End) -> str:
    """Judges a vault that was being made."""
    del sample
    try:
        open_vault(place / "0", PASSPHRASES[0]).close()
    except VaultError as error:
        return "told to be half a vault" if error.code in ("vault-incomplete", "vault-missing") and not end.said else BROKEN
    return "whole"


def changed(place: Path, sample: Sample, end: End) -> str:
    """Judges a vault whose passphrase was being changed: the new one opens it, or the old one where that was not acknowledged."""
    works = [number for number, words in enumerate(PASSPHRASES) if _opens(place, words)]
    good = len(works) == 1 and (works == [1] or "passphrase 1" not in end.said)
    return "opens" if good and verify_opened(place, sample.opened).problems == () else BROKEN


def continued(place: Path, sample: Sample, end: End) -> str:
    """Judges a copy that was going on as a new device: it does so when it is told again."""
    del end
    continue_as_new_device(place, PASSPHRASES[0]).close()
    found = verify_opened(place, sample.opened)
    return "goes on" if found.problems == found.notes == () else BROKEN


_JUDGES: Final[dict[str, Callable[[Path, Sample, End], str]]] = {"make": made, "passphrase": changed, "restore": continued}


@pytest.mark.parametrize("act", _JUDGES)
def test_calls_fail_at_the_door(act: str, sample: Sample, nursery: Nursery, record: Record) -> None:
    """Calls drawn by lot fail, each on a fresh copy: the act ends as an error of ours, and the vault opens or is told half."""
    watched, broken = Watched(nursery, act, sample.opened, 1), []
    every = list(faults(watched.calls(_fresh(act, sample))))
    for fault in random.Random(act).sample(every, min(_MOST, len(every))):
        place = _fresh(act, sample)
        end = watched.under(fault, place)
        outcome = _JUDGES[act](place, sample, end) if fault.what == KILL or end.error in _TOLD else BROKEN
        record(f"every call: {_name(fault)}", outcome)
        broken += [f"{fault}: {end}"] if outcome == BROKEN else []

    assert broken == []


def _name(fault: Fault) -> str:
    return "death before it" if fault.what == KILL else fault.what.partition("=")[2]


def _fresh(act: str, sample: Sample) -> Path:
    place = sample.path.with_name("door")
    shutil.rmtree(place, ignore_errors=True)
    if act == "make":
        place.mkdir()
    else:
        shutil.copytree(sample.path, place)
    return place


def _opens(place: Path, words: str) -> bool:
    try:
        open_key((place / "key").read_bytes(), Secret(words))
    except VaultError:
        return False
    return True
