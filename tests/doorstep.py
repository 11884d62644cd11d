"""The program at its door, over and over: a parent that has loaded everything forks a real process for each call.

A call of `python -m govah` spends most of its time on loading what the call before it had loaded too.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

PATIENCE: Final = 60
"""Seconds after which a call is ended."""
ENCODING: Final = {"PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
"""What Python reads when it starts, so that a fork cannot have its own."""
_SENTENCES: Final = (
    "Arvand Sepidkuh was arrested in Arak on 12 January 2026.",
    "اروند سپیدکوه روز ۲۰ دی ۱۴۰۴ در اراک بازداشت شد.",
)


def call(arguments: Sequence[str], stdin: bytes, env: Mapping[str, str], folder: Path) -> tuple[int, bytes, bytes]:
    """Runs the command line in a process of its own; gives its exit status and what it wrote to stdout and to stderr."""
    with tempfile.TemporaryDirectory(prefix="govah-call-") as place:
        (Path(place) / "0").write_bytes(stdin)
        order = {"arguments": list(arguments), "env": dict(env), "folder": str(folder), "place": place}
        parent = _parent()
        if parent.stdin is None or parent.stdout is None:
            raise OSError
        parent.stdin.write(json.dumps(order).encode() + b"\n")
        parent.stdin.flush()
        status = int(parent.stdout.readline())
        return status, (Path(place) / "1").read_bytes(), (Path(place) / "2").read_bytes()


@cache
def _parent() -> subprocess.Popen[bytes]:
    started = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PATH": "/usr/bin:/bin", **ENCODING}
    )
    atexit.register(started.communicate)
    return started


def _load() -> None:
    """Loads what commands load, and the tables of both languages."""
    commands: Mapping[str, str] = import_module("govah.cli.main").COMMANDS
    for name in [place.partition(":")[0] for place in commands.values()]:
        import_module(name)
    read: Any = import_module("govah.read")
    for sentence in _SENTENCES:
        read.read_text(read.read_plain(sentence))
    gc.collect()
    gc.freeze()


def _serve() -> None:
    """Answers one call after another; each child ends before the next is born."""
    _load()
    for line in sys.stdin.buffer:
        pid = os.fork()
        if pid == 0:
            _child(json.loads(line))
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _child(order: dict[str, Any]) -> None:
    """Becomes the call, as if it had been started by itself."""
    status: object = 1
    try:
        signal.alarm(PATIENCE)
        for number, flags in enumerate((os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)):
            os.dup2(os.open(os.path.join(order["place"], str(number)), flags, 0o600), number)  # noqa: PTH118
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), "utf-8")
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), "utf-8")
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), "utf-8", "backslashreplace", line_buffering=True)
        os.environ.clear()
        os.environ.update(order["env"])
        time.tzset()
        tempfile.tempdir = None
        os.chdir(order["folder"])
        sys.argv = ["govah", *order["arguments"]]
        import_module("govah.cli.main").main()
        status = 0
    except SystemExit as end:
        status = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status if isinstance(status, int) else 0 if status is None else 1)


if __name__ == "__main__":
    _serve()
