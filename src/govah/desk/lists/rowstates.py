"""A list row by row as it was written, with what became of each row."""

from __future__ import annotations

from collections.abc import Iterator

from govah.desk.cases.claims import accepted_with
from govah.desk.intake.listed import manner_of, rows_left
from govah.desk.lists.viewing import OpenList
from govah.read import lists
from govah.read.lists.grid import Row, column_number
from govah.records import Mention, person_of
from govah.vault import Vault
from govah.words import say

Line = tuple[str | int, ...]


def row_states(vault: Vault, opened: OpenList, lang: str, *, with_sources: bool) -> tuple[tuple[str, ...], Iterator[Line]]:
    """Gives a list's headers as written, and each row: address, state, person, reviewed, faults, and its cells as written."""
    sheets = [sheet for sheet in opened.sheets if sheet.is_list]
    columns = max((sheet.columns for sheet in sheets), key=len, default=())
    header = tuple(one.column.header or one.column.letters for one in columns)
    return header, _lines(vault, opened, lang, with_sources=with_sources)


def _lines(vault: Vault, opened: OpenList, lang: str, *, with_sources: bool) -> Iterator[Line]:
    hidden = "" if with_sources else say("export.withheld", lang)
    accepted = opened.acceptance
    left: dict[tuple[str, int], lists.RowTold] = {}
    owners, reviewed = _Owners(iter(())), ""
    manner = lists.Manner(from_1904=lists.FROM_1904 in opened.extracted.notes)
    if accepted is not None:
        manner = manner_of(accepted, opened.extracted)
        left = {(one.row.sheet, one.row.number): one for one in rows_left(vault, accepted, opened.extracted)}
        owners = _Owners(_born(vault, accepted.id))
        decided = accepted_with(vault, accepted.id)
        reviewed = say("export.yes" if decided is not None and decided.actor == "member" else "export.unreviewed", lang)
    for one in lists.read_rows(opened.sheets, manner):
        place = (one.row.sheet, one.row.number)
        owner = "" if place in left or one.kind == lists.EMPTY else owners.of(one.name)
        state = _state(one, left.get(place), owner, is_accepted=accepted is not None)
        faults = "; ".join(f"{fault.address}: {say('list.fault-' + fault.code, lang)}" for fault in left.get(place, one).faults)
        shown = (say(f"export.state-{state}", lang), owner, reviewed if owner else "", faults)
        yield one.row.address(one.row.cells[0]), *shown, *_cells(one.row, opened, hidden)


def _state(one: lists.RowTold, left: lists.RowTold | None, owner: str, *, is_accepted: bool) -> str:
    if one.kind == lists.EMPTY:
        return "empty"
    if owner:
        return "claimed"
    if left is not None or one.kind == lists.EXCEPTION:
        return "exception"
    return "same" if is_accepted else "waiting"


def _born(vault: Vault, acceptance: str) -> Iterator[tuple[str, str]]:
    """Gives name and person of each mention that a decision made, as they were journalled: in the order of the rows."""
    for stored in vault.about(acceptance, "mention"):
        if isinstance(stored.record, Mention):
            yield stored.record.name, person_of(stored.record.id)


class _Owners:
    """The person born with each claimed row, asked for row after row."""

    def __init__(self, born: Iterator[tuple[str, str]]) -> None:
        self._born = born
        self._next = next(born, None)

    def of(self, name: str) -> str:
        """Gives the person of the next row that bears this name and was not left; empty where none was born with it."""
        if self._next is None or self._next[0] != name:
            return ""
        owner = self._next[1]
        self._next = next(self._born, None)
        return owner


def _cells(row: Row, opened: OpenList, hidden: str) -> Iterator[str]:
    columns = next((sheet.columns for sheet in opened.sheets if sheet.name == row.sheet), ())
    by_column = {cell.column: cell.text for cell in row.cells}
    for one in columns:
        said = by_column.get(column_number(one.column.letters), "")
        yield hidden if hidden and said and lists.is_sensitive(one.role) else said
