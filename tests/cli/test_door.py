"""The door of the command line: its help is quick and complete, and an error ends in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from govah.cli.main import COMMANDS, govah
from govah.words import say

MOST_MODULES = 220
"""How many modules help may load: 136 were loaded when this was written, which took 0.09 CPU-seconds."""


def test_help_loads_little() -> None:
    """Help imports no room above the vocabulary and few modules at all, so that it answers at once."""
    script = (
        "import sys, govah.cli.main as door; door.govah.main(['--help'], standalone_mode=False); "
        "print(*sys.modules, file=sys.stderr)"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stderr.split()
    ours = {name.split(".")[1] for name in loaded if name.startswith("govah.")}

    assert ours <= {"cli", "errors", "words", "text"}
    assert len(loaded) < MOST_MODULES
    assert not {"rich", "yaml", "lxml", "cryptography", "apsw", "typst", "PIL"} & set(loaded)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_every_command_is_summed_up(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command has its line in the help, in the language asked for and in the order of the work."""
    monkeypatch.setenv("GOVAH_LANG", lang)
    told = CliRunner().invoke(govah, ["--help"]).output

    assert list(COMMANDS) == [name for line in told.splitlines() for name in COMMANDS if line.startswith(f"  {name} ")]
    assert [] == [name for name in COMMANDS if say(f"cli.{name}", lang) not in " ".join(told.split())]


def test_an_unforeseen_error_ends_in_one_line(tmp_path: Path) -> None:
    """What nobody foresaw ends in one line that names our own place in the code, and nothing of the document."""
    script = (
        "import sys, click, govah.cli.main as door\n"
        "@click.command()\n"
        "def broken(): raise KeyError('Arvand Sepidkuh')\n"
        "door.govah.get_command = lambda *_: broken\n"
        "sys.argv = ['govah', 'words']\n"
        "door.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path)

    assert 70 == done.returncode
    assert 1 == len(done.stderr.splitlines())
    assert "KeyError" in done.stderr
    assert "Sepidkuh" not in done.stderr
