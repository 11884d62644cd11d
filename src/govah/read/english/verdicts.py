"""Verdicts that share a verb ("A to six years, B and C to four"), and the court or judge that gave them."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from typing import Final

from govah.read.english.chains import together_right
from govah.read.english.coreference import Memory
from govah.read.english.event import Event
from govah.read.english.grouping import ORDINALS
from govah.read.english.phrases import Phrase
from govah.read.english.roles import subject
from govah.read.english.rules import Rule
from govah.read.english.scene import Scene
from govah.read.english.terms import term_for

_COURT: Final = re.compile(
    r"(?:\b[Bb]y |^)[^,.;]{0,60}?(?:\b[Bb]ranch (?:No\.? )?\d+|\b[Jj]udges? [A-Z]|"
    r"\b(?:(?:[Rr]evolutionary|[Cc]riminal|[Mm]ilitary|[Pp]rovincial|[Ss]pecial|[Ss]ecurity) (?:[Cc]ourt|[Tt]ribunal)|"
    r"[A-Z]\w+ (?:Court|Tribunal)|[Aa] (?:\w+ )?court in (?:the (?:\w+ )?(?:city|town|province) of )?[A-Z]\w+)\b)"
    r"(?:[^,.;]{0,60}?(?:Court|Tribunal|court)\b)?"
)
_FOREIGN: Final = re.compile(r"\bby (?:the|a) (?:\w+ )?court (?:of|in) [A-Z]\w+|(?:^|\bby )[Aa]n? [A-Z]\w+ (?:court|tribunal)\b")
_TERM: Final = re.compile(r"\b(?:years?|months?|life|lashes|death)$")
_HIGHER: Final = re.compile(r"(?i)\b(?:supreme|appeals?|appellate|cassation|high court)\b")


_IN_ORDER: Final = frozenset({"latter", "former", *ORDINALS})


def apart(
    scene: Scene, place: int, rule: Rule, persons: tuple[int, ...], memory: Memory
) -> Generator[Event, None, tuple[int, ...]]:
    """Gives those whose verdict stands beside ("and B to ten years") events of their own, and the court that tried them all."""
    more = list(_gapped(scene, place, memory, persons))
    everybody = (*persons, *(number for others, _ in more for number in others))
    court = _court(scene, place)
    if court and not scene.row[place].negated:
        yield Event(scene, place, "tried_by", everybody, "en-court/1", value=court, agents=())
    if more:
        first = scene.text[scene.start_of(place) : scene.start_of(more[0][1])]
        yield Event(scene, place, "sentenced_to", persons, rule.name, value=_words(first), term=term_for("sentenced_to", first))
    for others, at in more:
        told = re.split(r"[,;]| and (?=[A-Z])", scene.text[scene.end_of(at) : scene.sentence.end])[0]
        yield Event(scene, place, "sentenced_to", others, rule.name, value=_words(told), term=term_for("sentenced_to", told))
    bare = bool(court) and not _PUNISHMENT.search(scene.tail(place, 240))
    return () if more or bare else persons


_PUNISHMENT: Final = re.compile(
    r"(?i)\b(?:to|years?|months?|days|death|life|lashes|prison|terms?|fines?|absentia|exile|imprisonment|execution)\b"
)
"""What a verdict names; "was sentenced by Branch 3" names the court alone."""


def _words(text: str) -> str:
    return " ".join(text.split())[:120].strip(" ,.;")


def _court(scene: Scene, place: int) -> str:
    """The court or judge that sentences: the subject of an active verb, or what stands behind "by"; no court of appeal."""
    row = scene.row
    active = [scene.text[scene.start_of(min(doing)) : scene.start_of(place)] for doing in [subject(row, place)] if doing]
    told = scene.tail(place, 240) if row[place].passive else " ".join(active)
    found = _COURT.search(told) or (_FOREIGN.search(told) if row[place].head == "sentence" else None)
    name = _words(found.group().removeprefix("by ").removeprefix("By ")) if found else ""
    return "" if _HIGHER.search(name) else name


def _gapped(scene: Scene, place: int, memory: Memory, found: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], int]]:
    """As in "sentenced A to six years, B and C to four years": B and C share the verb; with each, where their names end."""
    row = scene.row
    at = place + 2
    while at < len(row) - 1:
        if row[at].kind == "VG" and row[at].form == "finite":
            return
        told = row[at].names or (row[at].words[0] == "the" and row[at].words[1:2] and row[at].words[1] in _IN_ORDER)
        if row[at].kind == "NP" and told and (row[at - 1].kind in {",", "C"} or _dashed(row, at)):
            named = [at] if _dashed(row, at) else together_right(row, at)
            last = max(named)
            others = tuple(number for one in named for number in memory.mean(scene, row[one]) if number not in found)
            following = row[last + 1] if last + 1 < len(row) else None
            dashed = following is not None and following.kind == "-" and last + 2 < len(row) and row[last + 2].kind == "NP"
            following = row[last + 2] if dashed else following
            if others and following is not None and (following.head == "to" or (_TERM.search(" ".join(following.words)))):
                yield others, last
            at = last
        at += 1


def _dashed(row: Sequence[Phrase], at: int) -> bool:
    """As in "the head of the office B – nine years": a name behind what it is called, and a dash for the verb."""
    following = row[at + 1 : at + 3]
    return len(following) > 1 and following[0].kind == "-" and _TERM.search(" ".join(following[1].words)) is not None


def on_other_days(scene: Scene, place: int, found: tuple[int, ...], memory: Memory) -> Iterator[tuple[tuple[int, ...], int]]:
    """Gives who shares a verb on a day of their own, and where: "arrested A on 10 August and B on 18 August"."""
    row = scene.row
    for at in range(place + 3, len(row) - 2):
        if row[at].kind in {"VG", "S", "W", ":"}:
            return
        joined = row[at].names and row[at - 1].kind in {",", "C"} and row[at - 2].kind == "DATE"
        if joined and row[at + 1].kind == "P" and row[at + 2].kind == "DATE":
            others = tuple(number for number in memory.mean(scene, row[at]) if number not in found)
            if others:
                yield others, at
