"""One row of a list as linking takes it: names as written, and what else it says of a person, as limits rather than guesses."""

from __future__ import annotations

from dataclasses import dataclass


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
