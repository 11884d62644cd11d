"""From a row to what it says: a person, attributes from their cells, and events from the cells that tell when, where and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from govah.dates import Edtf
from govah.read.lists.cells import LONGEST, Heed, cell_fault, is_total, is_unsaid, read_age, read_date, read_gender
from govah.read.lists.grid import Cell, Row
from govah.read.lists.headers import is_header_again
from govah.read.lists.mapping import Sheet, is_time, letters_number
from govah.read.lists.roles import AS_WRITTEN, DEATHS, WHEN, WHERE, expects, is_sensitive
from govah.read.lists.statuses import status_of
from govah.read.lists.telling import EMPTY, EXCEPTION, TOLD, Fault, Manner, RowTold, Said
from govah.read.lists.voices import voice_of
from govah.records import Stance, Value, When, Where
from govah.text import fold, script_of
from govah.words import words

_SPAN: Final = 400
"""Characters between the first and the last cell of a claim above which its quotation is the cell that matters most."""
_MOST_WORDS: Final = 12
_FEW_WORDS: Final = 3
_NAME_AND_AGE: Final = re.compile(r"(?P<name>[^\d()]{3,80}?)\s*[(（،,]\s*(?P<age>\d{1,3}\s*(?:\w+\s*){0,2})[)）]?")
_IDLE: Final = frozenset({"number", "id", AS_WRITTEN, "source", "note"})
"""Roles of cells that no claim is made of: an error of the spreadsheet in one of them is nobody's business."""


def read_rows(sheets: Iterable[Sheet], manner: Manner) -> Iterator[RowTold]:
    """Reads every row of every sheet that names people; rows that repeat an earlier one, or its id, are exceptions."""
    for sheet in sheets:
        if sheet.is_list:
            yield from _RowsOf(sheet, manner)


@dataclass(slots=True)
class _Event:
    """Something that a row says happened, while its cells are gathered."""

    predicate: str
    stance: Stance
    value: Value = field(default_factory=Value)
    when: When | None = None
    where: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


class _RowsOf:
    """One sheet's rows under its mapping."""

    def __init__(self, sheet: Sheet, manner: Manner) -> None:
        self.sheet, self.manner = sheet, manner
        self.columns: dict[str, list[int]] = {}
        self.heeds: dict[int, Heed] = {}
        for one in sheet.columns:
            number = letters_number(one.column)
            self.columns.setdefault(one.column.role, []).append(number)
            if is_time(one.column.role):
                self.heeds[number] = Heed(one.column.order, manner.from_1904, manner.today)
        self.attributes = [role for role in self.columns if role in words("attributes") and role not in ("name", "other_names")]
        self.predicates = [role for role in self.columns if role in words("predicates")]
        parted = [(role, *role.partition(".")) for role in self.columns]
        self.parts = [(role, own, dot + part) for role, own, dot, part in parted if dot and own in words("predicates")]
        self.hidden = [column for role, own in self.columns.items() if is_sensitive(role) for column in own]
        self.ids: set[str] = set()
        self.seen: set[int] = set()
        "Hashes of the rows read: the rows would fill the memory, and one hash twice only asks a person."

    def __iter__(self) -> Iterator[RowTold]:
        idle = {column for role in ("number", AS_WRITTEN) for column in self.columns.get(role, ())}
        for row in self.sheet.rows:
            is_busy = any(column not in idle and _is_busy(text) for column, text, *_ in row.cells)
            if not is_busy or is_header_again(row, self.sheet.header):
                yield RowTold(row, EMPTY)
                continue
            told = _Reader(self, row).told()
            again = self._again(row, told)
            yield told if not again else told._replace(kind=EXCEPTION, faults=(*told.faults, *again))

    def _again(self, row: Row, told: RowTold) -> tuple[Fault, ...]:
        counted = set(self.columns.get("number", ()))
        key = hash(tuple((column, text) for column, text, *_ in row.cells if column not in counted))
        found: list[Fault] = []
        if key in self.seen:
            found.append(Fault(row.address(row.cells[0]), "row-again", told.name))
        elif told.id and told.id in self.ids:
            found.append(Fault(row.address(row.cells[0]), "id-again", told.id))
        self.seen.add(key)
        if told.id:
            self.ids.add(told.id)
        return tuple(found)


class _Reader:
    """One row being read."""

    def __init__(self, table: _RowsOf, row: Row) -> None:
        self.table, self.row, self.manner = table, row, table.manner
        self.by_column: Mapping[int, Cell] = {cell.column: cell for cell in row.cells}
        self.faults: list[Fault] = []
        self.age: Value | None = None
        self.birth: When | None = None

    def told(self) -> RowTold:
        names, more = self._names()
        said = [*more, *self._attributes()]
        events = self._events()
        said += [self._claim(event, names) for event in events.values()]
        self._compare(events)
        name, others = _chosen([cell.text for cell in names])
        if not name:
            where = names[0] if names else self.row.cells[0]
            self._fault(where, "name-missing")
        ids = self._filled("id")
        sources = [voice for cell in self._filled("source") if (voice := voice_of(cell.text))]
        return RowTold(
            row=self.row,
            kind=EXCEPTION if self.faults else TOLD,
            name=name,
            other_names=(*others, *self._other_names()),
            said=tuple(said),
            faults=tuple(dict.fromkeys(self.faults)),
            source=sources[0] if len(set(sources)) == 1 else "",
            id=ids[0].text.strip() if ids else "",
        )

    def _filled(self, role: str) -> list[Cell]:
        """Gives the cells under a role that say something; one with an error of the spreadsheet is a fault."""
        found: list[Cell] = []
        columns = self.table.columns.get(role)
        if columns is None:
            return found
        for column in columns:
            cell = self.by_column.get(column)
            if cell is None:
                continue
            if fault := cell_fault(cell.text):
                if role not in _IDLE:
                    self._fault(cell, fault)
            elif not is_unsaid(cell.text):
                found.append(cell)
        return found

    def _fault(self, cell: Cell, code: str) -> None:
        self.faults.append(Fault(self.row.address(cell), code, cell.text[:LONGEST]))

    def _names(self) -> tuple[list[Cell], list[Said]]:
        names = self._filled("name")
        more: list[Said] = []
        for cell in self._filled("name+age"):
            if found := _NAME_AND_AGE.fullmatch(" ".join(cell.text.split())):
                names.append(cell._replace(text=found["name"].strip()))
                more += self._age(cell, found["age"].strip())
            else:
                names.append(cell)
        given, family = self._filled("name.given"), self._filled("name.family")
        if given or family:
            whole = " ".join(cell.text.strip() for cell in (*given, *family))
            first = (given or family)[0]
            names.insert(0, first._replace(text=whole, end=max(cell.end for cell in (*given, *family))))
        for cell in names:
            if is_total(cell.text):
                self._fault(cell, "row-total")
            elif len(cell.text) > LONGEST:
                self._fault(cell, "cell-long")
            elif not any(letter.isalpha() for letter in cell.text):
                self._fault(cell, "name-unread")
            elif is_sentence(cell.text):
                self._fault(cell, "name-sentence")
        return [cell for cell in names if any(letter.isalpha() for letter in cell.text)], more

    def _other_names(self) -> Iterator[str]:
        for cell in self._filled("other_names"):
            yield from (" ".join(part.split()) for part in re.split(r"[,،;؛/|\n]", cell.text) if part.strip())

    def _attributes(self) -> Iterator[Said]:
        for role in self.table.attributes:
            for cell in self._filled(role):
                if role == "age":
                    yield from self._age(cell, cell.text)
                elif role == "birth":
                    yield from self._birth(cell)
                else:
                    yield self._attribute(role, self._value(role, cell), cell)

    def _age(self, cell: Cell, text: str) -> Iterator[Said]:
        if text.strip() == "-1":  # how tables of numbers write that nothing is known
            return
        read = read_age(text)
        if read.fault:
            self._fault(cell, read.fault)
        self.age = read.value
        yield self._attribute("age", read.value, cell)

    def _birth(self, cell: Cell) -> Iterator[Said]:
        self.birth = self._date(cell)
        yield self._attribute("birth", Value(cell.text.strip()), cell, self.birth)

    def _date(self, cell: Cell) -> When:
        read = read_date(cell.text, self.table.heeds[cell.column])
        if read.fault:
            self._fault(cell, read.fault)
        return read.when

    def _value(self, role: str, cell: Cell) -> Value:
        if role == "gender":
            read = read_gender(cell.text)
            if read.fault:
                self._fault(cell, read.fault)
            return read.value
        text = " ".join(cell.text.split())
        if len(text) > LONGEST:
            self._fault(cell, "cell-long")
        elif expects(role) == "number":
            number = read_age(text)
            return number.value
        return Value(text, term_of(role, text))

    def _attribute(self, role: str, value: Value, cell: Cell, when: When | None = None) -> Said:
        return Said("attribute", role, value, self.manner.stance, cell.start, cell.end, self.row.address(cell), when)

    def _events(self) -> dict[str, _Event]:
        main = self._main()
        events: dict[str, _Event] = {} if main is None else {main.predicate: main}

        def event(predicate: str) -> _Event:
            return events.setdefault(predicate, _Event(predicate, self.manner.stance))

        for role in self.table.predicates:
            for cell in self._filled(role):
                self._say(event(role), role, cell)
        for role, predicate, part in self.table.parts:
            for cell in self._filled(role):
                self._place(event(predicate), part, cell)
        self._general(main or (next(iter(events.values())) if len(events) == 1 else None))
        self._deaths(events, main)
        for cell in self._filled("cause"):
            if main is not None and (main.predicate in DEATHS or main.predicate == "injured"):
                self._say(main, main.predicate, cell)
        return events

    def _main(self) -> _Event | None:
        """Gives what the row is in the list for: what its status says, or else what the list reports of everybody."""
        if "status" not in self.table.columns:
            return _Event(self.manner.reports, self.manner.stance) if self.manner.reports else None
        for cell in self._filled("status"):
            status = status_of(cell.text)
            if status is None:
                self._fault(cell, "status-unread")
                continue
            if status.predicate:
                stance = self.manner.stance if status.stance is Stance.ASSERTED else status.stance
                made = _Event(status.predicate, stance, status.value, cells=[cell])
                inside = read_date(cell.text, Heed())
                made.when = inside.when if inside.when.edtf else None
                return made
        return None

    def _say(self, event: _Event, role: str, cell: Cell) -> None:
        value = self._value(role, cell)
        if event.predicate in ("detained_at", "transferred"):
            event.where.append(value.text)
        event.value = value if not event.value.text else replace(event.value, text=f"{event.value.text}; {value.text}")
        if "?" in cell.text or "؟" in cell.text:
            event.stance = Stance.ALLEGED
        event.cells.append(cell)

    def _place(self, event: _Event, part: str, cell: Cell) -> None:
        if part == WHEN:
            when = self._date(cell)
            if event.when and event.when.edtf and when.edtf and when.edtf != event.when.edtf and event.cells:
                self._fault(cell, "date-twice")
            event.when = event.when if event.when and event.when.edtf else when
        elif part == WHERE:
            if len(cell.text) > LONGEST:
                self._fault(cell, "cell-long")
            event.where.append(" ".join(cell.text.split()))
        event.cells.append(cell)

    def _general(self, event: _Event | None) -> None:
        for part in (WHEN, WHERE):
            for cell in self._filled(part[1:]):
                if event is not None:
                    self._place(event, part, cell)
                elif part == WHEN:
                    self._date(cell)

    def _deaths(self, events: Mapping[str, _Event], main: _Event | None) -> None:
        """Puts the date and place of death on the death that the row tells; beside another event they contradict it."""
        cells = [(part, cell) for part in (WHEN, WHERE) for cell in self._filled("death" + part)]
        death = next((events[name] for name in DEATHS if name in events), None)
        for part, cell in cells:
            if death is not None:
                self._place(death, part, cell)
            elif part == WHEN:
                self._date(cell)
                if main is not None:
                    self._fault(cell, "death-besides")

    def _claim(self, event: _Event, names: Sequence[Cell]) -> Said:
        cells = event.cells or list(names[:1]) or [self.row.cells[0]]
        first, last = min(cells, key=lambda cell: cell.start), max(cells, key=lambda cell: cell.end)
        between = range(first.column + 1, last.column)
        if last.end - first.start > _SPAN or any(column in self.by_column for column in self.table.hidden if column in between):
            first = last = min(cells, key=lambda cell: (len(cell.text) > _SPAN, cells.index(cell)))
        address = self.row.address(first)
        if first.column != last.column:
            address += ":" + self.row.address(last).rpartition("!")[2]
        term = event.value.term if event.predicate == "detained_at" else ""
        where = Where(", ".join(dict.fromkeys(event.where)), term) if event.where else None
        return Said("claim", event.predicate, event.value, event.stance, first.start, last.end, address, event.when, where)

    def _compare(self, events: Mapping[str, _Event]) -> None:
        """Holds the dates of a row against each other, and its age against both."""
        death = next((events[name] for name in DEATHS if name in events), None)
        arrest = events.get("arrested")
        if death and arrest and _is_before(death.when, arrest.when):
            self._fault(death.cells[-1], "death-before-arrest")
        for event in events.values():
            if not event.cells or event.when is None:
                continue
            if _is_before(event.when, self.birth):
                self._fault(event.cells[-1], "before-birth")
            elif not _fits_age(self.birth, event.when, self.age):
                self._fault(event.cells[-1], "age-against-birth")


def is_sentence(text: str) -> bool:
    """Answers whether a cell under a name is a remark about the list: of many words, or a word and a colon before some."""
    words_said = text.split()
    return len(words_said) > _MOST_WORDS or (len(words_said) > _FEW_WORDS and words_said[0].endswith((":", "：")))


def _is_busy(text: str) -> bool:
    return not is_unsaid(text) or bool(cell_fault(text))


@lru_cache(maxsize=8192)
def term_of(role: str, text: str) -> str:
    """Gives the word of the vocabulary that a cell names, among those that its predicate or attribute may have."""
    kinds = _kinds(role)
    said = f" {fold(text)} "
    best, longest = "", 0
    for kind in kinds:
        for name, word in words(kind).items():
            for form in (*word.label.values(), *(form for forms in word.variants.values() for form in forms)):
                folded = fold(form)
                if len(folded) > longest and f" {folded} " in said:
                    best, longest = name, len(folded)
    return best


@lru_cache(maxsize=64)
def _kinds(role: str) -> tuple[str, ...]:
    word = words("predicates").get(role) or words("attributes").get(role)
    return tuple(word.more.get("terms", ())) if word else ()


def _chosen(written: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Gives the name that a row is called by, and its other forms."""
    names = list(dict.fromkeys(" ".join(name.split()) for name in written))
    if not names:
        return "", ()
    first = max(names, key=lambda name: (script_of(name) == "latn", len(name))) if len(names) > 1 else names[0]
    return first, tuple(name for name in names if name != first)


@lru_cache(maxsize=8192)
def _ends(edtf: str) -> tuple[str, str]:
    read = Edtf.parse(edtf)
    return (read.first.isoformat() if read.first else "", read.last.isoformat() if read.last else "")


def _is_before(left: When | None, right: When | None) -> bool:
    if left is None or right is None or not left.edtf or not right.edtf:
        return False
    last, first = _ends(left.edtf)[1], _ends(right.edtf)[0]
    return bool(last and first) and last < first


def _fits_age(birth: When | None, event: When, age: Value | None) -> bool:
    """Answers whether an age can be right beside a birth and a date; one year either way is how people count."""
    if birth is None or age is None or age.low is None or age.high is None or not birth.edtf or not event.edtf:
        return True
    (born, born_last), (first, last) = _ends(birth.edtf), _ends(event.edtf)
    if not (born and born_last and first and last):
        return True
    least, most = int(first[:4]) - int(born_last[:4]) - 2, int(last[:4]) - int(born[:4]) + 1
    return age.low <= most and age.high >= least
