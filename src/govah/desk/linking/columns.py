"""Tables read for linking: what their columns hold is told by their headers, as lists in the vault are read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Final

from govah.dates import Edtf
from govah.errors import UsageError
from govah.link.keys import consonants
from govah.link.rows import ListRow
from govah.read.lists.cells import Heed, is_unsaid, read_age, read_date, read_gender
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


def rows_of(sources: Sequence[Source], others: Sequence[str], curated: str) -> Iterator[ListRow]:
    """Gives every row that has a name, as its table has it; a row without an id gets its table's name and its number."""
    for at, source in enumerate(sources):
        lines = _lines(source.path)
        read = _Reader(source, [" ".join(name.split()) for name in next(lines)], others, curated)
        for number, line in enumerate(filter(_is_filled, lines), start=2):
            row = read.row(line, at, number)
            if row.name:
                yield row


def share_ids(sources: Sequence[Source]) -> bool:
    """Answers whether two tables share an id."""
    seen: set[str] = set()
    for source in sources:
        lines = _lines(source.path)
        header = {" ".join(name.split()): at for at, name in enumerate(next(lines))}
        ids = [header[name] for name in source.holding(ID)[:1]]
        cells = ("".join(line[at] for at in ids if at < len(line)) for line in filter(_is_filled, lines))
        own = {_id(cell, source, number) for number, cell in enumerate(cells, start=2)}
        if not seen.isdisjoint(own):
            return True
        seen |= own
    return False


def _id(cell: str, source: Source, number: int) -> str:
    return cell.strip() or f"{source.path.stem}:{number}"


def _is_filled(line: Sequence[str]) -> bool:
    return any(map(str.strip, line))


_Cells = tuple[str, ...]


class _Reader:
    """Reads the lines of one table; what many lines share (days, ages, places) is read once."""

    def __init__(self, source: Source, header: Sequence[str], others: Sequence[str], curated: str) -> None:
        place = {name: at for at, name in enumerate(header)}

        def cells(*roles: str) -> Callable[[list[str]], _Cells]:
            return _taker([place[name] for name in source.holding(*roles)])

        self._source, self._width = source, len(header)
        self._id = cells(ID)
        self._curated = _taker([place[curated]] if curated in place else [])
        self._others = _taker([place[name] for name in others])
        self._name, self._parts, self._other_names = cells("name"), cells("name.given", "name.family"), cells("other_names")
        self._when, self._birth, self._age = cells(*_WHEN), cells("birth"), cells("age")
        self._gender, self._places = cells("gender"), cells(*_PLACES)
        self._father, self._numbers = cells("father"), cells(*NUMBERS)

    def row(self, line: list[str], table: int, number: int) -> ListRow:
        """Gives one line as linking takes it; without a name where it has none."""
        if len(line) < self._width:
            line = [*line, *[""] * (self._width - len(line))]
        when, born, age = _first_limits(self._when(line)), _first_limits(self._birth(line)), _first_age(self._age(line))
        others, numbers, father = self._others(line), self._numbers(line), self._father(line)
        return ListRow(
            _id("".join(self._id(line)[:1]), self._source, number),
            table,
            self._named(line),
            "".join(self._curated(line)).strip(),
            next(_said(father), "") if father else "",
            when,
            born,
            _aged(born, when) if age is None and born and when else age,
            _first_sex(self._gender(line)),
            _places_of(self._places(line)),
            tuple([number_key(text) for text in _said(numbers)]) if numbers else (),
            tuple(["" if is_unsaid(cell) else fold(cell) for cell in others]) if others else (),
        )

    def _named(self, line: list[str]) -> str:
        """Gives all forms of the name, as written."""
        whole, parts, more = self._name(line), self._parts(line), self._other_names(line)
        if len(whole) == 1 and not parts and not more and "|" not in whole[0]:
            text = whole[0].strip()
            return "" if is_unsaid(text) else text
        forms = [*_said(whole)]
        if parts and (joined := " ".join(_said(parts))):
            forms.append(joined)
        forms.extend(_said(more))
        if len(forms) == 1 and "|" not in forms[0]:
            return forms[0]
        return " | ".join(form.replace("|", " ") for form in dict.fromkeys(forms))


def _taker(places: Sequence[int]) -> Callable[[list[str]], _Cells]:
    """Gives what takes the cells of some columns out of a line."""
    if not places:
        return lambda _: ()
    if len(places) == 1:
        only = places[0]
        return lambda line: (line[only],)
    take: Callable[[list[str]], _Cells] = itemgetter(*places)
    return take


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
