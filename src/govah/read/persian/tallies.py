"""Counts of people whom nobody names, and what organisations and offices call for: no claims about a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.persian.claims import Draft, voice_of
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import DATE
from govah.read.persian.story import Told
from govah.read.persian.values import NUMBER, number_of
from govah.read.persian.voices import speaker_before
from govah.records import FoundStatement, FoundTally, Stance, Value, When

_WHAT: Final = {
    "arrested": "arrested",
    "killed": "killed",
    "injured": "injured",
    "executed": "executed",
    "released": "released",
    "sentenced_to": "sentenced",
    "charged_with": "charged",
    "disappeared": "disappeared",
    "died_in_custody": "died_in_custody",
}
_GROUP: Final = (
    r"(?:نفر|تن|شهروند|معترض|زندانی|نوجوان|جوان|کودک|زن|مرد|دانشجو|کارگر|معلم|متهم|فعال|"
    r"بازداشتی|کولبر|غیرنظامی|کشته|زخمی|بازداشتی|مورد)"
)
_COUNT: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:(?P<least>دست کم|حداقل|بیش از)|(?P<most>حداکثر|کمتر از)|(?P<near>حدود|"
        rf"نزدیک به))? ?(?:(?P<n>{NUMBER})(?P<thousand> هزار)?(?: و (?P<rest>{NUMBER}))?|"
        rf"(?P<many>ده ها|دهها|صدها|هزاران|شماری|تعدادی|چند|چندین)) {_GROUP}(?!\S)"
    )
)
_NOUNS: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:(?P<arrested>بازداشت|دستگیری)|(?P<executed>اعدام)|(?P<killed>کشته "
        r"شدن|جان باختن|کشتار|قتل)|(?P<injured>زخمی شدن|مجروح شدن)|(?P<released>آزادی)) "
        r"(?=(?:دست کم|حداقل|بیش از|حدود|\d|ده ها|صدها|هزاران|یک|دو|سه|چهار|پنج|شش|هفت|"
        r"هشت|نه|ده))"
    )
)
_CALL: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:خواستار|خواهان) [^.؛]{2,160}? (?:شد|شدند|شده است|شده اند|است|هستند)(?!\S)|"
        r"(?<!\S)(?:فراخوان داد|هشدار داد|تهدید کرد|محکوم کرد|محکوم کردند|هشدار دادند|"
        r"تهدید کردند)\S*"
    )
)


_ACTS: Final = (
    ("خواستار", "call"), ("خواهان", "call"), ("فراخوان", "call"), ("هشدار", "warn"), ("تهدید", "threaten"), ("محکوم", "condemn"),
)  # fmt: skip
"""What a call does, by its word."""


def tally_of(event: Event, draft: Draft, sentence: Told) -> FoundTally | None:
    """Gives the count that an event without a named person tells, where its subject is a number of people."""
    line = sentence.cast.scene.skeleton
    found = list(_COUNT.finditer(line[: event.start]))
    what = _WHAT.get(draft.predicate)
    if not found or what is None:
        return None
    if draft.predicate == "sentenced_to" and draft.value.term == "death":
        what = "sentenced_to_death"
    return FoundTally(
        what,
        _value(found[-1]),
        draft.stance,
        draft.attribution,
        sentence.cast.scene.text[draft.start : draft.end],
        draft.start,
        draft.end,
        "fa-tally/1",
        draft.when,
        draft.where,
    )


def noun_tallies(sentence: Told) -> Iterator[FoundTally]:
    """Gives the counts after a noun («بازداشت ۱۲ نفر»)."""
    scene = sentence.cast.scene
    for found in _NOUNS.finditer(scene.skeleton):
        count = _COUNT.match(scene.skeleton, found.end())
        what = found.lastgroup
        if (
            count is None
            or what is None
            or scene.skeleton[: found.start()].endswith((fold_letters("حکم "), fold_letters("احکام ")))
        ):
            continue
        stance, attribution = voice_of(found.start(), sentence)
        low, high = scene.raw(found.start(), count.end())
        day = re.search(DATE, scene.skeleton)
        when = scene.date(day.group()) if day else None
        yield FoundTally(
            what,
            _value(count),
            stance,
            attribution,
            scene.text[low:high],
            low,
            high,
            "fa-tally-noun/1",
            When(when.edtf, when.text, when.calendar) if when else None,
        )


_ALONE: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?P<many>ده ها|دهها|صدها|هزاران|\d+)(?: هزار)? (?:(?P<arrested>بازداشت|"
        r"بازداشتی|دستگیری)|(?P<killed>کشته)|(?P<injured>زخمی|مجروح)|(?P<executed>اعدام))(?! "
        r"(?:شد|شده|شدند)(?!\S))(?!\S)"
    )
)


def bare_tallies(sentence: Told) -> Iterator[FoundTally]:
    """Gives the counts that stand before a noun («هزاران بازداشت و صدها کشته»)."""
    scene = sentence.cast.scene
    for found in _ALONE.finditer(scene.skeleton):
        what = next(name for name in ("arrested", "killed", "injured", "executed") if found[name])
        stance, attribution = voice_of(found.start(), sentence)
        low, high = scene.raw(found.start(), found.end())
        number = int(found["many"]) if found["many"].isdigit() else None
        yield FoundTally(
            what,
            Value(scene.words(*found.span("many")), low=number, high=number),
            stance,
            attribution,
            scene.text[low:high],
            low,
            high,
            "fa-tally-bare/1",
        )


def _value(found: re.Match[str]) -> Value:
    if found["many"]:
        return Value(found.group().strip())
    number = number_of(found["n"]) * (1000 if found["thousand"] else 1) + (number_of(found["rest"]) if found["rest"] else 0)
    return Value(found.group().strip(), low=None if found["most"] else number, high=None if found["least"] else number)


def statements_of(sentence: Told) -> Iterator[FoundStatement]:
    """Gives what a speaker calls for, threatens or condemns in a sentence."""
    scene = sentence.cast.scene
    for found in _CALL.finditer(scene.skeleton):
        if any(
            event.start < found.end() and found.start() < event.end and event.rule.kind == "verb" for event in sentence.events
        ):
            continue
        speaker = speaker_before(scene, sentence.cast.clauses, found.start())
        if speaker:
            low, high = scene.raw(0, found.end())
            act = next((name for word, name in _ACTS if fold_letters(word) in found.group()), "other")
            yield FoundStatement(speaker, scene.text[low:high], low, high, "fa-call/1", act)
            return


__all__ = ["Stance", "noun_tallies", "statements_of", "tally_of"]
