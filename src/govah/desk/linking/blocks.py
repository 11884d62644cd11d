"""Tables read in columns for linking: what many lines share (days, ages, places) is read once, a long plain table by pyarrow."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, TypeVar

from govah.desk.linking.cells import (
    Cells,
    aged,
    first_age,
    first_limits,
    first_sex,
    folded,
    named,
    number_key,
    only_name,
    places_of,
    said,
)
from govah.desk.linking.columns import ID, NUMBERS, PLACES, WHEN, Source, lines_of
from govah.desk.linking.plain import Lines, is_plain, plain_lines
from govah.link.rows import Column, RowBlock, column, constant

T = TypeVar("T")
_TOGETHER: Final = 20_000
"""Lines that are turned into columns together, so that they stay in the cache of a processor."""
LONG: Final = 2_000_000
"""Bytes from which a table is looked at whether it is plain: a shorter one is read before pyarrow is loaded."""


class Tables:
    """The rows of tables, read once and given in blocks; each row that has a name, as its table has it.

    A row without an id gets its table's name and its number. Of two rows of one table with one id the first counts.
    """

    def __init__(self, sources: Sequence[Source], others: Sequence[str], curated: str, long: int = LONG) -> None:
        self._sources, self._others, self._curated, self._long = sources, others, curated, long
        self._before: set[str] = set()
        self.shares_ids = False
        "Whether two of the tables read so far share an id, be it of a row without a name."

    def __iter__(self) -> Iterator[RowBlock]:
        """Gives the rows in blocks."""
        for at, source in enumerate(self._sources):
            yield from self._blocks(at, source)

    def _blocks(self, at: int, source: Source) -> Iterator[RowBlock]:
        read = _Reader(source, self._others, self._curated)
        number, own, seen, is_last = 2, set[str](), set[str](), at == len(self._sources) - 1
        for lines in read.lines(self._long):
            ids, names = read.ids(lines, number), read.names(lines)
            number += len(ids)
            self.shares_ids = self.shares_ids or not self._before.isdisjoint(ids)
            if not is_last:
                own.update(ids)
            kept = _kept(ids, names, seen)
            if len(kept) == len(ids):
                yield read.block(lines, at, ids, names)
            elif kept:
                fewer = lines.only(kept)
                yield read.block(fewer, at, [ids[row] for row in kept], read.names(fewer))
        self._before |= own


def _kept(ids: Sequence[str], names: Column[str], seen: set[str]) -> Sequence[int]:
    """Gives the places of rows that have a name and an id that was not seen yet, and puts down these."""
    if all(names.values) and len(own := set(ids)) == len(ids) and seen.isdisjoint(own):
        seen |= own
        return range(len(ids))
    kept = []
    for at, (id_, name) in enumerate(zip(ids, names.each(), strict=True)):
        if name and id_ not in seen:
            seen.add(id_)
            kept.append(at)
    return kept


def _is_filled(line: Sequence[str]) -> bool:
    return any(map(str.strip, line))


class _Reader:
    """Reads the columns of one table."""

    def __init__(self, source: Source, others: Sequence[str], curated: str) -> None:
        self._lines = lines_of(source.path)
        header = [" ".join(name.split()) for name in next(self._lines)]
        place = {name: at for at, name in enumerate(header)}

        def places(*roles: str) -> tuple[int, ...]:
            return tuple(place[name] for name in source.holding(*roles))

        self._path, self._width, self._id = source.path, len(header), next(iter(places(ID)), None)
        self._curated = (place[curated],) if curated in place else ()
        self._others = tuple(place[name] for name in others)
        self._whole, self._parts, self._more = places("name"), places("name.given", "name.family"), places("other_names")
        self._when, self._birth, self._age = places(*WHEN), places("birth"), places("age")
        self._gender, self._places = places("gender"), places(*PLACES)
        self._father, self._numbers = places("father"), places(*NUMBERS)
        groups = (self._whole, self._parts, self._more, self._when, self._birth, self._age, self._gender, self._places)
        self._used = sorted({at for group in (*groups, self._father, self._numbers, self._curated, self._others) for at in group})

    def lines(self, long: int) -> Iterator[Lines]:
        """Gives the lines that are not empty; of a plain table quickly, as far as its lines are plain."""
        done = 0
        if is_plain(self._path, long):
            for lines in plain_lines(self._path, self._used, self._id):
                if lines is None:
                    break
                done += lines.count
                yield lines
            else:
                return
        filled = islice(filter(_is_filled, self._lines), done, None)
        while batch := list(islice(filled, _TOGETHER)):
            yield self._in_columns(batch)

    def _in_columns(self, lines: Sequence[list[str]]) -> Lines:
        """Gives lines as columns; what a line is too short for is empty."""
        width = self._width
        if min(map(len, lines)) < width:
            lines = [line if len(line) >= width else [*line, *[""] * (width - len(line))] for line in lines]
        columns = list(zip(*lines, strict=False))
        ids = [""] * len(lines) if self._id is None else list(map(str.strip, columns[self._id]))
        return Lines(len(lines), ids, {at: column(columns[at]) for at in self._used})

    def ids(self, lines: Lines, first: int) -> Sequence[str]:
        """Gives the id of each line; `first` is the number of the first of them."""
        if all(lines.ids):
            return lines.ids
        return [id_ or f"{self._path.stem}:{number}" for number, id_ in enumerate(lines.ids, start=first)]

    def names(self, lines: Lines) -> Column[str]:
        """Gives all forms of the name of each line, as written; empty where it has none."""
        if len(self._whole) == 1 and not self._parts and not self._more:
            cells = lines.columns[self._whole[0]]
            return _joined(list(map(only_name, cells.values)), cells.at)
        whole, more = len(self._whole), len(self._whole) + len(self._parts)
        return self._read(lines, (*self._whole, *self._parts, *self._more), lambda cells: named(cells, whole, more))

    def block(self, lines: Lines, at: int, ids: Sequence[str], names: Column[str]) -> RowBlock:
        """Gives lines as linking takes them."""
        when, born = self._read(lines, self._when, first_limits), self._read(lines, self._birth, first_limits)
        age = self._read(lines, self._age, first_age)
        if any(born.values):
            told = zip(age.each(), born.each(), when.each(), strict=True)
            age = column([aged(born, when) if age is None and born and when else age for age, born, when in told])
        return RowBlock(
            ids,
            constant(at, len(ids)),
            names,
            self._read(lines, self._curated, lambda cells: "".join(cells).strip()),
            self._read(lines, self._father, lambda cells: next(said(cells), "")),
            when,
            born,
            age,
            self._read(lines, self._gender, first_sex),
            self._read(lines, self._places, places_of),
            self._read(lines, self._numbers, lambda cells: tuple([number_key(text) for text in said(cells)])),
            tuple(self._read(lines, (place,), folded) for place in self._others),
            constant((), len(ids)),
        )

    def _read(self, lines: Lines, places: Sequence[int], read: Callable[[Cells], T]) -> Column[T]:
        """Gives what some columns say, read once for all lines that say the same."""
        if not places:
            return constant(read(()), lines.count)
        if len(places) == 1:
            cells = lines.columns[places[0]]
            return _joined([read((cell,)) for cell in cells.values], cells.at)
        several = column(tuple(zip(*(lines.columns[at].each() for at in places), strict=True)))
        return _joined([read(cells) for cells in several.values], several.at)


def _joined(values: Sequence[T], at: array[int]) -> Column[T]:
    """Gives a column in which values that were written in several ways are one."""
    own = column(values)
    return Column(own.values, at if len(own.values) == len(values) else array("i", map(own.at.__getitem__, at)))
