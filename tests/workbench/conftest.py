"""Workbenches for these tests: over a vault that is made once and copied."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benches import ENGLISH, PASSPHRASE, REPORT, Bench, bench_of
from browsing import browser, desk_folder, served
from govah import desk
from govah.vault import create_vault

__all__ = ["browser", "desk_folder", "served"]


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with two reports that wait for review; nobody writes to it."""
    path = tmp_path_factory.mktemp("workbench") / "desk"
    with create_vault(path, PASSPHRASE, member_name="Analyst") as vault:
        for text, name in ((REPORT, "report.txt"), (ENGLISH, "statement.txt")):
            options = desk.IntakeOptions(published="2026-02-01")
            list(desk.capture_sources(vault, [desk.Pasted(text, name)], options))
    return path


@pytest.fixture
def folder(master: Path, tmp_path: Path) -> Path:
    """A copy of that vault."""
    shutil.copytree(master, tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def bench(folder: Path) -> Iterator[Bench]:
    """A workbench that is open and unlocked."""
    made = bench_of(folder)
    yield made
    made.session.lock()


@pytest.fixture
def locked(folder: Path) -> Iterator[Bench]:
    """A workbench whose vault is locked."""
    made = bench_of(folder, unlock=False)
    yield made
    made.session.lock()


@pytest.fixture
def card() -> Callable[[Any], str]:
    """Gives the id of the card that a page of the review shows."""

    def found(answer: Any) -> str:
        hit = re.search(r'name="card" value="(s[a-z2-7]+)"', answer.text)
        assert hit is not None, answer.text[-2000:]
        return hit[1]

    return found


@pytest.fixture
def person(bench: Bench) -> str:
    """A person on file: one thing that a report says of him is accepted."""
    said = next(one for one in desk.pending(bench.vault) if "رستگار" in one.person and one.kind == "claim")
    bench.post("/review", {"card": said.id, "verdict": "accept"})
    hit = re.search(r'href="/cases/(p[a-z2-7]+)"', bench.get("/cases").text)
    assert hit is not None
    return hit[1]
