"""Intake: seal what reaches the desk, say how it came, and read it."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final, cast

from govah.capture import GatherOptions, LeftOut, Pasted, Source, Taken, Unchanged, gather
from govah.desk.intake.reading import Readings, ReadResult, read_into
from govah.desk.intake.unchanged import AlreadyHere, Remembered
from govah.desk.onfile import evidence, handling
from govah.errors import GovahError
from govah.records import Capture, Document, new_id
from govah.vault import Vault

CHUNK: Final = 1 << 20
DEFAULT: Final = GatherOptions()
_MOST_FILES: Final = 256
_MOST_BYTES: Final = 64 << 20
"""What is sealed in one transaction: then it is synced and acknowledged."""
_MOST_READ: Final = 64
_MOST_BYTES_READ: Final = 8 << 20
"""The same where it is read too: reading takes longer, and nobody should wait for a sign of life."""

Progress = Callable[[str, int, int], None]
"""Is told the name of what is being sealed, how many of its bytes were read, and how many there are."""


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How a batch is taken in."""

    note: bool = False
    "A call memo or a visit: `sources` by default."
    source: str = ""
    "From whom; then the capture belongs to `sources`."
    terms: str = ""
    read: bool = True
    published: str = ""
    "EDTF, where the person who captures knows when it was published and the document does not say."
    rehash: bool = False
    "Whether every file is read and hashed, also where the system says that it did not change since it was captured."
    gather: GatherOptions = DEFAULT

    @property
    def compartment(self) -> str:
        """Gives who may read the capture: the few who keep sources, or the team."""
        return "sources" if self.note or self.source else "team"


@dataclass(frozen=True, slots=True)
class Failed:
    """One item that was left out, or sealed but not read, and why."""

    name: str
    code: str
    facts: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """One document taken in."""

    document: Document
    name: str
    captures: int
    "How often these bytes have come to us, this time included."
    suggestions: int
    notes: tuple[str, ...] = ()
    "Codes of what is doubtful about the file or was left out of its text."
    unread: Failed | None = None
    "Why it could not be read for text, where it was sealed all the same."


def capture_sources(
    vault: Vault, sources: Sequence[Source], options: IntakeOptions, *, progress: Progress = lambda _name, _done, _size: None
) -> Iterator[Sealed | AlreadyHere | Failed]:
    """Seals each source in turn and reads it; one that cannot be taken is told, and the rest goes on.

    Several are sealed as one durable whole; none is given before it is durable.
    """
    is_off = options.rehash or options.compartment == "sources"
    remembered = Remembered(vault, terms=options.terms, published=options.published, is_off=is_off)
    batch = _Batch(vault, options, _Known(vault), remembered, progress)
    given = tuple(_as_note(source, note=options.note) for source in sources)
    for item in gather(given, replace(options.gather, is_known=remembered.is_known)):
        for taken in (item, *item.related) if isinstance(item, Taken) else (item,):
            batch.take(taken)
            if batch.is_full:
                yield from batch.finish()
    yield from batch.finish()


def _as_note(source: Source, *, note: bool) -> Source:
    return replace(source, method="note") if note and isinstance(source, Pasted) else source


class _Known:
    """The documents that the vault has, by their bytes; looked up when the first file must be compared."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._by_size: dict[int, dict[str, Document]] | None = None

    def like(self, taken: Taken) -> Document | None:
        """Gives the document with these very bytes; what is like nothing in size is not hashed for it."""
        if self._by_size is None:
            self._by_size = {}
            for stored in self._vault.of_kind("document"):
                if isinstance(stored.record, Document):
                    self.add(stored.record)
        like = self._by_size.get(taken.size)
        return like.get(_sha256(taken)) if like else None

    def add(self, document: Document) -> None:
        """Notes a document that is being sealed."""
        if self._by_size is not None:
            self._by_size.setdefault(document.size, {})[document.sha256] = document

    def forget(self) -> None:
        """Looks again in the vault when it is next asked."""
        self._by_size = None


@dataclass(frozen=True, slots=True)
class _Ready:
    """One document that waits to be made durable."""

    taken: Taken
    document: Document
    captures: int
    is_fresh: bool


class _Batch:
    """Items in the order they came, sealed together; what a failure leaves of them is told item by item."""

    def __init__(self, vault: Vault, options: IntakeOptions, known: _Known, remembered: Remembered, progress: Progress) -> None:
        self._vault, self._options, self._known, self._remembered = vault, options, known, remembered
        self._progress = progress
        self._items: list[_Ready | AlreadyHere | Failed] = []
        self._entries: list[list[tuple[object, str]]] = []
        self._bytes = 0
        self._captures: Counter[str] = Counter()

    @property
    def is_full(self) -> bool:
        """Answers whether it is time to make durable what waits."""
        most, size = (_MOST_READ, _MOST_BYTES_READ) if self._options.read else (_MOST_FILES, _MOST_BYTES)
        return len(self._items) >= most or self._bytes >= size

    def take(self, item: Taken | Unchanged | LeftOut) -> None:
        """Seals one, or notes why not."""
        if isinstance(item, LeftOut):
            self._items.append(Failed(item.name, item.code, tuple(item.facts.items())))
            return
        if isinstance(item, Unchanged):
            self._items.append(self._remembered.already_here(item))
            return
        try:
            self._items.append(self._seal(item))
        except GovahError as error:
            self._items.append(_failed(item.name, error))

    def finish(self) -> Iterator[Sealed | AlreadyHere | Failed]:
        """Makes all that waits durable, then gives it, read where that was asked for."""
        items, entries = self._items, self._entries
        self._items, self._entries, self._bytes = [], [], 0
        self._captures.clear()
        if entries:
            try:
                self._vault.append(entries)
            except GovahError as error:
                self._known.forget()
                items = [_failed(one.taken.name, error) if isinstance(one, _Ready) else one for one in items]
        read = self._read([one for one in items if isinstance(one, _Ready)])
        self._read_left([one for one in items if isinstance(one, AlreadyHere)])
        for one in items:
            yield _told(one, read.get(one.document.id)) if isinstance(one, _Ready) else one

    def _read(self, ready: Sequence[_Ready]) -> dict[str, ReadResult | Failed]:
        """Reads what is fresh, and seals the texts together; one that cannot be read is told, and the others are kept."""
        found: dict[str, ReadResult | Failed] = {}
        waiting = Readings()
        for one in ready:
            wanted = self._options.read and one.taken.readable
            if not wanted or not (one.is_fresh or self._is_unread(one.document.id)):
                continue
            try:
                found[one.document.id] = read_into(waiting, self._vault, one.document, one.taken.name)
            except GovahError as error:
                found[one.document.id] = _failed(one.taken.name, error)
        try:
            waiting.keep(self._vault)
        except GovahError as error:
            names = {one.document.id: one.taken.name for one in ready}
            found |= {one.document: _failed(names[one.document], error) for one in waiting.results}
        return found

    def _is_unread(self, document: str) -> bool:
        return not self._vault.count_about(document, "derivation")

    def _read_left(self, known: Sequence[AlreadyHere]) -> None:
        """Reads what was sealed before and never read, as a stop in the middle leaves it; what no rule reads stays as it is."""
        waiting = Readings()
        for one in known:
            if self._options.read and self._is_unread(one.document):
                with contextlib.suppress(GovahError):
                    read_into(waiting, self._vault, evidence.document(self._vault, one.document), one.name)
        waiting.keep(self._vault)

    def _seal(self, taken: Taken) -> _Ready:
        vault, options = self._vault, self._options
        self._progress(taken.name, 0, taken.size)
        document = self._known.like(taken)
        is_fresh, before = document is None, 0 if document is None else vault.count_about(document.id, "capture")
        if document is None:
            with _Told(taken, self._progress) as source:
                put = vault.put_blob(cast(BinaryIO, source))
            document = Document(new_id("document", vault.entropy), put.sha256, put.size, taken.media_type, put.id)
            self._entries.append([(document, options.compartment)])
            self._bytes += put.size
        capture = _capture(vault, taken, options, document)
        handled = handling.act(vault, "captured", document.id, (capture.id,))
        self._entries.append([(capture, options.compartment), handling.part(vault, handled)])
        self._known.add(document)
        self._captures[document.id] += 1
        self._remembered.keep(document, capture, taken.state)
        self._progress(taken.name, taken.size, taken.size)
        return _Ready(taken, document, before + self._captures[document.id], is_fresh)


class _Told(io.BufferedIOBase):
    """The bytes of one document on their way into the vault, which tell how far they have come."""

    def __init__(self, taken: Taken, progress: Progress) -> None:
        self._taken, self._progress, self._done = taken, progress, 0
        self._source = taken.open()

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        data = self._source.read(-1 if size is None else size)
        self._tell(len(data))
        return data

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count: int = self._source.readinto(buffer) or 0  # type: ignore[attr-defined]
        self._tell(count)
        return count

    def close(self) -> None:
        self._source.close()
        super().close()

    def _tell(self, count: int) -> None:
        self._done += count
        if count and self._taken.size > CHUNK:
            self._progress(self._taken.name, self._done, self._taken.size)


def _told(one: _Ready, read: ReadResult | Failed | None) -> Sealed:
    suggestions, notes, unread = 0, one.taken.notes, None
    if isinstance(read, ReadResult):
        suggestions, notes = read.suggestions, (*notes, *read.notes)
    elif read is not None:
        unread = read
    return Sealed(one.document, one.taken.name, one.captures, suggestions, tuple(dict.fromkeys(notes)), unread)


def _failed(name: str, error: GovahError) -> Failed:
    return Failed(name, error.code, tuple(error.facts.items()))


def _capture(vault: Vault, taken: Taken, options: IntakeOptions, document: Document) -> Capture:
    return Capture(
        id=new_id("capture", vault.entropy),
        document=document.id,
        captured_by=vault.member,
        captured_at=vault.clock(),
        tool=taken.tool,
        method="note" if options.note else taken.method,
        name=taken.name,
        origin=taken.origin,
        source=options.source,
        terms=options.terms,
        published=options.published or taken.published,
        metadata=taken.metadata,
    )


def _sha256(taken: Taken) -> str:
    digest = hashlib.sha256()
    with taken.open() as source:
        for chunk in _chunks(source):
            digest.update(chunk)
    return digest.hexdigest()


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk
