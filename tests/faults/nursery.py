"""Processes made to be killed: a parent that has loaded everything forks children, so that a death costs milliseconds."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from govah.vault.keyfile import Opened

TESTS: Final = Path(__file__).parents[1]
_PATIENCE: Final = 60.0
FOR_EVER: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class End:
    """How a child ended."""

    said: tuple[str, ...]
    "What it had acknowledged."
    status: int
    "Its exit status; negative: the signal that ended it."
    error: str
    "The code of the error that it ended with; the type, where it was none of ours."


class Nursery:
    """The parent, seen from the test."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate()

    def kill(self, act: str, place: Path, opened: Opened, *, after: float, early: bool = False) -> End:
        """Lets a child act for ever, and kills it so many seconds after its first word; early, after it was born."""
        return _end(self._ask(act=act, place=place, opened=opened, rounds=FOR_EVER, after=after, early=early))

    def run(self, act: str, place: Path, opened: Opened, rounds: int, watch: Callable[[int], None] | None = None) -> End:
        """Lets a child act so many rounds; `watch` is told its process number before it begins."""
        pid = self._ask(act=act, place=place, opened=opened, rounds=rounds)["pid"]
        if watch is not None:
            watch(pid)
        return _end(self._ask(go=pid))

    def _ask(self, **what: Any) -> dict[str, Any]:
        if opened := what.pop("opened", None):
            what["key"] = [opened.vault, opened.key.hex()]
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(what, default=str).encode() + b"\n")
        stdin.flush()
        answer: dict[str, Any] = json.loads(stdout.readline())
        return answer


def _end(answer: dict[str, Any]) -> End:
    lines = answer["said"].split("\n")[:-1]
    error = next((line.removeprefix("error ") for line in lines if line.startswith("error ")), "")
    return End(tuple(line for line in lines if not line.startswith("error ")), answer["status"], error)


def _child(what: dict[str, Any], line: socket.socket, *, waits: bool) -> None:
    """Runs the act in a fresh process; it speaks by `send`, so that whatever it writes is the vault's."""
    from faults.acts import ACTS  # noqa: PLC0415 - the parent has loaded it; the test's own process need not
    from govah.errors import GovahError  # noqa: PLC0415

    status = 0
    try:
        if waits:
            line.recv(1)
        opened = Opened(what["key"][0], bytes.fromhex(what["key"][1]))
        ACTS[what["act"]](Path(what["place"]), opened, lambda said: line.sendall(said.encode() + b"\n"), what["rounds"])
    except GovahError as error:
        line.sendall(f"error {error.code}\n".encode())
        status = 3
    except BaseException as error:  # noqa: BLE001 - whatever it is, the test must hear of it
        line.sendall(f"error {type(error).__name__}: {error}\n".replace("\n", " ").encode() + b"\n")
        status = 4
    finally:
        os._exit(status)


def _serve() -> None:
    """Answers one line after another; each child dies before the next is born."""
    from faults import acts  # noqa: PLC0415, F401 - loaded once, before the first fork

    waiting: dict[int, socket.socket] = {}
    for order in sys.stdin:
        what = json.loads(order)
        if "go" in what:
            line = waiting.pop(what["go"])
            line.send(b"x")
            answer = _told(what["go"], line, None)
        else:
            ours, theirs = socket.socketpair()
            pid = os.fork()
            if pid == 0:
                ours.close()
                _child(what, theirs, waits="after" not in what)
            theirs.close()
            if "after" in what:
                answer = _told(pid, ours, what["after"], early=what["early"])
            else:
                waiting[pid], answer = ours, {"pid": pid}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _told(pid: int, line: socket.socket, after: float | None, *, early: bool = True) -> dict[str, Any]:
    said = b"" if early else line.recv(1 << 16)
    ends = time.monotonic() + (_PATIENCE if after is None else after)
    while (left := ends - time.monotonic()) > 0 and select.select([line], [], [], left)[0]:
        piece = line.recv(1 << 16)
        if not piece:
            break
        said += piece
    else:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    while piece := line.recv(1 << 16):
        said += piece
    line.close()
    return {"said": said.decode(), "status": os.waitstatus_to_exitcode(status)}


if __name__ == "__main__":
    _serve()
