"""The tutorial can be walked: its commands run in order, on the reports that it names, and end as it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
BLOCK: Final = re.compile(r"^```(sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
REVIEW: Final = "govah review\n"
PROVE: Final = "govah documents\ngovah prove DOCUMENT -o proof.zip\n"


class Walker:
    """Somebody who follows the tutorial in a folder of their own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        (place / "examples").symlink_to(ROOT / "examples")
        (place / "pass").write_text("four words of nobody else\n", "utf-8")
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(place),
            "PYTHONUTF8": "1",
            "GOVAH_VAULT": "desk",
            "GOVAH_PASSPHRASE_FILE": "pass",
        }

    def run(self, commands: str) -> str:
        """Runs commands as they stand on the page; the first that fails ends it."""
        done = subprocess.run(
            ["/bin/sh", "-ec", commands], cwd=self.place, env=self.environment, capture_output=True, text=True, check=False
        )
        assert 0 == done.returncode, done.stderr
        return done.stdout

    def review(self) -> None:
        """Accepts what waits, as a person does by keys; what names nobody is left."""
        waiting = json.loads(self.run("govah review list --json"))["suggestions"]
        ids = [one["id"] for one in waiting if one["person"]]
        if ids:
            self.run(f"govah review accept {' '.join(ids)}")

    def prove(self) -> None:
        """Proves the first document of the list."""
        first = json.loads(self.run("govah documents --json"))["documents"][0]["id"]
        self.run(f"govah prove {first} -o proof.zip")


@pytest.mark.slow
@pytest.mark.needs_tool("openssl", "unzip")
def test_the_tutorial_can_be_walked(tmp_path: Path) -> None:
    """Every command of the tutorial succeeds, in order; the dossier is written and the proof holds."""
    walker = Walker(tmp_path)
    for kind, commands in BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text("utf-8")):
        if kind == "sh":
            walker.run(commands)
        elif commands == REVIEW:
            walker.review()
        elif commands == PROVE:
            walker.prove()
    told = walker.run("mkdir proof && cd proof && unzip -q ../proof.zip && sh verify.sh")

    assert told.endswith("OK\n")
    assert (tmp_path / "case.pdf").read_bytes().startswith(b"%PDF-")
    assert 'dir="rtl"' in (tmp_path / "case-fa.html").read_text("utf-8")
    assert zipfile.ZipFile(tmp_path / "proof.zip").testzip() is None


def test_the_case_file_is_what_the_tutorial_says(tmp_path: Path) -> None:
    """After the statement alone he faces death and is not sentenced, by nobody's word."""
    walker = Walker(tmp_path)
    walker.run("govah init desk && govah capture examples/reports/01-statement.html")
    walker.review()
    told = walker.run('govah case "Borzuyeh Sepehrvand" --as-of 2026-02-10 --json')

    predicates = {fact["predicate"] for fact in json.loads(told)["facts"]}

    assert "faces_death_penalty" in predicates
    assert not {"sentenced_to", "executed"} & predicates
