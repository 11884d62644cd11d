"""Views: that a member was shown a case, a list or passages is noted, once a day for each; nobody is kept from looking for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from govah.desk.cases.casefile import CaseFile, case_file
from govah.desk.onfile import handling
from govah.desk.retrieval.searching import Found, Query, find_all, search
from govah.desk.review.listing import DocumentRow, documents
from govah.errors import VaultError
from govah.records import Custody
from govah.vault import Vault

UNNOTED: Final = ("vault-busy", "disk-failed")
"""Why a view may go on that could not be noted: another process writes, or the disk takes nothing more."""

Unnoted = Callable[[str], object]
"""Is told why a view could not be noted: an error code."""


def view_case(
    vault: Vault, name_or_id: str, *, as_of: date, known_at: str = "", likely: bool = True, unnoted: Unnoted = str
) -> CaseFile:
    """Gives a person's case file to look at, and notes the look: at the person, and at each document that it rests on."""
    found = case_file(vault, name_or_id, as_of=as_of, known_at=known_at, likely=likely)
    _note(vault, handling.act(vault, "viewed", found.person.id, (one.id for one in found.documents)), unnoted)
    return found


def view_documents(vault: Vault, *, unnoted: Unnoted = str) -> list[DocumentRow]:
    """Gives the list of documents; that it was shown is noted on this device, not on each document that stood in it."""
    found = list(documents(vault))
    view_list(vault, "documents", unnoted=unnoted)
    return found


def view_list(vault: Vault, which: str, *, unnoted: Unnoted = str) -> None:
    """Notes that a list was shown, of `documents` or `persons`."""
    made = handling.act(vault, "viewed", vault.device)
    _note(vault, handling.remarked(made, which), unnoted)


def view_search(vault: Vault, words: str, *, unnoted: Unnoted = str) -> Found:
    """Finds words, and notes the look at each document whose words are shown."""
    found = search(vault, words)
    note_documents(vault, (one.document for one in found.passages), unnoted=unnoted)
    return found


def view_found(vault: Vault, query: Query, *, unnoted: Unnoted = str) -> Found:
    """Finds by words and filters, and notes the look at each document whose words are shown."""
    found = find_all(vault, query)
    shown = (*(one.document for one in found.passages), *(one.document for one in found.claims if one.quote))
    note_documents(vault, dict.fromkeys(shown), unnoted=unnoted)
    return found


def note_documents(vault: Vault, ids: Iterable[str], *, unnoted: Unnoted = str) -> None:
    """Notes a look at documents."""
    seen = list(ids)
    if seen:
        _note(vault, handling.act(vault, "viewed", seen[0], seen[1:]), unnoted)


def note_check(vault: Vault, *, quick: bool) -> None:
    """Notes that the whole vault was checked and found good, once a day; where it cannot be written, it is not noted."""
    made = handling.act(vault, "verified", vault.device)
    _note(vault, handling.remarked(made, "quick" if quick else "whole"), str)


def _note(vault: Vault, made: Custody, unnoted: Unnoted) -> None:
    try:
        handling.record(vault, *handling.once_a_day(vault, made))
    except VaultError as error:
        if error.code not in UNNOTED:
            raise
        unnoted(error.code)
