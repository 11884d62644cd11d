"""A spreadsheet of persons sealed and journalled: rows a second, with every body written and the index kept; made-up names only.

Run: python bench/lists.py [ROWS …]. CPU seconds hold the parser's own process. One Argon2id, to open the vault, is left out.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from govah import desk
from govah.desk import lists
from govah.desk.publication import exporting
from govah.publish.tables import Table, write_xlsx
from govah.vault import create_vault

HEADER = ("No", "Full name", "Father's name", "Age", "Sex", "Date of arrest", "City", "Charge")
GIVEN = ("Rostan", "Delara", "Tirdad", "Mahvash", "Behnoush", "Sepand", "Golrokh", "Shirin", "Nadia", "Karim")
FAMILY = ("Pirnia", "Golestar", "Sepidkuh", "Kuhbanan", "Karvansalar", "Zarrinpey", "Rudkhaneh")
CITIES = ("Yazd", "Rasht", "Arak", "Saveh", "Lahijan")
CHARGES = ("moharebeh", "propaganda against the state", "assembly and collusion", "arson")


def main() -> None:
    """Prints a row for each size and format."""
    sizes = [int(one) for one in sys.argv[1:]] or [10_000, 50_000]
    print(f"{'list':>14}{'seal':>8}{'accept':>8}{'rows/s':>8}{'claims':>9}{'compare':>9}{'export':>8}{'MiB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            for suffix in (".csv", ".xlsx"):
                path = Path(folder) / f"list{size}{suffix}"
                _make(path, size)
                print(_measure(path, Path(folder) / f"vault{size}{suffix[1:]}"), flush=True)


def _make(path: Path, size: int) -> None:
    chance = random.Random(size)
    rows = [
        (str(at), f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}{at % 977}", chance.choice(GIVEN), str(chance.randint(15, 80)),
         chance.choice("mf"), f"2026-01-{chance.randint(1, 30):02d}", chance.choice(CITIES), chance.choice(CHARGES))
        for at in range(1, size + 1)
    ]  # fmt: skip
    with path.open("wb") as file:
        if path.suffix == ".xlsx":
            write_xlsx(Table("list", HEADER, rows), file)
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows([HEADER, *rows])


def _measure(path: Path, vault_path: Path) -> str:
    with create_vault(vault_path, "four words of nobody") as vault:
        times = [_cpu()]
        (sealed,) = desk.capture_sources(vault, [str(path)], desk.IntakeOptions())
        times.append(_cpu())
        if not isinstance(sealed, desk.Sealed):
            raise SystemExit(sealed.code)
        done = lists.accept_list(vault, sealed.document.id, lists.Terms("arrested", voices=("Invented Watch",)))
        times.append(_cpu())
        newer = path.with_stem(path.stem + "-newer")
        newer.write_bytes(path.read_bytes() + (b"\n" if path.suffix == ".csv" else b""))
        if path.suffix == ".csv":
            (other,) = desk.capture_sources(vault, [str(newer)], desk.IntakeOptions())
            start = _cpu()
            if isinstance(other, desk.Sealed):
                lists.compare_lists(vault, other.document.id, sealed.document.id)
            times.append(_cpu() - start)
        else:
            times.append(0.0)
        start = _cpu()
        exporting.export_list(vault, sealed.document.id, path.with_name("rows.xlsx"), exporting.ExportOptions())
        exported = _cpu() - start
    seal, accept = times[1] - times[0], times[2] - times[1]
    rows = done.acceptance.rows / (seal + accept)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return f"{path.name:>14}{seal:8.2f}{accept:8.2f}{rows:8.0f}{done.claims:9}{times[3]:9.2f}{exported:8.2f}{memory:6}"


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
