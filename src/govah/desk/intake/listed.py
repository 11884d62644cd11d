"""Which list waits for one decision on the whole of it, and which has one: then only its exceptions are suggestions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from govah.desk.intake.rowmentions import decided_rows, mentions_under, row_of_mention
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.errors import EvidenceError
from govah.read import lists
from govah.records import Acceptance, Derivation, Extracted, Locator, Reading, Segment
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
    accepted = acceptance_of(vault, document)
    if accepted is None and not lists.is_list(extracted):
        return None
    if accepted is not None:
        return lists.reading_of(extracted, rows_left(vault, accepted, extracted), voices=accepted.attribution)
    if not lists.has_more_rows(extracted, FEW):
        return None
    vault.cache_put(WAITING, document, "")
    return Reading("und", notes=(WAITS,))


def rows_left(vault: Vault, accepted: Acceptance, extracted: Extracted) -> list[lists.RowTold]:
    """Gives the rows that an acceptance left to a person; of a newer version only what is new, changed or doubtful.

    What it claimed is told by the mentions it made and not by reading the rows again: other rules than those of its day may call
    a claimed row an exception, or a row plain that it left.
    """
    rows = _rows_anew(vault, accepted, extracted)
    made = mentions_under(vault, accepted.id)
    is_whole = sum(map(len, made.values())) >= accepted.claimed
    decided = () if is_whole else decided_rows(vault, accepted.document)
    return [
        one
        for one in _unclaimed(vault, made, rows)
        if is_whole or one.kind == lists.EXCEPTION or (one.row.sheet, one.row.number) in decided
    ]


def _rows_anew(vault: Vault, accepted: Acceptance, extracted: Extracted) -> Callable[[], Iterable[lists.RowTold]]:
    """Gives what reads the rows that a decision was about, once more at each call: a long list is never held whole."""
    if accepted.newer_than:
        compared = compared_with(vault, accepted.newer_than, version_under(accepted, extracted))
        if compared is not None:
            anew = _anew(compared)
            return lambda: anew
    sheets = lists.by_columns(lists.list_of(extracted), accepted.columns)
    manner = manner_of(accepted, extracted)
    return lambda: (one for one in lists.read_rows(sheets, manner) if one.kind != lists.EMPTY)


def _unclaimed(
    vault: Vault, made: Mapping[str, Sequence[str]], rows: Callable[[], Iterable[lists.RowTold]]
) -> Iterator[lists.RowTold]:
    """Gives the rows without a mention; the place of one is looked up only where its name does not tell by itself.

    A mention of which nothing is claimed has no place: it stands for the first row of its name that no other one stands for.
    """
    named, doubted = Counter[str](), set[str]()
    for one in rows():
        named[one.name] += 1
        if one.kind == lists.EXCEPTION:
            doubted.add(one.name)
    doubted |= {name for name, ids in made.items() if named[name] != len(ids)}
    placed = [(name, row_of_mention(vault, id_)) for name in doubted for id_ in made.get(name, ())]
    places = {place for _, place in placed}
    loose = Counter(name for name, place in placed if place is None)
    for one in rows():
        if (one.row.sheet, one.row.number) in places or (one.name in made and one.name not in doubted):
            continue
        if loose[one.name]:
            loose[one.name] -= 1
        else:
            yield one


def version_under(accepted: Acceptance, extracted: Extracted) -> lists.Version:
    """Gives the rows of a list as the decision on it reads them."""
    sheets = lists.by_columns(lists.list_of(extracted), accepted.columns)
    return lists.Version(sheets, list(lists.read_rows(sheets, manner_of(accepted, extracted))))


def compared_with(vault: Vault, older: str, newer: lists.Version) -> lists.Comparison | None:
    """Holds a version against an older one that was accepted; None where that has no decision, or its text cannot be read."""
    accepted = acceptance_of(vault, older)
    if accepted is None:
        return None
    stored = next((one.record for one in vault.get(accepted.derivation) if isinstance(one.record, Derivation)), None)
    if stored is None:
        return None
    return lists.compare(version_under(accepted, sealed_text(vault, stored)), newer)


def left_of(compared: lists.Comparison) -> list[lists.RowTold]:
    """Gives the rows of a newer version that wait for a person: doubtful ones, and those new or changed that are not plain."""
    return [one for one in _anew(compared) if one.kind == lists.EXCEPTION]


def _anew(compared: lists.Comparison) -> list[lists.RowTold]:
    """Gives the rows of a newer version that are new, changed or doubtful, in order."""
    found = [*compared.new, *(one.after for one in compared.changed)]
    for maybe in compared.maybe:
        one = maybe.after
        fault = lists.Fault(one.row.address(one.row.cells[0]), "changed", maybe.before.row.address(maybe.before.row.cells[0]))
        found.append(one._replace(kind=lists.EXCEPTION, faults=(*one.faults, fault)))
    return sorted(found, key=lambda one: one.row.cells[0].start)


def sealed_text(vault: Vault, derivation: Derivation) -> Extracted:
    """Gives a sealed text as reading takes it, checked against its seal."""
    with vault.open_blob(derivation.blob) as blob:
        data = blob.read()
    if hashlib.sha256(data).hexdigest() != derivation.sha256:
        raise EvidenceError("blob-altered", id=derivation.id)
    segments = tuple(
        Segment(start, end, kind, Locator(page, message, cell)) for start, end, kind, page, message, cell in derivation.segments
    )
    return Extracted(data.decode("utf-8"), derivation.tool, segments, title=derivation.title, notes=derivation.notes)


def manner_of(accepted: Acceptance, extracted: Extracted) -> lists.Manner:
    """Gives how the rows of an accepted list are taken."""
    from_1904 = lists.FROM_1904 in extracted.notes
    return lists.Manner(accepted.reports, accepted.stance, lists.day_of(accepted.decided_at), from_1904)
