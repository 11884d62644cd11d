"""The words to quote for an event: its clause up to the verb, no longer than an eye takes in."""

from __future__ import annotations

from typing import Final

from govah.read.persian.clauses import Clause
from govah.read.persian.events import Event

_LONGEST: Final = 290
_WHOLE: Final = 260
"""How long a clause may be that a relative clause breaks, and still be quoted from its beginning."""
_ASIDE: Final = 110
_TAIL: Final = 60


def stretch_of(event: Event, clause: Clause, line: str) -> tuple[int, int]:
    """Gives the stretch of the skeleton to quote."""
    if event.rule.charge and event.rule.kind == "state":
        return event.start, event.end
    if event.count:
        return event.count, event.close or event.end
    if event.segment or event.close:
        return event.segment or clause.start, event.close or event.end
    if event.rule.aside:
        return max(clause.start, event.start - _ASIDE), event.end
    return _trimmed(*_clause(event, clause, line), event, line)


def _clause(event: Event, clause: Clause, line: str) -> tuple[int, int]:
    start, end = clause.start, max(event.end, clause.end if event.force in {"noun", "state"} else event.end)
    if clause.outer and end - clause.outer[0] < _WHOLE:
        start = clause.outer[0]
    if event.force == "noun" and end - event.end > 2 * _TAIL:
        cut = line.find(" ", event.end + _TAIL)
        end = cut if cut > 0 else len(line)
    return start, end


def _trimmed(start: int, end: int, event: Event, line: str) -> tuple[int, int]:
    if end - start > _LONGEST:
        start = max(start, _cut_after(line, end - _LONGEST, event.start))
    while start < end and line[start] in " ،؛.":
        start += 1
    for joiner in ("و ", "اما ", "که ", "ولی "):
        if line.startswith(joiner, start):
            start += len(joiner)
    return start, end


def _cut_after(line: str, at: int, before: int) -> int:
    comma = line.find(" ، ", at, before)
    if comma > 0:
        return comma + 3
    space = line.find(" ", at, before)
    return space + 1 if space > 0 else at
