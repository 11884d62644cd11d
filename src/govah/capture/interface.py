"""What gathering gives and takes: a thing taken in, a thing left out and why, and the options of one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from govah.network import Resolve, resolve

TOOL = "govah-capture 1"
"""Name and version of what gathers, as a capture record states it."""


def utc_now() -> datetime:
    """Gives the time of this device's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text that somebody typed or pasted, or a note of a call or a visit."""

    text: str
    name: str = ""
    method: str = "paste"
    "`paste` or `note`."


@dataclass(frozen=True, slots=True)
class Handed:
    """The bytes of one file that came through a browser: they were never on this disk in the clear."""

    open: Callable[[], BinaryIO]
    "Gives them to read and seek in, from the first byte."
    size: int
    name: str
    "As the browser gives it: a name, or a path within a folder; never believed, only shown."
    method: str = "file"


Source = str | Path | Pasted | Handed
"""A path, an `http(s)` address, pasted text, or bytes."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What the system says of a file without its being read: as long as all of it stays, the bytes stay.

    Size and time of modification alone can be set back by whoever changes a file; the time of change is the system's own.
    """

    device: int
    inode: int
    size: int
    modified: int
    "Nanoseconds of POSIX time."
    changed: int
    "When anything about the file last changed, its name and permissions too."

    @property
    def newest(self) -> int:
        """The later of its two times."""
        return max(self.modified, self.changed)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that was not opened: the caller has it already, in this very state."""

    name: str
    origin: str
    method: str
    state: FileState


def nothing_known(_found: Unchanged) -> bool:
    """Answers that no file is known."""
    return False


@dataclass(frozen=True, slots=True)
class GatherOptions:
    """How one batch is gathered, and where it stops."""

    method: str = ""
    "What is written as the method where it is not the gatherer's own (`demo`)."
    hidden: bool = False
    "Whether files and folders whose name starts with a dot are taken from a folder."
    allow_private: bool = False
    "Whether an address may lead to this machine or its own network."
    proxy: str = ""
    "`http://…`, `socks5h://…`; empty for what `ALL_PROXY`, `HTTPS_PROXY` or `HTTP_PROXY` name."
    trusted_roots: str = ""
    "A PEM file of certificates to trust for addresses, in place of the system's."
    largest_file: int = 64 << 30
    largest_page: int = 64 << 20
    "Bytes of the largest answer taken from an address; it is held in memory, never on disk in the clear."
    deepest_folder: int = 100
    most_redirects: int = 10
    patience: float = 30.0
    "Seconds without a byte before an address is given up."
    longest: float = 300.0
    "Seconds that one address may take in all."
    clock: Callable[[], datetime] = utc_now
    is_known: Callable[[Unchanged], bool] = nothing_known
    "Is asked of each file whose state the system tells; one that is known is neither opened nor hashed."
    resolver: Resolve = resolve
    "Gives the numeric addresses of a host where no proxy resolves it."


@dataclass(frozen=True, slots=True)
class Taken:
    """One document as it was found; its bytes are read through `open`, as often as wanted, and never altered."""

    name: str
    "As shown: controls written out, never a path."
    origin: str
    "A URL, or the path within the folder that was given; never an absolute path."
    method: str
    media_type: str
    "By content first, then by name."
    size: int
    open: Callable[[], BinaryIO]
    "Opens the bytes anew; raises `CaptureError` where the file is gone or is no longer the same."
    metadata: tuple[tuple[str, str], ...] = ()
    published: str = ""
    "EDTF, where the document itself says when it was sent or published."
    notes: tuple[str, ...] = ()
    "Codes of what is doubtful (`extension-wrong`), from the vocabulary."
    related: tuple[Taken, ...] = ()
    "What was taken with it: for a page, the exchange with its server as WARC."
    readable: bool = True
    "False for what only accompanies a document that is read itself, such as the WARC of a page."
    tool: str = TOOL
    state: FileState | None = None
    "Of a file; None where the system does not tell when a file changed, or it changed so lately that it may again unseen."


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that was not taken, with the code and facts of its one line."""

    name: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Gatherer(Protocol):
    """One kind of source."""

    def takes(self, source: Source) -> bool:
        """Answers whether this kind is the one for that source."""
        ...

    def gather(self, source: Source, options: GatherOptions) -> Iterator[Taken | Unchanged | LeftOut]:
        """Gives what the source holds, in a fixed order, one at a time."""
        ...
