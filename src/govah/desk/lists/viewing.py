"""A list opened: its sealed text, the mapping that holds for it, and what its rows come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from govah.desk.intake.listed import acceptance_of, confirmed_by, rows_left, sealed_text, waiting
from govah.desk.intake.reading import read_document_text
from govah.desk.lists import mappings
from govah.desk.lists.mappings import Wanted
from govah.desk.onfile.evidence import captures_of, document, texts_of
from govah.errors import UsageError
from govah.read import lists
from govah.records import Acceptance, Column, Derivation, Document, Extracted, Mapping, Stance
from govah.vault import Vault


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list with its sealed text and its mapping."""

    document: Document
    name: str
    "The name it was captured under."
    derivation: Derivation
    extracted: Extracted
    sheets: tuple[lists.Sheet, ...]
    mapping: str
    "Where the mapping comes from: `suggested`, `saved`, `accepted` or `corrected`."
    acceptance: Acceptance | None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Gives the columns of the sheets that name people."""
        return tuple(lists.addressed(self.sheets))

    @property
    def has_status(self) -> bool:
        """Answers whether each row says by itself what happened."""
        return any(column.role == "status" for column in self.columns)


@dataclass(frozen=True, slots=True)
class ListView:
    """A list as a person sees it before and after its decision."""

    document: str
    name: str
    derivation: str
    mapping: str
    sheets: tuple[SheetView, ...]
    rows: int
    told: int
    "Rows that one decision would take, or took."
    exceptions: int
    empty: int
    faults: tuple[lists.Fault, ...]
    "Every cell that a person must look at, by address and as written."
    claims: tuple[tuple[str, int], ...]
    "(predicate, how many claims), of the rows that are taken."
    reports: str
    acceptance: Acceptance | None
    reviewed: bool = False
    "Whether a member, and not only a script, accepted it."
    same: int = 0
    "Rows of a newer version that say what they said in the older."
    older: str = ""
    "A list with the same headers that was accepted before, of which this may be a newer version."

    @property
    def fault_counts(self) -> tuple[tuple[str, int], ...]:
        """Gives how often each fault is, the most frequent first."""
        return tuple(Counter(one.code for one in self.faults).most_common())


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet of a list."""

    name: str
    rows: int
    above: int
    "Rows above the header."
    is_list: bool
    columns: tuple[lists.Mapped, ...]


def open_list(vault: Vault, id_or_name: str, wanted: Wanted = ()) -> OpenList:
    """Opens a list under the mapping accepted, saved or suggested for it, with corrections; no list is a `UsageError`."""
    found = document(vault, id_or_name)
    names = [capture.name for capture in captures_of(vault, found.id)]
    name = names[0] if names else ""
    if not texts_of(vault, found.id):
        read_document_text(vault, found, name)
    accepted = acceptance_of(vault, found.id)
    texts = texts_of(vault, found.id)
    own = [one for one in texts if accepted is not None and one.id == accepted.derivation]
    derivation = next(reversed(own or texts), None)
    if derivation is None or not any(kind == "cell" for _, _, kind, *_ in derivation.segments[:20]):
        raise UsageError("list-none", id=found.id)
    extracted = sealed_text(vault, derivation)
    sheets, mapping = lists.list_of(extracted), "suggested"
    if accepted is not None and accepted.derivation == derivation.id:
        sheets, mapping = lists.by_columns(sheets, accepted.columns), "accepted"
    elif (saved := mappings.saved_for(vault, sheets)) is not None:
        sheets, mapping = lists.corrected(sheets, saved), "saved"
    if wanted:
        sheets, mapping = lists.corrected(sheets, lists.asked(sheets, wanted)), "corrected"
    return OpenList(found, name, derivation, extracted, sheets, mapping, accepted)


def read_open(opened: OpenList, manner: lists.Manner) -> Iterator[lists.RowTold]:
    """Reads every row of an open list, one by one; raises `UsageError` at once where no column names people."""
    if not any(sheet.is_list for sheet in opened.sheets):
        raise UsageError("list-nobody", id=opened.document.id)
    return lists.read_rows(opened.sheets, manner)


def view_list(vault: Vault, id_or_name: str, wanted: Wanted = (), *, reports: str = "") -> ListView:
    """Gives a list with its mapping, sample values and what its rows come to, before anybody decides."""
    opened = open_list(vault, id_or_name, wanted)
    return view_of(vault, opened, reports=reports)


def view_of(vault: Vault, opened: OpenList, *, reports: str = "") -> ListView:
    """Gives the view of an open list: what its rows would come to, or what they came to."""
    has_people = any(sheet.is_list for sheet in opened.sheets)
    from_1904 = lists.FROM_1904 in opened.extracted.notes
    manner = lists.Manner(reports, Stance.REPORTED, lists.day_of(vault.clock()), from_1904)
    kinds, said = Counter[str](), Counter[str]()
    faults: list[lists.Fault] = []
    for row in read_open(opened, manner) if has_people and opened.acceptance is None else ():
        kinds[row.kind] += 1
        faults += row.faults
        if row.kind == lists.TOLD:
            said.update(one.predicate for one in row.said)
    seen = ListView(
        document=opened.document.id,
        name=opened.name,
        derivation=opened.derivation.id,
        mapping=opened.mapping,
        sheets=tuple(SheetView(one.name, one.count, one.above, one.is_list, one.columns) for one in opened.sheets),
        rows=kinds.total(),
        told=kinds[lists.TOLD],
        exceptions=kinds[lists.EXCEPTION],
        empty=kinds[lists.EMPTY],
        faults=tuple(faults),
        claims=tuple(said.most_common()),
        reports=reports,
        acceptance=opened.acceptance,
        older=older_than(vault, opened) if opened.acceptance is None else "",
    )
    return seen if opened.acceptance is None else _decided(vault, opened, seen, opened.acceptance)


def _decided(vault: Vault, opened: OpenList, seen: ListView, accepted: Acceptance) -> ListView:
    return replace(
        seen,
        rows=accepted.rows,
        told=accepted.claimed,
        exceptions=accepted.exceptions,
        empty=accepted.empty,
        same=accepted.same,
        faults=faults_of(rows_left(vault, accepted, opened.extracted)),
        reports=accepted.reports,
        reviewed=accepted.actor == "member" or confirmed_by(vault, accepted.id) is not None,
    )


def map_list(vault: Vault, id_or_name: str, wanted: Wanted) -> tuple[ListView, Mapping]:
    """Corrects what the columns of a list hold and keeps it, for this list and for the next one with the same headers."""
    opened = open_list(vault, id_or_name, wanted)
    saved = mappings.save(vault, opened.document.id, opened.columns)
    return view_of(vault, opened), saved


def must_be_told(vault: Vault, id_or_name: str, wanted: Wanted) -> bool:
    """Answers whether somebody must say what a list reports: it has no decision yet, and its rows have no status of their own."""
    opened = open_list(vault, id_or_name, wanted)
    return opened.acceptance is None and not opened.has_status


def waiting_lists(vault: Vault) -> tuple[tuple[str, str], ...]:
    """Gives id and name of each list that waits for a decision on the whole."""
    found = []
    for id_ in waiting(vault):
        names = [capture.name for capture in captures_of(vault, id_)]
        found.append((id_, names[0] if names else ""))
    return tuple(found)


def older_than(vault: Vault, opened: OpenList) -> str:
    """Gives the newest accepted list with the same headers, of which this may be a newer version; empty where there is none."""
    for stored in sorted(vault.of_kind("acceptance"), key=lambda one: one.time, reverse=True):
        one = stored.record
        if not isinstance(one, Acceptance) or one.document == opened.document.id or one.confirms:
            continue
        if acceptance_of(vault, one.document) == one and lists.as_saved(opened.sheets, one.columns) is not None:
            return one.document
    return ""


def faults_of(told: Sequence[lists.RowTold]) -> tuple[lists.Fault, ...]:
    """Gives every fault, in the order of the rows."""
    return tuple(fault for row in told for fault in row.faults)
