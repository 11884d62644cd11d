"""Evidence: seal, seal again, verify, quick check, and a file of five gigabytes in and out; restic and borg beside us.

Run: `python bench/evidence.py [--scale 0.1] [--no-peers] [--huge]`. CPU seconds count; wall times on a shared machine do not.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from measure import PASSPHRASE, check, cpu, least, tell

from govah.desk import AlreadyHere, GatherOptions, IntakeOptions, Sealed, capture_sources
from govah.desk.intake.returning import return_document
from govah.records import Document, new_id
from govah.vault import Secret, create_vault, open_vault
from govah.vault.keyfile import Cost, stretch

BATCH: Final = 500
SETTLED: Final = 4
"""Seconds after which a file that was just written is one that did not change."""


def make_corpus(place: Path, scale: float) -> int:
    """Writes the corpus of the stated make: 6,000 texts, 4,000 small images, 5 files of 96 MB; gives its bytes."""
    chance, total = random.Random(1), 0
    words = [bytes(chance.choices(b"abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 11))) for _ in range(5000)]
    for number in range(round(6000 * scale)):
        total += (place / f"t{number}.txt").write_bytes(b" ".join(chance.choices(words, k=chance.randint(200, 3000))))
    for number in range(round(4000 * scale)):
        total += (place / f"i{number}.jpg").write_bytes(chance.randbytes(chance.randint(40_000, 200_000)))
    for number in range(5):
        with (place / f"v{number}.mp4").open("wb") as file:
            for _ in range(round(96 * scale)):
                total += file.write(chance.randbytes(1 << 20))
    return total


def seal(vault_path: Path, corpus: Path) -> None:
    """Seals every file as the vault does it, nothing else: read, hash, encrypt, store, journal, sync."""
    with open_vault(vault_path, PASSPHRASE) as vault:
        entries = []
        for path in sorted(corpus.iterdir()):
            with path.open("rb", buffering=0) as file:
                put = vault.put_blob(file)
            document = Document(new_id("document", vault.entropy), put.sha256, put.size, "application/octet-stream", put.id)
            entries.append([(document, "open")])
            if len(entries) == BATCH:
                vault.append(entries)
                entries = []
        if entries:
            vault.append(entries)


def capture(vault_path: Path, corpus: Path, kind: type[Sealed | AlreadyHere], *, rehash: bool = False) -> None:
    """Does what `govah capture --no-read` does, and stops where not every file ends as that kind."""
    options = IntakeOptions(read=False, rehash=rehash, gather=GatherOptions())
    with open_vault(vault_path, PASSPHRASE) as vault:
        others = [one for one in capture_sources(vault, [corpus], options) if not isinstance(one, kind)]
    if others:
        raise SystemExit(others[0])


def give_back(vault_path: Path, output: Path) -> None:
    """Does what `govah export original` does with the only document."""
    with open_vault(vault_path, PASSPHRASE) as vault:
        (document,) = vault.ids_of("document")
        return_document(vault, document, output)


def one_guess() -> None:
    """What opening costs by itself: one Argon2id."""
    stretch(Secret(PASSPHRASE), bytes(16), Cost())


def peers(corpus: Path, place: Path) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """Gives the commands of restic and borg for the same steps."""
    restic = {"RESTIC_PASSWORD": PASSPHRASE, "RESTIC_REPOSITORY": str(place / "restic"), "RESTIC_CACHE_DIR": str(place / "cache")}
    borg = {"BORG_PASSPHRASE": PASSPHRASE, "BORG_REPO": str(place / "borg"), "BORG_BASE_DIR": str(place / "borgbase")}
    yield "restic init", ["restic", "init"], restic
    yield "restic backup", ["restic", "backup", "-q", str(corpus)], restic
    yield "restic backup again", ["restic", "backup", "-q", str(corpus)], restic
    yield "restic check", ["restic", "check", "-q"], restic
    yield "restic check --read-data", ["restic", "check", "-q", "--read-data"], restic
    yield "borg init", ["borg", "init", "-e", "repokey-blake2"], borg
    yield "borg create", ["borg", "create", "::one", str(corpus)], borg
    yield "borg create again", ["borg", "create", "::two", str(corpus)], borg
    yield "borg check", ["borg", "check"], borg
    yield "borg check --verify-data", ["borg", "check", "--verify-data"], borg


def bench_files(place: Path, scale: float, *, with_peers: bool) -> None:
    """Measures the rows about many files."""
    corpus, bare, whole = place / "corpus", place / "bare", place / "whole"
    corpus.mkdir()
    size = make_corpus(corpus, scale)
    time.sleep(SETTLED)
    for vault in (bare, whole):
        create_vault(vault, PASSPHRASE).close()
    print(f"corpus: {len(list(corpus.iterdir()))} files, {size / 2**30:.2f} GiB")
    tell("one Argon2id (in every row of capture and seal)", *least(one_guess))
    tell("seal: the vault alone", *cpu(lambda: seal(bare, corpus)), "≤ 3.0, ≤ 100 MiB")
    tell("govah capture --no-read", *cpu(lambda: capture(whole, corpus, Sealed)))
    tell("the same again, nothing new", *cpu(lambda: capture(whole, corpus, AlreadyHere)), "≤ 0.7")
    tell("verify every byte", *least(check(whole, quick=False)), "≤ 1.5")
    tell("quick check", *least(check(whole, quick=True)), "≤ 0.5")
    tell("the same again with --rehash", *cpu(lambda: capture(whole, corpus, Sealed, rehash=True)))
    for name, command, environment in peers(corpus, place) if with_peers else ():
        if shutil.which(command[0]):
            tell(name, *cpu(partial(subprocess.run, command, env=os.environ | environment, check=True, capture_output=True)))


def bench_huge(place: Path) -> None:
    """Measures a file of 5 GB: captured, and given back."""
    vault, film, back = place / "huge", place / "film.mp4", place / "back.mp4"
    create_vault(vault, PASSPHRASE).close()
    chance = random.Random(2)
    with film.open("wb") as file:
        for _ in range(5000):
            file.write(chance.randbytes(1_000_000))
    tell("capture a file of 5 GB", *cpu(lambda: capture(vault, film, Sealed)), "constant memory")
    film.unlink()
    tell("export original, 5 GB", *cpu(lambda: give_back(vault, back)), "constant memory")


def main() -> None:
    """Runs the rows that were asked for in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--huge", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="govah-bench-") as folder:
        bench_files(Path(folder), arguments.scale, with_peers=not arguments.no_peers)
    if arguments.huge:
        with tempfile.TemporaryDirectory(prefix="govah-bench-") as folder:
            bench_huge(Path(folder))


if __name__ == "__main__":
    main()
