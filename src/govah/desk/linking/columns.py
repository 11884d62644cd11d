"""Tables read for linking: what their columns hold is told by their headers, as lists in the vault are read."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

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
_NUMBERS: Final = ("national_id", "case_number")
_OWN: Final = frozenset(
    {"name", "name.given", "name.family", "other_names", "father", "age", "birth", "gender", ID, *_WHEN, *_PLACES, *_NUMBERS}
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
    """Gives every row that has a name; ids that two tables share get the table's number before them."""
    for at, source in enumerate(sources):
        ids = source.holding(ID)
        for number, cells in enumerate(_cells(source.path), start=2):
            row = _row(source, cells, others, at)
            id_ = cells[ids[0]].strip() if ids else f"{source.path.stem}:{number}"
            if row is not None:
                yield ListRow(
                    id_ or f"{source.path.stem}:{number}", at, row["name"], cells.get(curated, "").strip(), **row["rest"]
                )


def _row(source: Source, cells: Mapping[str, str], others: Sequence[str], at: int) -> dict[str, Any] | None:
    del at

    def said(*roles: str) -> Iterator[str]:
        for header in source.holding(*roles):
            text = cells[header].strip()
            if text and not is_unsaid(text):
                yield text

    whole = [*said("name")]
    parts = " ".join([*said("name.given"), *said("name.family")])
    forms = list(dict.fromkeys([*whole, *([parts] if parts else []), *said("other_names")]))
    when = next(filter(None, map(_limits, said(*_WHEN))), None)
    born = next(filter(None, map(_limits, said("birth"))), None)
    age = next(filter(None, map(_age, said("age"))), None)
    if age is None and born and when:
        age = _aged(born, when)
    rest = {
        "father": next(said("father"), ""),
        "when": when,
        "born": born,
        "age": age,
        "sex": next(filter(None, (read_gender(text).value.term for text in said("gender"))), ""),
        "places": tuple(sorted({key for text in said(*_PLACES) for key in place_keys(text)})),
        "numbers": tuple("".join(filter(str.isalnum, to_latin_digits(fold(text)))) for text in said(*_NUMBERS)),
        "others": tuple("" if is_unsaid(cells[header]) else fold(cells[header]) for header in others),
    }
    return {"name": " | ".join(form.replace("|", " ") for form in forms), "rest": rest}


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
