"""Handing out what a released document looks like: a clean copy, made anew; the evidentiary copy is untouched."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from govah.desk.onfile import handling
from govah.desk.onfile.evidence import compartment_of, document, open_captures_of
from govah.desk.onfile.leaving import write_whole, written
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.errors import PublishError
from govah.publish import AUDIENCES
from govah.publish.cleaning import CLEANED, Cleaned, clean_apart, suffix_of
from govah.records import Derivation, Document, Release, new_id
from govah.vault import Vault

CLEAN = "clean"
"""The kind of a derivation that is a clean copy."""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A clean copy that left."""

    document: str
    derivation: str
    sha256: str
    "Of the copy."
    size: int
    media_type: str
    notes: tuple[str, ...]


def allow_originals(vault: Vault, documents: Sequence[str], audience: str, *, reason: str = "") -> Release:
    """Releases clean copies of documents, by id or name, to an audience; one that came from a person is refused."""
    if audience not in AUDIENCES:
        raise PublishError("audience-unknown", audience=audience[:20])
    found = [_open(vault, document(vault, one)) for one in documents]
    ids = tuple(dict.fromkeys(one.id for one in found))
    made = Release(new_id("release", vault.entropy), (), audience, vault.member, vault.clock(), reason=reason, documents=ids)
    act = replace(handling.act(vault, "released", made.id, ids), audience=audience, remarks="original")
    vault.append([[(made, "team"), handling.part(vault, act)]])
    return made


def publish_original(vault: Vault, name_or_id: str, audience: str, output: Path, *, to: str = "") -> HandedOut:
    """Writes a clean copy of a released document, and notes that it left: for whom, to whom, and with which SHA-256.

    The copy is a derivation: kept, sealed and linked to the document, with the program that made it. What comes out is pixels and
    nothing else. Where it cannot be noted, there is no file.

    Raises:
        PublishError: not released to that audience, come from a person, of a kind that has no clean copy, or damaged.
    """
    one = _open(vault, document(vault, name_or_id))
    if not any(audience == release.audience for release in _releases(vault, one.id)):
        raise PublishError("original-not-released", id=one.id, audience=audience[:20])
    wanted = suffix_of(CLEANED[one.media_type]) if one.media_type in CLEANED else ""
    if wanted and output.suffix.lower() != wanted:
        raise PublishError("original-suffix", suffix=wanted)
    made, data = clean_copy(vault, one)
    write_whole(output, data)
    with written(output):
        act = handling.act(vault, "published", one.id, (made.id,))
        told = replace(act, sha256=made.sha256, audience=audience, to=to, remarks="original")
        handling.record(vault, told)
    return HandedOut(one.id, made.id, made.sha256, made.size, CLEANED[one.media_type], made.notes)


def clean_copy(vault: Vault, one: Document) -> tuple[Derivation, bytes]:
    """Gives the clean copy of a document and its bytes; made once with each version of the program, and kept."""
    with vault.open_blob(one.blob) as source:
        made = clean_apart(source.read(), one.media_type)
    for kept in clean_copies_of(vault, one.id):
        if (kept.tool, kept.sha256) == (made.tool, hashlib.sha256(made.data).hexdigest()):
            return kept, made.data
    return _kept(vault, one, made), made.data


def clean_copies_of(vault: Vault, document_id: str) -> Iterator[Derivation]:
    """Gives the clean copies of a document that are kept."""
    for stored in vault.about(document_id, "derivation"):
        if isinstance(stored.record, Derivation) and stored.record.kind == CLEAN:
            yield stored.record


def _kept(vault: Vault, one: Document, made: Cleaned) -> Derivation:
    put = vault.put_blob(io.BytesIO(made.data))
    id_ = new_id("derivation", vault.entropy)
    kept = Derivation(id_, one.id, CLEAN, made.tool, put.sha256, put.size, put.id, notes=made.notes)
    act = replace(handling.act(vault, "derived", one.id, (id_,)), tool=made.tool, sha256=put.sha256)
    vault.append([[(kept, compartment_of(vault, one.id)), handling.part(vault, act)]])
    return kept


def _open(vault: Vault, one: Document) -> Document:
    """Gives the document, if it came openly at least once: of what a person brought, nothing leaves."""
    if not open_captures_of(vault, one.id):
        raise PublishError("original-of-source", id=one.id)
    return one


def _releases(vault: Vault, document_id: str) -> Iterator[Release]:
    for stored in vault.about(document_id, "release"):
        one = stored.record
        if isinstance(one, Release) and document_id in one.documents and not is_withdrawn(vault, one.id):
            yield one
