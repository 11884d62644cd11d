"""Vaults to test with: one made once and copied, and its key, so that the passphrase is not stretched each time."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from govah.records import (
    Basis,
    Capture,
    Document,
    Fact,
    Mention,
    Passage,
    Stance,
    Value,
    new_id,
)
from govah.vault import Vault, create_vault
from govah.vault.face import open_with
from govah.vault.keyfile import Opened, Secret, open_key

PASSPHRASE: Final = "chenar darya sang"
TEXT: Final = b"Behnoush Karvansalar was arrested in Nowshahr-e Bala." * 40


@dataclass(frozen=True)
class Sample:
    """A small vault at rest, its key, and what lies in it."""

    path: Path
    opened: Opened
    document: str
    capture: str
    mention: str
    claim: str
    blob: str


def fill(vault: Vault) -> dict[str, str]:
    """Puts one document, its capture, a mention and a claim of two compartments into a vault."""
    put = vault.put_blob(io.BytesIO(TEXT))
    document = Document(new_id("document", vault.entropy), put.sha256, put.size, "text/plain", put.id)
    capture = Capture(
        new_id("capture", vault.entropy), document.id, vault.member, vault.clock(), "govah 0", "file", "report.txt",
        source="Golnar Tizpa",
    )  # fmt: skip
    mention = Mention(new_id("mention", vault.entropy), document.id, "person", "Behnoush Karvansalar")
    claim = new_id("claim", vault.entropy)
    fact = Fact(claim, mention.id, "arrested", Value("arrested"), Stance.ASSERTED, vault.origin_token("a voice"))
    passage = Passage("x" * 17, "was arrested", 21, 33)
    basis = Basis(claim, document.id, passage, ("a neighbour",), "member")
    vault.append([[(document, "open")], [(capture, "sources")]])
    vault.append([[(mention, "team")], [(fact, "team"), (basis, "sources")]])
    return {
        "document": document.id, "capture": capture.id, "mention": mention.id, "claim": claim, "blob": put.id,
    }  # fmt: skip


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The one vault that the others are copies of; nobody writes to it."""
    path = tmp_path_factory.mktemp("vault") / "desk"
    with create_vault(path, PASSPHRASE, member_name="Roxana Dehnamaki") as vault:
        ids = fill(vault)
    return Sample(path, open_key((path / "key").read_bytes(), Secret(PASSPHRASE)), **ids)


@pytest.fixture
def sample(master: Sample, tmp_path: Path) -> Sample:
    """A vault of one's own."""
    path = tmp_path / "desk"
    shutil.copytree(master.path, path)
    return Sample(path, master.opened, master.document, master.capture, master.mention, master.claim, master.blob)


@pytest.fixture
def vault(sample: Sample) -> Iterator[Vault]:
    """A vault of one's own, open."""
    with open_with(sample.path, sample.opened) as opened:
        yield opened


@pytest.fixture
def reopen(sample: Sample) -> Callable[[], Vault]:
    """Opens the same vault once more, as another process would."""
    return lambda: open_with(sample.path, sample.opened)
