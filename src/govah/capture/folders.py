"""Folders: every file inside in one fixed order; links are not followed, loops end, and what is passed over is told."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govah.capture.files import take_file
from govah.capture.interface import GatherOptions, LeftOut, Source, Taken, Unchanged
from govah.capture.names import shown_name, shown_path


class Folders:
    """Takes paths that are folders."""

    def takes(self, source: Source) -> bool:
        """Answers whether the path is a folder, or a link to one that the person named."""
        try:
            return isinstance(source, str | Path) and source != "" and Path(source).is_dir()
        except (OSError, ValueError):
            return False

    def gather(self, source: Source, options: GatherOptions) -> Iterator[Taken | Unchanged | LeftOut]:
        """Gives what the folder holds, sorted by name, folder after folder; memory holds one listing a level."""
        if isinstance(source, str | Path):
            root = Path(source).resolve()
            yield from _Walk(root, options).items()


@dataclass(frozen=True, slots=True)
class _Level:
    """One folder on the way down: its parts below the root, and what is still to be looked at, last first."""

    parts: tuple[str, ...]
    names: list[str]
    identity: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Walk:
    """One way through a folder; it keeps the identities of the folders above it, so that a loop is known."""

    root: Path
    options: GatherOptions

    def items(self) -> Iterator[Taken | Unchanged | LeftOut]:
        stack: list[_Level] = []
        yield from self._enter((), stack)
        while stack:
            level = stack[-1]
            if not level.names:
                stack.pop()
                continue
            parts = (*level.parts, level.names.pop())
            if parts[-1].startswith(".") and not self.options.hidden:
                yield self._left(parts, "hidden")
                continue
            yield from self._item(parts, stack)

    def _item(self, parts: tuple[str, ...], stack: list[_Level]) -> Iterator[Taken | Unchanged | LeftOut]:
        path = self.root.joinpath(*parts)
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            yield self._left(parts, "file-vanished")
            return
        except OSError:
            yield self._left(parts, "file-unreadable")
            return
        if stat.S_ISDIR(mode) and not _is_junction(path):
            yield from self._enter(parts, stack)
        elif stat.S_ISLNK(mode) or stat.S_ISDIR(mode):
            yield self._left(parts, "link-not-followed")
        else:
            yield take_file(path, shown_path(parts), "folder", self.options)

    def _enter(self, parts: tuple[str, ...], stack: list[_Level]) -> Iterator[LeftOut]:
        path = self.root.joinpath(*parts)
        if len(parts) > self.options.deepest_folder:
            yield self._left(parts, "folder-too-deep")
            return
        try:
            status = path.stat()
            names = sorted((item.name for item in path.iterdir()), key=os.fsencode, reverse=True)
        except OSError:
            yield self._left(parts, "folder-unreadable")
            return
        identity = (status.st_dev, status.st_ino)
        if any(identity == level.identity for level in stack if identity[1]):
            yield self._left(parts, "folder-loop")
        elif not names:
            yield self._left(parts, "folder-empty")
        else:
            stack.append(_Level(parts, names, identity))

    def _left(self, parts: tuple[str, ...], code: str) -> LeftOut:
        name = shown_path(parts) if parts else shown_name(self.root)[0]
        return LeftOut(name, code, {"name": name})


def _is_junction(path: Path) -> bool:
    """Answers whether a Windows folder is really a junction to elsewhere (Python before 3.12 cannot be asked)."""
    tag = getattr(path.lstat(), "st_reparse_tag", 0)
    return bool(tag) and tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
