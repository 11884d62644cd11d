"""Folders: one fixed order, nothing from outside, no loop, and a line for each thing passed over."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from govah.capture import GatherOptions, LeftOut, Taken, Unchanged, gather

OPTIONS = GatherOptions()
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX file system")


def told(folder: Path, options: GatherOptions = OPTIONS) -> list[str]:
    """Gives what a folder gathers: the origin of what is taken, name and code of what is not."""
    found = [item for item in gather([folder], options) if not isinstance(item, Unchanged)]
    return [item.origin if isinstance(item, Taken) else f"{item.name}: {item.code}" for item in found]


def test_a_folder_is_gathered_in_one_order(tmp_path: Path) -> None:
    """Files come sorted, folder by folder, with their place below the folder that was given and never above it."""
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "نامه.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words")

    assert told(tmp_path) == ["B.txt", "a/b/c.txt", "a/z.txt", "b.txt", "نامه.txt"]
    assert {item.method for item in gather([tmp_path]) if isinstance(item, Taken)} == {"folder"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link out of the folder, into it, to nothing or round in a circle is told and not followed."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("not asked for")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "in.txt").write_text("words")
    (folder / "file").symlink_to(outside / "secret.txt")
    (folder / "folder").symlink_to(outside)
    (folder / "self").symlink_to(folder)
    (folder / "nothing").symlink_to("nowhere")

    assert told(folder) == [
        "file: link-not-followed",
        "folder: link-not-followed",
        "in.txt",
        "nothing: link-not-followed",
        "self: link-not-followed",
    ]


@posix
def test_bad_items_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Empty, hidden and odd things each have a line; what stands after them is taken."""
    (tmp_path / "a.txt").touch()
    os.mkfifo(tmp_path / "b")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "c").mkdir()
    (tmp_path / "d.txt").write_text("words")

    assert told(tmp_path) == [".hidden: hidden", "a.txt: file-empty", "b: not-a-regular-file", "c: folder-empty", "d.txt"]
    assert ".hidden" in told(tmp_path, replace(OPTIONS, hidden=True))


def test_a_folder_without_a_bottom_ends(tmp_path: Path) -> None:
    """A folder deeper than any desk makes is left out in one line."""
    deep = tmp_path
    for _ in range(12):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "x.txt").write_text("words")

    assert told(tmp_path, replace(OPTIONS, deepest_folder=8)) == ["/".join("d" * 9) + ": folder-too-deep"]


def test_what_vanishes_on_the_way_is_told(tmp_path: Path) -> None:
    """A file that goes away between the listing and its turn has a line."""
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("words")
    found = []
    for item in gather([tmp_path]):
        found.append(item.code if isinstance(item, LeftOut) else item.name)
        (tmp_path / "b.txt").unlink(missing_ok=True)

    assert found == ["a.txt", "file-vanished", "c.txt"]


def test_a_large_folder_is_given_one_by_one(tmp_path: Path) -> None:
    """The first file comes before the last has been looked at."""
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text(str(number))
    items = gather([tmp_path])
    first = next(items)
    (tmp_path / "299.txt").unlink()

    assert isinstance(first, Taken)
    assert [item.code for item in items if isinstance(item, LeftOut)] == ["file-vanished"]
