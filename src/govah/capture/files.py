"""One file: looked at without following tricks, streamed, and watched, so that what is sealed is what was found."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from govah.capture.embedded import embedded
from govah.capture.interface import FileState, GatherOptions, LeftOut, Source, Taken, Unchanged
from govah.capture.media_types import HEAD, media_type_of
from govah.capture.names import shown_name
from govah.errors import CaptureError

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_BUFFER: Final = 1 << 18
_UNSETTLED: Final = 3
"""Seconds: the coarsest clock of a file system we know ticks every two seconds (FAT)."""


class Files:
    """Takes any path that is not a folder."""

    def takes(self, source: Source) -> bool:
        """Answers yes to every path: this kind is asked last."""
        return isinstance(source, str | Path)

    def gather(self, source: Source, options: GatherOptions) -> Iterator[Taken | Unchanged | LeftOut]:
        """Gives the one file; a link that the person named is followed."""
        if isinstance(source, str | Path):
            path = Path(source or "(empty)")
            yield take_file(path, "", "file", options, follow=True)


@dataclass(frozen=True, slots=True)
class _Identity:
    """What tells whether a path still leads to the same, unchanged file."""

    device: int
    inode: int
    size: int
    modified: int

    @staticmethod
    def of(status: os.stat_result) -> _Identity:
        return _Identity(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def take_file(
    path: Path, origin: str, method: str, options: GatherOptions, *, follow: bool = False
) -> Taken | Unchanged | LeftOut:
    """Gives one file, or why it cannot be taken; what is no regular file, or is known in its state, is never opened."""
    name, notes = shown_name(path)
    settled_by = options.clock().timestamp() - _UNSETTLED
    try:
        if follow:
            path = path.resolve(strict=True)
        status = path.lstat()
        _refuse_special(status, name)
        state = _state_of(status)
        if state is not None and options.is_known(seen := Unchanged(name, origin, options.method or method, state)):
            return seen
        identity, head, tail = _looked_at(path, name, options)
    except CaptureError as error:
        return LeftOut(name, error.code, error.facts)
    except (OSError, ValueError, RuntimeError) as why:
        return LeftOut(name, _reason(why), {"name": name})

    def opened() -> BinaryIO:
        return _open(path, name, identity)

    media_type, doubts = media_type_of(head, tail, name)
    try:
        found = embedded(media_type, opened)
    except CaptureError as error:
        return LeftOut(name, error.code, error.facts)
    return Taken(
        name, origin, options.method or method, media_type, identity.size, opened, found.metadata, found.published,
        (*notes, *doubts, *found.notes), state=_settled(state, identity, settled_by),
    )  # fmt: skip


def _state_of(status: os.stat_result) -> FileState | None:
    """Gives the state of a file, where the system tells when a file changed (Windows has the day of its birth instead)."""
    if os.name == "nt" or not status.st_ino:
        return None
    return FileState(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _settled(state: FileState | None, identity: _Identity, settled_by: float) -> FileState | None:
    """Gives the state where it may be relied on later: a file changed this very moment can change again and look the same."""
    if state is None or state.newest > settled_by * 1_000_000_000:
        return None
    return state if identity == _Identity(state.device, state.inode, state.size, state.modified) else None


def _refuse_special(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise CaptureError("is-a-folder", name=name)
    if stat.S_ISLNK(status.st_mode):
        raise CaptureError("link-not-followed", name=name)
    if not stat.S_ISREG(status.st_mode):
        raise CaptureError("not-a-regular-file", name=name)


def _looked_at(path: Path, name: str, options: GatherOptions) -> tuple[_Identity, bytes, bytes]:
    with _raw(path) as raw:
        status = os.fstat(raw.fileno())
        _refuse_special(status, name)
        if status.st_size == 0:
            raise CaptureError("file-empty", name=name)
        if status.st_size > options.largest_file:
            raise CaptureError("file-too-large", name=name, megabytes=status.st_size >> 20, limit=options.largest_file >> 20)
        head = raw.read(HEAD)
        raw.seek(max(0, status.st_size - HEAD))
        return _Identity.of(status), head, raw.read(HEAD)


def _raw(path: Path) -> io.FileIO:
    return io.FileIO(path, "rb", opener=lambda name, _flags: os.open(name, _FLAGS | _NO_FOLLOW))


def _open(path: Path, name: str, identity: _Identity) -> BinaryIO:
    try:
        raw = _raw(path)
    except OSError as why:
        raise CaptureError(_reason(why), name=name) from None
    if _Identity.of(os.fstat(raw.fileno())) != identity:
        raw.close()
        raise CaptureError("file-changed", name=name)
    return cast(BinaryIO, io.BufferedReader(_Watched(raw, name, identity), _BUFFER))


class _Watched(io.RawIOBase):
    """A file being read; one that shrinks, grows, changes or fails under the reader ends as `CaptureError`."""

    def __init__(self, raw: io.FileIO, name: str, identity: _Identity) -> None:
        self._raw, self._name, self._identity = raw, name, identity

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._raw.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            count = self._raw.readinto(buffer)
        except OSError as why:
            raise CaptureError(_reason(why), name=self._name) from None
        if not count and _Identity.of(os.fstat(self._raw.fileno())) != self._identity:
            raise CaptureError("file-changed", name=self._name)
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


def _reason(why: Exception) -> str:
    """Gives the code for an operating system's refusal."""
    if isinstance(why, FileNotFoundError | NotADirectoryError):
        return "file-missing"
    if (isinstance(why, OSError) and why.errno == errno.ELOOP) or isinstance(why, RuntimeError):
        return "link-loop"
    if isinstance(why, OSError) and why.errno == errno.ENAMETOOLONG:
        return "name-too-long"
    return "file-unreadable"
