"""Reading a Persian document sentence by sentence: who is in it, who speaks, and what each sentence says was done to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from govah import dates
from govah.read.persian.cast import Cast, speakers_of
from govah.read.persian.casting import Casting, Discourse
from govah.read.persian.charges import charge_stretches
from govah.read.persian.clauses import clauses_of
from govah.read.persian.dateline import dateline
from govah.read.persian.events import Event, events_of
from govah.read.persian.letters import fold_letters
from govah.read.persian.narrator import narrator_of
from govah.read.persian.people import People
from govah.read.persian.scene import DateSpot, Scene, scene_of, with_surnames
from govah.read.persian.sentences import Sentence, sentences_of
from govah.read.persian.voices import DENIED, REPORTED, Voice, label_of, voices_of
from govah.records import Extracted

_DATED: Final = re.compile(
    "[0-9۰-۹]|روز|سال|ماه|شنبه|جمعه|دیروز|پریروز|امشب|هفته|پاییز|بهار|تابستان|زمستان|"
    "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند|صبح|عصر|شب|"
    "بامداد"
)


_DONE: Final = re.compile(
    "بازداشت|دستگیر|اعدام|محکوم|کشته|کشتند|شکنجه|قصاص|آزاد شد|ربوده|زندان|حبس|وثیقه|جان باخت|جان سپرد|ناپدید|مفقود|گلوله|"
    "بردند|بردن|گرفتنش|بردنش|دادگاه|اعتصاب غذا|ملاقات"
)
"""Words that tell of what is done to people."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence with its cast and its voices."""

    cast: Cast
    voices: tuple[Voice, ...]
    carried: tuple[tuple[str, ...], str] | None
    "Sources and stance of an open quotation that began in a sentence before."
    day: str
    "The day named last in the sentences before, as EDTF."
    last_body: tuple[str, ...]
    "The organisation whose report «این گزارش» is."
    last_source: tuple[str, ...]
    "Whom an anaphoric source («این نهاد») points to."
    events: tuple[Event, ...] = ()
    "What the rules find in the sentence, in order."
    asides: tuple[tuple[int, int], ...] = ()
    "Stretches that describe somebody beside a name: their dates are their own."
    published: date | None = None
    "The day of publication, where it is known."
    lives: Mapping[int, DateSpot] = field(default_factory=dict)
    "Person → the day of death that the text tells in brackets behind the name."


def scenes_of(extracted: Extracted, published: date | None) -> tuple[Scene, ...]:
    """Gives every sentence of the story made ready, family names alone included."""
    text = extracted.text
    published = published or extracted.published or dateline(text)
    told_here = _DONE.search(text) is not None
    first = [scene_of(text, sentence, _dates(text, sentence, published), told=told_here) for sentence in sentences_of(extracted)]
    roll = People()
    for scene in first:
        for mention in scene.mentions:
            if mention.kind == "name" and len(mention.words) > 1:
                roll.enter(mention, text)
    _vouch(roll, first, text)
    surnames = roll.lone_names()
    return tuple(with_surnames(scene, surnames) for scene in first)


def _vouch(roll: People, scenes: list[Scene], text: str) -> None:
    """A name that only its place vouches for is believed once it stands in two sentences, or is a hashtag as well."""
    for person in roll.everybody:
        if not person.sure and len(person.words) > 1:
            seen = {
                scene.sentence.start
                for scene in scenes
                for mention in scene.mentions
                if mention.kind == "name" and mention.words[: len(person.words)] == person.words
            }
            person.sure = len(seen) > 1 or f"#{person.name.replace(' ', '_')}" in text


def _dates(text: str, sentence: Sentence, published: date | None) -> tuple[DateSpot, ...]:
    stretch = text[sentence.start : sentence.end]
    if not _DATED.search(stretch):
        return ()
    found = dates.find(stretch, published=sentence.published or published, language="fa")
    return tuple(
        DateSpot(sentence.start + one.start, sentence.start + one.end, one.edtf, one.text, one.calendar) for one in found
    )


def told(scene: Scene, discourse: Discourse) -> Told:
    """Resolves who is in a sentence and whose words it holds."""
    line = scene.skeleton
    clauses = clauses_of(line)
    voices = voices_of(scene, clauses)
    charges = charge_stretches(line)
    speakers = speakers_of(voices)
    roll = Casting(scene, clauses, speakers, charges, discourse, speaks=any(voice.verb for voice in voices))
    roll.run()
    events = tuple(sorted(events_of(line), key=lambda event: event.start))
    cuts = tuple(event.end for event in events if event.rule.kind == "verb" and line.startswith(" و ", event.end))
    said = tuple(voice.at for voice in voices if voice.verb)
    cast = Cast(scene, clauses, roll.who, roll.parts, speakers, charges, said, roll.me, cuts)
    asides = tuple((event.start, event.end) for event in events if event.rule.aside)
    return Told(
        cast,
        voices,
        _carried(scene, voices, discourse),
        discourse.day,
        discourse.last_body,
        discourse.last_source,
        events,
        asides,
        discourse.published,
        discourse.lives,
    )


def _carried(scene: Scene, voices: tuple[Voice, ...], discourse: Discourse) -> tuple[tuple[str, ...], str] | None:
    """Whose words go on in this sentence: an open quotation, or speech after a colon in the same paragraph."""
    if discourse.quote is not None or discourse.speech is None:
        return discourse.quote
    names, stance, paragraph = discourse.speech
    listed = paragraph == _LIST and (scene.sentence.title or _is_item(scene))
    if not (listed or paragraph in {scene.sentence.paragraph, _TO_THE_END}) or any(voice.sources for voice in voices):
        discourse.speech = None
        return None
    return names, stance


_ITEM: Final = re.compile(r"\s*(?:[0-9۰-۹٠-٩]{1,3}\s?[.)ـ/\-–]|[•▪●■◾*\-–—🔹🔸])")


def _is_item(scene: Scene) -> bool:
    """Whether a sentence stands in a line that begins as an entry of a list does."""
    return _ITEM.match(scene.text, scene.text.rfind("\n", 0, scene.sentence.start) + 1) is not None


_COLON: Final = re.compile(r" : (?!«)(?=\S)")


_HEADS_ALL: Final = re.compile(fold_letters(r"(?:نوشت|نوشته|نوشته است|نوشتند|گفت|می گوید|روایت می کند|نوشته اند) :\s*$"))
"""A line that says who wrote all that follows («مادر P نوشت:»)."""
_TO_THE_END: Final = -1
_LIST: Final = -2
"""A speaker whose sentence ends with a colon speaks in the list below it («… اسامی این افراد را اعلام کرد:»)."""
_TALK_BELOW: Final = re.compile(
    fold_letters(
        r"^\W*(?:(?:متن|مشروح|متن کامل|بخش هایی از) )?(?:این )?(?:گفت ?و ?گو|گفتوگو|مصاحبه)(?: \S+){0,6}? "
        r"(?:در پی|در ادامه|در زیر|به شرح زیر|"
        r"پیش رو|بدین شرح|چنین|به این شرح)(?: \S+){0,4}?(?: می آید| می خوانید| است|:)"
    )
)
"""«این گفت‌وگو در پی می‌آید:»: the answers below are those of whoever spoke before."""
_HEADING: Final = 60
"""Code points up to which a line before its verb names a writer."""


def _goes_on(sentence: Told, discourse: Discourse) -> tuple[tuple[str, ...], str, int] | None:
    """«وی افزود: …» without quotation marks: the speaker goes on to the end of the paragraph."""
    scene = sentence.cast.scene
    colon = _COLON.search(scene.skeleton)
    headed = _HEADS_ALL.search(scene.skeleton)
    last = [voice for voice in sentence.voices if voice.verb and headed and headed.start() - 12 <= voice.at <= headed.start()]
    if headed and 2 < headed.start() < _HEADING and scene.sentence.title:
        names = source_names(sentence, last[-1]) if last else (scene.words(0, headed.start()).strip(" ،"),)
        return (names, REPORTED, _TO_THE_END) if names else None
    if _TALK_BELOW.search(scene.skeleton) and discourse.last_source:
        return discourse.last_source, REPORTED, _TO_THE_END
    label = label_of(scene)
    if label:
        return (label,), REPORTED, _TO_THE_END
    said = [voice for voice in sentence.voices if voice.sources or voice.back]
    if said and scene.skeleton.rstrip().endswith(":"):
        names = source_names(sentence, said[-1])
        return (names, said[-1].stance, _LIST) if names and said[-1].stance != DENIED else None
    over = [voice for voice in sentence.voices if colon and voice.at < colon.start() < voice.end and voice.end >= colon.end() + 3]
    names = source_names(sentence, over[-1]) if over else ()
    return (names, over[-1].stance, scene.sentence.paragraph) if names else None


def hand_on(sentence: Told, discourse: Discourse) -> None:
    """Notes what this sentence leaves for the next: the last speaker and a quotation that is still open."""
    line = sentence.cast.scene.skeleton
    discourse.day = next((spot.edtf for spot in reversed(sentence.cast.scene.dates) if spot.edtf), discourse.day)
    for voice in sentence.voices:
        names = source_names(sentence, voice)
        if names:
            discourse.last_source = names
            discourse.last_body = tuple(name for name in names if _BODY.search(fold_letters(name))) or discourse.last_body
    discourse.speech = _goes_on(sentence, discourse) or discourse.speech
    opened, closed = line.rfind("«"), line.rfind("»")
    if opened > closed and _closes_later(sentence.cast.scene):
        over = [voice for voice in sentence.voices if voice.start <= opened + 2 <= voice.end + 2]
        if over:
            discourse.quote = (source_names(sentence, over[-1]) or discourse.last_source, over[-1].stance)
            discourse.quoted = sentence.cast.me(opened + 1)
    elif closed >= 0 or opened >= 0:
        discourse.quote = None


_MARKS: Final = re.compile('[«»“”„"]')


def _closes_later(scene: Scene) -> bool:
    """Whether a quotation left open in a sentence is closed after it; one that another opens before was never closed."""
    found = _MARKS.search(scene.text, scene.sentence.end)
    return found is not None and found.group() in '»”"'


_BODY: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:سازمان|شبکه|کانون|سایت|وب سایت|خبرگزاری|مرکز|کمیته|انجمن|گروه|رادیو|رسانه|کمپین|نهاد|پایگاه|کانال|"
        r"بنیاد|دیده بان|"
        r"عفو|هرانا|هه نگاو|کردپا|حال وش|اتحادیه|سندیکا|شورا|شورای|تلویزیون|روزنامه|موسسه|مؤسسه|جمعیت|کارزار)(?!\S)"
    )
)


_COURT: Final = re.compile(fold_letters(r"^(?:دیوان|دادگاه|شعبه|قوه|وزارت|سپاه)(?!\S)"))
"""Speakers that «او» cannot be."""


def source_names(sentence: Told, voice: Voice) -> tuple[str, ...]:
    """Gives the speakers of a voice as written; one that only points back gives the speaker named last."""
    scene = sentence.cast.scene
    if voice.back and not voice.sources:
        named = _pointed_to(sentence, voice)
        words = scene.words(*voice.pointer).strip(" «»،:") if voice.pointer else ""
        return named if not words or words in named else (*named, words)
    only = scene.skeleton[slice(*voice.sources[0])].strip() if len(voice.sources) == 1 else ""
    person = sentence.last_source and not any(_COURT.search(fold_letters(name)) for name in sentence.last_source)
    if person and only in sentence.cast.parts and scene.mention(only).kind == "one":
        return sentence.last_source
    return tuple(
        scene.words(low, high).strip(" «»،:")
        if scene.words(low, high).count("«") != scene.words(low, high).count("»")
        else scene.words(low, high).strip(" ،:")
        for low, high in voice.sources
    )


def _pointed_to(sentence: Told, voice: Voice) -> tuple[str, ...]:
    earlier = [other for other in sentence.voices if other.at < voice.at and other.sources and other.verb]
    said = source_names(sentence, earlier[-1]) if earlier else sentence.last_source
    return said if voice.verb or earlier or not sentence.last_body else sentence.last_body


def stories(extracted: Extracted, published: date | None) -> Iterator[tuple[tuple[Scene, ...], Discourse]]:
    """Gives the scenes of each part of a document that is a world of its own (a message), with a fresh discourse."""
    published = published or extracted.published or dateline(extracted.text)
    scenes = scenes_of(extracted, published)
    part: list[Scene] = []
    for scene in scenes:
        if part and scene.sentence.part != part[-1].sentence.part:
            yield tuple(part), _begun(tuple(part), published=published)
            part = []
        part.append(scene)
    if part:
        edges = _edges(extracted) if len(part) == len(scenes) else ()
        yield tuple(part), _begun(tuple(part), *edges, published=published)


def _edges(extracted: Extracted) -> tuple[Scene | None, Scene | None]:
    """The first and the last line of a page, where the story does not hold them: a letter's heading and its signature."""
    held = [one for one in extracted.segments if one.end - one.start < _EDGE and "@" not in extracted.text[one.start : one.end]]
    first, last = (
        [one for one in place if one.kind == "furniture" and one in held]
        for place in (extracted.segments[:1], extracted.segments[-1:])
    )
    head, foot = (
        scene_of(extracted.text, Sentence(one[0].start, one[0].end, 0, title=True), (), told=True) if one else None
        for one in (first, last)
    )
    return head, foot


_EDGE: Final = 120
"""Code points up to which a line can be a heading or a signature."""


def _begun(
    scenes: tuple[Scene, ...], head: Scene | None = None, foot: Scene | None = None, *, published: date | None = None
) -> Discourse:
    """A fresh discourse, with whoever tells these sentences in the first person."""
    discourse = Discourse(published=scenes[0].sentence.published or published)
    teller = narrator_of((*((head,) if head else ()), *scenes, *((foot,) if foot else ())))
    if teller is not None:
        discourse.narrator = (discourse.people.enter(teller, scenes[0].text),)
    return discourse
