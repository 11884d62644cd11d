"""«این ادعا را تکذیب کرد»: a denial that points back takes up what the sentences before it said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from govah.read.persian.claims import DENIABLE, Draft
from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import DATE, PERSON
from govah.read.persian.story import Told, source_names
from govah.read.persian.voices import DENIED, speaker_before
from govah.records import AFFIRMED, Stance

_BACK: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:این|آن|چنین|همه این) ?(?:خبر|خبرها|اخبار|ادعا|ادعاها|ادعای|اتهام|اتهام ها|اتهام های|"
        r"اتهامات|گزارش|گزارش ها|موضوع|شایعه|شایعات|اظهارات|سخنان|گفته ها|مطلب|مورد)?(?: "
        r"\S+){0,3}? را (?:\S+ )?(?:تکذیب|انکار|رد|نادرست|بی اساس|کذب)(?!\S)"
        r"|(?<!\S)(?:این|چنین) (?:خبر|ادعا|ادعاها|اتهامات|گزارش|گزارش ها|شایعات)(?: \S+){0,4} تکذیب (?:شد|شده)"
        r"|(?<!\S)(?:تکذیب|رد|انکار) (?:این|آن) (?:خبر|خبرها|ادعا|ادعاها|اتهام|اتهام ها|اتهامات|گزارش|شایعه|شایعات)"
        r"(?= \S+ (?:که )?|$)"
        r"|(?<!\S)(?:تیراندازی|شلیک)(?: \S+){0,4}? را (?:رد|تکذیب|انکار)(?!\S)"
        r"|(?<!\S)(?:خبری|ادعایی|موضوعی|گزارشی|اتهامی) که (?:\S+ ){0,16}?(?:تکذیب|رد|انکار) (?:شد|شده|کرد|کردند|می کن)"
    )
)
_DENIABLE: Final = DENIABLE | {
    "released",
    "released_on_bail",
    "hunger_strike",
    "transferred",
    "denied_lawyer",
    "denied_family_contact",
}
_GRAVEST: Final = ("executed", "died_in_custody", "killed", "forced_confession", "tortured")


_PART: Final = re.compile(fold_letters(r"(?<!\S)(?:دست داشتن|نقش|دخالت|مسئولیت|ارتباط|دست داشتن)(?!\S)"))
"""Who denies having had a part in it does not deny that it happened."""
_OWN_WORDS: Final = re.compile(
    fold_letters(
        r"(?<!\S)(?:شایعاتی|شایعه ای|خبری|اخباری|خبرهایی|ادعاهایی|ادعایی|گزارش هایی|گزارشی|مطالبی) "
        r"(?:درباره|مبنی بر|از|در مورد|در خصوص) .* که $"
    )
)
"""«شایعاتی درباره … مطرح شده که آن را تکذیب می‌کنم» denies its own words, and nothing told before."""


def denials_of(sentence: Told, before: list[Draft]) -> Iterator[Draft]:
    """Gives the denials that a sentence makes of the last things told before it."""
    scene = sentence.cast.scene
    found = _BACK.search(scene.skeleton)
    if found is None or not before or _PART.search(found.group()) or _OWN_WORDS.search(scene.skeleton, 0, found.start()):
        return
    over = [voice for voice in sentence.voices if voice.at <= found.end() and source_names(sentence, voice)]
    over = [voice for voice in over if voice.stance == DENIED] or over[-1:]
    spoken = speaker_before(scene, sentence.cast.clauses, found.start())
    source = (
        source_names(sentence, over[-1])
        if over and over[-1].stance == DENIED
        else (spoken,)
        if spoken
        else source_names(sentence, over[-1])
        if over
        else ()
    )
    agent = _AGENT.search(scene.skeleton, found.start(), found.end())
    source = (scene.words(*agent.span(1)).strip(" ،"),) if agent else source
    before = _accused(before) if "اتهام" in found.group() else before
    kinds = _DENIABLE | ({"charged_with"} if "اتهام" in found.group() else set())
    last = max(draft.start for draft in before)
    paragraph = [draft for draft in before if draft.predicate in kinds and draft.stance in AFFIRMED and last - draft.start < 400]
    seen: set[tuple[tuple[int, ...], str]] = set()
    low, high = scene.raw(0, len(scene.skeleton.rstrip(" .»")))
    here = {number for letter, numbers in sentence.cast.who.items() if scene.mention(letter).kind == "name" for number in numbers}
    for one in sorted(paragraph, key=lambda draft: -draft.start)[:3]:
        meant = tuple(number for number in one.people if number in here) or one.people
        draft = replace(one, people=meant)
        key = (draft.people, draft.predicate)
        if key in seen or (seen and draft.predicate not in _GRAVEST):
            continue
        seen.add(key)
        yield replace(
            draft,
            stance=Stance.DENIED,
            attribution=source,
            start=low,
            end=high,
            rule="fa-denial-back/1",
            score=600,
            when=None,
            where=None,
            aside=False,
        )


_AGENT: Final = re.compile(fold_letters(r"(?<!\S)(?:ازسوی|از سوی|از طرف|توسط) ([^،.؛]{2,60}?)(?: ،| (?:تکذیب|رد|انکار))"))
"""«خبری که از سوی باشگاه … تکذیب شد»."""


_WRONGS: Final = frozenset(
    {"tortured", "forced_confession", "killed", "died_in_custody", "denied_lawyer", "denied_family_contact"}
)


def _accused(before: list[Draft]) -> list[Draft]:
    """«این اتهام را رد کرد» is about the charge, where one was told and nothing that the authorities are accused of."""
    wronged = any(draft.predicate in _WRONGS for draft in before)
    return ([] if wronged else [draft for draft in before if draft.predicate == "charged_with"]) or before


_UNTRUE: Final = (
    r"(?:(?:کاملا|هم|نیز|البته|اصلا|به کلی) )?(?:اشتباه|نادرست|کذب|دروغ|جعلی|ساختگی|شایعه|بی اساس|غلط|تایید نشد\S*|تکذیب شد\S*|"
    r"اشتباه (?:کردیم|کردم|نوشتیم|شد)|(?:درست|صحیح|راست) (?:نیست|نبود|نبوده)|(?:صحت|حقیقت|واقعیت) (?:ندارد|نداشت|نداشته))"
)
_RETRACTED: Final = re.compile(
    fold_letters(
        r"^\W*(?:(?:تصحیح|اصلاح|اصلاحیه|پوزش می خواهیم|با پوزش|ببخشید|متأسفیم) [:،] )?"
        rf"(?:(?:اما|ولی|البته|بعد|بعدا|سپس|ساعاتی بعد|ساعتی بعد|روز بعد|{DATE}|در نهایت|خوشبختانه|متأسفانه) )*"
        r"(?:(?:این|آن|همین) (?:خبر|گزارش|ادعا|موضوع|شایعه|خبرها|حرف|حرف ها|مطلب|نوشته)(?: ما)? (?:\S+ ){0,2}?|"
        r"(?:معلوم|مشخص|روشن|آشکار) شد(?:ه است)? (?:که )?(?:(?:این|آن) \S+ )?|خبر |همه اش |)"
        rf"{_UNTRUE}(?: (?:بود|است|بوده|بوده است|از آب درآمد))? (?:[.؛،!]|اما|ولی|و)(?!\S)"
        r"|^\W*(?:(?:اما|ولی) )?چنین (?:چیزی|اتفاقی|خبری) (?:نبود|نبوده|نیست|رخ نداد|نیفتاد|واقعیت ندارد|صحت ندارد)"
    )
)
_SHORT: Final = 90
"""Code points up to which a sentence that names nobody does nothing but take back."""


def is_retracted(sentence: Told) -> bool:
    """Answers whether a sentence says, in the text's own voice, that what was told before it is false."""
    line = sentence.cast.scene.skeleton
    found = _RETRACTED.search(line)
    return found is not None and (len(line) < _SHORT or line.startswith(("این ", "ان "))) and not re.search(PERSON, found.group())


def retracted(drafts: list[Draft], text: str) -> list[Draft]:
    """Gives the claims with those of the last sentence denied, or left out where no denial of such a thing is kept."""
    last = max(draft.start for draft in drafts)
    low = max(text.rfind(mark, 0, last) for mark in (". ", "؛ ", "! ", "? ", "؟ ", "\n"))
    return [
        replace(draft, stance=Stance.DENIED, rule="fa-retracted/1") if draft.start > low and draft.stance in AFFIRMED else draft
        for draft in drafts
        if draft.start <= low or draft.predicate in _DENIABLE or draft.stance not in AFFIRMED
    ]


_ALIVE: Final = re.compile(
    fold_letters(
        rf"({PERSON})(?: ،?(?: ?(?:اما|ولی|هنوز|همچنان|هم|اکنون|خوشبختانه|نیز|به هر حال))+)? (?:زنده (?:است|اند|هستند|هست)|"
        r"در قید حیات (?:است|هستند)|نمرده است)(?!\S)"
    )
)
_ASKED: Final = re.compile(fold_letters(r"(?<!\S)(?:آیا|اگر|شاید|نمی دان\S+|معلوم نیست|مشخص نیست|امید\S*)(?!\S)|\?"))
_DEATHS: Final = frozenset({"executed", "killed", "died_in_custody"})


def alive(sentence: Told, drafts: list[Draft]) -> list[Draft]:
    """Gives the claims with each death denied of whom the sentence says, unasked, to be alive («… اما او زنده است»)."""
    cast = sentence.cast
    line = cast.scene.skeleton
    if _ASKED.search(line):
        return drafts
    living = {number for found in _ALIVE.finditer(line) for number in cast.who.get(found[1], ())}
    return [
        replace(draft, stance=Stance.DENIED)
        if draft.predicate in _DEATHS and draft.stance in AFFIRMED and living.intersection(draft.people)
        else draft
        for draft in drafts
    ]
