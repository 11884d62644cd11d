"""kill -9 at random points: what was acknowledged is there, and the vault is good and goes on."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from govah.vault import Vault, open_vault
from govah.vault.checking.verifying import verify_opened
from govah.vault.face import open_with
from vaults import PASSPHRASE, Sample

WRITER = """
import io, os, sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from govah.records import Document, Mention, new_id
from govah.vault.face import open_with
from govah.vault.keyfile import Opened
vault = open_with(Path(sys.argv[1]), Opened(sys.argv[2], bytes.fromhex(sys.argv[3])))
number = 0
while True:
    number += 1
    size = (number * 7919) % 300_000
    put = vault.put_blob(io.BytesIO(number.to_bytes(4, "big") * (size // 4)))
    document = Document(new_id("document", vault.entropy), put.sha256, put.size, "x/y", put.id)
    mentions = [Mention(new_id("mention", vault.entropy), document.id, "person", "Parviz Sangdel") for _ in range(number % 40)]
    vault.append([[(document, "open")], *[[(one, "team")] for one in mentions]])
    if number % 3 == 0:
        vault.cache_put("kind", document.id, "x" * 1000)
    os.write(1, f"{{document.id}} {{len(mentions)}}\\n".encode())
"""


EARLY = 0.4
"""Seconds up to which the writer is killed wherever it is, even before it has written; later kills wait for its first word."""


def kill_once(sample: Sample, seconds: float) -> list[tuple[str, int]]:
    """Lets a process write and kills it after that time; gives what it had acknowledged."""
    code = WRITER.format(tests=str(Path(__file__).parents[1]))
    arguments = [str(sample.path), sample.opened.vault, sample.opened.key.hex()]
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE) as process:
        first = process.stdout.readline() if process.stdout and seconds > EARLY else b""
        time.sleep(seconds - EARLY if first else seconds)
        process.send_signal(signal.SIGKILL)
        said = (first + process.stdout.read()).decode() if process.stdout else ""
    lines = said.split("\n")[:-1]
    return [(line.split()[0], int(line.split()[1])) for line in lines]


def missing(vault: Vault, acknowledged: list[tuple[str, int]]) -> list[str]:
    """Gives what was acknowledged and is not there, or not whole."""
    gone = []
    for document, mentions in acknowledged:
        stored = vault.get(document)
        if len(stored) != 1 or len(list(vault.about(document, "mention"))) != mentions:
            gone.append(document)
            continue
        with vault.open_blob(stored[0].record.blob) as blob:
            blob.read()
    return gone


def rounds(sample: Sample, count: int) -> int:
    """Kills a writer so many times, at random moments; gives how much it had acknowledged in all."""
    chance, acknowledged, copy = random.Random(11), 0, sample.path.parent / "copy"
    for _ in range(count):
        done = kill_once(sample, 0.35 + chance.random() * 0.5)
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(sample.path, copy)
        before = verify_opened(copy, sample.opened)
        assert before.problems == (), before
        with open_with(sample.path, sample.opened) as vault:
            assert missing(vault, done) == []
        acknowledged += len(done)
    with open_vault(sample.path, PASSPHRASE) as vault:
        vault.cache_put("last", "write", "x")
    after = verify_opened(sample.path, sample.opened)
    assert after.problems == after.notes == ()
    return acknowledged


def test_kill(sample: Sample) -> None:
    """Five kills: nothing that was acknowledged is lost, and each time the vault verifies as the dead process left it."""
    assert rounds(sample, 5) >= 3


@pytest.mark.slow
def test_kill_two_hundred_times(sample: Sample) -> None:
    """Two hundred kills: the same."""
    assert rounds(sample, 200) >= 150
