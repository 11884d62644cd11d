"""The table that every method starts from: lists, the histories seen, and how many people have each; no persons, no names.

A history says on which lists a person is. People whom no list has are not in the table: they are what is estimated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Histories = NDArray[np.uint8]
Cells = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Counts of people by the lists that they are on."""

    lists: tuple[str, ...]
    """The names of the k lists."""
    histories: Histories
    """(m, k): each history seen once, 0 or 1, in ascending order of its code; never all zero."""
    counts: Counts
    """(m,): how many people have it, above zero."""

    @property
    def people(self) -> int:
        """Gives how many people at least one list has."""
        return int(self.counts.sum())

    @property
    def width(self) -> int:
        """Gives the number of lists."""
        return len(self.lists)


def table_of(lists: Sequence[str], rows: Iterable[tuple[Sequence[int], int]]) -> Table:
    """Makes a table from rows in any order: equal histories are added up, and histories that nobody has left out."""
    summed: dict[tuple[int, ...], int] = {}
    for history, count in rows:
        key = tuple(int(one) for one in history)
        summed[key] = summed.get(key, 0) + int(count)
    kept = sorted((key[::-1], count) for key, count in summed.items() if count and any(key))
    histories = np.array([key[::-1] for key, _ in kept], dtype=np.uint8).reshape(len(kept), len(lists))
    return Table(tuple(lists), histories, np.array([count for _, count in kept], dtype=np.int64))


def codes(table: Table) -> Counts:
    """Gives each history as a number: list j is bit j. Only for tables of at most 62 lists."""
    weights = np.int64(1) << np.arange(table.width, dtype=np.int64)
    coded: Counts = table.histories.astype(np.int64) @ weights
    return coded


def full(table: Table) -> Cells:
    """Gives the counts of all 2^k histories by code; cell 0, the people on no list, is 0."""
    cells = np.zeros(1 << table.width)
    cells[codes(table)] = table.counts
    return cells


def on(table: Table, wanted: Sequence[int]) -> Table:
    """Gives the table of some of its lists, by position: who is on none of them drops out."""
    kept = list(wanted)
    rows = zip(table.histories[:, kept].tolist(), table.counts.tolist(), strict=True)
    return table_of([table.lists[at] for at in kept], rows)


def without(table: Table, gone: int) -> Table:
    """Gives the table without one list, by position."""
    return on(table, [at for at in range(table.width) if at != gone])


def merged(table: Table, groups: Sequence[Sequence[int]]) -> Table:
    """Gives the table with each group of lists taken as one: who is on any of a group is on it."""
    columns = np.stack([table.histories[:, list(group)].max(axis=1) for group in groups], axis=1)
    names = ["+".join(table.lists[at] for at in group) for group in groups]
    return table_of(names, zip(columns.tolist(), table.counts.tolist(), strict=True))
