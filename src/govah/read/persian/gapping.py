"""One verb for several people: «P به ده سال و P به شش سال حبس محکوم شدند» is one event for each of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from govah.read.persian.cast import Cast, free_letters, run_around
from govah.read.persian.clauses import clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import DATE, PERSON
from govah.read.persian.values import has_penalty

_GAP: Final = re.compile(
    fold_letters(
        r"(?:(?:حبس|زندان|اعدام|شلاق|تبعید|دیه|قصاص|سال|ماه|نقدی|تعلیقی|تعزیری|اموال)(?: (?:به|در) \S+){0,2})(?: "
        rf"،| و){{1,3}} (?:(?:آقای|خانم|همچنین) )?(?={PERSON})"
    )
)

_YEARS: Final = re.compile(fold_letters(r"به \S+ (?:سال|ماه)(?!\S)"))


_GAP_OF_DAYS: Final = re.compile(
    rf"{DATE}(?: در [^\s،.\ue000-\ue7ff]+(?: [^\s،.\ue000-\ue7ff]+)?)?(?: ،| و){{1,3}} (?=(?:(?:اقای|خانم|همچنین) )?{PERSON})"
)
_DATED: Final = frozenset({"arrested", "executed", "killed", "released", "disappeared", "injured", "transferred"})


def _is_whole(event: Event, piece: str) -> bool:
    """Whether a part of a clause has what its verb needs: a punishment, or a day («P سوم خرداد و P هشتم خرداد بازداشت شدند»)."""
    if event.rule.penalty:
        return has_penalty(piece) or _YEARS.search(piece) is not None
    return re.search(rf"{PERSON}.*{DATE}", piece) is not None


def spread(event: Event, cast: Cast) -> Iterator[Event]:
    """Gives the event once for each part of its clause that has its own subject and its own punishment."""
    if not (event.rule.penalty or event.rule.predicate in _DATED) or event.force == "noun" or event.rule.kind != "verb":
        yield event
        return
    line = cast.scene.skeleton
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    gap = _GAP if event.rule.penalty else _GAP_OF_DAYS
    cuts = [clause.start + found.end() for found in gap.finditer(line[clause.start : event.start])]
    cuts = [
        cut
        for cut in cuts
        if line[cut] in free_letters(cast, clause.start, event.start) and line[cut] == run_around(line, line[cut])[0]
    ]
    bounds = [clause.start, *cuts, event.start]
    pieces = [(low, high) for low, high in itertools.pairwise(bounds)]
    counts = _counts(event, cast, clause.start) if not cuts else []
    if counts:
        yield from counts
        return
    if not cuts or not all(_is_whole(event, line[low:high]) for low, high in pieces[:-1]):
        yield event
        return
    for low, high in pieces[:-1]:
        end = low + len(line[low:high].rstrip().removesuffix(" و").removesuffix(" ،").rstrip())
        yield replace(event, segment=low, start=end, close=end)
    yield replace(event, segment=pieces[-1][0])


_CRIME: Final = r"(?:از بابت|بابت|با|به|برای|به دلیل|به خاطر) (?:اتهام|اتهام های|اتهامات|جرم|عنوان اتهامی)(?!\S)"
_COUNT: Final = re.compile(
    fold_letters(
        rf"(?<!\S){_CRIME}[^؛.]{{3,190}}? به (?:تحمل )?(?:\S+ (?:سال|ماه)(?: و \S+ (?:ماه|روز))?|اعدام|حبس ابد|\S+ ضربه شلاق)"
        r"(?: (?:و )?(?:حبس|زندان|تبعید|تعزیری|تعلیقی|شلاق))*"
        rf"(?=(?: ،| و){{1,2}} {_CRIME})"
    )
)
"""«با اتهام … به دو سال و با اتهام … به یک سال حبس محکوم شد»: a sentence for each count, the verb said once."""
_NEXT_COUNT: Final = re.compile(fold_letters(rf"(?<=[،و] ){_CRIME}"))


def _counts(event: Event, cast: Cast, since: int) -> list[Event]:
    """The counts before the verb, each a sentence of its own, and what is left for the verb; nothing where there is only one."""
    line = cast.scene.skeleton
    found = list(_COUNT.finditer(line, since, event.start)) if event.rule.penalty else []
    later = _NEXT_COUNT.search(line, found[-1].end(), event.start) if found else None
    if later is None or re.search(PERSON, line[found[0].start() : event.start]):
        return []
    return [
        *(replace(event, count=one.start(), start=one.end(), close=one.end()) for one in found),
        replace(event, count=later.start()),
    ]
