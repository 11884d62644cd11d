"""Claims: one durable at a time, 100,000 of twenty devices verified, a million opened, and the index beside plain SQLite.

Run: `python bench/claims.py [--million]`. CPU seconds count; wall times on a shared machine do not, but where a row names them.
"""

from __future__ import annotations

import argparse
import secrets
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import apsw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from measure import PASSPHRASE, check, cpu, least, tell

from govah.journal import Frontier, log_key, sign_checkpoint
from govah.records import Basis, Fact, Passage, Stance, Value, When, new_id
from govah.vault import Secret, Vault, create_vault, open_vault
from govah.vault.checking.logs import check_logs
from govah.vault.compartments import read_epochs
from govah.vault.database import DERIVED, PAGE, SETTINGS, TRUTH, create_database, open_database
from govah.vault.opening import STORE, open_key_of, read_identity
from govah.vault.writing import Place, Prepared, prepare

CLAIMS: Final = 100_000
DEVICES: Final = 20
ROWS: Final = 1_000_000


def made_claim(number: int) -> list[tuple[Any, str]]:
    """Gives one claim about one of a tenth as many mentions."""
    claim = new_id("claim", secrets.token_bytes)
    mention = "m" + f"{number // 10:016}".translate(str.maketrans("0123456789", "abcdefghij"))
    fact = Fact(claim, mention, "arrested", Value("arrested"), Stance.REPORTED, "o" + "a" * 26, When("2026-01-12", "12 January"))
    passage = Passage("x" + "a" * 16, "was arrested in Arak on 12 January", 40, 74)
    return [(fact, "team"), (Basis(claim, "d" + "a" * 16, passage, ("HRANA", "witnesses"), "en-passive-arrest/1"), "team")]


def claims(vault_path: Path, first: int, end: int, batch: int) -> None:
    """Writes claims of two bodies each, so many at a time."""
    with open_vault(vault_path, PASSPHRASE) as vault:
        for start in range(first, end, batch):
            vault.append([made_claim(number) for number in range(start, min(end, start + batch))])


def singly(vault_path: Path, count: int) -> float:
    """Writes claims one by one, each acknowledged once it is durable; gives how many a second of wall time."""
    with open_vault(vault_path, PASSPHRASE) as vault:
        begun = time.perf_counter()
        for number in range(count):
            vault.append([made_claim(number)])
        return count / (time.perf_counter() - begun)


def from_others(vault: Vault, count: int, devices: int) -> None:
    """Lays logs of other devices into a vault as if they had come in packets."""
    for _ in range(devices):
        key, device = Ed25519PrivateKey.generate(), new_id("device", secrets.token_bytes)
        name = log_key(device, key.public_key().public_bytes_raw())

        def work(connection: apsw.Connection, device: str = device, name: Any = name, sign: Any = key.sign) -> None:
            log = connection.execute("SELECT max(id) + 1 FROM log").get
            place, frontier = Place(device, log, vault.clock(), vault.epochs), Frontier()
            for start in range(0, count, 1000):
                made = prepare([made_claim(one) for one in range(start, start + 1000)], place, frontier, vault.entropy, {})
                made.write(connection)
                frontier = made.frontier
            note = str(sign_checkpoint(frontier.size, frontier.root(), name, sign))
            row = (log, device, str(name), "", frontier.size, b"".join(frontier.edge), note)
            query = "INSERT INTO log(id, device, vkey, recipient, size, edge, checkpoint) VALUES (?, ?, ?, ?, ?, ?, ?)"
            connection.execute(query, row)

        vault.receive(work)


def logs_of(vault_path: Path, *, bodies: bool) -> None:
    """Checks the logs of a vault: every header, commitment, tree and signed head; each body is parsed too, where asked."""
    connection = open_database(vault_path / STORE, open_key_of(vault_path, Secret(PASSPHRASE)))
    identity = read_identity(connection)
    own = identity.device, str(log_key(identity.device, identity.public))
    census = check_logs(connection, read_epochs(connection), own, bodies=bodies)
    if census.problems or census.entries < CLAIMS:
        raise SystemExit(census.problems or census.entries)


def show_case(vault_path: Path) -> None:
    """Opens a vault and gathers all claims about one person."""
    with open_vault(vault_path, PASSPHRASE) as vault:
        facts = list(vault.about("m" + "a" * 12 + "bcde", "fact"))
        for fact in facts:
            vault.get(fact.record.id)
            list(vault.about(fact.record.id, "decision"))
        if len(facts) != 10:
            raise SystemExit(len(facts))


def batches(vault: Vault) -> Iterator[Prepared]:
    """Gives a million rows of entries, parts, records and references as an append writes them, a thousand claims at a time."""
    place, frontier, rows, number = Place(vault.device, 1, vault.clock(), vault.epochs), Frontier(), 0, 0
    while rows < ROWS:
        made = prepare([made_claim(number + one) for one in range(1000)], place, frontier, vault.entropy, {})
        yield made
        frontier, number = made.frontier, number + 1000
        rows += sum(map(len, (made.entries, made.parts, made.derived.records, made.derived.references)))


def insert(connection: apsw.Connection, made: list[Prepared]) -> None:
    """Inserts rows, a transaction a batch."""
    for one in made:
        with connection:
            one.write(connection)
    connection.close()


def plain_database(path: Path) -> apsw.Connection:
    """Makes the same tables in plain SQLite, with the same settings but the cipher."""
    connection = apsw.Connection(str(path))
    for setting in (f"page_size = {PAGE}", *SETTINGS):
        connection.execute(f"PRAGMA {setting}").fetchall()
    connection.execute(TRUTH + DERIVED).fetchall()
    return connection


def bench_index(place: Path) -> None:
    """Measures the same rows into our database and into a plain one, by turns."""
    opened = open_key_of(place / "claims", Secret(PASSPHRASE))
    with open_vault(place / "claims", PASSPHRASE) as vault:
        made = list(batches(vault))
    spent: dict[str, list[float]] = {"encrypted": [], "plain": []}
    for turn in range(3):
        spent["plain"].append(cpu(lambda at=turn: insert(plain_database(place / f"plain{at}"), made))[0])
        spent["encrypted"].append(cpu(lambda at=turn: insert(create_database(place / f"ours{at}", opened), made))[0])
    encrypted, plain = min(spent["encrypted"]), min(spent["plain"])
    made.clear()
    tell("index: a million rows into plain SQLite", plain)
    tell("index: the same, encrypted", encrypted, 0, f"{encrypted / plain:.2f} × plain, ≤ 1.15")


def bench_claims(place: Path, *, million: bool) -> None:
    """Measures the rows about claims."""
    vault, others = place / "claims", place / "others"
    for one in (vault, others):
        create_vault(one, PASSPHRASE).close()
    print(f"{singly(vault, 1000):.0f} durable claims a second of wall time, one by one (≥ 1,000)")
    tell("1,000 durable single claims", *cpu(lambda: singly(vault, 1000)))
    tell(f"{CLAIMS:,} claims in batches of 1,000", *cpu(lambda: claims(vault, 2000, CLAIMS, 1000)))
    with open_vault(others, PASSPHRASE) as opened:
        from_others(opened, CLAIMS // DEVICES, DEVICES)
    guess, _ = least(lambda: open_key_of(others, Secret(PASSPHRASE)))
    for name, bodies in (("without decoding", False), ("every body parsed, index summed", True)):
        seconds, memory = least(lambda parsed=bodies: logs_of(others, bodies=parsed))
        tell(f"{CLAIMS:,} claims of {DEVICES} devices: {name}", seconds - guess, memory, "≤ 0.4")
    tell("the same vault verified, every byte", *least(check(others, quick=False)))
    bench_index(place)
    if million:
        tell("900,000 claims more", *cpu(lambda: claims(vault, CLAIMS, 10 * CLAIMS, 5000)))
        tell("open a million claims, show one case", *least(lambda: show_case(vault)), "≤ 0.5")
        tell("quick check of a million claims", *cpu(check(vault, quick=True)))


def main() -> None:
    """Runs the rows that were asked for in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="govah-bench-") as folder:
        bench_claims(Path(folder), million=arguments.million)


if __name__ == "__main__":
    main()
