"""Folders that an enemy would hand over: names that lie, things that are no files, and files that do not hold still."""

from __future__ import annotations

import os
import socket
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from counting import BROKEN, Record
from govah import desk
from govah.capture import GatherOptions, LeftOut, Taken, gather
from govah.errors import CaptureError
from govah.vault import open_vault
from govah.vault.checking.verifying import verify_opened
from vaults import PASSPHRASE, Sample

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX file system")
NAMES: Final = (
    *(
        b"photo_\xe2\x80\xaegpj.exe",
        b"line\nbreak.txt",
        b"tab\tname.txt",
        b"bell\x07.txt",
        b"escape\x1b[2J.txt",
        b"bad\xff\xfe.txt",
    ),
    *(
        b"\xe2\x81\xa6isolate.txt",
        b"\xef\xbb\xbfmark.txt",
        b"zero\xe2\x80\x8bwidth.txt",
        b"a" * 251 + b".txt",
        "ن".encode() * 125 + b"x.txt",
    ),
    *(
        b"CON",
        b"NUL.txt",
        b"aux.docx",
        b"COM1",
        b"..\\..\\up.txt",
        b"C:\\boot.ini",
        b"-rf",
        b"--vault",
        b"~",
        b"$(touch x)",
        b"`x`.txt",
    ),
    *(
        b"'; DROP TABLE entry; --",
        b"%s%n",
        b"{name}",
        b"[bold red]x",
        b"<script>x.txt",
        b"trailing ",
        b" leading",
        b"dot.",
    ),
    *(unicodedata.normalize(form, "Zoé-آزاده.txt").encode() for form in ("NFC", "NFD")),
)
_HARMFUL: Final = {*map(chr, range(32)), "\x7f", *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    """A folder with a file of each of these names, no two with the same bytes."""
    folder = tmp_path / "handed"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(b"some words %d" % number)
    return folder


def test_names_that_lie(handed: Path, sample: Sample, record: Record) -> None:
    """Each file is sealed under a name that shows what it is, twins of one look stay two, and nothing lies elsewhere."""
    before = sorted(path.name for path in handed.parent.iterdir())
    with open_vault(sample.path, PASSPHRASE) as vault:
        done = list(desk.capture_sources(vault, [handed], desk.IntakeOptions(read=False, gather=GatherOptions(hidden=True))))

        names = [one.name for one in done if isinstance(one, desk.Sealed)]
        for name in names:
            record("names that lie", BROKEN if _HARMFUL & set(name) else "sealed, shown as it is")
        assert len(names) == len(set(names)) == len(NAMES) == len(done)
        assert [] == [name for name in names if _HARMFUL & set(name)]
    assert sorted(path.name for path in handed.parent.iterdir()) == before
    assert verify_opened(sample.path, sample.opened).is_good


def test_what_is_no_file(tmp_path: Path, record: Record) -> None:
    """Pipes, sockets, devices and links in a folder, and folders in a circle, are told at once and never opened."""
    folder = tmp_path / "handed"
    (folder / "deep").mkdir(parents=True)
    os.mkfifo(folder / "pipe")
    links = {"out": "/etc/passwd", "self": "self", "up": "..", "round": "deep/../round", "device": "/dev/zero", "gone": "nowhere"}
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / "deep" / "again").symlink_to("..")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket"))

        found = list(gather([folder]))

    for one in found:
        record("what is no file", "told, not opened" if isinstance(one, LeftOut) else BROKEN)
    assert len(found) == len(links) + 3
    assert all(isinstance(one, LeftOut) for one in found)


def _shrink(path: Path) -> None:
    path.write_bytes(b"x")


def _grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def _alter(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(b"X" + data[1:])
    os.utime(path, ns=(1, 1))


def _swap(path: Path) -> None:
    path.with_suffix(".new").write_bytes(path.read_bytes())
    path.with_suffix(".new").replace(path)


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


CHANGES: Final[dict[str, Callable[[Path], None]]] = {
    "vanishes": Path.unlink, "shrinks": _shrink, "grows": _grow, "is altered": _alter, "is swapped": _swap,
    "becomes a link": _link, "becomes a pipe": _pipe,
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("read", [0, 1, 700_000], ids=["unread", "begun", "half"])
def test_a_file_that_does_not_hold_still(change: str, read: int, tmp_path: Path, record: Record) -> None:
    """A file that is not what was found is refused; one that changed its name while it was open is read as it was found."""
    path, original = tmp_path / "moving.bin", b"a" * 1_500_000
    path.write_bytes(original)
    (item,) = gather([path])
    assert isinstance(item, Taken)
    try:
        outcome = "read as it was found" if _read(item, read, lambda: CHANGES[change](path)) == original and read else BROKEN
    except CaptureError:
        outcome = "refused"
    record("files that do not hold still", outcome)

    assert outcome != BROKEN


def _read(item: Taken, read: int, change: Callable[[], None]) -> bytes:
    """Reads a file that changes after so many bytes; at once, where none are read before."""
    if not read:
        change()
    with item.open() as stream:
        held = stream.read(read)
        if read:
            change()
        return held + stream.read()
