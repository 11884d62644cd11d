"""Hostile documents are sealed as they are, or told in one line; nothing is unpacked to disk, nothing stolen, nothing hangs."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from counting import BROKEN, Record
from faults.hostile import FAMILIES, STOLEN
from govah import desk
from govah.vault import Vault, open_vault
from govah.vault.checking.verifying import verify_opened
from govah.words import say
from vaults import PASSPHRASE, Sample

QUICK = {"picture bombs"}
_LONGEST = 130.0
"""Seconds after which a document is given up; no document may take longer."""
_MEMORY = 1 << 30
"""Bytes that the desk's own process may grow by: what swells does so in a process of its own."""


@pytest.mark.parametrize("family", sorted(QUICK))
def test_a_hostile_document(family: str, sample: Sample, tmp_path: Path, record: Record) -> None:
    """Each document of the quick families."""
    assert [] == taken_in(family, sample, tmp_path, record)


@pytest.mark.slow
@pytest.mark.parametrize("family", sorted(FAMILIES.keys() - QUICK))
def test_a_costly_document(family: str, sample: Sample, tmp_path: Path, record: Record) -> None:
    """Each document of the families that take their time."""
    assert [] == taken_in(family, sample, tmp_path, record)


def taken_in(family: str, sample: Sample, tmp_path: Path, record: Record) -> list[str]:
    """Captures each document of a family; gives those that broke a promise."""
    broken = []
    (tmp_path / "in").mkdir()
    with open_vault(sample.path, PASSPHRASE) as vault:
        for name, data in FAMILIES[family]():
            path = tmp_path / "in" / name
            path.write_bytes(data)
            began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            outcome = captured(vault, path)
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10
            if time.monotonic() - began > _LONGEST or grown > _MEMORY:
                outcome = f"{BROKEN}: {time.monotonic() - began:.0f} s, {grown >> 20} MiB"
            record(f"capture: {family}", outcome.partition(":")[0])
            broken += [f"{name}: {outcome}"] if outcome.startswith(BROKEN) else []
            path.unlink()
    left = sorted(path.name for path in tmp_path.iterdir() if path.name not in ("in", sample.path.name))
    return [*broken, *left, *(problem.code for problem in verify_opened(sample.path, sample.opened).problems)]


def captured(vault: Vault, path: Path) -> str:
    """Gives what came of capturing one document."""
    (result,) = desk.capture_sources(vault, [path], desk.IntakeOptions())
    assert not isinstance(result, desk.AlreadyHere)
    failed = result if isinstance(result, desk.Failed) else result.unread
    if failed is not None:
        lines = [say(failed.code, lang, **dict(failed.facts)) for lang in ("en", "fa")]
        if any("\n" in line or "{" in line for line in lines):
            return f"{BROKEN}: {lines}"
    if isinstance(result, desk.Failed):
        return "refused"
    with vault.open_blob(result.document.blob) as blob:
        if blob.read() != path.read_bytes():
            return f"{BROKEN}: other bytes"
    for stored in vault.about(result.document.id, "derivation"):
        with vault.open_blob(stored.record.blob) as blob:
            if STOLEN.encode() in blob.read():
                return f"{BROKEN}: stolen"
    return "sealed, not read" if failed is not None else "sealed and read"
