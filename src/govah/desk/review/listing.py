"""Listing what the vault holds, document by document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govah.desk.onfile import suggestions
from govah.desk.onfile.evidence import captures_of
from govah.records import Document
from govah.vault import Vault


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as a list shows it."""

    id: str
    name: str
    "The name it was captured under; empty for a reader who may not see the capture."
    sha256: str
    size: int
    media_type: str
    captures: int
    suggestions: int
    pending: int
    entry: str
    "The journal entry that sealed it."
    captured_at: str = ""
    published: str = ""
    from_source: bool = False
    "Whether it came from a person: then its name is not shown outside the desk."
    here: bool = True
    "Whether its bytes are in this vault: a packet may have left them out."


def documents(vault: Vault) -> Iterator[DocumentRow]:
    """Gives every document, in the order of sealing."""
    for stored in vault.of_kind("document"):
        if isinstance(stored.record, Document):
            yield document_row(vault, stored.record, stored.entry.id)


def document_row(vault: Vault, document: Document, entry: str) -> DocumentRow:
    """Gives one document's row."""
    came = captures_of(vault, document.id)
    made = suggestions.of_document(vault, document.id)
    return DocumentRow(
        id=document.id,
        name=came[0].name if came else "",
        sha256=document.sha256,
        size=document.size,
        media_type=document.media_type,
        captures=len(came),
        suggestions=len(made),
        pending=sum(1 for _ in suggestions.pending(vault, [document.id])),
        entry=entry,
        captured_at=came[0].captured_at if came else "",
        published=next((one.published for one in came if one.published), ""),
        from_source=any(one.source or one.method == "note" for one in came),
        here=vault.has_blob(document.blob),
    )
