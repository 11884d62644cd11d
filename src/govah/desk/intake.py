"""Intake: seal what reaches the desk, say how it came, and read it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from govah.capture import GatherOptions, LeftOut, Pasted, Source, Taken, gather
from govah.desk import handling
from govah.desk.reading import read_document_text
from govah.errors import GovahError
from govah.records import Capture, Document, new_id
from govah.vault import Vault

CHUNK: Final = 1 << 20
DEFAULT: Final = GatherOptions()


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
    vault: Vault, sources: Sequence[Source], options: IntakeOptions, *, progress: Callable[[str], None] = lambda _name: None
) -> Iterator[Sealed | Failed]:
    """Seals each source in turn and reads it; one that cannot be taken is told, and the rest goes on."""
    known = {document.sha256: document for document in _documents(vault)}
    for item in gather(tuple(_as_note(source, note=options.note) for source in sources), options.gather):
        if isinstance(item, LeftOut):
            yield Failed(item.name, item.code, tuple(item.facts.items()))
            continue
        for taken in (item, *item.related):
            progress(taken.name)
            try:
                yield _seal(vault, taken, options, known)
            except GovahError as error:
                yield Failed(taken.name, error.code, tuple(error.facts.items()))


def _as_note(source: Source, *, note: bool) -> Source:
    return replace(source, method="note") if note and isinstance(source, Pasted) else source


def _documents(vault: Vault) -> Iterator[Document]:
    for stored in vault.of_kind("document"):
        if isinstance(stored.record, Document):
            yield stored.record


def _seal(vault: Vault, taken: Taken, options: IntakeOptions, known: dict[str, Document]) -> Sealed:
    digest = _sha256(taken)
    document = known.get(digest)
    fresh = document is None
    entries: list[list[tuple[object, str]]] = []
    if document is None:
        with taken.open() as source:
            put = vault.put_blob(source)
        document = Document(new_id("document", vault.entropy), put.sha256, put.size, taken.media_type, put.id)
        entries.append([(document, options.compartment)])
    capture = _capture(vault, taken, options, document)
    handled = handling.act(vault, "captured", document.id, (capture.id,))
    entries.append([(capture, options.compartment), handling.part(vault, handled)])
    vault.append(entries)
    known[document.sha256] = document
    captures = sum(1 for _ in vault.about(document.id, "capture"))
    suggestions, notes, unread = 0, list(taken.notes), None
    if options.read and fresh and taken.readable:
        try:
            read = read_document_text(vault, document, taken.name)
            suggestions, notes = read.suggestions, [*notes, *read.notes]
        except GovahError as error:
            unread = Failed(taken.name, error.code, tuple(error.facts.items()))
    return Sealed(document, taken.name, captures, suggestions, tuple(dict.fromkeys(notes)), unread)


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
