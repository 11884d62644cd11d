"""A mapping suggested: for each column of each sheet a role, how sure that is, and why; what is not known is kept as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from govah.errors import UsageError
from govah.read.extract.cells import column_name
from govah.read.lists.cells import is_unsaid
from govah.read.lists.contents import LOOKED_AT, Profile, profile
from govah.read.lists.grid import Row, Rows, column_number
from govah.read.lists.headers import Header, bare_header_of, header_of, role_by_header
from govah.read.lists.roles import AS_WRITTEN, WHEN, check_role, expects
from govah.records import Column
from govah.text import fold

SURE: Final = 50
"""Confidence below which a suggested role is shown but not taken: the column is kept as written until a person says otherwise."""
_ENOUGH: Final = 5
"""Filled cells from which on they can deny their header; fewer may just be bad cells."""
SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 60
NAMES: Final = ("name", "name.given", "name.family", "name+age")


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column with its role, and why it was given it."""

    column: Column
    confidence: int
    "In hundredths."
    reason: str
    "A code: `header`, `header-part`, `contents`, `contents-differ`, `person`, `unknown`…"
    filled: int
    samples: tuple[str, ...]
    guess: str = ""
    "The role that was thought of and not taken, because the header and the cells do not agree."

    @property
    def role(self) -> str:
        """Gives what the column is taken for."""
        return self.column.role


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its header, its columns, and the rows below."""

    name: str
    header: Header
    columns: tuple[Mapped, ...]
    above: int
    "Rows above the header: a banner, a date, an author."
    body: Rows
    "Its rows, those above the header and the header too."
    count: int
    "Rows below the header."

    @property
    def rows(self) -> Iterator[Row]:
        """Gives the rows below the header, read anew."""
        return islice(self.body, self.header.body, None)

    @property
    def is_list(self) -> bool:
        """Answers whether its rows name people."""
        return any(one.role in NAMES for one in self.columns)


def sheets(found: Mapping[str, Rows], *, from_1904: bool = False) -> tuple[Sheet, ...]:
    """Gives each sheet with the mapping suggested from its headers and its cells."""
    made = (_sheet(name, own, from_1904=from_1904) for name, own in found.items())
    return tuple(sheet for sheet in made if sheet is not None)


def corrected(found: Sequence[Sheet], roles: Mapping[tuple[str, str], Column]) -> tuple[Sheet, ...]:
    """Gives the sheets with columns as a person said, by (sheet, letters); a column that nobody named stays as suggested."""
    return tuple(replace(sheet, columns=tuple(_said(one, roles) for one in sheet.columns)) for sheet in found)


def asked(found: Sequence[Sheet], wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Column]:
    """Gives columns corrected by what a person typed: (letters, `Sheet!C` or the header, role or `role:dmy`).

    A header that several columns bear corrects them all; one that none bears is a `UsageError`.
    """
    made: dict[tuple[str, str], Column] = {}
    for name, role in wanted:
        plain, _, order = role.partition(":")
        if order not in ("", "dmy", "mdy"):
            raise UsageError("list-order-unknown", order=order[:10])
        for one in _named(found, name):
            made[one.sheet, one.letters] = replace(one, role=check_role(plain), order=order or one.order)
    return made


def as_saved(found: Sequence[Sheet], saved: Sequence[Column]) -> dict[tuple[str, str], Column] | None:
    """Gives the columns of a mapping made for a list with the same headers, put on this one; None where the headers differ."""
    made: dict[tuple[str, str], Column] = {}
    for sheet in found:
        by_header: dict[str, list[Column]] = {}
        for column in saved:
            by_header.setdefault(fold(column.header), []).append(column)
        for one in sheet.columns:
            known = by_header.get(fold(one.column.header), ()) if one.column.header else ()
            in_place = (column for column in known if column.letters == one.column.letters)
            fitting = next(in_place, known[0] if len(known) == 1 else None)
            if fitting is not None:
                made[one.column.sheet, one.column.letters] = replace(one.column, role=fitting.role, order=fitting.order)
    headers = {fold(one.column.header) for sheet in found if sheet.is_list for one in sheet.columns if one.column.header}
    return made if headers and headers == {fold(column.header) for column in saved if column.header} else None


def _named(found: Sequence[Sheet], name: str) -> list[Column]:
    sheet, _, letters = name.rpartition("!")
    columns = [one.column for own in found for one in own.columns]
    if re.fullmatch(r"[A-Z]{1,3}", letters):
        chosen = [one for one in columns if one.letters == letters and (not sheet or one.sheet == sheet)]
    else:
        chosen = [one for one in columns if fold(one.header) == fold(name)]
    if not chosen:
        raise UsageError("list-column-unknown", column=name[:40])
    return chosen


def _said(one: Mapped, roles: Mapping[tuple[str, str], Column]) -> Mapped:
    column = roles.get((one.column.sheet, one.column.letters))
    return one if column is None else replace(one, column=column, confidence=100, reason="person", guess="")


@dataclass(slots=True)
class _Filling:
    """What the cells of one column come to: how many say something, and the first of them as they are."""

    first: list[str] = field(default_factory=list)
    filled: int = 0


def _sheet(name: str, rows: Rows, *, from_1904: bool) -> Sheet | None:
    header = header_of(rows)
    if next(iter(rows), None) is None:
        return None
    if header.first < 0:
        header = bare_header_of(rows)
    cells = {column: _Filling() for column in header.names}
    count = 0
    for row in islice(rows, header.body, None):
        count += 1
        for column, text, *_ in row.cells:
            one = cells.get(column)
            if one is None:
                one = cells[column] = _Filling()
            if len(one.first) < LOOKED_AT:
                one.first.append(text)
            one.filled += not is_unsaid(text)
    columns = tuple(
        _mapped(Column(name, column_name(column), header.names.get(column, ""), AS_WRITTEN), cells[column], from_1904=from_1904)
        for column in sorted(cells)
    )
    return Sheet(name, header, _with_given(_once(columns)), max(0, header.first), rows, count)


def _mapped(column: Column, cells: _Filling, *, from_1904: bool) -> Mapped:
    seen = profile(cells.first, from_1904=from_1904)
    role, confidence, reason = _by_both(column.header, seen)
    samples = dict.fromkeys(" ".join(text.split())[:_LONGEST_SAMPLE] for text in cells.first[:200] if not is_unsaid(text))
    order = seen.order if expects(role) == "date" and seen.order != "both" else ""
    taken = role if confidence >= SURE else AS_WRITTEN
    made = replace(column, role=taken, order=order)
    return Mapped(made, confidence, reason, cells.filled, tuple(samples)[:SAMPLES], "" if taken == role else role)


def _by_both(header: str, seen: Profile) -> tuple[str, int, str]:
    role, exact = role_by_header(header)
    if not role:
        guess = _by_contents(seen)
        return (guess, 45 if header else 60, "contents") if guess else (AS_WRITTEN, 100, "unknown" if seen.filled else "empty")
    if role in ("name", "id", "number") and seen.name_and_age >= 50:
        return "name+age", 85, "contents"
    if role in ("id", "number"):
        own = role == "id" or (seen.distinct >= 99 and seen.filled >= 10)
        return ("id" if own and not (seen.counting and seen.from_one) else "number"), 80, "header"
    return _by_header(role, seen, exact=exact)


def _by_header(role: str, seen: Profile, *, exact: bool) -> tuple[str, int, str]:
    fit = _fit(role, seen)
    if not seen.filled:
        return role, 60, "header-only"
    if fit < 40:
        return (role, 30, "contents-differ") if seen.filled >= _ENOUGH else (role, 60, "header")
    return role, (95 if exact else 75) if fit >= 80 else (80 if exact else 60), "header" if exact else "header-part"


def _fit(role: str, seen: Profile) -> int:
    """Gives the share of cells that have the shape which the role expects."""
    shape = expects(role)
    if shape in ("date", "number", "gender"):
        return {"date": seen.dates, "number": seen.ages, "gender": seen.genders}[shape]
    if shape == "words":
        return seen.letters
    if role == "source" or role in ("note", AS_WRITTEN):
        return 100
    return 0 if seen.dates >= 80 and seen.ages < 80 else 100


def _by_contents(seen: Profile) -> str:
    """Guesses a role where the header says nothing; dates are left alone, since nobody can tell of what they are."""
    if not seen.filled:
        return ""
    guesses = (
        ("source", seen.links >= 50), ("number", seen.counting and seen.from_one), ("gender", seen.genders >= 90),
        ("national_id", seen.national_ids >= 80), ("status", seen.statuses >= 70), ("name+age", seen.name_and_age >= 70),
        ("age", seen.ages >= 95 and seen.filled > 3), ("note", seen.stories >= 50),
        ("name", seen.names >= 70 and seen.distinct >= 70),
    )  # fmt: skip
    return next((role for role, fits in guesses if fits), "")


def _once(columns: tuple[Mapped, ...]) -> tuple[Mapped, ...]:
    """A person has one age, one birth, one gender: where two columns claim it, the surer one has it and the other is shown."""
    single = {"age", "birth", "gender", "id", "number", "status", "cause"}
    best: dict[str, Mapped] = {}
    for one in columns:
        if one.role in single and (one.role not in best or best[one.role].confidence < one.confidence):
            best[one.role] = one
    return tuple(
        replace(one, column=replace(one.column, role=AS_WRITTEN), reason="second", guess=one.role)
        if one.role in single and best[one.role] is not one
        else one
        for one in columns
    )


def _with_given(columns: tuple[Mapped, ...]) -> tuple[Mapped, ...]:
    """«نام» beside «نام خانوادگی» is a given name."""
    roles = {one.role for one in columns}
    first = next((one for one in columns if one.role == "name"), None)
    if first is None or "name.family" not in roles or "name.given" in roles:
        return columns
    return tuple(replace(one, column=replace(one.column, role="name.given")) if one is first else one for one in columns)


def letters_number(column: Column) -> int:
    """Gives a column's number from 0."""
    return column_number(column.letters)


def addressed(found: Sequence[Sheet]) -> Iterator[Column]:
    """Gives every column of every sheet that is a list."""
    for sheet in found:
        if sheet.is_list:
            yield from (one.column for one in sheet.columns)


def is_time(role: str) -> bool:
    """Answers whether cells under this role are dates."""
    return role.endswith(WHEN) or role in ("when", "birth")


def by_columns(found: Sequence[Sheet], columns: Iterable[Column]) -> tuple[Sheet, ...]:
    """Gives the sheets under exactly these columns, as a decision keeps them; any other column is kept as written."""
    kept = {(column.sheet, column.letters): column for column in columns}
    for sheet in found:
        for one in sheet.columns:
            place = one.column.sheet, one.column.letters
            kept.setdefault(place, replace(one.column, role=AS_WRITTEN))
    return corrected(found, kept)
