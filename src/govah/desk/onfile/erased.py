"""What was erased, when and by whom, as far as acts of custody tell it: an id that nobody can read any more is answered for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govah.desk.onfile.handling import acts_on
from govah.errors import NotFoundError
from govah.records import Custody, Erasure, is_id
from govah.vault import Vault

ERASED = "erased"


@dataclass(frozen=True, slots=True)
class ErasedItem:
    """An item that was destroyed."""

    id: str
    at: str
    by: str
    "Member id."
    reason: str


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """One erasure as a list shows it."""

    id: str
    erased_at: str
    erased_by: str
    device: str
    "In whose log it stands."
    reason: str
    parts: int
    blobs: int


def erased_item(vault: Vault, id_: str) -> ErasedItem | None:
    """Gives what is on record about the erasing of one id, or None where nothing is."""
    acts = [one.record for one in acts_on(vault, id_) if isinstance(one.record, Custody) and one.record.act == ERASED]
    return ErasedItem(id_, acts[-1].at, acts[-1].by, acts[-1].remarks) if acts else None


def erased_of(vault: Vault, person: str) -> tuple[ErasedItem, ...]:
    """Gives the items that were erased about a person of whom other things are left, oldest first."""
    acts = [one.record for one in acts_on(vault, person) if isinstance(one.record, Custody) and one.record.act == ERASED]
    return tuple(ErasedItem(one.item, one.at, one.by, one.remarks) for one in acts if person in one.items)


def mentions_erased(vault: Vault, since: str) -> int:
    """Gives how many mentions of people were erased from a time on: what stood in a list may be one of them."""
    acts = [one.record for one in vault.of_kind("custody") if isinstance(one.record, Custody) and one.record.act == ERASED]
    gone = {id_ for act in acts if act.at >= since for id_ in (act.item, *act.items) if is_id(id_, "mention")}
    return sum(not vault.get(id_) for id_ in gone)


def require_there(vault: Vault, id_: str) -> None:
    """Raises `NotFoundError` where that id was erased and nothing of it can be read here."""
    if not is_id(id_) or vault.get(id_):
        return
    found = erased_item(vault, id_)
    if found is not None:
        raise NotFoundError("item-erased", id=id_, at=found.at, by=found.by)


def erasures(vault: Vault) -> Iterator[ErasureRow]:
    """Gives every erasure on record here, oldest first."""
    for stored in vault.of_kind("erasure"):
        one = stored.record
        if isinstance(one, Erasure):
            yield ErasureRow(
                one.id, one.erased_at, one.erased_by, stored.entry.device, one.reason, len(one.parts), len(one.blobs)
            )


def erased_documents(vault: Vault) -> tuple[ErasedItem, ...]:
    """Gives the documents that were erased, oldest first."""
    acts = [one.record for one in vault.of_kind("custody") if isinstance(one.record, Custody) and one.record.act == ERASED]
    found = {
        id_: ErasedItem(id_, act.at, act.by, act.remarks)
        for act in acts
        for id_ in (act.item, *act.items)
        if is_id(id_, "document") and not vault.get(id_)
    }
    return tuple(found.values())
