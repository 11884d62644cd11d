"""What the cases of a count come to: categories that sum, the least and the most there can be, and tables by one trait."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from govah.count.counts.cases import CATEGORIES, Case, ends
from govah.count.provinces import province_of
from govah.dates import to_solar
from govah.records import canonical

Trait = Literal["month", "solar-month", "year", "solar-year", "province", "place", "prison", "charge", "age", "gender"]
TRAITS: Final[tuple[Trait, ...]] = (
    "month", "solar-month", "year", "solar-year", "province", "place", "prison", "charge", "age", "gender",
)  # fmt: skip
UNKNOWN: Final = ""
"""The row of those of whom the trait is not known, or not exactly enough."""
_BANDS: Final = ((0, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 200))


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of a count; `minimum`: confirmed, surely within the days, likely doubles as one; `maximum`: all counted."""

    confirmed: int
    under_investigation: int
    disputed: int
    excluded: int
    minimum: int
    maximum: int
    vague: int
    "Counted, though the day, as told, can lie outside."
    doubles: int
    "How many fewer persons there are if all pairs that look alike are one."

    @property
    def counted(self) -> int:
        """All cases in the three categories."""
        return self.confirmed + self.under_investigation + self.disputed


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: the trait, and the number in each category."""

    trait: str
    confirmed: int
    under_investigation: int
    disputed: int

    @property
    def total(self) -> int:
        """The three together."""
        return self.confirmed + self.under_investigation + self.disputed


def totals(cases: Sequence[Case], alike: Iterable[tuple[str, str]]) -> Totals:
    """Adds cases up; `alike` are pairs of persons that look like one and that nobody has judged."""
    pairs = tuple(alike)
    number = {category: sum(one.category == category for one in cases) for category in (*CATEGORIES, "excluded")}
    sure = [one.person for one in cases if one.category == "confirmed" and not one.vague]
    counted = [one.person for one in cases if one.category != "excluded"]
    return Totals(
        number["confirmed"],
        number["under-investigation"],
        number["disputed"],
        number["excluded"],
        _groups(sure, pairs),
        len(counted),
        sum(one.vague for one in cases),
        len(counted) - _groups(counted, pairs),
    )


def _groups(people: Sequence[str], pairs: Sequence[tuple[str, str]]) -> int:
    """How many persons there are if every pair among them is one."""
    head = {one: one for one in people}

    def root(one: str) -> str:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for left, right in pairs:
        if left in head and right in head:
            head[root(left)] = root(right)
    return sum(head[one] == one for one in head)


def table(cases: Iterable[Case], trait: Trait, prisons: Callable[[str], bool]) -> tuple[TableRow, ...]:
    """Gives cases by a trait, in its own order, each case in one row; those of whom it is not known come last.

    `prisons` answers whether the term of a place is a prison's. Rows sum to the whole.
    """
    rows: dict[str, list[int]] = {}
    for one in cases:
        if one.category != "excluded":
            rows.setdefault(_trait(one, trait, prisons), [0, 0, 0])[CATEGORIES.index(one.category)] += 1
    by_size = trait in ("province", "place", "prison", "charge")
    order = sorted(rows, key=lambda key: (key == UNKNOWN, -sum(rows[key]) if by_size else 0, _place_of(key, trait)))
    return tuple(TableRow(key, *rows[key]) for key in order)


def _place_of(key: str, trait: Trait) -> tuple[int, str]:
    return (next((at for at, band in enumerate(_BANDS) if _band(band) == key), 99), key) if trait == "age" else (0, key)


def _trait(one: Case, trait: Trait, prisons: Callable[[str], bool]) -> str:
    if trait == "gender":
        return one.gender
    if trait == "age":
        return UNKNOWN if one.age is None else next((_band(band) for band in _BANDS if band[0] <= one.age <= band[1]), UNKNOWN)
    if trait == "charge":
        return one.charges[0] if one.charges else UNKNOWN
    if trait == "province":
        found = {province for place in one.wheres if (province := province_of(place))}
        return found.pop() if len(found) == 1 else UNKNOWN
    if trait in ("place", "prison"):
        wanted = [place for place in one.wheres if trait == "place" or prisons(place)]
        return wanted[0] if wanted else UNKNOWN
    return _period(one.when, trait)


def _band(band: tuple[int, int]) -> str:
    return f"{band[0]}–{band[1]}" if band[1] < 200 else f"{band[0]}+"


def _period(edtf: str, trait: Trait) -> str:
    """The month or year that a date lies in wholly, in either calendar; nothing where it can lie in two."""
    first, last = ends(edtf)
    if first.year in (1, 9999) or last.year in (1, 9999):
        return UNKNOWN
    names = []
    for day in (first, last):
        if trait.startswith("solar"):
            year, month, _ = to_solar(day)
            names.append(f"{year:04}-{month:02}")
        else:
            names.append(day.isoformat()[:7])
    width = 4 if trait.endswith("year") else 7
    return names[0][:width] if names[0][:width] == names[1][:width] else UNKNOWN


def digest(cases: Iterable[Case]) -> str:
    """SHA-256 over every case, excluded ones too: person, category, reasons, days, and what it rests on, in canonical JSON."""
    rows = sorted([one.person, one.category, list(one.reasons), one.when, list(one.rests_on)] for one in cases)
    return hashlib.sha256(canonical(rows)).hexdigest()
