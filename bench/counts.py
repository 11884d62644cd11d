"""How long a count takes over a list of many persons, in CPU seconds: evidence, categories, likely doubles and hash.

Run: python bench/counts.py [ROWS]. Made-up names only.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from lists import _make

from govah import desk
from govah.desk import lists
from govah.desk.counts import counting
from govah.records import CountDefinition
from govah.vault import create_vault


def main() -> None:
    """Makes a list of so many rows, accepts it once, and counts."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        _make(path, many)
        with create_vault(Path(folder) / "vault", "four words of nobody") as vault:
            (sealed,) = desk.capture_sources(vault, [str(path)], desk.IntakeOptions())
            if not isinstance(sealed, desk.Sealed):
                raise SystemExit("the list was not taken in")
            lists.accept_list(vault, sealed.document.id, lists.Terms("arrested", voices=("Invented Watch",)))
            counting.define(vault, CountDefinition("", "all", "arrested", "", "", origins=1), desk.Reviewer(vault.member))
            start = time.process_time()
            found = counting.run(vault, "all", desk.Reviewer(vault.member), keep=False)
            spent = time.process_time() - start
            print(f"{found.totals.counted} cases of {many} rows: {spent:.2f} CPU-s, {1000 * spent / many:.2f} ms a case")


if __name__ == "__main__":
    main()
