"""Whatever ends a command, and wherever it stands then, no word of a document shows on the screen, in a dump or on the disk."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from counting import BROKEN, Record
from shell import Shell, shell_in
from vault.test_canary import spellings

CANARIES: Final = ("Behnoush", "Karvansalar", "Nowshahr-e Bala", "Golnar Tizpa")
TEXT: Final = "Behnoush Karvansalar was arrested in Nowshahr-e Bala on 12 January 2026, according to a neighbour.\n"
COMMANDS: Final = (
    ("capture", "report.txt", "--from", "Golnar Tizpa"),
    ("read", "--no-vault", "report.txt"),
    ("search", "Karvansalar"),
    ("verify",),
)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A desk with a long report."""
    made = shell_in(tmp_path)
    made.write("report.txt", TEXT * 400)
    return made


def heard(folder: Path, said: bytes, *, apart: str = "report.txt") -> list[str]:
    """Gives the canaries that sing on the screen or in any file of a folder but the report itself."""
    held = [said, *(path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != apart)]
    return [word for word in CANARIES for data in held if any(form in data for form in spellings(word))]


def interrupted(shell: Shell, arguments: tuple[str, ...], how: signal.Signals, after: float) -> tuple[int, bytes]:
    """Runs a command and sends it a signal; gives its exit and what of its output was meant for errors."""
    env = {
        "PATH": "/usr/bin:/bin", "TMPDIR": str(shell.home / "tmp"), "PYTHONIOENCODING": "utf-8",
        "GOVAH_VAULT": str(shell.home / "vault"), "GOVAH_PASSPHRASE_FILE": str(shell.home / "passphrase"),
    }  # fmt: skip
    code = "import resource; resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2); import govah.__main__"
    command = [sys.executable, "-c", f"{code}; govah.__main__.main()", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, cwd=shell.home) as process:
        time.sleep(after)
        process.send_signal(how)
        said = process.communicate()[1]
    return process.returncode, said


def silence(shell: Shell, record: Record, times: int) -> list[str]:
    """Ends commands in all ways at all moments; gives what was heard."""
    chance, loud = random.Random(3), []
    for number in range(times):
        arguments = COMMANDS[number % len(COMMANDS)]
        how = (signal.SIGINT, signal.SIGTERM, signal.SIGABRT, signal.SIGSEGV, signal.SIGHUP)[number % 5]
        code, said = interrupted(shell, arguments, how, chance.random() * 1.2)
        words = [word for word in heard(shell.home, said) if word not in " ".join(arguments)]
        for dump in shell.home.glob("core*"):
            dump.unlink()
        record("commands cut off", BROKEN if words else "nothing heard")
        loud += [f"{arguments[0]} {how.name} {code}: {words}"] if words else []
    return loud


def test_the_canaries_can_be_heard(shell: Shell) -> None:
    """The search finds a word on the screen, and one in a file."""
    (shell.home / "vault" / "x").write_bytes("Tizpa Golnar Tizpa".encode("utf-16-le"))

    assert ["Behnoush", "Golnar Tizpa"] == heard(shell.home, b"Traceback: Behnoush")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
def test_a_command_that_is_cut_off(shell: Shell, record: Record) -> None:
    """A command ended by any signal at any moment shows no word of what it held, and leaves none: no dump, no temporary file."""
    assert [] == silence(shell, record, 60)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sets limits")
@pytest.mark.parametrize("megabytes", range(120, 400, 40))
def test_a_command_without_memory(shell: Shell, record: Record, megabytes: int) -> None:
    """A command that runs out of memory anywhere says no word of what it held."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({megabytes} << 20,) * 2); import govah.__main__"
    env = {
        "PATH": "/usr/bin:/bin",
        "GOVAH_VAULT": str(shell.home / "vault"),
        "GOVAH_PASSPHRASE_FILE": str(shell.home / "passphrase"),
    }
    ran = subprocess.run(
        [sys.executable, "-c", f"{limit}; govah.__main__.main()", "capture", "report.txt", "--from", "Golnar Tizpa"],
        capture_output=True, env=env, cwd=shell.home, check=False,
    )  # fmt: skip
    words = heard(shell.home, ran.stderr)
    record("commands without memory", BROKEN if words else "nothing heard")

    assert words == []
