"""Evidence and journal: seal, verify, quick check, seal again, single claims, a million claims; restic and borg beside us.

Run: `python bench/evidence.py [--scale 0.1] [--peers] [--million]`. CPU seconds count; wall times on a shared machine do not.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from govah.records import Basis, Document, Fact, Passage, Stance, Value, When, new_id
from govah.vault import Secret, Vault, create_vault, open_vault, verify_vault
from govah.vault.keyfile import Cost, stretch

BATCH: Final = 500
PASSPHRASE: Final = "bench"


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


def cpu(run: Callable[[], object]) -> tuple[float, int]:
    """Gives the CPU seconds of a step in a process of its own, children too, and the most memory it held, in MiB."""
    child = os.fork()
    if child == 0:
        try:
            run()
        except BaseException as why:  # noqa: BLE001 - a child must not go on as the parent
            print(repr(why), file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit("a step failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10


def tell(name: str, seconds: float, memory: int = 0, target: str = "") -> None:
    """Prints one row."""
    print(f"{name:44} {seconds:8.2f} CPU-s {f'{memory:6} MiB' if memory else '':12} {target}", flush=True)


def seal(vault_path: Path, corpus: Path) -> None:
    """Seals every file that is not known yet: read, hash, encrypt, store, journal, sync."""
    with open_vault(vault_path, PASSPHRASE) as vault:
        known = {stored.record.sha256 for stored in vault.of_kind("document")}
        entries = []
        for path in sorted(corpus.iterdir()):
            if known and digest_of(path) in known:
                continue
            with path.open("rb", buffering=0) as file:
                put = vault.put_blob(file)
            document = Document(new_id("document", vault.entropy), put.sha256, put.size, "application/octet-stream", put.id)
            entries.append([(document, "open")])
            if len(entries) == BATCH:
                vault.append(entries)
                entries = []
        if entries:
            vault.append(entries)


def digest_of(path: Path) -> str:
    """Gives the SHA-256 of a file."""
    with path.open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(vault_path: Path, *, quick: bool) -> None:
    """Checks a vault and stops where it is not good."""
    found = verify_vault(vault_path, PASSPHRASE, quick=quick)
    if not found.is_good:
        raise SystemExit(found.problems)


def one_guess() -> None:
    """What opening costs by itself: one Argon2id."""
    stretch(Secret(PASSPHRASE), bytes(16), Cost())


def claims(vault_path: Path, first: int, end: int, batch: int) -> None:
    """Writes claims of two bodies each, so many at a time."""
    with open_vault(vault_path, PASSPHRASE) as vault:
        for start in range(first, end, batch):
            vault.append([made_claim(vault, number) for number in range(start, min(end, start + batch))])


def made_claim(vault: Vault, number: int) -> list[tuple[Any, str]]:
    """Gives one claim about one of a tenth as many mentions."""
    claim = new_id("claim", vault.entropy)
    mention = "m" + f"{number // 10:016}".translate(str.maketrans("0123456789", "abcdefghij"))
    fact = Fact(claim, mention, "arrested", Value("arrested"), Stance.REPORTED, "o" + "a" * 26, When("2026-01-12", "12 January"))
    passage = Passage("x" + "a" * 16, "was arrested in Arak on 12 January", 40, 74)
    return [(fact, "team"), (Basis(claim, "d" + "a" * 16, passage, ("HRANA", "witnesses"), "en-passive-arrest/1"), "team")]


def show_case(vault_path: Path) -> None:
    """Opens a vault and gathers all claims about one person."""
    with open_vault(vault_path, PASSPHRASE) as vault:
        facts = list(vault.about("m" + "a" * 12 + "bcde", "fact"))
        for fact in facts:
            vault.get(fact.record.id)
            list(vault.about(fact.record.id, "decision"))
        if len(facts) != 10:
            raise SystemExit(len(facts))


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


def bench_evidence(place: Path, scale: float, *, with_peers: bool) -> None:
    """Measures the rows about files."""
    corpus, vault = place / "corpus", place / "vault"
    corpus.mkdir()
    size = make_corpus(corpus, scale)
    create_vault(vault, PASSPHRASE).close()
    print(f"corpus: {len(list(corpus.iterdir()))} files, {size / 2**30:.2f} GiB")
    tell("one Argon2id (is in every row of ours)", *cpu(one_guess))
    tell("seal", *cpu(lambda: seal(vault, corpus)), "≤ 3.0, ≤ 100 MiB")
    tell("verify every byte", *cpu(lambda: verify(vault, quick=False)), "≤ 1.5")
    tell("quick check", *cpu(lambda: verify(vault, quick=True)), "≤ 0.5")
    tell("seal again, nothing new", *cpu(lambda: seal(vault, corpus)), "≤ 0.7")
    for name, command, environment in peers(corpus, place) if with_peers else ():
        if shutil.which(command[0]):
            tell(name, *cpu(partial(subprocess.run, command, env=os.environ | environment, check=True, capture_output=True)))


def bench_claims(place: Path, *, million: bool) -> None:
    """Measures the rows about claims."""
    vault = place / "claims"
    create_vault(vault, PASSPHRASE).close()
    seconds, _ = cpu(lambda: claims(vault, 0, 1000, 1))
    tell("1,000 durable single claims", seconds, 0, "≥ 1,000/s of wall time, where the disk allows")
    tell("100,000 claims in batches of 1,000", *cpu(lambda: claims(vault, 1000, 101_000, 1000)))
    tell("verify 101,000 claims, bodies and index", *cpu(lambda: verify(vault, quick=False)), "≤ 0.4 per 100,000")
    if million:
        tell("900,000 claims more", *cpu(lambda: claims(vault, 101_000, 1_001_000, 5000)))
        tell("open a million claims, show one case", *cpu(lambda: show_case(vault)), "≤ 0.5")
        tell("quick check of a million claims", *cpu(lambda: verify(vault, quick=True)))


def main() -> None:
    """Runs the rows that were asked for in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--only", choices=["evidence", "claims"])
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with tempfile.TemporaryDirectory(prefix="govah-bench-") as folder:
        if arguments.only != "claims":
            bench_evidence(Path(folder), arguments.scale, with_peers=arguments.peers)
        if arguments.only != "evidence":
            bench_claims(Path(folder), million=arguments.million)


if __name__ == "__main__":
    main()
