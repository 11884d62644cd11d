"""Events that no predicate names: what the words of an `other` claim tell of, by one readable table; asking for it is nothing."""

from __future__ import annotations

from functools import cache
from typing import Final

from govah.text import fold
from govah.words import table

_TABLE: Final = "reading/weigh/events"


def named_event(text: str) -> str:
    """Gives the event that these words tell of, or nothing: the first row of the table that fits holds."""
    said = fold(text)
    if not said:
        return ""
    return next((event for event, groups in _rows() if all(any(form in said for form in group) for group in groups)), "")


@cache
def _rows() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    return tuple(
        (row["event"], tuple(tuple(fold(str(form)) for form in group) for group in row["words"])) for row in table(_TABLE)
    )
