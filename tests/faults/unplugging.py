"""A plug that is pulled: from all that a process wrote, the folders that a disk could hold at any moment of a power cut.

What was synced is there. What was not is there, or not, or in part, or as zeros, each write by itself, as a disk likes; names
come and go in order, as journalling file systems keep them. The process is watched by strace; nothing is asked of the vault.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_CALL: Final = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_FD: Final = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>")
_TEXT: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
CALLS: Final = "openat,lseek,write,pwrite64,fsync,fdatasync,ftruncate,unlink,rename,sendto"
SECTOR: Final = 512
"""Bytes that a disk writes whole or not at all."""
WAYS: Final = ("kept", "lost", "torn", "zeroed", "mixed", "mixed")
"""What becomes of the writes that nobody synced."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a process did to a file of the folder, or said."""

    what: str
    "`write`, `cut`, `sync`, `make`, `remove`, `move` or `say`."
    name: str
    at: int = 0
    data: bytes = b""


@dataclass(slots=True)
class _File:
    """A file as it is safely on the disk, and what is not safe yet."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[Step] = field(default_factory=list)


def steps(log: str, place: Path) -> list[Step]:
    """Reads what strace wrote (`-y -xx`) of the calls above."""
    found: list[Step] = []
    places: dict[str, int] = {}
    for line in log.splitlines():
        call = _CALL.match(line)
        if call and int(call[3]) >= 0:
            found += _step(call[1], call[2], int(call[3]), place, places)
    return found


def _step(call: str, said: str, result: int, place: Path, places: dict[str, int]) -> Iterator[Step]:
    texts = [_bytes(text) for text in _TEXT.findall(said)]
    if call == "sendto":
        yield Step("say", texts[0].decode().strip())
        return
    fd = None if call in ("openat", "unlink", "rename") else _FD.search(said)
    path = (_bytes(fd[2]) if fd else texts[0]).decode()
    if not path.startswith(f"{place}/"):
        return
    name = path.removeprefix(f"{place}/")
    at = places.get(name, 0)
    number = said.rsplit(", ", 1)[-1]
    if call in ("openat", "lseek", "write"):
        places[name] = {"openat": 0, "lseek": result}.get(call, at + result)
    kinds = {
        "write": Step("write", name, at, texts[0] if texts else b""),
        "pwrite64": Step("write", name, int(number) if call == "pwrite64" else 0, texts[0] if texts else b""),
        "ftruncate": Step("cut", name, int(number) if call == "ftruncate" else 0),
        "fsync": Step("sync", name),
        "fdatasync": Step("sync", name),
        "unlink": Step("remove", name),
        "rename": Step("move", name, 0, texts[-1].removeprefix(f"{place}/".encode()) if texts else b""),
    }
    if call == "openat" and "O_CREAT" in said:
        yield Step("make", name)
    elif call in kinds:
        yield kinds[call]


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def cuts(before: dict[str, bytes], made: list[Step], chance: random.Random) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """Gives, for each moment and each way of losing what was not synced, the files on the disk and what had been said."""
    files = {name: _File(bytearray(data)) for name, data in before.items()}
    said: list[str] = []
    for step in made:
        _take(files, step, said)
        if step.what in ("write", "sync", "cut", "remove", "move"):
            for way in dict.fromkeys(WAYS) if any(one.waiting for one in files.values()) else ("kept",):
                yield {name: _as_left(one, way, chance) for name, one in files.items()}, list(said)


def _take(files: dict[str, _File], step: Step, said: list[str]) -> None:
    if step.what == "say":
        said.append(step.name)
    elif step.what == "make":
        files.setdefault(step.name, _File())
    elif step.what == "remove":
        files.pop(step.name, None)
    elif step.what == "move":
        files[step.data.decode()] = files.pop(step.name)
    elif step.what == "sync" and step.name in files:
        one = files[step.name]
        for waiting in one.waiting:
            _apply(one.safe, waiting)
        one.waiting.clear()
    elif step.name in files:
        files[step.name].waiting.append(step)


def _as_left(one: _File, way: str, chance: random.Random) -> bytes:
    data = bytearray(one.safe)
    for number, step in enumerate(one.waiting):
        last = number == len(one.waiting) - 1
        chosen = chance.choice(WAYS[:4]) if way == "mixed" else way if last or way in ("lost", "zeroed") else "kept"
        if chosen == "kept":
            _apply(data, step)
        elif chosen == "torn":
            whole = (step.at + len(step.data) // 2) // SECTOR * SECTOR - step.at
            _apply(data, Step(step.what, step.name, step.at, step.data[: max(0, whole)]))
        elif chosen == "zeroed" and step.what == "write" and step.at + len(step.data) > len(data):
            _apply(data, Step(step.what, step.name, step.at, bytes(len(step.data))))  # the file has grown, its content never came
    return bytes(data)


def _apply(data: bytearray, step: Step) -> None:
    if step.what == "cut":
        data[step.at :] = bytes(max(0, step.at - len(data)))
        return
    data += bytes(max(0, step.at - len(data)))
    data[step.at : step.at + len(step.data)] = step.data
