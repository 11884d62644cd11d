"""From events to claims: the quotation, the voice over it, its value, its day and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from govah.read.persian.clauses import clause_at
from govah.read.persian.days import day_of, day_of_death
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.predicates import predicate_of
from govah.read.persian.quoting import stretch_of
from govah.read.persian.scene import DATE, PERSON, Scene
from govah.read.persian.scope import FACT, NOT, UNKNOWN
from govah.read.persian.story import Told, source_names
from govah.read.persian.values import (
    charge_value,
    city_span,
    gapped_value,
    place_span,
    prison_of,
    sentence_value,
)
from govah.read.persian.voices import ALLEGED, DENIED, REPORTED, speaker_before
from govah.records import Stance, Value, When, Where

_WORST: Final = {REPORTED: 1, ALLEGED: 2, DENIED: 3}
DENIABLE: Final = frozenset(
    {
        "executed",
        "killed",
        "died_in_custody",
        "tortured",
        "forced_confession",
        "arrested",
        "sentenced_to",
        "sentence_upheld",
        "disappeared",
        "hunger_strike",
        "denied_lawyer",
        "released",
        "released_on_bail",
    }
)
"""What a denial is kept of."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its person is known by an id of the reading."""

    people: tuple[int, ...]
    predicate: str
    value: Value
    stance: Stance
    attribution: tuple[str, ...]
    start: int
    end: int
    rule: str
    score: int
    when: When | None = None
    where: Where | None = None
    title: bool = False
    "Whether it stands in a title, which the story repeats."
    aside: bool = False
    "Whether it is a description beside a name."
    opens: bool = False
    "Whether that name opens its sentence, so that the text's own voice describes it whatever is reported next."


def draft_of(event: Event, people: tuple[int, ...], force: str, told: Told) -> Draft | None:
    """Gives the claim that an event makes about these people, or None where it says no such thing."""
    scene = told.cast.scene
    clause = told.cast.clauses[clause_at(told.cast.clauses, event.start)]
    start, end = stretch_of(event, clause, scene.skeleton)
    around = scene.skeleton[start:end]
    predicate = predicate_of(event, scene.skeleton, clause, around, scene.text)
    if not predicate or (predicate == "charged_with" and _DROPPED.search(scene.skeleton, event.start, clause.end)):
        return None
    if predicate in _LAST and _tells_own(event, people, told):
        return None
    stance, attribution = _voice(event, told)
    if event.force == "noun" and stance != Stance.DENIED and _CALLED_FALSE.search(scene.skeleton[event.end : clause.end]):
        stance = Stance.DENIED
    if force == UNKNOWN:
        stance = Stance.UNKNOWN
    elif force == NOT:
        if predicate not in DENIABLE or not (attribution or event.force == "noun"):
            return None
        stance = Stance.DENIED
    low, high = scene.raw(start, end)
    day = day_of(event, told, clause, start)
    day = day_of_death(day, people, told) if predicate in _DEATHS and event.force != "noun" else day
    return Draft(
        people, predicate, _value(event, predicate, scene, start, end), stance, attribution, low, high, f"fa-{event.rule.id}/1",
        _score(event, force), None if day is None else When(day.edtf, day.text, day.calendar),
        _where(scene, start, end, predicate), scene.sentence.title, event.rule.aside or event.rule.id == "letter-from",
        event.rule.aside and re.match(PERSON, scene.skeleton) is not None,
    )  # fmt: skip


def _tells_own(event: Event, people: tuple[int, ...], told: Told) -> bool:
    """«P: در زندان کشته شد»: nobody tells of his own death; it is of somebody who is not named here."""
    line = told.cast.scene.skeleton
    tellers = [
        line[slice(*span)].strip() for voice in told.voices if voice.start <= event.start < voice.end for span in voice.sources
    ]
    return any(told.cast.who.get(teller) == people for teller in tellers)


_LAST: Final = frozenset({"killed", "died_in_custody", "executed"})
_DEATHS: Final = frozenset({"killed", "died_in_custody", "executed", "other"})
_DROPPED: Final = re.compile(fold_letters(r"(?<!\S)(?:منتفی|ساقط|حذف|لغو) (?:شد|شده|گردید|است)(?!\S)"))
"""A charge that was dropped is told as no charge."""
_CALLED_FALSE: Final = re.compile(
    fold_letters(r"تکذیب|صحت ندارد|کذب|^(?: (?:با|در|بر|زیر|به|از|توسط) [^،]{2,40}?)? را(?: \S+)? رد (?:کرد|می کن)")
)


def _score(event: Event, force: str) -> int:
    base = {"fact": 850, "present": 600, "bare": 780, "not": 500, "state": 700, "noun": 650}.get(event.force, 500)
    return base if force == FACT else base - 200


_ANEW: Final = frozenset({"reduced-to", "reduced-to-by"})
"""What a sentence was turned into, and not what it was before."""
_PLAIN: Final = {"sentenced_to": "sentenced", "sentence_upheld": "sentence upheld", "sentence_overturned": "sentence overturned"}


def _value(event: Event, predicate: str, scene: Scene, start: int, end: int) -> Value:
    line = scene.skeleton[start:end]
    if event.rule.gloss:
        return Value(text=event.rule.gloss)
    if predicate == "charged_with":
        low = event.start if event.rule.kind == "state" else _charge_begins(scene.skeleton, start, event.start)
        return charge_value(scene.skeleton[low : event.end], scene.words(low, event.end))
    if predicate in {"sentenced_to", "sentence_upheld", "sentence_overturned"}:
        line = scene.skeleton[event.start : event.end] if event.rule.id in _ANEW else line
        value = gapped_value(line) if event.close else sentence_value(line)
        return value if value.text else Value(_PLAIN[predicate])
    if predicate in {"detained_at", "transferred"}:
        if predicate == "transferred":
            line, start = _destination(line, start)
        term, label = prison_of(line)
        spot = place_span(line)
        return Value(
            text=label
            or (
                scene.words(start + spot[0], start + spot[1])
                if spot
                else "detained"
                if predicate == "detained_at"
                else "transferred"
            ),
            term=term,
        )
    if predicate == "tried_by":
        court = court_span(line)
        return Value(text=scene.words(start + court[0], start + court[1]) if court else "trial")
    return Value(text=predicate.replace("_", " "))


def _destination(line: str, start: int) -> tuple[str, int]:
    """The words of a transfer from where it says whither: the last «به زندان …»."""
    found = list(
        re.finditer(fold_letters(r"(?<!\S)به (?=(?:بند|زندان|بازداشتگاه|سلول|اداره|بیمارستان|ندامتگاه|مکان)(?!\S))"), line)
    )
    return (line[found[-1].start() :], start + found[-1].start()) if found else (line, start)


def _charge_begins(line: str, start: int, end: int) -> int:
    """Where «به … متهم شد» begins: the words of the charge stand before its verb."""
    found = list(re.finditer(r"(?<!\S)به (?!\S+ (?:قاضی|ریاست))", line[start:end]))
    return start + found[-1].start() if found else start


_COURT: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:شعبه (?:\S+ ){1,3}?(?:از )?)?(?:دادگاه|دیوان عالی کشور|دادسرای|دادگاه "
        r"های)(?: (?:انقلاب|کیفری|یک|دو|تجدیدنظر|تجدید نظر|استان|اسلامی|عمومی|ویژه|روحانیت|"
        r"نظامی|اطفال|و نوجوانان|شهر|شهرستان))*(?: (?!(?:به|از|در|و|که|با|توسط|برگزار|"
        r"محکوم|محاکمه|این|صادر|بابت|برای|ارجاع|بود|شد|است|اعلام|تأیید|تایید)(?!\S))[^\W\d_]+)?"
        r"(?: به ریاست (?:قاضی )?[\ue000-\ue7ff])?"
    )
)


def court_span(text: str) -> tuple[int, int] | None:
    """Gives where a stretch names a court that tries, within it."""
    for found in _COURT.finditer(text):
        if not re.search(fold_letters("دیوان|دادسرا|تجدیدنظر|تجدید نظر"), found.group()):
            return found.span()
    return None


def _where(scene: Scene, start: int, end: int, predicate: str) -> Where | None:
    line = scene.skeleton[start:end]
    if predicate in {
        "detained_at",
        "transferred",
        "died_in_custody",
        "executed",
        "released",
        "released_on_bail",
        "hunger_strike",
    }:
        spot = place_span(line)
        if spot:
            return Where(scene.words(start + spot[0], start + spot[1]), prison_of(line)[0])
    city = city_span(line)
    return Where(scene.words(start + city[0], start + city[1])) if city else None


def _voice(event: Event, told: Told) -> tuple[Stance, tuple[str, ...]]:
    if event.rule.aside or event.rule.id == "letter-from":  # where a letter comes from the text says itself
        return Stance.ASSERTED, ()
    if event.rule.id == "call-to-stop":
        caller = _caller(event, told)
        return (Stance.REPORTED, (caller,)) if caller else voice_of(event.start, told, end=event.end)
    accuses = event.rule.id == "charge" and event.active
    own = (event.start, event.end) if event.rule.kind == "verb" and not accuses else (-1, -1)
    return voice_of(event.start - 2 * accuses, told, end=event.end, own=own)


def _caller(event: Event, told: Told) -> str:
    """Who asks for it, in its own clause or the one before («P از دولت خواست از اعدام … خودداری کند»)."""
    clauses = told.cast.clauses
    number = clause_at(clauses, event.start)
    places = (event.start, *(clause.end - 1 for clause in reversed(clauses[max(0, number - 1) : number])))
    return next((name for at in places if (name := speaker_before(told.cast.scene, clauses, at))), "")


def voice_of(start: int, told: Told, *, end: int = 0, own: tuple[int, int] = (-1, -1)) -> tuple[Stance, tuple[str, ...]]:
    """Gives the stance and the chain of voices over a place; `own` is a verb that is itself what is told, and no speech."""
    chain: list[str] = []
    worst = 0
    line = told.cast.scene.skeleton
    if told.carried and line[:start].count("»") == line[:start].count("«"):
        chain += told.carried[0]
        worst = _WORST[told.carried[1]]
    for voice in told.voices:
        if own[0] <= voice.at < own[1]:
            continue
        if voice.start <= start < max(voice.end, voice.start + 1) or (end and voice.start <= end - 1 < voice.end):
            chain += [name for name in source_names(told, voice) if name not in chain]
            worst = max(worst, _WORST[voice.stance])
    stance = {0: Stance.ASSERTED, 1: Stance.REPORTED, 2: Stance.ALLEGED, 3: Stance.DENIED}[worst]
    return stance, tuple(chain)


def court_draft(draft: Draft, event: Event, told: Told) -> Draft | None:
    """Gives the claim that a court tried somebody, where the sentencing names the court."""
    if draft.predicate not in {"sentenced_to", "other"} or (not event.rule.penalty and event.rule.id != "acquitted"):
        return None
    scene = told.cast.scene
    clause = told.cast.clauses[clause_at(told.cast.clauses, event.start)]
    begin, court = clause.start, court_span(scene.skeleton[clause.start : event.end])
    if court is None and clause.outer:
        begin, court = clause.outer[0], court_span(scene.skeleton[slice(*clause.outer)])
    if court is None:
        return None
    name = scene.words(begin + court[0], begin + court[1])
    if name.strip() == "دادگاه":
        return None
    low, high = scene.raw(begin + court[0], event.end if event.end - begin - court[0] < 200 else begin + court[1])
    dated = re.search(DATE, scene.skeleton[begin : event.end]) is not None
    return replace(
        draft, predicate="tried_by", value=Value(text=name), start=low, end=high, rule="fa-court/1",
        when=draft.when if dated else None, score=600,
    )  # fmt: skip
