"""A list as any other document: each row's person, attributes and claims as suggestions, by the mapping suggested for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from govah.read.lists.grid import OPENING, openings_of, sheets_of
from govah.read.lists.headers import header_of
from govah.read.lists.mapping import Sheet, sheets
from govah.read.lists.rows import read_rows
from govah.read.lists.telling import EMPTY, READER, Manner, RowTold
from govah.records import Extracted, FoundAttribute, FoundClaim, FoundPerson, Reading
from govah.text import guess_language

MOST: Final = 5_000
"""Rows read of one list; the rest waits for a mapping that a person accepts."""
FROM_1904: Final = "days-from-1904"
"""Note of a spreadsheet that counts its days from 1904."""
TELLING: Final = 2_000
"""Rows of a sheet that show what its columns hold."""
_SCORE: Final = 700


def is_list(extracted: Extracted) -> bool:
    """Answers whether a text is a table with a column of people's names."""
    kinds = {one.kind for one in extracted.segments[:20]}
    if "cell" not in kinds or kinds - {"cell", "header"}:
        return False
    return any(header_of(rows).first >= 0 for rows in sheets_of(openings_of(extracted)).values())


def list_of(extracted: Extracted) -> tuple[Sheet, ...]:
    """Gives the sheets of a table with the mapping suggested for each."""
    return sheets(sheets_of(extracted), from_1904=FROM_1904 in extracted.notes)


def has_more_rows(extracted: Extracted, count: int) -> bool:
    """Answers whether the sheets that name people have more rows than that; what a long list begins with tells."""
    begun = list_of(openings_of(extracted, max(count + OPENING, TELLING)))
    return sum(sheet.count for sheet in begun if sheet.is_list) > count


def suggest(extracted: Extracted, published: date | None) -> Reading:
    """Gives a person for each row that names one, and what its cells say; the list speaks in its own voice."""
    del published  # a cell says its own day or none
    told = read_rows(list_of(extracted), Manner(from_1904=FROM_1904 in extracted.notes))
    rows = [one for one in told if one.kind != EMPTY]
    notes = ("list-cut-short",) if len(rows) > MOST else ()
    return reading_of(extracted, rows[:MOST], notes=notes)


def reading_of(
    extracted: Extracted, rows: Iterable[RowTold], *, voices: Sequence[str] = (), notes: tuple[str, ...] = ()
) -> Reading:
    """Gives rows as suggestions; a rule that found a fault in a row says which, so that whoever decides sees why it was left."""
    persons: list[FoundPerson] = []
    claims: list[FoundClaim] = []
    for one in rows:
        if not one.name:
            continue
        id_ = f"p{len(persons) + 1}"
        rule = f"{READER}: {one.faults[0].code}" if one.faults else READER
        chain = tuple(voice for voice in (*voices, one.source) if voice)
        attributes = tuple(
            FoundAttribute(said.predicate, said.value, extracted.text[said.start : said.end], said.start, said.end, said.stance,
                           chain, rule)
            for said in one.said if said.kind == "attribute"
        )  # fmt: skip
        persons.append(FoundPerson(id_, one.name, one.other_names, attributes))
        claims += [
            FoundClaim(id_, said.predicate, said.value, said.stance, chain, extracted.text[said.start : said.end], said.start,
                       said.end, rule, _SCORE, said.when, said.where)
            for said in one.said if said.kind == "claim"
        ]  # fmt: skip
    return Reading(guess_language(extracted.text[:5000]), tuple(persons), claims=tuple(claims), notes=notes)
