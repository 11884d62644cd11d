"""A sentence with everybody in it resolved: whom each mention is, what it depends on, and who stands together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.persian.clauses import Clause
from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import alternatives, phrase_set, reading
from govah.read.persian.scene import PERSON, Scene, letter_of
from govah.read.persian.voices import Voice

FREE: Final = "free"
_KIN: Final = (
    r"(?:برادر|خواهر|پدر|مادر|همسر|شوهر|پسر|دختر|فرزند|دوست|عمو|دایی|پسر ?عمو|دختر ?عمو|پسر ?دایی|دختر ?دایی|پسر ?خاله|"
    r"دختر ?خاله|خواهرزاده|برادرزاده|داماد|نامزد)(?:ی|یی)? ?(?:ش|شان|اش|یش|یشان|م|مان) "
)
_KIN_TOLD: Final = r"(?:برادر|خواهر|پدر|مادر|همسر|شوهر|پسر|دختر|فرزند|نوه) (?:\d+ )?\S+? ?(?:ش|شان|اش) "
"""«فرزند خردسالش», «پسر ۹ ساله‌اش»: a relative with a word more."""
_TRADES: Final = (
    r"دانشجوی|دانشجو|عضو|اعضای|فعال|کنشگر|معلم|وکیل دادگستری|روزنامه ?نگار|خبرنگار|شهروند|نویسنده|شاعر|زندانی|کارگر|استاد|دبیر|"
    r"دبیرکل|مدیر|سردبیر|رئیس|هنرمند|عکاس|پزشک|پرستار|کولبر|سوخت ?بر|نوکیش|بازیگر|خواننده|کارگردان|مترجم|نوجوان|جوان|اهل|ساکن"
)
_BESIDE: Final = fold_letters(
    r"(?:(?: »)?(?: \( [^)]{0,40} \)| (?:، )?\d+ ساله| (?:، )?(?:فرزند|متولد|اهل|ساکن) [^\s،.؛»]+(?: [^\s،.؛»]+)?"
    r"| در (?:\S+ ){0,2}?(?:و ?)?\S+م ?ین(?: روز)?))*(?: »)?(?: (?:در|از) [^\s،.]+(?: [^\s،.]+)?)?"
    rf"(?: ، (?:{_TRADES})(?: (?!که |را )[^\s،.؛:\ue000-\ue7ff]+){{0,8}}?)?"
    r"(?: ، (?:همگی|هر دو|هر سه)(?: [^\s،]+){0,3})?"
)
"""What may stand beside a name in a row of names: «(۲۳ ساله)», «۲۳ساله», «، فرزند صابر», «، عضو یک شورا», «در نوزدهمین روز»."""
_JOIN: Final = (
    rf"{_BESIDE}(?: ،| ؛| و(?: (?:همسرش|پدرش|مادرش|برادرش|خواهرش|پسرش|دخترش))?| همراه با| به همراه){{1,4}} "
    rf"(?:(?<!، ){_KIN}|(?<!، ){_KIN_TOLD}|{_KIN}(?={PERSON} و ))?"
    r"(?:(?:اقای|خانم|اقایان|خانم ها|همچنین) )?"
)
RUN: Final = re.compile(rf"{PERSON}(?:{_JOIN}(?:« )?{PERSON})*")
_PREPOSITION: Final = (
    "از|به|با|توسط|سوی|جانب|برای|علیه|درباره|در|همراه|بدون|نزد|میان|بین|نسبت به|درخصوص|"
    "خصوص|دست|مورد|جای|بجای|علاوه بر|بر|مانند|نظیر|جز|از جمله|چون|همچون|وجود|حضور|کنار|سر"
)


OBJECT: Final = re.compile(
    fold_letters(
        rf"({PERSON})(?: »)?(?: (?:یکی )?از (?:دیگر )?(?:\S+ )?(?:شدگان|باختگان|متهمان|زندانیان|معترضان|محکومان)"
        rf"(?: [^ ،.؛\ue000-\ue7ff]+){{0,8}}?"
        rf"| (?:{_TRADES})(?: [^ ،.؛\ue000-\ue7ff]+){{0,3}}"
        rf"| ،(?: [^ ،\ue000-\ue7ff]+){{1,14}}(?: ،)?| \( [^)]*\)| ،)?(?: و (?:\S+ "
        rf"){{1,2}}(?:نفر|تن|شهروند|معترض|زندانی|فعال|جوان|نوجوان|دانشجو|کارگر|معلم|عضو)(?: دیگر)?"
        rf"(?: از(?: [^\s،.؛\ue000-\ue7ff]+){{1,8}}?(?: {PERSON})?)?"
        rf"| و (?:همسر|شوهر|پدر|مادر|برادر|پسر|دختر|خواهر|فرزند)(?:ش| {PERSON}))? "
        r"(?:را|رو)(?!\S)"
    )
)
"""A mention that is an object with را, an apposition or unnamed others between."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A scene with everybody in it resolved: the letters and whom each one is."""

    scene: Scene
    clauses: tuple[Clause, ...]
    who: dict[str, tuple[int, ...]]
    parts: dict[str, str]
    "Letter → `free`, `kin` (somebody's relative is meant), `relative`, `judge`, `official`, `thing` or `after` (a preposition)."
    speakers: tuple[tuple[int, int], ...]
    charges: tuple[tuple[int, int], ...]
    "Stretches that tell a charge: the people in them are not those to whom it is done."
    said: tuple[int, ...] = ()
    "Where verbs of speech stand."
    me: Callable[[int], tuple[int, ...]] = lambda _at: ()
    "Who is the first person at a place."
    cuts: tuple[int, ...] = ()
    "Where a verb is left out before «و», so that another subject may follow."


@cache
def _before() -> tuple[tuple[str, re.Pattern[str]], ...]:
    titles = alternatives(
        phrase_set("people", "titles")
        | phrase_set("people", "cues")
        | {
            "سابق",
            "جوان",
            "سیاسی",
            "معترض",
            "دادخواه",
            "زندانی",
            "بازداشتی",
            "نوجوان",
            "جان باخته",
            "جانباخته",
            "محبوس",
            "«",
            "وکیل جوان ،",
            "این",
            "#",
        }
    )
    tail = rf"(?: (?:{titles}))*(?: های)? $"
    kin = alternatives(phrase_set("people", "kin"))
    return (
        ("judge", re.compile(rf"(?:^| )(?:{alternatives(reading('people')['judges'])}){tail}")),
        ("kin", re.compile(rf"(?:^| )(?:{kin}){tail}")),
        ("relative", re.compile(rf"(?:^| )(?:{kin}) {PERSON} $")),
        ("relative", re.compile(rf"(?:^| )(?:{kin}) (?:{PERSON}|\S+ (?:متهم|زندانی|شهروند)) ،{tail}")),
        ("thing", re.compile(rf"(?:^| )(?:{alternatives(phrase_set('people', 'heads'))}){tail}")),
        ("after", re.compile(rf"(?:^| )(?:{_PREPOSITION}){tail}")),
        ("official", re.compile(rf"(?:^| )(?:{alternatives(reading('people')['officials'])})(?: [^ ،.؛]+){{0,4}} $")),
    )


_AGENT: Final = re.compile(
    fold_letters(r"(?<!\S)(?:به دست|بدست|توسط|به وسیله|از سوی|از طرف)(?: (?!که|و)[^ ،]+){1,4}? (?:به|با) \S+(?: «)? $")
)
"""«به دست فردی به نام P»: whoever did it."""


_ACCUSED_IN: Final = re.compile(
    fold_letters(r"(?<!\S)متهم(?:ان)? (?:(?:ردیف|شماره) \S+ |اصلی |دیگر )?(?:این |همین )?پرونده (?:، )?$")
)
"""«متهم ردیف دوم پرونده P فرزند …»: P is the accused, and not the file's owner."""


def part_of(line: str, at: int, since: int = 0) -> str:
    """Gives what a mention at that place depends on, by the words before it in its clause."""
    before = line[max(since, at - 70) : at].replace("جاوید نام ", "جاویدنام ")
    if re.search(r"(?:^| )(?:به نام|به نام های|به اسامی|بنام|به اسم|به هویت|با هویت|با نام|با اسم)(?: «)? $", before):
        return "after" if _AGENT.search(before) else FREE
    if line.startswith(" فرزند ", at + 1) and _ACCUSED_IN.search(before):
        return FREE
    for part, pattern in _before():
        found = pattern.search(before)
        if found and not (part == "thing" and re.search(r"(?:^| )(?:این|ان|همین|همان)$", before[: found.start()])):
            return part
    return FREE


def run_around(line: str, letter: str) -> tuple[str, ...]:
    """Gives the coordinated mentions that a mention stands among («P، P و P»)."""
    for found in RUN.finditer(line):
        if letter in found.group():
            return tuple(re.findall(PERSON, found.group()))
    return (letter,)


def run_of(cast: Cast, letter: str) -> tuple[str, ...]:
    """Gives the coordinated mentions that a mention stands among, without those who only speak («به گفته P، Q …»)."""
    line = cast.scene.skeleton
    speaking = {one for low, high in cast.speakers for one in re.findall(PERSON, line[low:high])}
    return tuple(
        one for one in run_around(line, letter) if letter in speaking or one not in speaking or f"{one} و {letter}" in line
    )


def free_letters(cast: Cast, start: int, end: int, *, speakers: bool = False) -> list[str]:
    """Gives the mentions of a stretch that can be its subject, in order."""
    line = cast.scene.skeleton
    out = []
    for found in re.finditer(PERSON, line[start:end]):
        at = start + found.start()
        if (
            cast.parts[found.group()] != FREE
            or is_nobody(cast, found.group())
            or any(low <= at < high for low, high in cast.charges)
        ):
            continue
        if not speakers and any(low <= at < high for low, high in cast.speakers):
            continue
        out.append(found.group())
    return out


def is_speech(cast: Cast, clause: Clause) -> bool:
    """Answers whether a verb of speech stands in a clause."""
    return any(clause.start <= at < clause.end for at in cast.said)


def is_nobody(cast: Cast, letter: str) -> bool:
    """Answers whether a mention is a «من» of whom nobody knows who says it."""
    return not cast.who.get(letter) and cast.scene.mention(letter).kind == "me"


def people_of(cast: Cast, letters: tuple[str, ...]) -> tuple[int, ...]:
    """Gives the people that mentions stand for, each once; who only judges or speaks for an office is not among several."""
    out: list[int] = []
    for letter in letters:
        if len(letters) > 1 and cast.parts[letter] in {"judge", "official", "relative", "kin"}:
            continue
        out += [number for number in cast.who.get(letter, ()) if number not in out]
    return tuple(out)


def mention_letters(scene: Scene) -> tuple[str, ...]:
    """Gives the letters of a scene's mentions, in order."""
    return tuple(letter_of(place) for place in range(len(scene.mentions)))


def speakers_of(voices: tuple[Voice, ...]) -> tuple[tuple[int, int], ...]:
    """Gives the stretches that name speakers."""
    return tuple(stretch for voice in voices for stretch in voice.sources)
