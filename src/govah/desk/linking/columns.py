"""Tables read for linking: what their columns hold is told by their headers, as lists in the vault are read."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from govah.errors import UsageError
from govah.read.lists.headers import role_by_header
from govah.read.lists.roles import known_roles
from govah.text import fold
from govah.words import table

OTHER: Final = "other"
IGNORE: Final = "ignore"
ID: Final = "id"
WHEN: Final = ("death.when", "killed.when", "executed.when", "disappeared.when", "when", "arrested.when")
PLACES: Final = (
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
    {"name", "name.given", "name.family", "other_names", "father", "age", "birth", "gender", ID, *WHEN, *PLACES, *NUMBERS}
)
_MOST_OTHERS: Final = 10
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


def _headers(path: Path) -> tuple[str, ...]:
    first = next(lines_of(path), [])
    names = tuple(" ".join(name.split()) for name in first)
    if not any(names):
        raise UsageError("link-empty", name=path.name)
    return names


def _cells(path: Path) -> Iterator[dict[str, str]]:
    lines = lines_of(path)
    header = [" ".join(name.split()) for name in next(lines)]
    for line in lines:
        if any(cell.strip() for cell in line):
            yield dict(zip(header, [*line, *[""] * (len(header) - len(line))], strict=False))


def lines_of(path: Path) -> Iterator[list[str]]:
    """Gives the lines of a table, its header first.

    Raises:
        UsageError: it cannot be read, or is no CSV in UTF-8.
    """
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
