"""The Python API: the same use cases, from three lines of a script."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import govah
from desks import STATEMENT
from govah.vault import create_vault


def test_a_script_walks_from_file_to_case(tmp_path: Path) -> None:
    """A report captured through the API is reviewed and shown through it."""
    create_vault(tmp_path / "vault", "four invented words here").close()
    report = tmp_path / "report.txt"
    report.write_text(STATEMENT, "utf-8")

    with govah.open(tmp_path / "vault", "four invented words here") as desk:
        desk.capture(report)
        desk.accept([one.id for one in desk.pending()])
        (person,) = desk.persons()

        assert "arrested" in {fact.predicate for fact in desk.case(person.name).facts}


def test_importing_loads_nothing() -> None:
    """`import govah` is free: the vault and its libraries load when a desk is opened."""
    script = "import sys, govah; print(sorted({'apsw', 'cryptography', 'lxml', 'typst'} & set(sys.modules)))"

    assert "[]" == subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
