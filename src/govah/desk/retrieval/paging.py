"""Lists for a screen: documents and persons, newest first, a page at a time, whatever the size of the vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from govah.desk.onfile.withdrawals import is_withdrawn
from govah.desk.people.clusters import Person, person
from govah.desk.review.listing import DocumentRow, document_row
from govah.records import Document, Mention, person_of
from govah.vault import Vault
from govah.vault.paging import count_of, page_of

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """One page of a list."""

    rows: tuple[Row, ...]
    after: str
    "Asks for the next page; empty where this is the last."


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as a list shows them."""

    person: Person
    documents: int
    claims: int
    "Claims recorded about them, withdrawn ones included."


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much the vault holds."""

    documents: int = 0
    mentions: int = 0
    claims: int = 0
    others: tuple[tuple[str, int], ...] = field(default=())


def documents_page(vault: Vault, after: str = "", most: int = 50) -> Paged[DocumentRow]:
    """Gives documents, the last sealed first."""
    page = page_of(vault, "document", after, most)
    found = [(one.record, one.entry.id) for one in page.records]
    return Paged(tuple(document_row(vault, one, entry) for one, entry in found if isinstance(one, Document)), page.after)


def persons_page(vault: Vault, after: str = "", most: int = 50) -> Paged[PersonRow]:
    """Gives persons by the mention that each was born with, the last first; each stands on one page and once."""
    found: list[PersonRow] = []
    while len(found) < most:
        page = page_of(vault, "mention", after, 1 if len(found) + 1 == most else most - len(found))
        after = page.after
        found += [row for stored in page.records if isinstance(stored.record, Mention) and (row := _row(vault, stored.record))]
        if not after:
            break
    return Paged(tuple(found), after)


def sizes(vault: Vault, most: int = 1_000_000_000) -> Sizes:
    """Gives how many documents, mentions and claims can be read here; each is counted no further than `most`."""
    return Sizes(count_of(vault, "document", most), count_of(vault, "mention", most), count_of(vault, "fact", most))


def _row(vault: Vault, mention: Mention) -> PersonRow | None:
    """Gives the row of a person at the mention they were born with; None at every other, and where its list was taken back."""
    if mention.kind != "person" or (mention.acceptance and is_withdrawn(vault, mention.acceptance)):
        return None
    found = person(vault, person_of(mention.id))
    return person_row(vault, found) if found.mentions[0].id == mention.id else None


def person_row(vault: Vault, found: Person) -> PersonRow:
    """Gives one person's row."""
    documents = len({mention.document for mention in found.mentions})
    return PersonRow(found, documents, sum(vault.count_about(mention.id, "fact") for mention in found.mentions))
