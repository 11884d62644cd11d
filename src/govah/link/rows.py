"""Rows of lists as linking takes them: names as written, and what else a row says of a person, as limits rather than guesses.

One row is an object; many rows are a block of columns, in which what many rows share is held once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")
BATCH: Final = 100_000
"""Rows that are held as Python's objects at one time."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One person in one list. What the list does not say is empty, or None."""

    id: str
    table: int
    "Which of the tables it stands in, from 0."
    name: str
    "All forms of the name as written, ` | ` between them."
    curated: str = ""
    "Two rows of one curated list are presumed to be two persons; empty where nobody vouches for that."
    father: str = ""
    when: tuple[int, int] | None = None
    "First and last day on which it can have happened, as ordinals."
    born: tuple[int, int] | None = None
    "First and last day on which they can have been born, where the list gives a birth."
    age: tuple[int, int] | None = None
    sex: str = ""
    places: tuple[str, ...] = ()
    "The words of every place in the row, as consonants that both scripts share."
    numbers: tuple[str, ...] = ()
    "National ids and case numbers, folded."
    others: tuple[str, ...] = ()
    "Cells of the columns that every table has under one header and that mean nothing to Govah; equally many in each row."
    sources: tuple[str, ...] = ()
    "Opaque tokens of the voices that what is said of them goes back to."


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """What many rows say in one column: each value once, and for each row the place of its own among them."""

    values: tuple[T, ...]
    "In the order in which rows first say them."
    at: array[int]

    def each(self) -> Iterator[T]:
        """Gives the value of each row."""
        return map(self.values.__getitem__, self.at)


@dataclass(frozen=True, slots=True)
class RowBlock:
    """Rows of lists, column by column, as `ListRow` has them."""

    id: Sequence[str]
    table: Column[int]
    name: Column[str]
    curated: Column[str]
    father: Column[str]
    when: Column[tuple[int, int] | None]
    born: Column[tuple[int, int] | None]
    age: Column[tuple[int, int] | None]
    sex: Column[str]
    places: Column[tuple[str, ...]]
    numbers: Column[tuple[str, ...]]
    others: tuple[Column[str], ...]
    sources: Column[tuple[str, ...]]

    def rows(self) -> Iterator[ListRow]:
        """Gives the rows one by one."""
        columns = [getattr(self, name) for name in _PLAIN]
        others = zip(*(one.each() for one in self.others), strict=True) if self.others else iter([()] * len(self.id))
        values = (one.each() if isinstance(one, Column) else one for one in columns)
        for *said, other in zip(*values, others, strict=True):
            yield ListRow(**dict(zip(_PLAIN, said, strict=True)), others=other)


_PLAIN: Final = tuple(one.name for one in fields(ListRow) if one.name != "others")


class _Places(dict[T, int]):
    """Gives each key its place in the order in which keys are first asked for."""

    def __missing__(self, key: T) -> int:
        self[key] = at = len(self)
        return at


def column(values: Sequence[T]) -> Column[T]:
    """Makes a column of the value of each row."""
    places = _Places[T]()
    at = array("i", map(places.__getitem__, values))
    return Column(tuple(places), at)


def constant(value: T, count: int) -> Column[T]:
    """Makes a column in which so many rows say one thing."""
    return Column((value,), array("i", bytes(array("i").itemsize * count)))


def blocks(rows: Iterable[ListRow | RowBlock]) -> Iterator[RowBlock]:
    """Gives rows in blocks, those that come one by one some at a time; of no rows one empty block. They come one way only."""
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        yield _block([])
    while first is not None:
        if isinstance(first, RowBlock):
            yield first
        else:
            yield _block([first, *(row for row in islice(waiting, BATCH - 1) if isinstance(row, ListRow))])
        first = next(waiting, None)


def _block(rows: Sequence[ListRow]) -> RowBlock:
    taken: dict[str, Any] = {name: list(map(attrgetter(name), rows)) for name in _PLAIN}
    taken |= {name: column(values) for name, values in taken.items() if name != "id"}
    return RowBlock(**taken, others=tuple(map(column, zip(*(row.others for row in rows), strict=True))))
