"""Tables read for linking: what their columns hold is told by their headers, as lists in the vault are read."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from govah.dates import Edtf
from govah.errors import UsageError
from govah.link.keys import consonants
from govah.link.rows import Column, RowBlock, column, constant
from govah.read.lists.cells import Heed, begins_unsaid, is_unsaid, read_age, read_date, read_gender
from govah.read.lists.headers import role_by_header
from govah.read.lists.roles import known_roles
from govah.text import fold, fold_name, to_latin_digits
from govah.words import table

OTHER: Final = "other"
IGNORE: Final = "ignore"
ID: Final = "id"
_WHEN: Final = ("death.when", "killed.when", "executed.when", "disappeared.when", "when", "arrested.when")
_PLACES: Final = (
    "where",
    "death.where",
    "killed.where",
    "executed.where",
    "arrested.where",
    "disappeared.where",
    "origin",
    "residence",
)
NUMBERS: Final = ("national_id", "case_number")
_OWN: Final = frozenset(
    {"name", "name.given", "name.family", "other_names", "father", "age", "birth", "gender", ID, *_WHEN, *_PLACES, *NUMBERS}
)
_MOST_OTHERS: Final = 10
_YEAR: Final = 365.2425
_HEED: Final = Heed()
_SEEN: Final = 2000
_TOGETHER: Final = 20_000
"""Lines that are turned into columns together."""


@dataclass(frozen=True, slots=True)
class Source:
    """One table: its columns as they will be read."""

    path: Path
    roles: Mapping[str, str]
    "By header."

    def holding(self, *roles: str) -> tuple[str, ...]:
        """Gives the headers of those roles, in the order of the roles asked for."""
        return tuple(header for role in roles for header, own in self.roles.items() if own == role)


def sources_of(paths: Sequence[Path], mapped: Mapping[str, str], curated: str = "") -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """Gives the tables as they will be read, and the headers without a meaning that all of them share.

    Raises:
        UsageError: a table that cannot be read, has no names, or a mapping that names no column or no role.
    """
    headers = [_headers(path) for path in paths]
    if curated and not any(curated in one for one in headers):
        raise UsageError("list-column-unknown", column=curated)
    mapped = {**mapped, curated: IGNORE} if curated else mapped
    shared = set(headers[0]).intersection(*headers[1:])
    known = frozenset((*known_roles(), ID, OTHER, IGNORE))
    for header, role in mapped.items():
        if role not in known:
            raise UsageError("list-role-unknown", role=role, near=", ".join(sorted(_OWN)))
        if not any(header in one for one in headers):
            raise UsageError("list-column-unknown", column=header)
    sources = tuple(Source(path, _roles(own, shared, mapped)) for path, own in zip(paths, headers, strict=True))
    for source in sources:
        if not source.holding("name", "name.given", "name.family"):
            raise UsageError("link-nobody", name=source.path.name)
    others = tuple(header for header in headers[0] if header in shared and all(one.roles[header] == OTHER for one in sources))
    return sources, tuple(header for header in others if _tells(sources, header))[:_MOST_OTHERS]


def _tells(sources: Sequence[Source], header: str) -> bool:
    """Answers whether a column tells rows apart: one that says the same in all rows of every table does not."""
    return any(len({cells[header] for cells in islice(_cells(source.path), _SEEN)}) > 1 for source in sources)


class Tables:
    """The rows of tables, read once and given in blocks; each row that has a name, as its table has it.

    A row without an id gets its table's name and its number. Of two rows of one table with one id the first counts.
    """

    def __init__(self, sources: Sequence[Source], others: Sequence[str], curated: str) -> None:
        self._sources, self._others, self._curated = sources, others, curated
        self._before: set[str] = set()
        self.shares_ids = False
        "Whether two of the tables read so far share an id, be it of a row without a name."

    def __iter__(self) -> Iterator[RowBlock]:
        """Gives the rows in blocks."""
        for at, source in enumerate(self._sources):
            yield from self._blocks(at, source)

    def _blocks(self, at: int, source: Source) -> Iterator[RowBlock]:
        lines = _lines(source.path)
        read = _Reader(source, [" ".join(name.split()) for name in next(lines)], self._others, self._curated)
        number, own, seen, is_last = 2, set[str](), set[str](), at == len(self._sources) - 1
        while batch := list(islice(lines, _TOGETHER)):
            columns = read.columns(batch)
            names = read.names(columns)
            if not all(names) and len(filled := [line for line in batch if _is_filled(line)]) < len(batch):
                if not filled:
                    continue
                columns = read.columns(filled)
                names = read.names(columns)
            ids = read.ids(columns, number)
            number += len(ids)
            self.shares_ids = self.shares_ids or not self._before.isdisjoint(ids)
            if not is_last:
                own.update(ids)
            if kept := _kept(ids, names, seen):
                if len(kept) < len(ids):
                    columns = tuple(tuple(map(each.__getitem__, kept)) for each in columns)
                    ids, names = [ids[row] for row in kept], [names[row] for row in kept]
                yield read.block(columns, at, ids, names)
        self._before |= own


def _kept(ids: Sequence[str], names: Sequence[str], seen: set[str]) -> Sequence[int]:
    """Gives the places of rows that have a name and an id that was not seen yet, and puts down these."""
    if all(names) and len(own := set(ids)) == len(ids) and seen.isdisjoint(own):
        seen |= own
        return range(len(ids))
    kept = []
    for at, id_ in enumerate(ids):
        if names[at] and id_ not in seen:
            seen.add(id_)
            kept.append(at)
    return kept


def _is_filled(line: Sequence[str]) -> bool:
    return any(map(str.strip, line))


_Cells = tuple[str, ...]
_Columns = tuple[tuple[str, ...], ...]
T = TypeVar("T")


class _Reader:
    """Reads the columns of one table; what many lines share (days, ages, places) is read once."""

    def __init__(self, source: Source, header: Sequence[str], others: Sequence[str], curated: str) -> None:
        place = {name: at for at, name in enumerate(header)}

        def places(*roles: str) -> tuple[int, ...]:
            return tuple(place[name] for name in source.holding(*roles))

        self._stem, self._width = source.path.stem, len(header)
        self._id = places(ID)[:1]
        self._curated = (place[curated],) if curated in place else ()
        self._others = tuple(place[name] for name in others)
        self._whole, self._parts, self._more = places("name"), places("name.given", "name.family"), places("other_names")
        self._when, self._birth, self._age = places(*_WHEN), places("birth"), places("age")
        self._gender, self._places = places("gender"), places(*_PLACES)
        self._father, self._numbers = places("father"), places(*NUMBERS)

    def columns(self, lines: Sequence[list[str]]) -> _Columns:
        """Gives lines as columns; what a line is too short for is empty, and what no header stands over is left out."""
        width = self._width
        if min(map(len, lines)) < width:
            lines = [line if len(line) >= width else [*line, *[""] * (width - len(line))] for line in lines]
        return tuple(zip(*lines, strict=False))[:width]

    def ids(self, columns: _Columns, first: int) -> list[str]:
        """Gives the id of each line; `first` is the number of the first of them."""
        cells = columns[self._id[0]] if self._id else [""] * len(columns[0])
        ids = list(map(str.strip, cells))
        return ids if all(ids) else [id_ or f"{self._stem}:{number}" for number, id_ in enumerate(ids, start=first)]

    def names(self, columns: _Columns) -> list[str]:
        """Gives all forms of the name of each line, as written; empty where it has none."""
        if len(self._whole) == 1 and not self._parts and not self._more:
            return [_only_name(cell) for cell in columns[self._whole[0]]]
        whole, more = len(self._whole), len(self._whole) + len(self._parts)
        named = self._read(columns, (*self._whole, *self._parts, *self._more), lambda cells: _named(cells, whole, more))
        return list(named.each())

    def block(self, columns: _Columns, at: int, ids: Sequence[str], names: Sequence[str]) -> RowBlock:
        """Gives lines as linking takes them."""
        when, born = self._read(columns, self._when, _first_limits), self._read(columns, self._birth, _first_limits)
        age = self._read(columns, self._age, _first_age)
        if any(born.values):
            told = zip(age.each(), born.each(), when.each(), strict=True)
            age = column([_aged(born, when) if age is None and born and when else age for age, born, when in told])
        return RowBlock(
            ids,
            constant(at, len(ids)),
            names,
            self._read(columns, self._curated, lambda cells: "".join(cells).strip()),
            self._read(columns, self._father, lambda cells: next(_said(cells), "")),
            when,
            born,
            age,
            self._read(columns, self._gender, _first_sex),
            self._read(columns, self._places, _places_of),
            self._read(columns, self._numbers, lambda cells: tuple([number_key(text) for text in _said(cells)])),
            tuple(self._read(columns, (place,), _folded) for place in self._others),
            constant((), len(ids)),
        )

    def _read(self, columns: _Columns, places: Sequence[int], read: Callable[[_Cells], T]) -> Column[T]:
        """Gives what some columns say, read once for all lines that say the same."""
        if not places:
            return constant(read(()), len(columns[0]))
        if len(places) == 1:
            cells = column(columns[places[0]])
            return _joined([read((cell,)) for cell in cells.values], cells.at)
        several = column(tuple(zip(*(columns[at] for at in places), strict=True)))
        return _joined([read(cells) for cells in several.values], several.at)


def _folded(cells: _Cells) -> str:
    return "" if is_unsaid(cells[0]) else fold(cells[0])


def _joined(values: Sequence[T], at: array[int]) -> Column[T]:
    """Gives a column in which values that were written in several ways are one."""
    own = column(values)
    return Column(own.values, at if len(own.values) == len(values) else array("i", map(own.at.__getitem__, at)))


def _only_name(cell: str) -> str:
    """Gives the name of a line that has no other form of it."""
    text = cell.strip()
    if "|" in text:
        return _named((text,), 1, 1)
    is_said = (text and not begins_unsaid(text.split(None, 1)[0])) or not is_unsaid(text)
    return text if is_said else ""


def _named(cells: _Cells, whole: int, more: int) -> str:
    """Gives all forms of a name, as written in columns of whole names, of parts of them and of further names."""
    forms = [*_said(cells[:whole])]
    if joined := " ".join(_said(cells[whole:more])):
        forms.append(joined)
    forms.extend(_said(cells[more:]))
    if len(forms) == 1 and "|" not in forms[0]:
        return forms[0]
    return " | ".join(form.replace("|", " ") for form in dict.fromkeys(forms))


def number_key(text: str) -> str:
    """Gives a national id or a case number as it is compared: its letters and digits, Latin."""
    return "".join(filter(str.isalnum, to_latin_digits(fold(text))))


def _said(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        text = cell.strip()
        if text and not is_unsaid(text):
            yield text


@lru_cache(maxsize=100_000)
def _first_limits(cells: _Cells) -> tuple[int, int] | None:
    return next(filter(None, map(_limits, _said(cells))), None)


@lru_cache(maxsize=10_000)
def _first_age(cells: _Cells) -> tuple[int, int] | None:
    return next(filter(None, map(_age, _said(cells))), None)


@lru_cache(maxsize=1000)
def _first_sex(cells: _Cells) -> str:
    return next(filter(None, (read_gender(text).value.term for text in _said(cells))), "")


@lru_cache(maxsize=100_000)
def _places_of(cells: _Cells) -> tuple[str, ...]:
    return tuple(sorted({key for text in _said(cells) for key in place_keys(text)}))


def _aged(born: tuple[int, int], when: tuple[int, int]) -> tuple[int, int] | None:
    low, high = int((when[0] - born[1]) / _YEAR), int((when[1] - born[0]) / _YEAR)
    return (max(0, low), high) if 0 <= high < 120 else None


@lru_cache(maxsize=50_000)
def _limits(text: str) -> tuple[int, int] | None:
    read = read_date(text, _HEED).when.edtf
    value = Edtf.parse(read) if read else None
    if value is None or value.first is None or value.last is None:
        return None
    return value.first.toordinal(), value.last.toordinal()


def _age(text: str) -> tuple[int, int] | None:
    value = read_age(text.removesuffix(".0")).value
    return (value.low, value.high) if value.low is not None and value.high is not None else None


@lru_cache(maxsize=50_000)
def place_keys(text: str) -> frozenset[str]:
    """Gives the words of a place as consonants that both scripts share."""
    return frozenset(key for word in fold_name(text).split() if len(key := consonants(word)) >= 2)


def _headers(path: Path) -> tuple[str, ...]:
    first = next(_lines(path), [])
    names = tuple(" ".join(name.split()) for name in first)
    if not any(names):
        raise UsageError("link-empty", name=path.name)
    return names


def _cells(path: Path) -> Iterator[dict[str, str]]:
    lines = _lines(path)
    header = [" ".join(name.split()) for name in next(lines)]
    for line in lines:
        if any(cell.strip() for cell in line):
            yield dict(zip(header, [*line, *[""] * (len(header) - len(line))], strict=False))


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(file)
    except (UnicodeDecodeError, csv.Error):
        raise UsageError("link-not-csv", name=path.name) from None
    except OSError:
        raise UsageError("link-unreadable", name=path.name) from None


def _roles(headers: Sequence[str], shared: set[str], mapped: Mapping[str, str]) -> dict[str, str]:
    found = {header: mapped.get(header, "") or _role(header) for header in headers}
    exact = any(role_by_header(header) == ("name", True) for header in headers)
    for header, role in found.items():
        if header in mapped:
            continue
        if role in ("name.given", "name.family") and exact and not role_by_header(header)[1]:
            found[header] = IGNORE
        elif role in ("residence", "origin") and header in shared:
            found[header] = OTHER
        elif role in _ignored():
            found[header] = ID if role == ID and ID not in found.values() else IGNORE
        elif role not in _OWN:
            found[header] = OTHER if header in shared else IGNORE
    return _one_id(found, mapped)


def _one_id(found: dict[str, str], mapped: Mapping[str, str]) -> dict[str, str]:
    ids = [header for header, role in found.items() if role == ID]
    best = next((header for header in ids if header in mapped), None) or next((h for h in ids if _bare(h) in _IDS), None)
    return {header: IGNORE if role == ID and header != (best or ids[0]) else role for header, role in found.items()}


_IDS: Final = frozenset({"id", "unique id", "rec id", "record id", "person id", "uuid"})


def _role(header: str) -> str:
    known: Mapping[str, str] = table("reading/link/headers")["roles"]
    role = known.get(_bare(header)) or role_by_header(header)[0]
    is_id = _bare(header) in _IDS or role_by_header(header) == (ID, True)
    return IGNORE if role == ID and not is_id else role


def _bare(header: str) -> str:
    return " ".join(fold(header).replace("_", " ").split())


@cache
def _ignored() -> frozenset[str]:
    return frozenset(table("reading/link/headers")["ignore"])
