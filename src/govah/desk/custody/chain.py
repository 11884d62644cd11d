"""The chain of custody of one document: how it came, what was made of it, who handled it, and if its bytes are those sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from govah.desk.custody.stamped import Placed, placed
from govah.desk.onfile.handling import acts_on
from govah.errors import EvidenceError, VaultError
from govah.records import Capture, Custody, Derivation, Device, Document
from govah.vault import Stored, Vault

SOURCES: Final = "sources"


@dataclass(frozen=True, slots=True)
class Handled:
    """One act: who, what, when by the device's clock, and the entry that says so."""

    time: str
    act: str
    by: str
    "Member id."
    device: str
    entry: str
    record: str
    "Id of the record that tells of it."
    tool: str = ""
    sha256: str = ""
    audience: str = ""
    to: str = ""
    remarks: str = ""
    sources: bool = False
    "Whether something of `sources` left with it."


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes hashed again, now, and compared with their seal."""

    state: str
    "`intact`, `altered`, `missing`, `not-here` where they have not come yet, `unreadable` where this device has no key for them."
    sha256: str = ""
    "What was found."


@dataclass(frozen=True, slots=True)
class Collected:
    """One capture: how, with what, when, from where, and from whom for those who may read that."""

    capture: Capture
    entry: str
    recorded_at: str
    "By the clock of the same device, when the entry was written."
    device: str
    compartment: str


@dataclass(frozen=True, slots=True)
class Derived:
    """One product of the document; the document itself is untouched by it."""

    derivation: Derivation
    entry: str
    recorded_at: str
    device: str
    by: str
    kept: Kept


@dataclass(frozen=True, slots=True)
class DocumentCustody:
    """Everything on record about one document as an item of evidence."""

    document: Document
    entry: str
    recorded_at: str
    device: str
    kept: Kept
    collected: tuple[Collected, ...]
    withheld: int
    "Captures that are on record and not shown: this reader may not see them, or they were left out on purpose."
    derived: tuple[Derived, ...]
    placed: Placed | None
    "Between which times it was entered, as others say."
    handled: tuple[Handled, ...]
    not_known: tuple[str, ...]
    "Codes of what the record cannot say."


def chain_of(vault: Vault, stored: Stored, *, with_sources: bool) -> DocumentCustody:
    """Gives the chain of one document; every byte of it and of what was derived from it is hashed again."""
    document: Document = stored.record
    owners = owners_of(vault)
    acts = [one for one in acts_on(vault, document.id) if with_sources or not one.record.sources]
    collected = _collected(vault, document.id, with_sources=with_sources)
    known = {one.capture.id for one in collected}
    captured = [one for one in acts if one.record.act == "captured"]
    where = next((one for one in placed(vault, document.id) if one.entry == stored.entry.id), None)
    derived = _derived(vault, document.id, owners, acts, with_sources=with_sources)
    return DocumentCustody(
        document=document,
        entry=stored.entry.id,
        recorded_at=stored.time,
        device=stored.entry.device,
        kept=hashed(vault, document.blob, document.sha256),
        collected=collected,
        withheld=_withheld(vault, document.id, captured, known),
        derived=derived,
        placed=where,
        handled=tuple(handled_of(one) for one in acts if not (one.record.act == "captured" and known & set(one.record.items))),
        not_known=tuple(_not_known(collected, captured, where)),
    )


def handled_of(stored: Stored) -> Handled:
    """Gives a record of custody as an act."""
    one: Custody = stored.record
    return Handled(
        one.at, one.act, one.by, stored.entry.device, stored.entry.id, one.id, one.tool, one.sha256, one.audience, one.to,
        one.remarks, one.sources,
    )  # fmt: skip


def owners_of(vault: Vault) -> Mapping[str, str]:
    """Gives the member of each device."""
    devices = (one.record for one in vault.of_kind("device"))
    return {one.id: one.member for one in devices if isinstance(one, Device)}


def hashed(vault: Vault, blob: str, sealed: str) -> Kept:
    """Hashes what is kept, in constant memory, and compares it with the seal."""
    try:
        with vault.open_blob(blob) as source:
            found = _digest(source)
    except EvidenceError as error:
        return Kept({"blob-unknown": "missing", "blob-not-here": "not-here"}.get(error.code, "altered"))
    except VaultError:
        return Kept("unreadable")
    return Kept("intact" if found == sealed else "altered", found)


def _digest(source: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


def _collected(vault: Vault, document: str, *, with_sources: bool) -> tuple[Collected, ...]:
    return tuple(
        Collected(one.record, one.entry.id, one.time, one.entry.device, one.compartment)
        for one in vault.about(document, "capture")
        if isinstance(one.record, Capture) and (with_sources or not _is_of_a_source(one))
    )


def _is_of_a_source(stored: Stored) -> bool:
    capture: Capture = stored.record
    return stored.compartment == SOURCES or bool(capture.source) or capture.method == "note"


def _withheld(vault: Vault, document: str, captured: Iterable[Stored], known: set[str]) -> int:
    on_record = {item for one in captured for item in one.record.items}
    on_record |= {one.record.id for one in vault.about(document, "capture") if one.record is not None}
    return len(on_record - known)


def _derived(
    vault: Vault, document: str, owners: Mapping[str, str], acts: Iterable[Stored], *, with_sources: bool
) -> tuple[Derived, ...]:
    by = {item: one.record.by for one in acts if one.record.act == "derived" for item in one.record.items}
    return tuple(
        Derived(
            derivation=one.record,
            entry=one.entry.id,
            recorded_at=one.time,
            device=one.entry.device,
            by=by.get(one.record.id, owners.get(one.entry.device, "")),
            kept=hashed(vault, one.record.blob, one.record.sha256),
        )
        for one in vault.about(document, "derivation")
        if isinstance(one.record, Derivation) and (with_sources or one.compartment != SOURCES)
    )


def _not_known(collected: tuple[Collected, ...], captured: Iterable[Stored], where: Placed | None) -> Iterable[str]:
    came = [one.capture for one in collected]
    if not came:
        yield "capture"
    else:
        lacks = {
            "origin": not any(one.origin for one in came),
            "source": not any(one.source for one in came),
            "published": not any(one.published for one in came),
            "metadata": not any(one.metadata for one in came),
        }
        yield from (code for code, is_lacking in lacks.items() if is_lacking)
    if not list(captured):
        yield "acts"
    if where is None or where.bracket.not_after is None:
        yield "stamp"
    elif where.is_outside:
        yield "clock"
    yield "before"
    yield "copies"
