"""What reading a row gives: who it is about, what its cells say, and what is wrong with them, by address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from govah.read.lists.grid import Row
from govah.records import Stance, Value, When, Where

READER: Final = "list-row/3"

TOLD: Final = "told"
EXCEPTION: Final = "exception"
EMPTY: Final = "empty"


@dataclass(frozen=True, slots=True)
class Manner:
    """How the rows of a list are to be taken."""

    reports: str = ""
    "The predicate that the list reports of everybody in it; empty where each row says it."
    stance: Stance = Stance.ASSERTED
    today: date | None = None
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that a person must look at."""

    address: str
    "`Sheet!C12`."
    code: str
    text: str
    "As written."


class Said(NamedTuple):
    """One thing that a row says, and the characters that say it; a tuple, for a list has a quarter of a million of them."""

    kind: str
    "`attribute` or `claim`."
    predicate: str
    value: Value
    stance: Stance
    start: int
    end: int
    cell: str
    "`Sheet!C12`, or `Sheet!C12:E12` where several cells say it together."
    when: When | None = None
    where: Where | None = None


class RowTold(NamedTuple):
    """One row, read: it is `told`, an `exception` for a person, or `empty`."""

    row: Row
    kind: str
    name: str = ""
    "As written; empty where the row names nobody."
    other_names: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    faults: tuple[Fault, ...] = ()
    source: str = ""
    "The voice that the row names as its source."
    id: str = ""
    "What the list itself calls the row, where it has a column of ids."


def day_of(time: str) -> date:
    """Gives the day of a time as headers write it, after which a date in the list is doubted."""
    return date.fromisoformat(time[:10])
