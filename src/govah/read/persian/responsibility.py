"""Who did it and who ordered it, where the clause itself says so: «توسط …», «به دستور …», the subject of «P را … کرد», a court.

Invariant: it is asked of a claim that stands, affirmed; a wrong organ is a false fact, so where it is not plain nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from govah.read.persian.claims import Draft
from govah.read.persian.clauses import clause_at
from govah.read.persian.events import Event
from govah.read.persian.lexicon import alternatives, folded, phrase_set, reading
from govah.read.persian.scene import DATE, PERSON
from govah.read.persian.story import Told
from govah.records import AFFIRMED, Value
from govah.words import words

CARRIED_OUT: Final = "carried_out_by"
ORDERED: Final = "ordered_by"
LONGEST: Final = 160
"""Code points up to which the act and who did it are given together, as written."""
_MOST_WORDS: Final = 12
_VAGUE: Final = frozenset({"unspecified", "unknown"})
_SHORTEST: Final = 3

Span = tuple[int, int]


def responsible(found: Iterable[tuple[Event, Draft]], told: Told) -> Iterator[tuple[Draft, Draft]]:
    """Gives (claim, who carried it out or ordered it) for each event of a sentence whose own clause names them plainly."""
    for event, draft in found:
        if draft.stance not in AFFIRMED or not draft.people:
            continue
        for predicate, who, term in (*_doers(event, draft, told), *_orders(event, draft, told)):
            yield draft, _made(event, draft, told, predicate, who, term)


def surviving(pairs: Iterable[tuple[Draft, Draft]], kept: Iterable[Draft]) -> Iterator[Draft]:
    """Gives the second of each pair whose claim still stands after all that was retracted, dated and dropped, each once."""
    standing = {(one.predicate, one.start, one.end): one for one in kept if one.stance in AFFIRMED}
    seen: set[tuple[tuple[int, ...], str, str]] = set()
    for claim, made in pairs:
        now = standing.get((claim.predicate, claim.start, claim.end))
        key = (made.people, made.predicate, made.value.term or made.value.text)
        if now is not None and key not in seen:
            seen.add(key)
            yield replace(made, when=now.when)


def _doers(event: Event, draft: Draft, told: Told) -> Iterator[tuple[str, Span, str]]:
    low, high = _region(event, told)
    line = told.cast.scene.skeleton
    if draft.predicate in reading("responsibility")["decided"]:
        spans = _courts(line, low, high, active=event.active)
        if len(spans) == 1:
            yield ORDERED, spans[0], _one(_terms("courts"), line[slice(*spans[0])])
        return
    if draft.predicate not in reading("responsibility")["carried_out"]:
        return
    span = _subject(line, low, high) if event.active else _behind_by(line, low, high)
    if event.force == "noun":
        span = _behind_by(line, event.end, min(len(line), event.end + 90), at_once=True)
    term = _one(_terms("organs"), line[slice(*span)]) if span else ""
    if span and term and _is_plain(line[slice(*span)]):
        yield CARRIED_OUT, span, term


def _orders(event: Event, draft: Draft, told: Told) -> Iterator[tuple[str, Span, str]]:
    """«به دستور دادستان شیراز به سلول انفرادی منتقل شد»."""
    if draft.predicate not in reading("responsibility")["carried_out"] or event.force == "noun":
        return
    low, high = _region(event, told)
    line = told.cast.scene.skeleton
    found = list(_order().finditer(line[low:high]))
    if len(found) != 1:
        return
    span = _until_stop(line, low + found[0].end(), high)
    said = line[slice(*span)]
    if span[1] > span[0] and set(said.split()[:2]) & phrase_set("responsibility", "offices") and _is_plain(said):
        yield ORDERED, span, _one(_terms("courts"), said) or _one(_terms("organs"), said)


def _region(event: Event, told: Told) -> Span:
    """The words of the event's clause before it, from where the event before it ended."""
    clause = told.cast.clauses[clause_at(told.cast.clauses, event.start)]
    low = max((one.end for one in told.events if one.end <= event.start and one.start >= clause.start), default=clause.start)
    if low == clause.start and clause.outer and not told.cast.scene.skeleton[low : event.start].strip(" ،و"):
        low = clause.outer[0]
    return low, event.start


def _behind_by(line: str, low: int, high: int, *, at_once: bool = False) -> Span | None:
    found = list(_by().finditer(line[low:high]))
    if len(found) != 1 or (at_once and found[0].start() > 1):
        return None
    span = _until_stop(line, low + found[0].end(), high)
    return span if span[1] > span[0] else None


def _subject(line: str, low: int, high: int) -> Span | None:
    """Who opens the clause before «P را»: «مأموران وزارت اطلاعات P را بازداشت کردند»."""
    person = re.search(PERSON, line[low:high])
    end = low + person.start() if person else high
    at = low + _lead().match(line[low:end]).end()  # type: ignore[union-attr]
    span = _until_stop(line, at, end)
    said = line[slice(*span)].strip()
    opens = said.startswith(tuple(f"{one} " for one in phrase_set("responsibility", "heads"))) or _opens_with_organ(said)
    return (span[0], span[0] + len(line[slice(*span)].rstrip())) if said and opens else None


def _opens_with_organ(said: str) -> bool:
    return any(said == form or said.startswith(f"{form} ") for form in _terms("organs"))


def _courts(line: str, low: int, high: int, *, active: bool) -> list[Span]:
    """The courts and judges that a clause says to have decided; a court that a verdict only comes from is none of them."""
    out: list[Span] = []
    for found in _court().finditer(line, low, high):
        before = line[low : found.start()]
        by = re.search(rf"(?<!\S)(?:{alternatives(reading('responsibility')['courts_by'])}) $", before)
        opens = active and _lead().fullmatch(before)
        if (by or opens) and _is_plain(found.group()):
            out.append((found.start(), found.start() + len(found.group().rstrip(" ،"))))
    return out


def _until_stop(line: str, low: int, high: int) -> Span:
    end = low
    for number, word in enumerate(re.finditer(r"\S+", line[low:high])):
        text = word.group()
        if number >= _MOST_WORDS or text in phrase_set("responsibility", "stop") or re.search(rf"[،؛:.()«»]|{DATE}", text):
            break
        if (
            text == "از"
            and number
            and not re.search(r"(?:گروهی|شماری|تعدادی|جمعی|تن|نفر|یکی)$", line[low:high][: word.start() - 1])
        ):
            break
        end = low + word.end()
    while end > low and line[low:end].endswith((" و", " هم")):
        end = low + len(line[low:end].rsplit(" ", 1)[0])
    return low, end


def _one(forms: dict[str, str], said: str) -> str:
    """The one word of the vocabulary that these words name; none where they name two."""
    named: set[str] = set()
    rest = f" {said} "
    for form in sorted(forms, key=len, reverse=True):
        if f" {form} " in rest:
            named.add(forms[form])
            rest = rest.replace(f" {form} ", "  ")
    sure = named - _VAGUE or named
    return sure.pop() if len(sure) == 1 else ""


def _is_plain(said: str) -> bool:
    return not set(said.split()) & phrase_set("responsibility", "not_hands")


def _made(event: Event, draft: Draft, told: Told, predicate: str, who: Span, term: str) -> Draft:
    scene = told.cast.scene
    by = _before().search(scene.skeleton, 0, who[0])
    low, high = min(by.start() if by else who[0], event.start), max(who[1], event.end)
    value = " ".join(scene.words(low, high).split())
    start, end = scene.raw(low, high)
    if len(value) > LONGEST:
        value = " ".join(scene.words(*who).split())
    rule = f"fa-{'who' if predicate == CARRIED_OUT else 'order'}-{draft.predicate}/1"
    return replace(
        draft, predicate=predicate, value=Value(value, term), start=min(start, draft.start), end=max(end, draft.end), rule=rule,
        score=max(1, draft.score - 100),
    )  # fmt: skip


@cache
def _terms(kind: str) -> dict[str, str]:
    """The Persian spellings of a kind of word, folded, and which word each is."""
    out: dict[str, str] = {}
    for name, word in words(kind).items():
        for form in (word.label["fa"], *word.variants.get("fa", ())):
            if len(form) > _SHORTEST - 1:
                out.setdefault(folded(form), name)
    return out


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{alternatives(reading('responsibility')['by'])}) (?:{_some()} )?")


@cache
def _before() -> re.Pattern[str]:
    table = reading("responsibility")
    kinds = alternatives(table["order_kinds"])
    return re.compile(
        rf"(?<!\S)(?:{alternatives([*table['by'], *table['courts_by'], *table['orders']])}) (?:{kinds} )?(?:{_some()} )?$"
    )


@cache
def _order() -> re.Pattern[str]:
    table = reading("responsibility")
    return re.compile(rf"(?<!\S)(?:{alternatives(table['orders'])}) (?:(?:{alternatives(table['order_kinds'])}) )?")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*(?:{DATE}|\d+|{alternatives(reading('responsibility')['leading'])})(?!\S))*\s*(?:{_some()} )?")


@cache
def _court() -> re.Pattern[str]:
    stop = alternatives([*reading("responsibility")["stop"], "از", "توسط", "و"])
    more = rf"(?: (?!(?:{stop})(?!\S))[^\s،.؛:«»()\ue000-\uefff]+){{0,6}}"
    return re.compile(
        rf"(?<!\S)(?:(?:شعبه(?: [^\s،]+){{1,2}}? (?:از )?)?(?:دادگاه|دیوان عالی){more}(?: ،? ?به ریاست (?:قاضی )?{PERSON})?"
        rf"|قاضی {PERSON})(?!\S)"
    )


@cache
def _some() -> str:
    return f"(?:{alternatives(reading('responsibility')['some'])})"
