"""Single files: taken as they are, watched while they are read, and told in one line where they cannot be."""

from __future__ import annotations

import importlib
import os
import socket
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from govah.capture import GatherOptions, LeftOut, Taken, Unchanged, gather
from govah.errors import CaptureError
from govah.words import say

OPTIONS = GatherOptions()
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX file system")


def one(path: Path | str, options: GatherOptions = OPTIONS) -> Taken | LeftOut:
    """Gives what one path gathers."""
    (item,) = gather([path], options)
    assert not isinstance(item, Unchanged)
    return item


def taken(path: Path) -> Taken:
    """Gives what one path gathers, which is to be a document."""
    item = one(path)
    assert isinstance(item, Taken), item
    return item


def code_of(item: Taken | LeftOut) -> str:
    """Gives why something was left out."""
    assert isinstance(item, LeftOut), item
    return item.code


def test_a_file_is_taken_to_the_byte(tmp_path: Path) -> None:
    """Bytes, size and media type are the file's own, it can be read twice, and where it lies on this machine is not kept."""
    path = tmp_path / "گزارش.txt"
    path.write_bytes("خبر\r\n".encode())

    item = taken(path)

    assert (item.name, item.origin, item.method, item.media_type, item.size) == ("گزارش.txt", "", "file", "text/plain", 8)
    with item.open() as first, item.open() as second:
        assert first.read() == second.read() == "خبر\r\n".encode()
    assert str(tmp_path) not in repr((item.name, item.origin, item.metadata, item.notes))


def test_what_is_no_document_is_one_line(tmp_path: Path) -> None:
    """An empty file, a missing one and one that is too large each have their own sentence in both languages."""
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "large.bin").write_bytes(b"x" * 3000)

    found = {
        "file-empty": one(tmp_path / "empty.pdf"),
        "file-missing": one(tmp_path / "gone.txt"),
        "file-too-large": one(tmp_path / "large.bin", replace(OPTIONS, largest_file=2999)),
        "name-too-long": one(tmp_path / ("x" * 300)),
    }

    for code, item in found.items():
        assert code_of(item) == code
        assert isinstance(item, LeftOut)
        for lang in ("en", "fa"):
            line = say(item.code, lang, **item.facts)
            assert "\n" not in line
            assert "{" not in line


@pytest.mark.parametrize("path", ["", "a\x00b", "no/such/folder/x.txt"])
def test_a_path_that_is_none_is_one_line(path: str) -> None:
    """An empty path does not mean the folder that one happens to stand in."""
    assert code_of(one(path)) in {"file-missing", "file-unreadable"}


@posix
def test_a_device_a_pipe_and_a_socket_are_never_opened(tmp_path: Path) -> None:
    """What is no regular file is refused at once: opening a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))

        assert {code_of(one(path)) for path in (tmp_path / "pipe", tmp_path / "s", "/dev/zero", "/dev/null")} == {
            "not-a-regular-file"
        }


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read_is_one_line(tmp_path: Path) -> None:
    """Missing permission is told."""
    path = tmp_path / "closed.txt"
    path.write_text("x")
    path.chmod(0)

    assert code_of(one(path)) == "file-unreadable"


def test_a_link_in_a_circle_is_one_line(tmp_path: Path) -> None:
    """A link that leads to itself ends."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    assert code_of(one(tmp_path / "a")) == "link-loop"


def test_a_link_that_a_person_names_is_followed(tmp_path: Path) -> None:
    """Who names a link means the file behind it."""
    (tmp_path / "real.txt").write_text("real words")
    (tmp_path / "link.txt").symlink_to("real.txt")

    assert taken(tmp_path / "link.txt").open().read() == b"real words"


@pytest.mark.parametrize("act", ["vanish", "grow", "shrink", "swap"])
def test_a_file_that_is_no_longer_the_same_is_refused(tmp_path: Path, act: str) -> None:
    """Between being found and being read a file can change: then it is told, and not sealed as what it was."""
    path = tmp_path / "moving.txt"
    path.write_bytes(b"first words")
    item = taken(path)

    if act == "vanish":
        path.unlink()
    elif act == "swap":
        (tmp_path / "other").write_bytes(b"other words")
        (tmp_path / "other").replace(path)
    else:
        path.write_bytes(b"first words and more" if act == "grow" else b"first")

    with pytest.raises(CaptureError) as error:
        item.open().read()

    assert error.value.code == ("file-missing" if act == "vanish" else "file-changed")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """What is written into a file during the reading does not pass for its content."""
    path = tmp_path / "growing.bin"
    path.write_bytes(b"a" * (1 << 20))
    stream = taken(path).open()
    stream.read(10)
    with path.open("ab") as more:
        more.write(b"b" * 100)

    with pytest.raises(CaptureError, match="file-changed"):
        stream.read()
    stream.close()


@pytest.mark.parametrize(
    ("name", "shown", "note"),
    [
        ("photo_\u202egpj.exe", "photo_⟨U+202E⟩gpj.exe", "name-with-controls"),
        ("line\nbreak.txt", "line⟨U+000A⟩break.txt", "name-with-controls"),
        (os.fsdecode(b"bad\xff.txt"), "bad⟨FF⟩.txt", "name-not-utf8"),
    ],
)
@posix
def test_a_disguised_name_is_written_out(tmp_path: Path, name: str, shown: str, note: str) -> None:
    """Controls, overrides and bad bytes in a name are shown as what they are, the file is taken, and a note says so."""
    (tmp_path / name).write_bytes(b"some words")

    item = taken(tmp_path / name)

    assert item.name == shown
    assert note in item.notes
    item.name.encode("utf-8")


@posix
def test_a_name_of_255_bytes_is_kept(tmp_path: Path) -> None:
    """The longest name that a file system allows passes."""
    name = "ن" * 125 + "x.txt"
    (tmp_path / name).write_bytes(b"some words")

    assert taken(tmp_path / name).name == name


@pytest.mark.slow
@posix
def test_a_huge_file_streams_in_constant_memory(tmp_path: Path) -> None:
    """Five gigabytes pass through with no more memory than a few pieces take."""
    resource: Any = importlib.import_module("resource")
    path = tmp_path / "huge.bin"
    with path.open("wb") as file:
        file.truncate(5 << 30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = 0
    with taken(path).open() as stream:
        while piece := stream.read(1 << 20):
            size += len(piece)

    assert size == 5 << 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 << 10


@posix
def test_a_huge_file_is_looked_at_without_being_read(tmp_path: Path) -> None:
    """Five gigabytes of nothing are gathered at once, and stream in pieces."""
    path = tmp_path / "huge.bin"
    with path.open("wb") as file:
        file.truncate(5 << 30)
    started = time.monotonic()

    item = taken(path)
    with item.open() as stream:
        piece = stream.read(1 << 16)

    assert item.size == 5 << 30
    assert piece == bytes(1 << 16)
    assert time.monotonic() - started < 2
