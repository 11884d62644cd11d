"""Two versions of one list: which rows are new, gone or changed; a likeness that is not plain is only a suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from govah.read.lists.grid import column_number
from govah.read.lists.mapping import Sheet
from govah.read.lists.roles import AS_WRITTEN
from govah.read.lists.telling import EMPTY, RowTold, Said
from govah.text import fold, fold_name

BY_ID: Final = "id"
BY_NAME: Final = "name"
_ALIKE: Final = 92
_MOST_COMPARED: Final = 3_000
"""Rows without a partner up to which every one is held against every other; beyond, only equal names are told."""
_KEPT: Final = frozenset({"number", "note", AS_WRITTEN})
_SHARED: Final = 0.3
"""Share of ids that must stand in both lists for them to be ids at all, and no numbers given anew each time."""

Texts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a row says otherwise than before."""

    role: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A row in both versions, with what it says otherwise."""

    before: RowTold
    after: RowTold
    changes: tuple[Change, ...]
    said: tuple[Said, ...]
    "What the newer row says and the older did not."


@dataclass(frozen=True, slots=True)
class Maybe:
    """A new row that may be a gone one, changed beyond its key."""

    after: RowTold
    before: RowTold
    score: int
    "In hundredths."


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a newer version of a list says against the older."""

    key: str
    "`id` or `name`."
    new: tuple[RowTold, ...]
    changed: tuple[Changed, ...]
    gone: tuple[RowTold, ...]
    maybe: tuple[Maybe, ...]
    same: tuple[RowTold, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a list: its sheets and its rows, read."""

    sheets: tuple[Sheet, ...]
    told: Sequence[RowTold]


def compare(older: Version, newer: Version) -> Comparison:
    """Holds a newer version of a list against the older, row by row; rows of one key are paired in their order."""
    old, new = _Side(older), _Side(newer)
    roles = old.roles & new.roles
    key = _key_of(old, new)
    waiting: dict[tuple[str, ...], list[RowTold]] = {}
    for one in old.rows:
        waiting.setdefault(old.key(one, key, roles), []).append(one)
    added, pairs = [], []
    for one in new.rows:
        partners = waiting.get(new.key(one, key, roles))
        if partners:
            pairs.append((partners.pop(0), one))
        else:
            added.append(one)
    changed, same = [], []
    for before, after in pairs:
        changes = _changes(old.texts(before), new.texts(after), roles)
        if changes:
            changed.append(Changed(before, after, changes, _said_anew(before, after)))
        else:
            same.append(after)
    gone = [one for left in waiting.values() for one in left]
    maybe = _alike(added, gone)
    again = {id(one.after) for one in maybe}
    return Comparison(
        key, tuple(one for one in added if id(one) not in again), tuple(changed), tuple(gone), tuple(maybe), tuple(same)
    )


class _Side:
    """One version, its rows by role."""

    def __init__(self, version: Version) -> None:
        self.by_sheet = {
            sheet.name: {column_number(one.column.letters): one.role for one in sheet.columns} for sheet in version.sheets
        }
        self.roles = {one.role for sheet in version.sheets if sheet.is_list for one in sheet.columns} - _KEPT
        self.rows = [one for one in version.told if one.kind != EMPTY]

    def texts(self, one: RowTold) -> Texts:
        roles = self.by_sheet[one.row.sheet]
        found: dict[str, list[str]] = {}
        for cell in one.row.cells:
            found.setdefault(roles.get(cell.column, AS_WRITTEN), []).append(" ".join(cell.text.split()))
        return {role: tuple(texts) for role, texts in found.items()}

    def key(self, one: RowTold, by: str, roles: Iterable[str]) -> tuple[str, ...]:
        if by == BY_ID and one.id:
            return (one.id,)
        told = self.texts(one)
        parts = [role for role in sorted(roles) if role == "father" or role.endswith("when")]
        return (fold_name(one.name), *(fold(" ".join(told.get(role, ()))) for role in parts))


def _key_of(old: _Side, new: _Side) -> str:
    before, after = ({one.id for one in side.rows if one.id} for side in (old, new))
    least = min(len(before), len(after))
    return BY_ID if least and len(before & after) >= _SHARED * least else BY_NAME


def _changes(before: Texts, after: Texts, roles: Iterable[str]) -> tuple[Change, ...]:
    return tuple(
        Change(role, ", ".join(before.get(role, ())), ", ".join(after.get(role, ())))
        for role in sorted(roles)
        if before.get(role, ()) != after.get(role, ())
    )


def _said_anew(before: RowTold, after: RowTold) -> tuple[Said, ...]:
    known = {(one.predicate, one.value, one.stance, one.when, one.where) for one in before.said}
    return tuple(one for one in after.said if (one.predicate, one.value, one.stance, one.when, one.where) not in known)


def _alike(added: Sequence[RowTold], gone: Sequence[RowTold]) -> list[Maybe]:
    by_name: dict[str, list[RowTold]] = {}
    for one in gone:
        if one.name:
            by_name.setdefault(fold_name(one.name), []).append(one)
    few = len(added) * len(by_name) <= _MOST_COMPARED * _MOST_COMPARED // 10
    found: list[Maybe] = []
    for one in added:
        name = fold_name(one.name)
        if not name:
            continue
        if name in by_name:
            found.append(Maybe(one, by_name[name][0], 100))
        elif few and (best := process.extractOne(name, by_name.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)):
            found.append(Maybe(one, by_name[best[0]][0], round(best[1])))
    return found
