"""Looking things up about documents: how they came, who published them, and who may read what stands on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from govah.dates import Edtf
from govah.desk.onfile.erased import require_there
from govah.errors import NotFoundError
from govah.records import Capture, Derivation, Document, from_body
from govah.vault import Vault
from govah.vault.finding import heads_about


def document(vault: Vault, id_or_name: str) -> Document:
    """Gives one document by its id, or by the name it was captured under."""
    for stored in vault.get(id_or_name):
        if isinstance(stored.record, Document):
            return stored.record
    require_there(vault, id_or_name)
    named = {capture.document for capture in captures(vault) if capture.name == id_or_name}
    if len(named) > 1:
        raise NotFoundError("document-ambiguous", ids=", ".join(sorted(named)))
    if not named:
        raise NotFoundError("document-unknown", id=id_or_name[:40])
    return document(vault, named.pop())


def captures(vault: Vault) -> Iterator[Capture]:
    """Gives every capture that this reader may see, oldest first."""
    for stored in vault.of_kind("capture"):
        if isinstance(stored.record, Capture):
            yield stored.record


def captures_of(vault: Vault, document_id: str) -> tuple[Capture, ...]:
    """Gives how one document came to us, each time."""
    found = (stored.record for stored in vault.about(document_id, "capture"))
    return tuple(record for record in found if isinstance(record, Capture))


def open_captures_of(vault: Vault, document_id: str) -> tuple[Capture, ...]:
    """Gives the captures of a document that came from no person: the only ones that may be told of outside the desk."""
    found = (stored.record for stored in vault.about(document_id, "capture") if stored.compartment != "sources")
    return tuple(one for one in found if isinstance(one, Capture) and not one.source and one.method != "note")


def texts_of(vault: Vault, document_id: str) -> tuple[Derivation, ...]:
    """Gives the text derivations of a document, oldest first."""
    found = (stored.record for stored in vault.about(document_id, "derivation"))
    return tuple(record for record in found if isinstance(record, Derivation) and record.kind in ("text", "ocr"))


def text_heads_of(vault: Vault, document_id: str) -> tuple[Derivation, ...]:
    """Gives the same derivations; those of a long list without segments, title and tool, at a hundredth of the cost."""
    found = (from_body(one) for one in heads_about(vault, document_id))
    mine = (one for one in found if isinstance(one, Derivation) and one.document == document_id)
    return tuple(one for one in mine if one.kind in ("text", "ocr"))


def compartment_of(vault: Vault, document_id: str) -> str:
    """Gives the compartment that words of this document belong in: `sources` unless it was also captured openly."""
    seen = [stored.compartment for stored in vault.about(document_id, "capture")]
    return "team" if any(compartment != "sources" for compartment in seen) else "sources"


def publisher_of(vault: Vault, document_id: str) -> str:
    """Gives the voice that a document itself is: who sent it, or the site or channel it stood on; empty where unknown."""
    for capture in captures_of(vault, document_id):
        if capture.source:
            return capture.source
        host = urlsplit(capture.origin).hostname if "://" in capture.origin else None
        if host:
            return host.removeprefix("www.")
        publisher = dict(capture.metadata).get("publisher", "")
        if publisher:
            return publisher
    return ""


def published_on(vault: Vault, document_id: str) -> date | None:
    """Gives the day that a document says it was published on, where one day is known."""
    words = [one.published for one in captures_of(vault, document_id)]
    words += [one.published for one in text_heads_of(vault, document_id)]
    for text in words:
        if not text:
            continue
        when = Edtf.parse(text)
        if when.first is not None and when.first == when.last:
            return when.first
    return None
