"""The day of an event: in its own words, in its clause, in the words that announce it, or by a day that was told before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from govah.read.persian.clauses import Clause, clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import DATE, DateSpot, Scene
from govah.read.persian.story import Told
from govah.read.sequel import first_day, in_that_year, last_day, sequel


def day_of(event: Event, told: Told, clause: Clause, start: int) -> DateSpot | None:
    """The day of an event: in its own words, in its clause, else the day on which it was announced."""
    scene = told.cast.scene
    if event.rule.predicate == "charged_with" and not re.search("کیفرخواست|تفهیم", scene.skeleton[clause.start : clause.end]):
        return None
    own = (scene.skeleton[clause.start : event.start], scene.skeleton[start : event.end], *_matrix(event, told, clause))
    later = next((told_day for words in own if (told_day := sequel(words, _story_day(told, clause.start), _SOLAR))), None)
    if later is not None and not re.search(DATE, own[0]):
        return DateSpot(0, 0, later.edtf, later.words, _SOLAR)
    since = _since_left_out(event, told, clause)
    if since is not None:
        return since
    trailing = _TRAILING.match(scene.skeleton, event.end) if event.rule.predicate in {"died", "killed", "executed"} else None
    for low, high in (*_regions(event, told, clause, start), *((trailing.span(),) if trailing else ())):
        found = _dates_in(event, told, low, high)
        main = [letter for letter in found if not _is_nested(told, clause, scene.skeleton.index(letter))]
        for letter in reversed(main or found):
            spot = _as_listed(scene, letter)
            if scene.skeleton[scene.skeleton.index(letter) + 1 :].startswith(" همان سال"):
                return replace(spot, edtf=in_that_year(spot.edtf, _story_day(told, scene.skeleton.index(letter)), _SOLAR))
            if spot.edtf or letter == found[0]:
                return spot
    back = _THIS.search(scene.skeleton, 0, event.end) if told.day and not event.rule.aside else None
    return DateSpot(0, 0, told.day, back.group().strip(), _SOLAR) if back else _still(event, told, clause)


_TRAILING: Final = re.compile(fold_letters(rf"(?: در \S+)? (?:در |به )?(?:تاریخ |روز )?{DATE}(?: در \S+)?(?= ?\.?$)"))
"""«P از X جان باخت D»: as lists put it, the day behind the verb."""


def _since_left_out(event: Event, told: Told, clause: Clause) -> DateSpot | None:
    """«D بازداشت و دو هفته بعد آزاد شد»: a time reckoned from the day of the verb that was left out before it."""
    scene = told.cast.scene
    own = scene.skeleton[clause.start : event.start]
    days = list(re.finditer(DATE, own))
    rest = own[days[-1].end() :] if days else ""
    if " و " not in rest:
        return None
    later = sequel(rest[rest.rindex(" و ") :], scene.date(days[-1].group()).edtf, _SOLAR)
    return DateSpot(0, 0, later.edtf, later.words, _SOLAR) if later else None


def _dates_in(event: Event, told: Told, low: int, high: int) -> list[str]:
    """The dates of a stretch that can be the event's: none of a description, none of the protests before it."""
    line = told.cast.scene.skeleton
    return [
        one.group()
        for one in re.finditer(DATE, line[low:high])
        if event.rule.aside
        or (not any(a <= low + one.start() < b for a, b in told.asides) and not _of_another(event, line[: low + one.start()]))
    ]


def _is_nested(told: Told, clause: Clause, at: int) -> bool:
    """Whether a date stands in a relative clause that breaks the event's own («در سال D در مراسمی که برای کشتگان D بود، …»)."""
    if clause.outer is None or not clause.outer[1] <= at < clause.start:
        return False
    other = told.cast.clauses[clause_at(told.cast.clauses, at)]
    return other.opener == "که"


_LIST: Final = re.compile(rf"{DATE}(?:(?: ،| و| ، و) {DATE})+")
_EQUALS: Final = re.compile(rf"({DATE}) (?:\(|برابر با|مطابق با|مصادف با|-|/|معادل) {DATE}")


def _as_listed(scene: Scene, letter: str) -> DateSpot:
    """The date of a letter: the first of two names of one day, or all the time of days in a row («دهم و چهاردهم مرداد»)."""
    for twice in _EQUALS.finditer(scene.skeleton):
        if letter == twice.group()[-1] and scene.date(twice[1]).edtf:
            return scene.date(twice[1])
    for row in _LIST.finditer(scene.skeleton):
        spots = [scene.date(one) for one in re.findall(DATE, row.group())]
        days = [first_day(spot.edtf) for spot in spots]
        if letter in row.group() and all(last_day([spot.edtf]) for spot in spots):
            ends = sorted(day for day in days if day is not None)
            low, high = spots[0].start, spots[-1].end
            return DateSpot(low, high, f"{ends[0]}/{ends[-1]}", scene.text[low:high], spots[0].calendar)
    return scene.date(letter)


def _matrix(event: Event, told: Told, clause: Clause) -> tuple[str, ...]:
    """The words of the clause that a clause with «که» hangs on («روز پیش از آن خبر رسید که او را برده‌اند»)."""
    number = clause_at(told.cast.clauses, event.start)
    if clause.opener != "که" or clause.antecedent or not number:
        return ()
    before = told.cast.clauses[number - 1]
    return (told.cast.scene.skeleton[before.start : before.end],)


_STILL: Final = re.compile(
    fold_letters(r"(?<!\S)(?:هنوز|همچنان|هم چنان|کماکان|در حال حاضر|هم اکنون|هم اینک|اکنون|تا ?کنون)(?!\S)")
)
_LASTING: Final = frozenset({"detained_at", "hunger_strike", "disappeared", "denied_family_contact", "denied_lawyer"})


def _still(event: Event, told: Told, clause: Clause) -> DateSpot | None:
    """What still lasts, lasts on the day of publication («هنوز در زندان است»)."""
    if told.published is None or event.rule.predicate not in _LASTING:
        return None
    low = clause.outer[0] if clause.outer else clause.start
    found = _STILL.search(told.cast.scene.skeleton, low, event.end)
    return DateSpot(0, 0, told.published.isoformat(), found.group(), _SOLAR) if found else None


_THIS: Final = re.compile(
    fold_letters(r"(?<!\S)(?:در|طی) (?:جریان )?این (?:یورش|حمله|تیراندازی|درگیری|هجوم|عملیات|تجمع|حادثه|مراسم|روز|شب)(?!\S)")
)
"""What happened in the raid or on the day that the story told just before."""
_SOLAR: Final = "solar_hijri"


def _regions(event: Event, told: Told, clause: Clause, start: int) -> list[tuple[int, int]]:
    """Where the day of an event may stand, nearest first."""
    regions = [(start, event.close or event.end), (max(clause.start, event.segment), event.start)]
    if clause.outer:
        regions.append(clause.outer)
    if event.force == "noun" or event.rule.predicate == "charged_with":
        regions.append((event.end, clause.end))
    if event.rule.predicate not in {"detained_at", "tried_by", "tortured"} and not event.rule.aside:
        regions += [(voice_clause.start, voice_clause.end) for voice_clause in _speech_clauses(told, event)]
    if clause.opener != "که" and not clause.outer:
        regions += [
            (other.start, other.end)
            for other in told.cast.clauses
            if clause.start - 170 < other.start < clause.start and not _speaks(told, other)
        ]
    return regions


def _story_day(told: Told, before: int) -> str:
    """The day named last before a place of the sentence, in it or in the sentences before."""
    scene = told.cast.scene
    here = [scene.date(letter).edtf for letter in re.findall(DATE, scene.skeleton[:before])]
    return next((edtf for edtf in reversed(here) if edtf), told.day)


_ERAS: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:اعتراضات|اعتراض های|کودتای|خیزش|قیام|ناآرامی های|اغتشاشات|فتنه|جنگ|"
        r"حوادث|وقایع|پرونده|جنبش|تظاهرات|رویدادهای|تجمعات)(?: (?:سراسری|خونین|خیابانی|"
        r"ضدحکومتی))? $"
    )
)


def _of_another(event: Event, before: str) -> bool:
    """Whether a date is that of the protests or the war before it, and not of the event."""
    return (
        event.rule.predicate not in {"arrested", "killed", "injured", "disappeared", "hunger_strike", "denied_lawyer"}
        and _ERAS.search(before) is not None
    )


def _speaks(told: Told, clause: Clause) -> bool:
    return clause.opener == "که" or any(clause.start <= voice.at < clause.end for voice in told.voices)


def _speech_clauses(told: Told, event: Event) -> list[Clause]:
    return [
        told.cast.clauses[clause_at(told.cast.clauses, voice.at)]
        for voice in told.voices
        if voice.start <= event.start < voice.end
    ]


def day_of_death(told_day: DateSpot | None, people: tuple[int, ...], told: Told) -> DateSpot | None:
    """The day of a death: as its sentence tells it, or the exact one in brackets behind the name, where both agree."""
    known = told.lives.get(people[0]) if len(people) == 1 else None
    if known is None or told_day is None or not told_day.edtf:
        return told_day if known is None else known
    first, _slash, last = told_day.edtf.partition("/")
    low, high, day = first_day(first), first_day(last or "9999"), first_day(known.edtf)
    within = low is not None and high is not None and day is not None and low <= day <= high
    return known if within and (last or first != last_day([first])) else told_day
