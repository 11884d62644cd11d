"""Which list waits for one decision on the whole of it, and which has one: then only its exceptions are suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govah.desk.withdrawals import is_withdrawn
from govah.read import lists
from govah.records import Acceptance, Extracted, Reading
from govah.vault import Vault

FEW: Final = 300
"""Rows up to which a list is suggested row by row until somebody decides on the whole of it."""
WAITS: Final = "list-waits"
"""Note: a list whose rows wait for one decision on the whole."""
WAITING: Final = "list-waiting"
"""Kind of cache entry: a document's id, where it is a list of many rows."""


def acceptances(vault: Vault, document: str) -> Iterator[Acceptance]:
    """Gives the standing decisions on a whole list, oldest first; those that only confirm another are left out."""
    for stored in vault.about(document, "acceptance"):
        one = stored.record
        if isinstance(one, Acceptance) and one.document == document and not one.confirms and not is_withdrawn(vault, one.id):
            yield one


def acceptance_of(vault: Vault, document: str) -> Acceptance | None:
    """Gives the newest standing decision on a whole list, or None."""
    found = None
    for one in acceptances(vault, document):
        found = one
    return found


def confirmed_by(vault: Vault, acceptance: str, known_at: str | None = None) -> Acceptance | None:
    """Gives the decision by which a member made a script's acceptance theirs, or None."""
    for stored in vault.about(acceptance, "acceptance"):
        one = stored.record
        is_own = isinstance(one, Acceptance) and one.confirms == acceptance and one.actor == "member"
        if is_own and (known_at is None or stored.time <= known_at) and not is_withdrawn(vault, one.id, known_at):
            return one if isinstance(one, Acceptance) else None
    return None


def waiting(vault: Vault) -> tuple[str, ...]:
    """Gives the documents that are lists of many rows and have no decision yet."""
    return tuple(document for document, _ in vault.cache_items(WAITING) if acceptance_of(vault, document) is None)


def reading_of_list(vault: Vault, document: str, extracted: Extracted) -> Reading | None:
    """Gives what may be suggested of a list: its exceptions once it is accepted, nothing while it waits.

    None where the document is no list, or one of few rows, which is read like any other document.
    """
    if not lists.is_list(extracted):
        return None
    accepted = acceptance_of(vault, document)
    if accepted is not None:
        return exceptions_under(accepted, extracted)
    if sum(len(sheet.rows) for sheet in lists.list_of(extracted) if sheet.is_list) <= FEW:
        return None
    vault.cache_put(WAITING, document, "")
    return Reading("und", notes=(WAITS,))


def exceptions_under(accepted: Acceptance, extracted: Extracted) -> Reading:
    """Gives the rows that an acceptance left to a person, as suggestions; each says by its rule why it was left."""
    manner = manner_of(accepted, extracted)
    told = lists.read_rows(lists.by_columns(lists.list_of(extracted), accepted.columns), manner)
    left = (one for one in told if one.kind == lists.EXCEPTION)
    return lists.reading_of(extracted, left, voices=accepted.attribution)


def manner_of(accepted: Acceptance, extracted: Extracted) -> lists.Manner:
    """Gives how the rows of an accepted list are taken."""
    from_1904 = lists.FROM_1904 in extracted.notes
    return lists.Manner(accepted.reports, accepted.stance, lists.day_of(accepted.decided_at), from_1904)
