"""Reading inside the vault: a document's text is sealed as a derivation, and what the rules suggest goes to the cache."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from govah.desk.intake.listed import reading_of_list
from govah.desk.intake.models import NO_MODELS, Models, reading_of
from govah.desk.onfile import handling, suggestions
from govah.desk.onfile.evidence import captures_of, compartment_of, document, published_on, texts_of
from govah.errors import EvidenceError, ReadError
from govah.read import read_document, refuse_large
from govah.read.interface import Suggester
from govah.read.models import refuse_far
from govah.records import Derivation, Document, Extracted, Segment, new_id
from govah.vault import Vault


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading one document gave."""

    document: str
    suggestions: int
    dropped: int
    notes: tuple[str, ...]


@dataclass(slots=True)
class Readings:
    """Texts that wait to be sealed together, with what was suggested of them; nothing is kept before `keep`."""

    results: list[ReadResult] = field(default_factory=list)
    entries: list[list[tuple[object, str]]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    suggested: dict[str, list[suggestions.Suggestion]] = field(default_factory=dict)

    def keep(self, vault: Vault) -> None:
        """Seals the texts as one durable whole, and puts the suggestions in the cache."""
        if self.entries:
            vault.append(self.entries, text=self.texts)
        for id_, made in self.suggested.items():
            suggestions.keep(vault, id_, made)


def read_document_text(
    vault: Vault, document: Document, name: str, suggesters: Sequence[Suggester] = (), *, ocr: bool = False
) -> ReadResult:
    """Extracts the text, seals it, and puts what the rules suggest in the cache, and what others do beside them."""
    waiting = Readings()
    result = read_into(waiting, vault, document, name, suggesters, ocr=ocr)
    waiting.keep(vault)
    return result


def read_into(
    waiting: Readings, vault: Vault, document: Document, name: str, suggesters: Sequence[Suggester] = (), *, ocr: bool = False
) -> ReadResult:
    """Extracts a document's text and reads it, to be sealed with others; a document that cannot be read leaves nothing behind."""
    refuse_large(document.size, name)
    with vault.open_blob(document.blob) as blob:
        data = blob.read()
    made: list[suggestions.Suggestion] = []
    notes: list[str] = []
    dropped = 0
    entries: list[list[tuple[object, str]]] = []
    texts: dict[str, str] = {}
    for extracted in read_document(data, document.media_type, name, ocr=ocr):
        published = extracted.published or published_on(vault, document.id)
        reading = reading_of_list(vault, document.id, extracted) or reading_of(extracted, published, suggesters)
        derivation, entry = _sealed(vault, document, extracted, reading.language, ocr=ocr)
        if entry:
            entries.append(entry)
            texts[derivation.id] = extracted.text
        made += suggestions.suggestions_of(vault, document.id, derivation, reading, extracted.text)
        notes += [*extracted.notes, *reading.notes]
        dropped += reading.dropped
    waiting.entries += entries
    waiting.texts |= texts
    waiting.suggested[document.id] = made
    result = ReadResult(document.id, len(made), dropped, tuple(notes))
    waiting.results.append(result)
    return result


def read_documents(
    vault: Vault, ids_or_names: Iterable[str], models: Models = NO_MODELS, *, ocr: bool = False
) -> Iterator[ReadResult]:
    """Reads documents again with the rules of today; decisions made before still stand."""
    suggesters = models.suggesters()
    for id_or_name in ids_or_names:
        found = document(vault, id_or_name)
        _may_be_shown(vault, found.id, models)
        names = [capture.name for capture in captures_of(vault, found.id)]
        yield read_document_text(vault, found, names[0] if names else "", suggesters, ocr=ocr)


def text_of(vault: Vault, derivation: Derivation) -> str:
    """Gives a derivation's text, checked against its seal."""
    with vault.open_blob(derivation.blob) as blob:
        data = blob.read()
    if hashlib.sha256(data).hexdigest() != derivation.sha256:
        raise EvidenceError("blob-altered", id=derivation.id)
    return data.decode("utf-8")


def _part(one: Segment) -> tuple[int, int, str, int, str, str]:
    return one.start, one.end, one.kind, one.locator.page, one.locator.message, one.locator.cell


def _sealed(
    vault: Vault, document: Document, extracted: Extracted, language: str, *, ocr: bool
) -> tuple[Derivation, list[tuple[object, str]]]:
    """Gives the derivation of a text and the entry that seals it; no entry where the same text was sealed before."""
    data = extracted.text.encode("utf-8")
    digest = hashlib.sha256(data).hexdigest()
    before = texts_of(vault, document.id)
    for known in before:
        if known.sha256 == digest and known.tool == extracted.tool:
            return known, []
    put = vault.put_blob(io.BytesIO(data))
    derivation = Derivation(
        id=new_id("derivation", vault.entropy),
        document=document.id,
        kind="ocr" if ocr and "tesseract" in extracted.tool else "text",
        tool=extracted.tool,
        sha256=put.sha256,
        size=put.size,
        blob=put.id,
        segments=tuple(_part(one) for one in extracted.segments),
        language=language,
        title=extracted.title,
        published=extracted.published.isoformat() if extracted.published else "",
        notes=extracted.notes,
    )
    parts: list[tuple[object, str]] = [(derivation, compartment_of(vault, document.id))]
    if before:
        made = handling.act(vault, "derived", document.id, (derivation.id,))
        parts.append(handling.part(vault, replace(made, tool=derivation.tool, sha256=derivation.sha256)))
    return derivation, parts


def _may_be_shown(vault: Vault, document: str, models: Models) -> None:
    """Raises `ReadError` where a document of `sources` would be shown to a model on another machine, whoever allowed it."""
    if not models.url or compartment_of(vault, document) != "sources":
        return
    try:
        refuse_far(replace(models.endpoint, away=False))
    except ReadError:
        raise ReadError("model-sources", id=document) from None
