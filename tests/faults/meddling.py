"""A disk that fails, fills up or dies at one system call: strace stands between process and system, and answers in its place."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from faults.nursery import End, Nursery
from govah.vault.keyfile import Opened

WRITING: Final = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "openat", "mkdir")
"""The calls by which a vault changes what lies on the disk."""
READING: Final = ("read", "pread64")

KILL: Final = "signal=KILL"
ERRORS: Final[Mapping[str, tuple[str, ...]]] = {
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "pwrite64": ("ENOSPC", "EIO", "EDQUOT"),
    "fsync": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO", "ENOSPC"),
    "ftruncate": ("EIO", "ENOSPC"),
    "unlink": ("EIO",),
    "rename": ("EIO", "ENOSPC"),
    "openat": ("EIO", "ENOSPC", "EMFILE"),
    "mkdir": ("ENOSPC",),
    "read": ("EIO",),
    "pread64": ("EIO",),
}
_CALL: Final = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One call that does not do what it should."""

    call: str
    number: int
    "Which of the calls of that name, from 1."
    what: str
    "`signal=KILL`, or `error=` and a name of `errno.h`."
    for_ever: bool = False
    "Whether every later call of that name fails too."

    def __str__(self) -> str:
        return f"{self.call} {self.number}{'+' if self.for_ever else ''} {self.what.partition('=')[2]}"


@dataclass(frozen=True, slots=True)
class Watched:
    """An act on a vault, and the processes that it is done in."""

    nursery: Nursery
    act: str
    opened: Opened
    rounds: int

    def calls(self, place: Path) -> Counter[str]:
        """Gives how often the act calls the system, by the name of the call."""
        return Counter(_CALL.findall(self.log(place, ",".join((*WRITING, *READING)), long=False)))

    def log(self, place: Path, calls: str, *, long: bool = True) -> str:
        """Gives what the act asked of the system, a line a call; a long log has every byte, as hex."""
        log = place.parent / "calls"
        self._run(place, ["-o", str(log), "-e", f"trace={calls}", *(("-y", "-xx", "-s", "1000000") if long else ())])
        return log.read_text("utf-8", "replace")

    def under(self, fault: Fault, place: Path) -> End:
        """Gives how the act ends where one call goes wrong."""
        when = f"{fault.number}{'+' if fault.for_ever else ''}"
        return self._run(place, ["-o", "/dev/null", "-e", f"inject={fault.call}:{fault.what}:when={when}"])

    def _run(self, place: Path, options: list[str]) -> End:
        strace: list[subprocess.Popen[bytes]] = []

        def attach(pid: int) -> None:
            command = ["strace", "-f", "-p", str(pid), "-e", "signal=none", *options]
            process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
            assert process.stderr is not None
            assert b"attached" in process.stderr.readline()
            strace.append(process)

        end = self.nursery.run(self.act, place, self.opened, self.rounds, attach)
        for process in strace:
            process.communicate()
        return end


def faults(calls: Counter[str], *, reading: bool = False) -> Iterator[Fault]:
    """Gives every fault of every call: death before it, each error once, and the first error from there on."""
    for call in READING if reading else WRITING:
        for number in range(1, calls[call] + 1):
            if not reading:
                yield Fault(call, number, KILL)
            for error in ERRORS[call]:
                yield Fault(call, number, f"error={error}")
            yield Fault(call, number, f"error={ERRORS[call][0]}", for_ever=True)
