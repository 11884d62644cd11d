"""From a row to what it says: a person, attributes from their cells, and claims that stand on the whole row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from govah import dates
from govah.read.lists.columns import Cell, Row, header_of, rows_of
from govah.records import Extracted, FoundAttribute, FoundClaim, FoundPerson, Reading, Stance, Value, When, Where
from govah.text import fold, guess_language, script_of, to_latin_digits
from govah.words import table, words

RULE: Final = "list-row/1"
MOST: Final = 5_000
"""Rows read of one list; the rest waits for a mapping that a person accepts."""
_UNSAID: Final = frozenset({"", "n a", "na", "none", "null", "undefined", "unknown", "نامعلوم", "نامشخص", "x"})
_ATTRIBUTES: Final = ("father", "mother", "birth", "occupation", "residence", "gender", "national_id")
_GENDERS: Final = {"m": "male", "f": "female", "male": "male", "female": "female", "مرد": "male", "زن": "female", "ذکر": "male"}


def is_list(extracted: Extracted) -> bool:
    """Answers whether a text is a table with people in it."""
    if not extracted.segments or any(one.kind != "cell" for one in extracted.segments[:20]):
        return False
    return header_of(rows_of(extracted))[0] >= 0


def suggest(extracted: Extracted, published: date | None) -> Reading:
    """Gives a person for each row that names one, and what its cells say; the list speaks in its own voice."""
    rows = rows_of(extracted)
    header, roles = header_of(rows)
    persons: list[FoundPerson] = []
    claims: list[FoundClaim] = []
    body = rows[header + 1 :]
    for row in body[:MOST]:
        read = _Reader(extracted.text, row, roles, published, f"p{len(persons) + 1}")
        person = read.person()
        if person is not None:
            persons.append(person)
            claims += read.claims()
    notes = ("list-cut-short",) if len(body) > MOST else ()
    return Reading(guess_language(extracted.text[:5000]), tuple(persons), claims=tuple(claims), notes=notes)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One row and what its columns hold."""

    text: str
    row: Row
    roles: Mapping[str, tuple[str, ...]]
    published: date | None
    id: str

    def cells(self, role: str) -> list[Cell]:
        return [cell for cell in self.row.under(self.roles.get(role, ())) if _bare(cell.text) not in _UNSAID]

    def person(self) -> FoundPerson | None:
        names = [cell for cell in self.cells("name") if re.search(r"[^\W\d_]", cell.text)]
        if not names:
            return None
        written = [" ".join(cell.text.split()) for cell in names]
        first = max(written, key=lambda name: (script_of(name) == "latn", len(name)))
        others = tuple(name for name in dict.fromkeys(written) if name != first)
        return FoundPerson(self.id, first, others, tuple(self._attributes()))

    def claims(self) -> Iterator[FoundClaim]:
        arrest = self._date("date_of_arrest")
        told = False
        for status in self.cells("status"):
            found = self._status(status)
            if found is not None:
                told = told or found.predicate == "arrested"
                yield found
        if arrest is not None and not told:
            yield self._claim("arrested", Value(), Stance.ASSERTED, arrest, self._place())
        for cell in self.cells("charge"):
            yield self._claim("charged_with", Value(cell.text, _term("charges", cell.text)), Stance.ASSERTED, None, None)
        for cell in self.cells("sentence"):
            yield self._claim("sentenced_to", Value(cell.text, _term("punishments", cell.text)), Stance.ASSERTED, None, None)
        for cell in self.cells("prison"):
            term = _term("prisons", cell.text)
            yield self._claim("detained_at", Value(cell.text, term), Stance.ASSERTED, None, Where(cell.text, term))

    def _status(self, cell: Cell) -> FoundClaim | None:
        said = fold(cell.text)
        rule = next((one for one in _statuses() if one[0].search(said)), None)
        if rule is None or not rule[1]:
            return None
        _, predicate, value, stance = rule
        if "?" in cell.text or "؟" in cell.text:
            stance = Stance.ALLEGED
        death = predicate in ("killed", "executed", "died_in_custody")
        role = "date_of_death" if death else "date_of_arrest" if predicate == "arrested" else ""
        when = self._in_cell(cell) or self._date(role)
        return self._claim(predicate, Value(value), stance, when, self._place(death=death))

    def _attributes(self) -> Iterator[FoundAttribute]:
        for cell in self.cells("age"):
            number = to_latin_digits(cell.text.strip())
            if number.isdigit() and 0 < int(number) < 120:
                yield self._attribute("age", Value(number, low=int(number), high=int(number)), cell)
        for role in _ATTRIBUTES:
            for cell in self.cells(role):
                text = " ".join(cell.text.split())
                value = Value(_GENDERS.get(fold(text), ""), _GENDERS.get(fold(text), "")) if role == "gender" else Value(text)
                if value.text:
                    yield self._attribute(role, value, cell)

    def _attribute(self, predicate: str, value: Value, cell: Cell) -> FoundAttribute:
        return FoundAttribute(predicate, value, cell.text, cell.start, cell.end, Stance.ASSERTED, (), RULE)

    def _claim(self, predicate: str, value: Value, stance: Stance, when: When | None, where: Where | None) -> FoundClaim:
        start, end = self.row.cells[0].start, self.row.cells[-1].end
        return FoundClaim(self.id, predicate, value, stance, (), self.text[start:end], start, end, RULE, 700, when, where)

    def _date(self, role: str) -> When | None:
        return next((when for cell in self.cells(role) if (when := self._in_cell(cell)) is not None), None)

    def _in_cell(self, cell: Cell) -> When | None:
        found = dates.find(cell.text, published=self.published)
        return When(found[0].edtf, found[0].text, found[0].calendar) if found else None

    def _place(self, *, death: bool = False) -> Where | None:
        cells = (self.cells("place_of_death") if death else []) or self.cells("place")
        return Where(", ".join(cell.text.strip() for cell in cells[:2])) if cells else None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


@cache
def _statuses() -> tuple[tuple[re.Pattern[str], str, str, Stance], ...]:
    return tuple(
        (re.compile(one["pattern"]), one["predicate"], one.get("value", ""), Stance(one.get("stance", "asserted")))
        for one in table("reading/lists/statuses")
    )


def _term(kind: str, text: str) -> str:
    said = f" {fold(text)} "
    for name, word in words(kind).items():
        forms = [*word.label.values(), *(form for forms in word.variants.values() for form in forms)]
        if any(f" {fold(form)} " in said for form in forms if form):
            return name
    return ""
