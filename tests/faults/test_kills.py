"""kill -9 at random points of every act: what was acknowledged is there, and the vault is good and goes on."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pytest

from counting import BROKEN, Record
from faults.acts import PASSPHRASES
from faults.nursery import End, Nursery
from govah.errors import VaultError
from govah.vault import Secret, Vault, open_vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.database import value
from govah.vault.face import open_with
from govah.vault.keyfile import open_key
from govah.vault.scrubbing import is_unscrubbed
from vaults import Sample

_FRESH: Final = 20
"""Kills after which a new copy of the vault is taken; until then crash comes upon crash."""
_LONGEST: Final = {
    "seal": 0.06, "append": 0.03, "index": 0.03, "renounce": 0.15, "erase": 0.15, "passphrase": 0.6, "make": 0.5, "restore": 0.5,
}  # fmt: skip
"""Seconds within which each act is killed: some rounds of it."""


def test_killed_five_times(sample: Sample, nursery: Nursery, record: Record) -> None:
    """Five kills of a process that seals: nothing acknowledged is lost, and each time the vault verifies as it was left."""
    assert kill("seal", sample, nursery, record, 5) > 0


@pytest.mark.parametrize("act", ["append", "index", "renounce", "erase"])
def test_killed_at_other_work(act: str, sample: Sample, nursery: Nursery, record: Record) -> None:
    """Kills of a process that enters records, derives the index again, gives up a compartment, or erases: the same."""
    kill(act, sample, nursery, record, 4)


@pytest.mark.slow
@pytest.mark.parametrize("act", ["seal", "append", "index", "renounce", "erase"])
def test_killed_many_times(act: str, sample: Sample, nursery: Nursery, record: Record, pytestconfig: pytest.Config) -> None:
    """Two hundred kills of each, or as many as are asked for by `--kills`: the same."""
    assert kill(act, sample, nursery, record, pytestconfig.getoption("--kills")) > 0


@pytest.mark.slow
def test_killed_while_the_passphrase_changes(
    sample: Sample, nursery: Nursery, record: Record, pytestconfig: pytest.Config
) -> None:
    """The old passphrase opens the vault or the new one does, and the one that was acknowledged last is never lost."""
    chance = random.Random(12)
    for _ in range(pytestconfig.getoption("--kills") // 4):
        end = nursery.kill("passphrase", sample.path, sample.opened, after=chance.random() * 0.02)
        said = [line for line in end.said if line.startswith("passphrase")]
        works = [number for number, words in enumerate(PASSPHRASES) if _opens(sample, words)]
        found = verify_opened(sample.path, sample.opened)
        allowed = {0, 1} if not said else {int(said[-1][-1]), 1 - int(said[-1][-1])}
        good = len(works) == 1 and works[0] in allowed and found.problems == ()
        record("kill -9: changing the passphrase", _outcome(found.notes, good=good, acknowledged=len(said)))
        assert good, (works, said, found)
    with open_vault(sample.path, PASSPHRASES[works[0]]) as vault:
        vault.cache_put("last", "write", "x")
    assert verify_opened(sample.path, sample.opened).notes == ()


@pytest.mark.slow
def test_killed_while_a_vault_is_made(
    tmp_path: Path, sample: Sample, nursery: Nursery, record: Record, pytestconfig: pytest.Config
) -> None:
    """A vault that was being made opens, or is told to be half a vault; one that was acknowledged opens."""
    chance = random.Random(13)
    for number in range(pytestconfig.getoption("--kills") // 8):
        place = tmp_path / f"made-{number}"
        place.mkdir()
        end = nursery.kill("make", place, sample.opened, after=chance.random() * _LONGEST["make"], early=True)
        for folder in sorted(place.iterdir()):
            told = f"made {folder.name}" in end.said
            try:
                open_vault(folder, PASSPHRASES[0]).close()
                outcome = "whole"
            except VaultError as error:
                outcome = "told to be half a vault" if error.code in ("vault-incomplete", "vault-missing") else BROKEN
            record("kill -9: making a vault", BROKEN if told and outcome != "whole" else outcome)
            assert outcome == "whole" or (not told and outcome != BROKEN), folder
        shutil.rmtree(place)


@pytest.mark.slow
def test_killed_while_a_copy_goes_on(sample: Sample, nursery: Nursery, record: Record, pytestconfig: pytest.Config) -> None:
    """A vault that was going on as a new device opens as that device or another new one, or can be told to go on again."""
    chance = random.Random(14)
    for _ in range(pytestconfig.getoption("--kills") // 8):
        end = nursery.kill("restore", sample.path, sample.opened, after=chance.random() * _LONGEST["restore"], early=True)
        found = verify_opened(sample.path, sample.opened)
        outcome = "held"
        if found.problems:
            outcome = "to be told again" if {one.code for one in found.problems} == {"mark-damaged"} else BROKEN
        record("kill -9: going on as a new device", outcome)
        assert outcome != BROKEN, (end, found)
        nursery.run("restore", sample.path, sample.opened, 1)
        assert verify_opened(sample.path, sample.opened).problems == ()


def kill(act: str, sample: Sample, nursery: Nursery, record: Record, times: int) -> int:
    """Kills a process at work so many times, at random moments; gives how much it had acknowledged in all."""
    chance, acknowledged, family = random.Random(f"{act} {times}"), 0, f"kill -9: {_NAMES[act]}"
    for number in range(times):
        place = sample.path.parent / f"{act}-{number // _FRESH}"
        if not place.exists():
            shutil.copytree(sample.path, place)
        end = nursery.kill(act, place, sample.opened, after=chance.random() * _LONGEST[act], early=number % 4 == 0)
        notes = examine(place, sample, end, _LOST[act])
        acknowledged += len(end.said)
        good = notes is not None
        record(family, _outcome(notes or (), good=good, acknowledged=len(end.said)))
        assert good, (place, end)
        if number % _FRESH == _FRESH - 1:
            shutil.rmtree(place)
    return acknowledged


def examine(
    place: Path, sample: Sample, end: End, lost: Callable[[Vault, Sequence[str]], list[str]]
) -> tuple[object, ...] | None:
    """Gives what the check told of the vault as the dead process left it; None where a promise was broken."""
    copy = sample.path.parent / "copy"
    shutil.copytree(place, copy)
    before = verify_opened(copy, sample.opened)
    shutil.rmtree(copy)
    with open_with(place, sample.opened) as vault:
        gone = lost(vault, end.said)
        vault.cache_put("last", "write", "x")
    after = verify_opened(place, sample.opened)
    is_good = before.problems == after.problems == after.notes == () and gone == [] and not end.error
    return before.notes if is_good else None


def lost_records(vault: Vault, said: Sequence[str]) -> list[str]:
    """Gives what was acknowledged and is not there, or whose bytes do not come back."""
    gone = []
    for record_id in said:
        stored = vault.get(record_id)
        if len(stored) != 1:
            gone.append(record_id)
        elif stored[0].kind == "document":
            with vault.open_blob(stored[0].record.blob) as blob:
                blob.read()
    return gone


def lost_index(vault: Vault, said: Sequence[str]) -> list[str]:
    """Gives what the index no longer finds."""
    del said
    return [] if vault.find_text("behnoush karvansalar") and len(list(vault.of_kind("mention"))) == 1 else ["index"]


def kept_compartments(vault: Vault, said: Sequence[str]) -> list[str]:
    """Gives what was acknowledged to be given up and can still be read."""
    names = [line.removeprefix("renounced ") for line in said]
    return [name for (name, _), epoch in vault.epochs.items() if name in names and epoch.is_readable]


def left_of_erased(vault: Vault, said: Sequence[str]) -> list[str]:
    """Gives what was acknowledged to be erased and is still there; after the first write no page may hold it either."""
    held = []
    for line in said:
        _, document, blob = line.split()
        key = value(vault.connection, "SELECT key FROM blob WHERE id = ?", (blob,))
        held += [document] if vault.get(document) or key is not None else []
    vault.append([[(next(vault.of_kind("mention")).record, "team")]])
    return held + (["unscrubbed"] if is_unscrubbed(vault.connection) else [])


_NAMES: Final = {"seal": "sealing", "append": "appending", "index": "rebuilding the index", "renounce": "giving up a compartment",
                  "erase": "erasing"}  # fmt: skip
_LOST: Final = {"seal": lost_records, "append": lost_records, "index": lost_index, "renounce": kept_compartments,
                 "erase": left_of_erased}  # fmt: skip


def _outcome(notes: Sequence[object], *, good: bool, acknowledged: int) -> str:
    if not good:
        return BROKEN
    if notes:
        return "with an unfinished write, told"
    return "between two writes" if acknowledged else "before the first write"


def _opens(sample: Sample, words: str) -> bool:
    try:
        return open_key((sample.path / "key").read_bytes(), Secret(words)) == sample.opened
    except VaultError:
        return False
